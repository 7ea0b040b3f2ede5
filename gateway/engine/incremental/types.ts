import type { ExecutionResult, GraphQLError } from 'graphql';
import type { ResponsePath } from '../plan/paths.ts';

/** A part of the response that comes later. */
export interface PendingPart {
  /** Unique within one response. */
  readonly id: string;
  /** The object that the part belongs to. */
  readonly path: ResponsePath;
  /** As the client gave it with `@defer(label:)`. */
  readonly label: string | undefined;
}

/** A part that has arrived: to be merged into the object at its path. */
export interface CompletedPart extends PendingPart {
  /** `null` when a field of the part that is never null has no value. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLError[];
}

/** What arrives at one time after the first answer. */
export interface IncrementalStep {
  readonly completed: readonly CompletedPart[];
  /** Parts inside the completed ones that come later still. */
  readonly pending: readonly PendingPart[];
  readonly hasNext: boolean;
}

/** A response of which parts come later. */
export interface IncrementalResponse {
  readonly initial: ExecutionResult;
  readonly pending: readonly PendingPart[];
  /** Ends after the step with `hasNext: false`. Leaving it (`return`) stops what is still being fetched. */
  readonly steps: AsyncGenerator<IncrementalStep, void, void>;
}
