import type { FilterQuery } from '@mikro-orm/core';
import { decodeCursor, isId, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import type { ExperimentsContext } from '../context.ts';
import { Experiment } from '../entities.ts';
import type { ExperimentStatus } from '../entities.ts';

/** Experiments, newest first. @throws BAD_USER_INPUT for a page size or cursor that is not of its form. */
export async function listExperiments(
  ctx: ExperimentsContext,
  input: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    filter?: { status?: readonly ExperimentStatus[] | null | undefined } | null | undefined;
  },
): Promise<Connection<Experiment>> {
  const first = pageSize(input.first);
  const conditions: FilterQuery<Experiment>[] = [];
  if (input.filter?.status != null) conditions.push({ status: { $in: [...input.filter.status] } });
  if (input.after != null) {
    const [id] = decodeCursor<readonly [string]>(input.after, ([id]) => isId(id));
    conditions.push({ id: { $lt: id } });
  }
  // Ids are time-ordered (UUID version 7).
  const rows = await ctx.em.find(Experiment, conditions.length === 0 ? {} : { $and: conditions }, {
    orderBy: { id: 'desc' },
    limit: first + 1,
  });
  return toConnection<Experiment>(rows, first, (experiment) => [experiment.id], input.after);
}
