import { inTransaction, requireScope } from '../../shared/context.ts';
import type { ExperimentsContext } from '../context.ts';
import type { Experiment, ExperimentStatus } from '../entities.ts';
import { lockExperiment } from './lock-experiment.ts';

export type StatusChange =
  | { readonly kind: 'changed'; readonly experiment: Experiment }
  | { readonly kind: 'conflict'; readonly experiment: Experiment; readonly expected: ExperimentStatus };

/** Begins to assign leads. @throws FORBIDDEN unless admin or manager, NOT_FOUND */
export function startExperiment(ctx: ExperimentsContext, key: string): Promise<StatusChange> {
  return changeStatus(ctx, key, 'DRAFT', (experiment, now) => {
    experiment.status = 'RUNNING';
    experiment.startedAt = now;
  });
}

/** Ends assignment and exposure. @throws FORBIDDEN unless admin or manager, NOT_FOUND */
export function stopExperiment(ctx: ExperimentsContext, key: string): Promise<StatusChange> {
  return changeStatus(ctx, key, 'RUNNING', (experiment, now) => {
    experiment.status = 'STOPPED';
    experiment.stoppedAt = now;
  });
}

async function changeStatus(
  ctx: ExperimentsContext,
  key: string,
  expected: ExperimentStatus,
  change: (experiment: Experiment, now: Date) => void,
): Promise<StatusChange> {
  requireScope(ctx, 'business:manage');
  return inTransaction(ctx, async (tx) => {
    const experiment = await lockExperiment(tx, key);
    if (experiment.status !== expected) return { kind: 'conflict', experiment, expected };
    change(experiment, tx.clock());
    return { kind: 'changed', experiment };
  });
}
