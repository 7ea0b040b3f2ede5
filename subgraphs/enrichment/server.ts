import { defineSubgraph } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import type { EnrichmentContext } from './context.ts';
import { enrichLead } from './domain/enrich-lead.ts';
import type { EnrichJob } from './domain/enrich-lead.ts';
import { Enrichment, Office } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { openReferenceTables } from './reference-tables.ts';
import type { ReferenceTables } from './reference-tables.ts';
import { resolvers } from './resolvers.ts';

/** Finds out what a lead did not say, and how far it can be trusted. */
export const subgraph = defineSubgraph<EnrichmentContext, ReferenceTables>({
  name: 'enrichment',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [Enrichment, Office],
  migrations,
  openResource: openReferenceTables,
  createContext,
  reactions,
  jobs: { enrich: (ctx, payload) => enrichLead(ctx, payload as unknown as EnrichJob) },
});
