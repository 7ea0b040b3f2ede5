import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';

/** One operation as a subgraph receives it. */
export interface SubgraphRequest {
  /** The operation's text. */
  readonly query: string;
  /** The same operation parsed. The object is the same for every request that runs the same plan node. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** Only the variables that the operation uses. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the caller of the engine gave as `EngineRequest.context`; the engine never looks into it. */
  readonly context: unknown;
  /** Aborts when the client has gone or the deadline has passed. */
  readonly signal: AbortSignal;
}

/**
 * How the engine reaches one subgraph. `execute` resolves for every answer that is GraphQL, errors included, and rejects
 * with a `TransportError` for everything else. The result may share structure with the subgraph's own objects: the
 * engine never writes to it.
 */
export interface SubgraphTransport {
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<ExecutionResult>>;
  close(): Promise<void>;
}

/** An operation as a client sent it. */
export interface EngineRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Handed to every transport untouched: the viewer, the request id, headers to propagate. */
  readonly context: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Serves one supergraph. Knows GraphQL and federation, nothing of what the graph is about. */
export interface Engine {
  /** The API schema that clients see. Replaced as a whole by `reload`. */
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Runs a query or mutation. Never rejects: what went wrong is in `errors`. */
  execute(request: EngineRequest): Promise<ExecutionResult>;
  /** Runs a subscription; resolves to a single result when the operation is refused. */
  subscribe(request: EngineRequest): Promise<AsyncIterable<ExecutionResult> | ExecutionResult>;
  /** Swaps the supergraph. Rejects and keeps serving the old one when the new one is bad. */
  reload(supergraphSdl: string): Promise<void>;
  close(): Promise<void>;
}
