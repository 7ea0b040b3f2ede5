import type { GraphQLError } from 'graphql';

/** One failure, before anything was hidden from the client. */
export interface ReportedFailure {
  /** The whole original: its message, extensions and `originalError`. */
  readonly error: GraphQLError;
  /** Whether the client got another message instead. */
  readonly masked: boolean;
  readonly operationName: string | undefined;
  /** `EngineRequest.context` of the request. */
  readonly context: unknown;
}

export interface FetchReport {
  readonly service: string;
  readonly operationName: string | undefined;
  readonly durationMs: number;
  /** How many entities were asked for; 0 for a fetch that is not about entities. */
  readonly entities: number;
  /** `failed` when there was no GraphQL answer at all. */
  readonly outcome: 'answered' | 'answered with errors' | 'failed';
  readonly context: unknown;
}

/** What one query, mutation or event did cost. */
export interface CostReport {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly estimated: number;
  readonly actual: number;
  readonly operationName: string | undefined;
  readonly context: unknown;
}

export type Stage = 'parse' | 'plan' | 'execute' | 'shape';

/**
 * Where an engine tells what happens, for logs, metrics and traces. Called on the way of a request: must be quick and
 * must not throw.
 */
export interface EngineHooks {
  onFailure?(failure: ReportedFailure): void;
  onFetch?(fetch: FetchReport): void;
  /** How long one stage of one request took, in milliseconds. `parse` and `plan` only where nothing was cached. */
  onStage?(stage: Stage, durationMs: number, context: unknown): void;
  /** Where costs are counted: told when an operation that ran has ended, and after each event. */
  onCost?(cost: CostReport): void;
  onCache?(cache: 'documents' | 'plans', event: 'hit' | 'miss' | 'evict'): void;
}
