import { LockMode } from '@mikro-orm/core';
import type { ScoringContext } from '../context.ts';
import { LeadScore } from '../entities.ts';
import type { EnrichmentFacts, SubmissionFacts } from '../entities.ts';
import { needsScore } from './score-lead.ts';

/** Keeps what a lead said, and queues its score when everything is there. */
export async function takeSubmission(
  tx: ScoringContext,
  input: { leadId: string; submission: SubmissionFacts },
): Promise<void> {
  const lead = await findOrAdd(tx, input.leadId);
  lead.submission = input.submission;
  await queueScore(tx, lead);
}

/** The same for what enrichment found. What is older than what is kept is left alone. */
export async function takeEnrichment(
  tx: ScoringContext,
  input: { leadId: string; sequence: number; enrichment: EnrichmentFacts },
): Promise<void> {
  const lead = await findOrAdd(tx, input.leadId);
  if (input.sequence < (lead.enrichmentSequence ?? 0)) return;
  lead.enrichment = input.enrichment;
  lead.enrichmentSequence = input.sequence;
  await queueScore(tx, lead);
}

/** Facts of two publishers may be the first about a lead at the same moment. */
async function findOrAdd(tx: ScoringContext, leadId: string): Promise<LeadScore> {
  await tx.em.execute('insert into lead_scores (lead_id) values (?) on conflict do nothing', [leadId]);
  return tx.em.findOneOrFail(LeadScore, { leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

async function queueScore(tx: ScoringContext, lead: LeadScore): Promise<void> {
  if (!needsScore(lead, tx.model)) return;
  await tx.jobs.add(tx, 'score', { leadId: lead.leadId }, { key: `score:${lead.leadId}` });
}
