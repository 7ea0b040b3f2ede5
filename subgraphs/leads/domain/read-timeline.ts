import { decodeCursor, isSequence, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { StoredEvent } from '../../shared/events.ts';
import type { LeadsContext } from '../context.ts';
import type { LeadStatus } from '../entities.ts';
import type { Milestone } from './record-milestone.ts';

export type TimelineType = Milestone | 'SUBMITTED' | 'DUPLICATE_RECEIVED' | 'OUTCOME_RECORDED';

export interface TimelineEntry {
  readonly id: string;
  readonly sequence: number;
  readonly type: TimelineType;
  readonly at: Date;
  readonly status: LeadStatus;
}

/** The lead's history, oldest first, read from its events. */
export async function readTimeline(
  ctx: LeadsContext,
  leadId: string,
  input: { first?: number | null | undefined; after?: string | null | undefined },
): Promise<Connection<TimelineEntry>> {
  const first = pageSize(input.first);
  const [after] =
    input.after == null
      ? [0]
      : decodeCursor<readonly [number]>(input.after, ([sequence]) => isSequence(sequence));
  const events = await ctx.em.find(
    StoredEvent,
    { aggregateId: leadId, sequence: { $gt: after } },
    { orderBy: { sequence: 'asc' }, limit: first + 1 },
  );
  return toConnection(events.map(toEntry), first, (entry) => [entry.sequence], input.after);
}

function toEntry(event: StoredEvent): TimelineEntry {
  return {
    id: event.id,
    sequence: event.sequence,
    type: typeOf(event),
    at: event.occurredAt,
    status: event.payload['status'] as LeadStatus,
  };
}

function typeOf(event: StoredEvent): TimelineType {
  switch (event.type) {
    case 'LeadSubmitted':
      return 'SUBMITTED';
    case 'DuplicateReceived':
      return 'DUPLICATE_RECEIVED';
    case 'LeadOutcomeRecorded':
      return 'OUTCOME_RECORDED';
    case 'LeadProgressed':
      return event.payload['milestone'] as Milestone;
    default:
      throw new Error(`An event of unknown type ${event.type} stands in a lead's history.`);
  }
}
