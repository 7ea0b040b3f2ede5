import type { GrowthContext } from '../context.ts';
import type { OutcomeKind } from '../entities.ts';
import { awardPoints, awardSale } from './award-points.ts';
import { lockLead } from './lock-lead.ts';
import { closeReferral } from './record-referral.ts';

/** The lead ended: its referral is closed, and a sale is awarded. The first end counts. */
export async function learnOfOutcome(
  tx: GrowthContext,
  input: { leadId: string; outcome: OutcomeKind; eventId: string },
): Promise<void> {
  const facts = await lockLead(tx, input.leadId);
  if (facts.outcome != null) return;
  facts.outcome = input.outcome;
  facts.outcomeEventId = input.eventId;
  await closeReferral(tx, facts);
  await awardSale(tx, facts);
}

/** An agent took the lead on. */
export async function learnOfAcceptance(
  tx: GrowthContext,
  input: { leadId: string; agentId: string; eventId: string },
): Promise<void> {
  const { leadId, agentId, eventId } = input;
  const facts = await lockLead(tx, leadId);
  if (facts.acceptedBy != null) return;
  facts.acceptedBy = agentId;
  await awardPoints(tx, { agentId, reason: 'LEAD_ACCEPTED', sourceEventId: eventId, leadId });
  await awardSale(tx, facts);
}
