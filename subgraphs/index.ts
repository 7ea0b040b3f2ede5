import type { AnySubgraph } from './shared/subgraph.ts';
import { subgraph as leads } from './leads/server.ts';

/** The subgraphs of the graph. Their order is the one in which they start. */
export const subgraphs: readonly AnySubgraph[] = [leads];

export const subgraphNames: readonly string[] = subgraphs.map(({ name }) => name);
