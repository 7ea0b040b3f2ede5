import { isId } from '../shared/connection.ts';
import { DateTime } from '../shared/scalars.ts';
import { scoreLead } from './domain/score-lead.ts';
import type { Resolvers } from './generated/types.ts';

export const resolvers: Resolvers = {
  DateTime,
  Query: {
    scoringModel: (_, _args, ctx) => ctx.model,
  },
  Mutation: {
    async scoreLead(_, { input }, ctx) {
      const result = await scoreLead(ctx, input);
      const lead = { id: result.leadId };
      return result.kind === 'scored'
        ? { __typename: 'LeadRescored', lead }
        : { __typename: 'LeadNotReady', lead, waitingFor: result.waitingFor };
    },
  },
  Lead: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    score: async ({ id }, _, ctx) => ((await ctx.rows.sees(id)) ? ctx.loaders.scoreByLeadId.load(id) : null),
  },
  Score: {
    model: ({ modelName, modelVersion }) => ({ name: modelName, version: modelVersion }),
  },
};
