import { isId } from '../../shared/connection.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { recordEvent } from '../../shared/events.ts';
import type { ExperimentsContext } from '../context.ts';
import { Exposure, KnownLead } from '../entities.ts';
import { exposureRecorded } from '../events.ts';
import { assignVariant } from './assign-variant.ts';
import { findExperiment, lockExperiment } from './lock-experiment.ts';
import { assignmentOf } from './read-assignments.ts';
import type { Assignment } from './read-assignments.ts';

export type ExposureOutcome =
  | { readonly kind: 'recorded'; readonly assignment: Assignment; readonly isFirst: boolean }
  | {
      readonly kind: 'refused';
      readonly reason: 'EXPERIMENT_NOT_RUNNING' | 'LEAD_UNKNOWN' | 'NOT_IN_AUDIENCE';
    };

/** Says that a lead saw its variant. The first time counts. @throws NOT_FOUND for an unknown experiment. */
export async function recordExposure(
  ctx: ExperimentsContext,
  input: { experimentKey: string; leadId: string },
): Promise<ExposureOutcome> {
  requireScope(ctx, 'experiments:write');
  const seen = await findExperiment(ctx, input.experimentKey);
  const leadId = input.leadId.toLowerCase();
  if (!isId(leadId) || !(await ctx.rows.sees(leadId))) return { kind: 'refused', reason: 'LEAD_UNKNOWN' };
  // Most exposures are repeats: they need no lock.
  const earlier = await ctx.em.findOne(Exposure, { experimentId: seen.id, leadId });
  if (earlier !== null) return { kind: 'recorded', assignment: assignmentOf(seen, earlier), isFirst: false };
  return inTransaction(ctx, async (tx) => {
    const experiment = await lockExperiment(tx, input.experimentKey);
    const present = await tx.em.findOne(Exposure, { experimentId: experiment.id, leadId });
    if (present !== null)
      return { kind: 'recorded', assignment: assignmentOf(experiment, present), isFirst: false };
    if (!experiment.isRunning()) return { kind: 'refused', reason: 'EXPERIMENT_NOT_RUNNING' };
    const lead = await tx.em.findOne(KnownLead, { leadId });
    if (lead === null) return { kind: 'refused', reason: 'LEAD_UNKNOWN' };
    if (!experiment.targets(lead.lineOfBusiness)) return { kind: 'refused', reason: 'NOT_IN_AUDIENCE' };
    const exposure = tx.em.create(Exposure, {
      id: tx.newId(),
      experimentId: experiment.id,
      leadId,
      variantKey: assignVariant(experiment, leadId).key,
      exposedAt: tx.clock(),
      convertedAt: null,
    });
    await recordEvent(tx, exposureRecorded(experiment, exposure));
    return { kind: 'recorded', assignment: assignmentOf(experiment, exposure), isFirst: true };
  });
}
