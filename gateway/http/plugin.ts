import type { IncomingMessage } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { KnownOperation } from './known-operations.ts';
import type { GraphQLParams } from './read-params.ts';

/** One operation on its way through the front. The object lives as long as the operation, so it can key a WeakMap. */
export interface Exchange<Context = unknown> {
  readonly request: IncomingMessage;
  /** What `contextFor` gave. */
  readonly context: Context;
  /** What the client asked for. `onRequest` may replace it, for example to turn a document id into its text. */
  params: GraphQLParams;
  /** Set before `onParsed`; undefined before, or when the document has no operation of that name. */
  operation: KnownOperation | undefined;
  /** Set before `onResponse`, which may replace it. */
  result: ExecutionResult | undefined;
  /** Headers to send with the response, names in lower case. For a batch, all of its operations share them. */
  readonly responseHeaders: Record<string, string>;
}

/**
 * Where code of other people takes part in a request. The hooks correspond to those of Apollo Server: `onRequest` to
 * `requestDidStart`, `onParsed` to `didResolveOperation`, `onResponse` to `willSendResponse` (`exchange.result.errors`
 * tells what `didEncounterErrors` would). Plugins run one after the other in the order they are given.
 *
 * A hook that throws a `GraphQLError` refuses the operation with that error and, where it has one, the status and headers
 * of its `extensions.http`; anything else thrown is answered as INTERNAL_SERVER_ERROR and told to `onError`. `onResponse`
 * runs for refused operations too, except where the request was not GraphQL at all.
 */
export interface HttpPlugin<Context = unknown> {
  /** Parameters are read, nothing is parsed yet. */
  onRequest?(exchange: Exchange<Context>): Promise<void> | void;
  /** The document is parsed; the operation has not been validated or run. */
  onParsed?(exchange: Exchange<Context>): Promise<void> | void;
  /** The result is complete and about to be written. */
  onResponse?(exchange: Exchange<Context>): Promise<void> | void;
}
