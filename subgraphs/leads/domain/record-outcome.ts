import { LockMode } from '@mikro-orm/core';
import { isId } from '../../shared/connection.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { recordEvent } from '../../shared/events.ts';
import type { LeadsContext } from '../context.ts';
import { Lead } from '../entities.ts';
import type { Outcome } from '../entities.ts';
import { leadOutcomeRecorded } from '../events.ts';
import { writeDeliveries } from '../webhooks/domain/write-deliveries.ts';
import { eventTypeOfOutcome } from '../webhooks/event-types.ts';
import { requireSeen, unknownLead } from './see-lead.ts';
import type { Reason } from './validate-submission.ts';

export interface OutcomeInput {
  readonly leadId: string;
  readonly kind: Outcome['kind'];
  readonly monthlyPremium: { readonly amountCents: number; readonly currency: string } | null;
}

export type OutcomeResult =
  | { readonly kind: 'recorded'; readonly lead: Lead }
  | { readonly kind: 'already-recorded'; readonly lead: Lead }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

/** Ends a lead. The first outcome counts. @throws NOT_FOUND for a lead that the viewer may not see. */
export async function recordOutcome(ctx: LeadsContext, input: OutcomeInput): Promise<OutcomeResult> {
  requireScope(ctx, 'leads:write', 'assignments:write');
  const reasons = reasonsAgainst(input);
  if (reasons.length > 0) return { kind: 'rejected', reasons };
  await requireSeen(ctx, input.leadId);
  return inTransaction(ctx, async (tx) => {
    const lead = isId(input.leadId)
      ? await tx.em.findOne(Lead, { id: input.leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null;
    if (lead === null) throw unknownLead(input.leadId);
    if (lead.outcome != null) return { kind: 'already-recorded', lead };
    lead.outcome = {
      kind: input.kind,
      recordedAt: tx.clock().toISOString(),
      monthlyPremium: input.monthlyPremium,
    };
    lead.advanceTo(input.kind === 'SOLD' ? 'SOLD' : 'LOST');
    const recorded = await recordEvent(tx, leadOutcomeRecorded(lead));
    await writeDeliveries(tx, [{ lead, type: eventTypeOfOutcome(input.kind), recorded }]);
    return { kind: 'recorded', lead };
  });
}

function reasonsAgainst({ kind, monthlyPremium }: OutcomeInput): Reason[] {
  if (kind !== 'SOLD') {
    return monthlyPremium === null
      ? []
      : [{ field: 'monthlyPremium', message: `expected nothing unless SOLD, got a premium with ${kind}` }];
  }
  if (monthlyPremium === null)
    return [{ field: 'monthlyPremium', message: 'expected a premium with SOLD, got nothing' }];
  const reasons: Reason[] = [];
  if (monthlyPremium.amountCents <= 0) {
    const message = `expected more than 0, got ${monthlyPremium.amountCents}`;
    reasons.push({ field: 'monthlyPremium.amountCents', message });
  }
  if (!/^[A-Z]{3}$/.test(monthlyPremium.currency)) {
    const message = `expected an ISO 4217 code such as USD, got ${JSON.stringify(monthlyPremium.currency.slice(0, 20))}`;
    reasons.push({ field: 'monthlyPremium.currency', message });
  }
  return reasons;
}
