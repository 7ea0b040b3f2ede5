import type { AnySubgraph } from './shared/subgraph.ts';
import { subgraph as enrichment } from './enrichment/server.ts';
import { subgraph as leads } from './leads/server.ts';
import { subgraph as routing } from './routing/server.ts';
import { subgraph as personalization } from './personalization/server.ts';

/** The subgraphs of the graph. Their order is the one in which they start. */
export const subgraphs: readonly AnySubgraph[] = [leads, enrichment, routing, personalization];

export const subgraphNames: readonly string[] = subgraphs.map(({ name }) => name);
