import { LockMode } from '@mikro-orm/core';
import { isId } from '../../shared/connection.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { recordEvent } from '../../shared/events.ts';
import type { ExperimentsContext } from '../context.ts';
import { Experiment, Exposure } from '../entities.ts';
import { conversionRecorded } from '../events.ts';
import { lockExperiment } from './lock-experiment.ts';
import { assignmentOf } from './read-assignments.ts';
import type { Assignment } from './read-assignments.ts';

export type ConversionOutcome =
  | { readonly kind: 'recorded'; readonly assignment: Assignment; readonly isFirst: boolean }
  | { readonly kind: 'refused'; readonly reason: 'NOT_EXPOSED' };

/**
 * Says that a lead converted. The first time counts, only after an exposure, and also after the experiment has stopped:
 * a sale may take weeks. @throws NOT_FOUND for an unknown experiment.
 */
export async function recordConversion(
  ctx: ExperimentsContext,
  input: { experimentKey: string; leadId: string },
): Promise<ConversionOutcome> {
  requireScope(ctx, 'experiments:write');
  const leadId = input.leadId.toLowerCase();
  const isVisible = await ctx.rows.sees(leadId);
  return inTransaction(ctx, async (tx) => {
    const experiment = await lockExperiment(tx, input.experimentKey);
    const exposure =
      isVisible && isId(leadId)
        ? await tx.em.findOne(Exposure, { experimentId: experiment.id, leadId })
        : null;
    if (exposure === null) return { kind: 'refused', reason: 'NOT_EXPOSED' };
    const isFirst = exposure.convertedAt == null;
    if (isFirst) await convert(tx, experiment, exposure, tx.clock());
    return { kind: 'recorded', assignment: assignmentOf(experiment, exposure), isFirst };
  });
}

/**
 * The lead was sold: it converts in every experiment in which it was exposed before.
 * @param input.soldAt a sale that happened before an exposure, and was only told later, says nothing about it.
 */
export async function convertSoldLead(
  tx: ExperimentsContext,
  input: { leadId: string; soldAt: Date },
): Promise<void> {
  const exposures = await tx.em.find(
    Exposure,
    { leadId: input.leadId, convertedAt: null, exposedAt: { $lte: input.soldAt } },
    { orderBy: { experimentId: 'asc' } },
  );
  for (const { id, experimentId } of exposures) {
    // In the order of ids: two sales never wait for each other in a ring.
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
    const experiment = await tx.em.findOneOrFail(Experiment, { id: experimentId }, lock);
    // What was read before the lock may be old by now.
    const exposure = await tx.em.findOneOrFail(Exposure, { id }, { refresh: true });
    if (exposure.convertedAt == null) await convert(tx, experiment, exposure, input.soldAt);
  }
}

async function convert(
  tx: ExperimentsContext,
  experiment: Experiment,
  exposure: Exposure,
  convertedAt: Date,
): Promise<void> {
  exposure.convertedAt = convertedAt;
  await recordEvent(tx, conversionRecorded(experiment, exposure));
}
