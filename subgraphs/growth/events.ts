import { withLeadOwnership } from '../lead-ownership.ts';
import type { NewEvent } from '../shared/events.ts';
import type { Reactions } from '../shared/reactions.ts';
import type { GrowthContext } from './context.ts';
import { awardPoints, meetAgent } from './domain/award-points.ts';
import { learnOfAcceptance, learnOfOutcome } from './domain/learn-of-lead.ts';
import { recordReferral } from './domain/record-referral.ts';
import type { AgentTier } from './domain/tiers.ts';
import type { AgentStanding, Money, OutcomeKind, Referral } from './entities.ts';

/** A lead came by a partner's code. */
export function referralRecorded({ id, leadId, partnerId, code }: Referral): NewEvent {
  return { type: 'ReferralRecorded', aggregateId: id, payload: { leadId, partnerId, code } };
}

export function rewardGranted({ id, leadId, partnerId }: Referral, reward: Money): NewEvent {
  return { type: 'RewardGranted', aggregateId: id, payload: { leadId, partnerId, ...reward } };
}

/** An agent's points reached a tier for the first time; points are never taken away. */
export function tierReached({ id, points }: Pick<AgentStanding, 'id' | 'points'>, tier: AgentTier): NewEvent {
  return { type: 'TierReached', aggregateId: id, payload: { tier, points } };
}

export const reactions: Reactions<GrowthContext> = withLeadOwnership('growth', {
  'leads.LeadSubmitted': async (tx, { aggregateId: leadId, payload }) => {
    const code = payload['referralCode'];
    if (typeof code !== 'string') return;
    await recordReferral(tx, { leadId, code, sealedContact: payload['sealedContact'] as string });
  },
  'leads.LeadOutcomeRecorded': (tx, { id: eventId, aggregateId: leadId, payload }) =>
    learnOfOutcome(tx, { leadId, outcome: payload['kind'] as OutcomeKind, eventId }),
  'routing.AgentRegistered': (tx, { aggregateId: agentId }) => meetAgent(tx, agentId),
  'routing.LeadAssigned': (tx, { payload }) => meetAgent(tx, payload['agentId'] as string),
  'routing.AssignmentAccepted': (tx, { id: eventId, aggregateId: leadId, payload }) =>
    learnOfAcceptance(tx, { leadId, agentId: payload['agentId'] as string, eventId }),
  'personalization.CallEnded': async (tx, { id: sourceEventId, payload }) => {
    const { agentId, leadId, utteranceCount } = payload;
    if (typeof agentId !== 'string') return;
    await meetAgent(tx, agentId);
    if (Number(utteranceCount) === 0) return;
    await awardPoints(tx, { agentId, reason: 'CALL_HELD', sourceEventId, leadId: leadId as string });
  },
});
