import { LockMode } from '@mikro-orm/core';
import { notify } from '../../shared/signals.ts';
import type { PersonalizationContext } from '../context.ts';
import { LeadProfile } from '../entities.ts';
import type { LineOfBusiness } from '../entities.ts';
import { coachingTopic } from './calls/lock-call.ts';
import { readAttributes } from './offers/lead-facts.ts';
import type { Quality } from './offers/lead-facts.ts';
import { prepareOffersOf } from './offers/prepare-offers.ts';

/** The profile under its row lock. Null when no fact about the lead has been seen. */
export function findLeadProfile(tx: PersonalizationContext, leadId: string): Promise<LeadProfile | null> {
  return tx.em.findOne(LeadProfile, { leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** The same, made when it is missing: which fact comes first depends on nobody. */
async function openLeadProfile(tx: PersonalizationContext, leadId: string): Promise<LeadProfile> {
  await tx.em.execute('insert into lead_profiles (lead_id) values (?) on conflict do nothing', [leadId]);
  return tx.em.findOneOrFail(LeadProfile, { leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Keeps what a submission tells, and prepares offers when the score came first. */
export async function keepSubmission(
  tx: PersonalizationContext,
  input: {
    leadId: string;
    lineOfBusiness: LineOfBusiness;
    state: string | null;
    attributes: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const profile = await openLeadProfile(tx, input.leadId);
  profile.lineOfBusiness = input.lineOfBusiness;
  profile.state = input.state;
  profile.attributes = readAttributes(input.attributes);
  await prepareOffersOf(tx, profile);
}

/** Keeps the score, the latest when there are several, and prepares offers when the submission is known. */
export async function keepScore(
  tx: PersonalizationContext,
  input: { leadId: string; value: number; quality: Quality },
): Promise<void> {
  const profile = await openLeadProfile(tx, input.leadId);
  profile.scoreValue = input.value;
  profile.quality = input.quality;
  await prepareOffersOf(tx, profile);
}

/** Keeps whose lead it is. */
export async function keepAgent(
  tx: PersonalizationContext,
  input: { leadId: string; agentId: string },
): Promise<void> {
  const profile = await openLeadProfile(tx, input.leadId);
  if (profile.agentId !== input.agentId) await wakeCoaching(tx, input.leadId);
  profile.agentId = input.agentId;
}

/** Forgets the agent who gave the lead back, unless another has it by now. */
export async function forgetAgent(
  tx: PersonalizationContext,
  input: { leadId: string; agentId: string },
): Promise<void> {
  const profile = await openLeadProfile(tx, input.leadId);
  if (profile.agentId !== input.agentId) return;
  profile.agentId = null;
  await wakeCoaching(tx, input.leadId);
}

/** Streams of calls under way look whether they are still for whoever listens. */
async function wakeCoaching(tx: PersonalizationContext, leadId: string): Promise<void> {
  const active = await tx.em.execute<{ id: string }[]>(
    `select id from calls where lead_id = ? and status = 'ACTIVE'`,
    [leadId],
  );
  for (const { id } of active) await notify(tx, coachingTopic(id));
}
