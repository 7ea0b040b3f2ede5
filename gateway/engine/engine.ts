import type { CostOptions } from './cost/operation-costs.ts';
import { Graph } from './graph.ts';
import type { EngineHooks } from './hooks.ts';
import { createApolloPlanner } from './planner/apollo.ts';
import type { PlannerFactory } from './planner/planner.ts';
import { thrownOnPurpose } from './report.ts';
import type { ClientMayRead } from './report.ts';
import { loadSupergraph } from './supergraph/load.ts';
import type { AccessGrants } from './supergraph/access-rules.ts';
import { TransportPool } from './transport-pool.ts';
import type { Engine, KnownOperation, Transports } from './types.ts';

export interface EngineOptions {
  readonly supergraphSdl: string;
  readonly transports: Transports;
  /** `createApolloPlanner` by default; `createWorkerPlanner` keeps planning off the event loop. */
  readonly planner?: PlannerFactory;
  /** How long a query, a mutation or one event may take, in milliseconds. What has arrived by then is answered. No
   * limit by default. */
  readonly deadlineMs?: number;
  /** How many parsed documents, with their plans and shapes, are kept. 1,000 by default. */
  readonly maxDocuments?: number;
  /** How many tokens a document may have. 10,000 by default. */
  readonly maxTokens?: number;
  /** How many fields an operation may have with its fragments in place. 10,000 by default. */
  readonly maxFields?: number;
  /** How many fields may be nested below each other. 100 by default. */
  readonly maxDepth?: number;
  /** How many fields of an operation may have an alias, with its fragments in place. 1,000 by default. */
  readonly maxAliases?: number;
  /** How many fields of the root an operation may ask for, with its fragments in place. 1,000 by default. */
  readonly maxRootFields?: number;
  /** How many directives a document may have. 1,000 by default. */
  readonly maxDirectives?: number;
  /** How many values variables may hold, those within lists and objects included. 100,000 by default. */
  readonly maxVariableValues?: number;
  /** How deep lists and objects in variables may be nested. 50 by default. */
  readonly maxVariableDepth?: number;
  /**
   * Whether a caller may ask for the schema. Everyone may by default. When given, errors tell nobody which names would have
   * been right.
   */
  readonly mayIntrospect?: (context: unknown) => boolean;
  /** Counts what operations cost and decides which may run. Costs are not counted by default. */
  readonly cost?: CostOptions;
  /** Whose messages reach clients; see `thrownOnPurpose`, the default. Other messages go to `hooks.onFailure` only. */
  readonly clientMayRead?: ClientMayRead;
  /**
   * Finds out what a caller may do, from `EngineRequest.context`; asked once per request and once per event. `off` shows
   * everything to everyone. A supergraph that has access rules is refused unless one of the two is given.
   */
  readonly access?: ((context: unknown) => AccessGrants | Promise<AccessGrants>) | 'off';
  /** The labels of `@override(label:)` that are on for a caller. Labels `percent(x)` need no naming. */
  readonly overrideLabels?: (context: unknown) => Iterable<string>;
  /** From 0 up to 1; decides on `percent(x)`. `Math.random` by default. */
  readonly random?: () => number;
  readonly hooks?: EngineHooks;
}

/** Loads the supergraph and makes an engine for it. Rejects when the supergraph is bad or a subgraph has no transport. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const pool = new TransportPool(options.transports);
  const known = new Map<string, KnownOperation>();
  let graph = openGraph(options.supergraphSdl, pool, options);
  const retiring = new Set<Promise<void>>();
  return {
    get schema() {
      return graph.supergraph.apiSchema;
    },
    get supergraphSdl() {
      return graph.supergraph.sdl;
    },
    estimate: (request) => graph.estimate(request),
    execute: (request) => graph.execute(request),
    executeIncremental: (request) => graph.executeIncremental(request),
    subscribe: (request) => graph.subscribe(request),
    async prepare(operations) {
      for (const operation of operations) {
        await refuseUnprepared(graph, operation);
        known.set(nameOf(operation), operation);
      }
    },
    release(operations) {
      for (const operation of operations) known.delete(nameOf(operation));
    },
    async reload(supergraphSdl) {
      const next = openGraph(supergraphSdl, pool, options);
      try {
        for (const operation of known.values()) await refuseUnprepared(next, operation);
      } catch (reason) {
        await next.retire();
        throw reason;
      }
      const retired = graph.retire.bind(graph);
      graph = next;
      const done = retired().finally(() => retiring.delete(done));
      retiring.add(done);
    },
    async close() {
      await Promise.all([graph.retire(), ...retiring]);
    },
  };
}

function openGraph(supergraphSdl: string, pool: TransportPool, options: EngineOptions): Graph {
  const supergraph = loadSupergraph(supergraphSdl);
  if (supergraph.accessRules && options.access === undefined) {
    throw new Error(
      'The supergraph uses @authenticated, @requiresScopes or @policy, and nothing was given that tells what a caller may do.',
    );
  }
  const transports = pool.lease(supergraph.subgraphs);
  return new Graph(supergraph, (options.planner ?? createApolloPlanner)(supergraph), transports, {
    deadlineMs: options.deadlineMs,
    maxDocuments: options.maxDocuments ?? 1_000,
    maxTokens: options.maxTokens ?? 10_000,
    maxFields: options.maxFields ?? 10_000,
    maxDepth: options.maxDepth ?? 100,
    maxAliases: options.maxAliases ?? 1_000,
    maxRootFields: options.maxRootFields ?? 1_000,
    maxDirectives: options.maxDirectives ?? 1_000,
    maxVariableValues: options.maxVariableValues ?? 100_000,
    maxVariableDepth: options.maxVariableDepth ?? 50,
    mayIntrospect: options.mayIntrospect,
    hideSuggestions: options.mayIntrospect !== undefined,
    cost: options.cost,
    mayRead: options.clientMayRead ?? thrownOnPurpose,
    access: options.access === 'off' ? undefined : options.access,
    overrideLabels: options.overrideLabels,
    random: options.random ?? Math.random,
    hooks: options.hooks ?? {},
  });
}

function nameOf({ operationName = '', query }: KnownOperation): string {
  return `${operationName} ${query}`;
}

async function refuseUnprepared(graph: Graph, operation: KnownOperation): Promise<void> {
  const errors = await graph.prepare(operation);
  if (errors.length === 0) return;
  const name = operation.operationName ?? 'without a name';
  const reasons = errors.map(({ message }) => message).join(' ');
  throw new Error(`The known operation ${name} does not fit the supergraph: ${reasons}`);
}
