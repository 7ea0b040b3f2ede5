import DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import type { BaseContext } from '../shared/context.ts';
import { isStorable } from '../shared/text.ts';
import { analyseExperiment } from './domain/analyse-experiment.ts';
import type { Analysis } from './domain/analyse-experiment.ts';
import { countExposures } from './domain/count-exposures.ts';
import { readAssignments } from './domain/read-assignments.ts';
import type { Assignment } from './domain/read-assignments.ts';
import { Experiment } from './entities.ts';

/** Made per request. */
export interface ExperimentsLoaders {
  /** Null for an unknown key. */
  readonly experimentByKey: DataLoader<string, Experiment | null>;
  /** Null for an unknown id. */
  readonly experimentById: DataLoader<string, Experiment | null>;
  /** In the order in which the experiments were made. */
  readonly assignmentsByLeadId: DataLoader<string, Assignment[]>;
  readonly analysisOf: DataLoader<Experiment, Analysis>;
}

export function createLoaders({ em }: Pick<BaseContext, 'em'>): ExperimentsLoaders {
  return {
    experimentByKey: new DataLoader(async (keys) => {
      const found = await em.find(Experiment, {
        key: { $in: [...keys].filter(isStorable) },
      });
      const byKey = new Map(found.map((experiment) => [experiment.key, experiment]));
      return keys.map((key) => byKey.get(key) ?? null);
    }),
    experimentById: new DataLoader(async (ids) => {
      const found = await em.find(Experiment, { id: { $in: ids.filter(isId) } });
      const byId = new Map(found.map((experiment) => [experiment.id, experiment]));
      return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
    }),
    assignmentsByLeadId: new DataLoader((leadIds) => readAssignments(em, leadIds)),
    analysisOf: new DataLoader(async (experiments) => {
      const counts = await countExposures(
        em,
        experiments.map((experiment) => experiment.id),
      );
      return experiments.map(({ id, variants }) => analyseExperiment(variants, counts.get(id) ?? new Map()));
    }),
  };
}
