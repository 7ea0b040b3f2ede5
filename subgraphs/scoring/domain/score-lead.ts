import { isDeepStrictEqual } from 'node:util';
import { LockMode } from '@mikro-orm/core';
import { isId } from '../../shared/connection.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { GraphError } from '../../shared/errors.ts';
import { recordEvent } from '../../shared/events.ts';
import type { ScoringContext } from '../context.ts';
import { LeadScore } from '../entities.ts';
import { leadScored } from '../events.ts';
import { computeScore, storedVector } from './compute-score.ts';
import type { ConversionModel } from './conversion-model.ts';

export type ScoreInput = 'SUBMISSION' | 'ENRICHMENT';

export type ScoringResult =
  | { readonly kind: 'scored'; readonly leadId: string }
  | { readonly kind: 'not-ready'; readonly leadId: string; readonly waitingFor: ScoreInput[] };

/** Scores a lead in any case. @throws NOT_FOUND for a lead that has not come here, or is not the viewer's to see. */
export async function scoreLead(ctx: ScoringContext, input: { leadId: string }): Promise<ScoringResult> {
  requireScope(ctx, 'assignments:write');
  const isVisible = await ctx.rows.sees(input.leadId);
  return inTransaction(ctx, async (tx) => {
    const lead = isVisible && isId(input.leadId) ? await findLocked(tx, input.leadId) : null;
    if (lead === null) {
      throw new GraphError('NOT_FOUND', `There is no lead ${input.leadId}.`, { id: input.leadId });
    }
    const { leadId } = lead;
    const isScored = await keepScore(tx, lead);
    return isScored ? { kind: 'scored', leadId } : { kind: 'not-ready', leadId, waitingFor: missingOf(lead) };
  });
}

/** Scores a lead unless there is nothing new about it. An unknown lead is left alone. */
export async function scoreLeadIfNew(ctx: ScoringContext, input: { leadId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const lead = await findLocked(tx, input.leadId);
    if (lead !== null && needsScore(lead, tx.model)) await keepScore(tx, lead);
  });
}

/** Whether everything is there, and the model has not seen it like this. */
export function needsScore(lead: LeadScore, model: ConversionModel): boolean {
  const facts = lead.facts();
  if (facts === null) return false;
  const { score } = lead;
  const isByModel = score?.modelName === model.name && score.modelVersion === model.version;
  return !isByModel || !isDeepStrictEqual(score.features, storedVector(facts));
}

function findLocked(tx: ScoringContext, leadId: string): Promise<LeadScore | null> {
  return tx.em.findOne(LeadScore, { leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

async function keepScore(tx: ScoringContext, lead: LeadScore): Promise<boolean> {
  const facts = lead.facts();
  if (facts === null) return false;
  lead.score = await computeScore(tx.model, facts);
  lead.scoredAt = tx.clock();
  await recordEvent(tx, leadScored(lead.leadId, lead.score));
  return true;
}

function missingOf({ submission, enrichment }: LeadScore): ScoreInput[] {
  const missing: ScoreInput[] = [];
  if (submission == null) missing.push('SUBMISSION');
  if (enrichment == null) missing.push('ENRICHMENT');
  return missing;
}
