import { TransportError } from './errors.ts';
import { Graph } from './graph.ts';
import { createApolloPlanner } from './planner.ts';
import type { PlannerFactory } from './planner.ts';
import { loadSupergraph } from './supergraph/load.ts';
import type { LoadedSupergraph } from './supergraph/load.ts';
import type { Engine, SubgraphTransport, Transports } from './types.ts';

export interface EngineOptions {
  readonly supergraphSdl: string;
  readonly transports: Transports;
  /** Apollo's planner by default. */
  readonly planner?: PlannerFactory;
  /** How long a query, a mutation or one event may take, in milliseconds. What has arrived by then is answered. No
   * limit by default. */
  readonly deadlineMs?: number;
  /** How many parsed documents, with their plans and shapes, are kept. 1,000 by default. */
  readonly maxDocuments?: number;
  /** How many tokens a document may have. 10,000 by default. */
  readonly maxTokens?: number;
}

/** Loads the supergraph and makes an engine for it. Rejects when the supergraph is bad or a subgraph has no transport. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  let graph = openGraph(options.supergraphSdl, options);
  return {
    get schema() {
      return graph.supergraph.apiSchema;
    },
    get supergraphSdl() {
      return graph.supergraph.sdl;
    },
    execute: (request) => graph.execute(request),
    subscribe: (request) => graph.subscribe(request),
    async reload(supergraphSdl) {
      const replaced = graph;
      graph = openGraph(supergraphSdl, options);
      await replaced.close();
    },
    close: () => graph.close(),
  };
}

function openGraph(supergraphSdl: string, options: EngineOptions): Graph {
  const supergraph = loadSupergraph(supergraphSdl);
  return new Graph(
    supergraph,
    (options.planner ?? createApolloPlanner)(supergraph),
    openTransports(supergraph, options.transports),
    {
      deadlineMs: options.deadlineMs,
      maxDocuments: options.maxDocuments ?? 1_000,
      maxTokens: options.maxTokens ?? 10_000,
    },
  );
}

function openTransports(
  { subgraphs }: LoadedSupergraph,
  transports: Transports,
): ReadonlyMap<string, SubgraphTransport> {
  return new Map(
    subgraphs.map((subgraph) => {
      const transport = typeof transports === 'function' ? transports(subgraph) : transports[subgraph.name];
      if (transport) return [subgraph.name, transport];
      throw new TransportError('SUBGRAPH_UNREACHABLE', `The subgraph "${subgraph.name}" has no transport.`);
    }),
  );
}
