import { LockMode } from '@mikro-orm/core';
import { GraphError } from '../../shared/errors.ts';
import { isStorable } from '../../shared/text.ts';
import type { ExperimentsContext } from '../context.ts';
import { Experiment } from '../entities.ts';

/** The experiment under its row lock. @throws NOT_FOUND */
export async function lockExperiment(tx: ExperimentsContext, key: string): Promise<Experiment> {
  const experiment = isStorable(key)
    ? await tx.em.findOne(Experiment, { key }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (experiment === null) throw unknownExperiment(key);
  return experiment;
}

/** The same without a lock, for looking. */
export async function findExperiment(ctx: ExperimentsContext, key: string): Promise<Experiment> {
  const experiment = await ctx.loaders.experimentByKey.load(key);
  if (experiment === null) throw unknownExperiment(key);
  return experiment;
}

function unknownExperiment(key: string): GraphError {
  return new GraphError('NOT_FOUND', `There is no experiment ${key}.`, { key });
}
