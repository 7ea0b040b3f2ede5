import { defineSubgraph } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import type { ScoringContext } from './context.ts';
import { scoreLeadIfNew } from './domain/score-lead.ts';
import { LeadScore } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { openModel } from './model.ts';
import type { OpenModel } from './model.ts';
import { resolvers } from './resolvers.ts';

/** Says how likely a lead converts, and why. */
export const subgraph = defineSubgraph<ScoringContext, OpenModel>({
  name: 'scoring',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [LeadScore],
  migrations,
  openResource: () => openModel(),
  createContext,
  reactions,
  jobs: { score: (ctx, payload) => scoreLeadIfNew(ctx, payload as unknown as { leadId: string }) },
});
