import { inTransaction } from '../shared/context.ts';
import { defineSubgraph } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import {
  retryWaitingLeads,
  retryWaitingLeadsJob,
  scheduleSweep,
  sweepWaitingLeads,
  sweepWaitingLeadsJob,
} from './domain/retry-waiting-leads.ts';
import { purgeUpdates } from './domain/purge-updates.ts';
import { Agent, RoutedLead } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** Knows the agents and gives them leads. */
export const subgraph = defineSubgraph({
  name: 'routing',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [Agent, RoutedLead],
  migrations,
  createContext,
  reactions,
  jobs: {
    [retryWaitingLeadsJob]: async (ctx) => {
      await retryWaitingLeads(ctx);
    },
    [sweepWaitingLeadsJob]: sweepWaitingLeads,
  },
  purgeStreamEvents: purgeUpdates,
  onStart: (ctx) => inTransaction(ctx, (tx) => scheduleSweep(tx, 0)),
});
