import { defineSubgraph } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import { Experiment, Exposure, KnownLead } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** Runs experiments: who sees which variant, and what came of it. */
export const subgraph = defineSubgraph({
  name: 'experiments',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [Experiment, KnownLead, Exposure],
  migrations,
  createContext,
  reactions,
});
