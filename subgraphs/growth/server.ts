import { defineSubgraph } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import { AgentStanding, LeadFacts, Partner, PointsEntry, Referral, ReferralCode } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';

/** Rewards those who bring leads and those who work on them. */
export const subgraph = defineSubgraph({
  name: 'growth',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [AgentStanding, LeadFacts, Partner, PointsEntry, Referral, ReferralCode],
  migrations,
  createContext,
  reactions,
});
