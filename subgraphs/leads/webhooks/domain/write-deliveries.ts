import type { RecordedEvent } from '../../../shared/events.ts';
import type { LeadsContext } from '../../context.ts';
import type { Lead } from '../../entities.ts';
import { webhookEventTypes } from '../event-types.ts';
import type { WebhookEventType } from '../event-types.ts';
import { wakeSending } from './sending-jobs.ts';

/** Something that has just become true of a lead. */
export interface LeadFact {
  readonly lead: Lead;
  readonly type: WebhookEventType;
  /** Its place in the lead's history. */
  readonly recorded: RecordedEvent;
}

interface Listener {
  readonly id: string;
  readonly owner: string;
  readonly hears_all: boolean;
  readonly event_types: readonly WebhookEventType[];
}

/** What is stored of a delivery that nobody has tried yet. */
export interface NewDelivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly leadId: string | null;
  readonly body: string;
}

/**
 * Writes facts for every endpoint that listens, in the transaction that makes them true: they are told when it commits,
 * whatever becomes of this process, and never when it rolls back. Call it last in the transaction (see `wakeSending`).
 */
export async function writeDeliveries(tx: LeadsContext, facts: readonly LeadFact[]): Promise<void> {
  if (facts.length === 0) return;
  const submitters = [...new Set(facts.map(({ lead }) => lead.submittedBy))];
  // The lock keeps an endpoint from being deleted before its deliveries are there; it hinders nothing else.
  const listeners = await tx.em.execute<Listener[]>(
    `select id, owner, hears_all, event_types from webhooks
     where is_active and (hears_all or owner in (select jsonb_array_elements_text(?::jsonb)))
     order by id for key share`,
    [JSON.stringify(submitters)],
  );
  if (listeners.length === 0) return;
  const deliveries = facts.flatMap((fact) => {
    const listening = listeners.filter((listener) => listensTo(listener, fact));
    if (listening.length === 0) return [];
    const { lead, type, recorded } = fact;
    const message = { eventType: webhookEventTypes[type], leadId: lead.id, body: bodyOf(fact) };
    return listening.map(({ id }) => ({ webhookId: id, eventId: recorded.id, ...message }));
  });
  await insertDeliveries(tx, deliveries);
}

function listensTo(listener: Listener, { lead, type }: LeadFact): boolean {
  const hears = listener.hears_all || listener.owner === lead.submittedBy;
  return hears && listener.event_types.includes(type);
}

/**
 * Thin, and without personal data: whoever may know more asks the graph. The longest text in it is the sender's own id of
 * 200 characters, so a body stays far below the 20 kB of Standard Webhooks.
 */
function bodyOf({ lead, type, recorded }: LeadFact): string {
  const isEnd = type === 'LEAD_SOLD' || type === 'LEAD_LOST';
  return JSON.stringify({
    type: webhookEventTypes[type],
    timestamp: recorded.occurredAt.toISOString(),
    data: {
      leadId: lead.id,
      externalId: lead.externalId ?? null,
      status: lead.status,
      lineOfBusiness: lead.lineOfBusiness,
      sequence: recorded.sequence,
      ...(isEnd ? { outcome: lead.outcome?.kind ?? null } : {}),
    },
  });
}

/** Writes deliveries and has them sent. What an endpoint was told before is left as it is. @returns the ids of new ones. */
export async function insertDeliveries(
  tx: LeadsContext,
  deliveries: readonly NewDelivery[],
): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const rows = deliveries.map(({ webhookId, eventId, eventType, leadId, body }) => ({
    id: tx.newId(),
    webhook_id: webhookId,
    event_id: eventId,
    event_type: eventType,
    lead_id: leadId,
    body,
  }));
  const now = tx.clock().toISOString();
  const inserted = await tx.em.execute<{ id: string }[]>(
    `insert into webhook_deliveries (id, webhook_id, event_id, event_type, lead_id, body, status, failures, attempts,
       next_attempt_at, created_at)
     select id, webhook_id, event_id, event_type, lead_id, body, 'PENDING', 0, '[]', ?::timestamptz, ?::timestamptz
     from jsonb_to_recordset(?::jsonb)
       as r(id uuid, webhook_id uuid, event_id uuid, event_type text, lead_id uuid, body text)
     on conflict (webhook_id, event_id) do nothing
     returning id`,
    [now, now, JSON.stringify(rows)],
  );
  await wakeSending(
    tx,
    rows.map((row) => row.webhook_id),
  );
  return inserted.map(({ id }) => id);
}
