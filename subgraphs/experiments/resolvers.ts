import { isId } from '../shared/connection.ts';
import { DateTime } from '../shared/scalars.ts';
import type { ComparedVariants } from './domain/analyse-experiment.ts';
import { startExperiment, stopExperiment } from './domain/change-status.ts';
import { createExperiment } from './domain/create-experiment.ts';
import { listExperiments } from './domain/list-experiments.ts';
import { recordConversion } from './domain/record-conversion.ts';
import { recordExposure } from './domain/record-exposure.ts';
import { requiredExpectedCount } from './domain/statistics/compare-proportions.ts';
import type { Resolvers, ResolversTypes } from './generated/types.ts';

export const resolvers: Resolvers = {
  DateTime,
  Query: {
    experiment: (_, { key }, ctx) => ctx.loaders.experimentByKey.load(key),
    experiments: (_, args, ctx) => listExperiments(ctx, args),
  },
  Mutation: {
    async createExperiment(_, { input }, ctx) {
      const outcome = await createExperiment(ctx, input);
      return outcome.kind === 'rejected'
        ? { __typename: 'ExperimentRejected', reasons: outcome.reasons }
        : { __typename: 'ExperimentCreated', experiment: outcome.experiment };
    },
    async startExperiment(_, { input }, ctx) {
      const change = await startExperiment(ctx, input.key);
      return change.kind === 'changed'
        ? { __typename: 'ExperimentStarted', experiment: change.experiment }
        : { __typename: 'ExperimentStatusConflict', ...change };
    },
    async stopExperiment(_, { input }, ctx) {
      const change = await stopExperiment(ctx, input.key);
      return change.kind === 'changed'
        ? { __typename: 'ExperimentStopped', experiment: change.experiment }
        : { __typename: 'ExperimentStatusConflict', ...change };
    },
    async recordExposure(_, { input }, ctx) {
      const outcome = await recordExposure(ctx, input);
      return outcome.kind === 'recorded'
        ? { __typename: 'ExposureRecorded', ...outcome }
        : { __typename: 'ExposureRefused', reason: outcome.reason };
    },
    async recordConversion(_, { input }, ctx) {
      const outcome = await recordConversion(ctx, input);
      return outcome.kind === 'recorded'
        ? { __typename: 'ConversionRecorded', ...outcome }
        : { __typename: 'ConversionRefused', reason: outcome.reason };
    },
  },
  Lead: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    experiments: async ({ id }, _, ctx) =>
      (await ctx.rows.sees(id)) ? ctx.loaders.assignmentsByLeadId.load(id) : [],
  },
  Experiment: {
    __resolveReference: (reference, ctx) =>
      'key' in reference
        ? ctx.loaders.experimentByKey.load(reference.key)
        : ctx.loaders.experimentById.load(reference.id),
    audience: ({ linesOfBusiness }) => ({ lineOfBusiness: linesOfBusiness }),
    result: (experiment, _, ctx) => ctx.loaders.analysisOf.load(experiment),
  },
  VariantComparison: {
    outcome: toComparisonOutcome,
  },
};

function toComparisonOutcome({
  outcome,
  adjustedPValue,
}: ComparedVariants): ResolversTypes['ComparisonOutcome'] {
  return outcome.kind === 'measured'
    ? { __typename: 'DifferenceMeasured', ...outcome, adjustedPValue: adjustedPValue ?? outcome.pValue }
    : {
        __typename: 'NotEnoughData',
        smallestExpectedCount: outcome.smallestExpectedCount,
        requiredExpectedCount,
      };
}
