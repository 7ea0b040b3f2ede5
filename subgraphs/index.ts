import type { AnySubgraph } from './shared/subgraph.ts';
import { subgraph as enrichment } from './enrichment/server.ts';
import { subgraph as growth } from './growth/server.ts';
import { subgraph as leads } from './leads/server.ts';
import { subgraph as personalization } from './personalization/server.ts';
import { subgraph as routing } from './routing/server.ts';
import { subgraph as scoring } from './scoring/server.ts';
import { subgraph as experiments } from './experiments/server.ts';

/** The subgraphs of the graph. Their order is the one in which they start. */
export const subgraphs: readonly AnySubgraph[] = [
  leads,
  enrichment,
  scoring,
  routing,
  personalization,
  growth,
  experiments,
];

export const subgraphNames: readonly string[] = subgraphs.map(({ name }) => name);
