import { withLeadOwnership } from '../lead-ownership.ts';
import type { NewEvent } from '../shared/events.ts';
import type { Reactions } from '../shared/reactions.ts';
import type { PersonalizationContext } from './context.ts';
import { forgetAgent, keepAgent, keepScore, keepSubmission } from './domain/lead-profile.ts';
import type { Quality } from './domain/offers/lead-facts.ts';
import type { Call, LineOfBusiness, Offer } from './entities.ts';

/** Offers were made for a lead, or changed. An empty list: no product fits. */
export function offersPrepared(leadId: string, offers: readonly Offer[]): NewEvent {
  return {
    type: 'OffersPrepared',
    aggregateId: leadId,
    payload: {
      offers: offers.map(({ id, productId, tier, monthlyPremiumCents, currency }) => ({
        offerId: id,
        productId,
        tier,
        monthlyPremiumCents,
        currency,
      })),
    },
  };
}

export function callStarted(call: Call): NewEvent {
  return {
    type: 'CallStarted',
    aggregateId: call.id,
    payload: { leadId: call.leadId, agentId: call.agentId ?? null },
  };
}

export function callEnded(call: Call, endedAt: Date): NewEvent {
  const durationMs = endedAt.getTime() - call.startedAt.getTime();
  return {
    type: 'CallEnded',
    aggregateId: call.id,
    payload: {
      leadId: call.leadId,
      agentId: call.agentId ?? null,
      durationSeconds: Math.max(0, Math.round(durationMs / 1_000)),
      utteranceCount: call.utteranceCount,
    },
  };
}

export const reactions: Reactions<PersonalizationContext> = withLeadOwnership('personalization', {
  'leads.LeadSubmitted': (tx, { aggregateId, payload }) =>
    keepSubmission(tx, {
      leadId: aggregateId,
      lineOfBusiness: payload['lineOfBusiness'] as LineOfBusiness,
      state: payload['state'] as string | null,
      attributes: payload['attributes'] as Record<string, unknown>,
    }),
  'scoring.LeadScored': (tx, { aggregateId, payload }) =>
    keepScore(tx, {
      leadId: aggregateId,
      value: payload['value'] as number,
      quality: payload['quality'] as Quality,
    }),
  'routing.LeadAssigned': (tx, { aggregateId, payload }) =>
    keepAgent(tx, { leadId: aggregateId, agentId: payload['agentId'] as string }),
  'routing.AssignmentDeclined': (tx, { aggregateId, payload }) =>
    forgetAgent(tx, { leadId: aggregateId, agentId: payload['agentId'] as string }),
});
