import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { IncrementalResponse } from './incremental/types.ts';

/** What a subgraph says of a stream when it opens. */
export interface StreamOpening {
  /** Where the stream begins, by the subgraph's own reckoning; undefined when it does not say. */
  readonly cursor: string | undefined;
}

/** One operation as a subgraph receives it. */
export interface SubgraphRequest {
  /** The operation's text. */
  readonly query: string;
  /** The same operation parsed. The object is the same for every request that runs the same plan node. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** What the operation is; only a query may be sent twice. */
  readonly operationKind: 'query' | 'mutation' | 'subscription';
  /** Only the variables that the operation uses. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the caller of the engine gave as `EngineRequest.context`; the engine never looks into it. */
  readonly context: unknown;
  /**
   * The same object for every fetch of one execution: one query, one mutation, or one event of a subscription (or several
   * that a subgraph in this process read at one moment). What a
   * transport keeps for the length of an execution (data loaders, a unit of work) hangs on this, never on `context`,
   * which lives as long as a subscription does.
   */
  readonly scope: object;
  /** Aborts when the client has gone or the deadline has passed. Created when first read. */
  readonly signal: AbortSignal;
  /** Called before `subscribe` resolves where the subgraph tells how the stream opened. */
  readonly onOpened?: ((opening: StreamOpening) => void) | undefined;
}

/**
 * How the engine reaches one subgraph. `execute` resolves for every answer that is GraphQL, errors included, and rejects
 * with a `TransportError` for everything else.
 *
 * Objects and lists of the result that stand for selections must be made for this call, as every GraphQL executor and
 * every JSON parser does: the engine merges later answers into them. Leaf values may be shared; they are never written to.
 */
export interface SubgraphTransport {
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<ExecutionResult>>;
  close(): Promise<void>;
}

/** Where a subgraph is, as the supergraph tells. `url` may be empty when the subgraph is in-process. */
export interface SubgraphInfo {
  readonly name: string;
  readonly url: string;
}

/** One transport per subgraph name, or a function that makes one; the function is also asked for subgraphs that a
 * reload brings. The engine closes what the function made once no request uses it. */
export type Transports =
  Readonly<Record<string, SubgraphTransport>> | ((subgraph: SubgraphInfo) => SubgraphTransport);

/** An operation as a client sent it. */
export interface EngineRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Handed to every transport untouched: the viewer, the request id, headers to propagate. */
  readonly context: unknown;
  readonly signal?: AbortSignal | undefined;
  /** For subscriptions: told how the stream opened, before `subscribe` resolves, by subgraphs that say so. */
  readonly onOpened?: ((opening: StreamOpening) => void) | undefined;
}

/** An operation that will be asked for: it is planned ahead and never dropped from the caches. */
export interface KnownOperation {
  readonly query: string;
  readonly operationName?: string | undefined;
}

/** Serves one supergraph. Knows GraphQL and federation, nothing of what the graph is about. */
export interface Engine {
  /** The API schema that clients see. Replaced as a whole by `reload`. */
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Runs a query or mutation. Never rejects: what went wrong is in `errors`. */
  execute(request: EngineRequest): Promise<ExecutionResult>;
  /**
   * Like `execute` for a client that can take parts of the response later (`@defer`). Resolves to one result where nothing
   * is deferred. See `incremental/formats.ts` for the two formats in which such a response is sent.
   */
  executeIncremental(request: EngineRequest): Promise<ExecutionResult | IncrementalResponse>;
  /**
   * Runs a subscription; resolves to a single result when the operation is refused. The stream never throws: when its
   * subgraph is lost it ends after a last result whose error has the reason as `extensions.code`. Leaving it (`return`)
   * leaves the subgraph's stream at once.
   */
  subscribe(request: EngineRequest): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult>;
  /**
   * What an operation may cost, without running it; 0 where costs are not counted, undefined when it cannot run.
   *
   * @throws GraphQLError SLICING_ARGUMENT_REQUIRED
   */
  estimate(request: EngineRequest): number | undefined;
  /** Plans operations before anybody asks for them. Rejects, naming the operation, when one does not fit. */
  prepare(operations: readonly KnownOperation[]): Promise<void>;
  /** Takes back what was prepared: a `reload` need no longer fit these operations. They can still be asked for. */
  release(operations: readonly KnownOperation[]): void;
  /**
   * Swaps the supergraph once the new one is loaded and every prepared operation is planned on it. Requests and streams
   * that run already end on the old one. Rejects with the reason and keeps serving the old one when the new one is bad or
   * a prepared operation no longer fits.
   */
  reload(supergraphSdl: string): Promise<void>;
  /** Resolves when everything that runs has ended. */
  close(): Promise<void>;
}
