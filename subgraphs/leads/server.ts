import { defineSubgraph } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import { Lead } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** Takes leads in and keeps their history. */
export const subgraph = defineSubgraph({
  name: 'leads',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [Lead],
  migrations,
  createContext,
  reactions,
});
