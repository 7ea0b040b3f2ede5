import { defineSubgraph } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import { purgeSuggestions } from './domain/calls/purge-suggestions.ts';
import { Call, LeadProfile, Offer, Product, Suggestion, Utterance } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** Prepares offers for leads, and coaches agents while they speak with them. */
export const subgraph = defineSubgraph({
  name: 'personalization',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [Product, LeadProfile, Offer, Call, Utterance, Suggestion],
  migrations,
  createContext,
  reactions,
  purgeStreamEvents: purgeSuggestions,
});
