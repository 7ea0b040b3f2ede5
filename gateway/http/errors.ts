import { GraphQLError } from 'graphql';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';

/** What each code of this folder means to a client, with the status it travels under. */
export const HTTP_ERRORS = {
  /** The body or the query string is not a GraphQL request. */
  BAD_REQUEST: 400,
  /** The document could not be parsed. */
  GRAPHQL_PARSE_FAILED: 400,
  /** A list of operations came while batching is off, or one longer than allowed. */
  BATCHING_REFUSED: 400,
  /** The operation is a subscription, which needs WebSocket. */
  SUBSCRIPTION_NEEDS_A_STREAM: 400,
  /** A browser sent this on behalf of another site without asking first. */
  CSRF_REFUSED: 403,
  /** Neither GET nor POST, or a mutation on GET. */
  METHOD_NOT_ALLOWED: 405,
  /** The Accept header allows no media type that this endpoint speaks. */
  NOT_ACCEPTABLE: 406,
  /** The body is longer than the limit; both numbers of bytes are in the extensions when known. */
  PAYLOAD_TOO_LARGE: 413,
  /** The body is not `application/json` in UTF-8, or is compressed in an unknown way. */
  UNSUPPORTED_MEDIA_TYPE: 415,
  /** Something failed that was not meant for clients; the original is handed to `onError`. */
  INTERNAL_SERVER_ERROR: 500,
} as const;

export type HttpErrorCode = keyof typeof HTTP_ERRORS;

/** How an error asks to be answered: read by the front from `extensions.http` and never sent to the client. */
export interface HttpHint {
  /** Status of the response. */
  readonly status?: number;
  /** Headers to add, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An error that the front answers with the status of its code.
 *
 * @param details numbers and names a client can act on, sent as further `extensions`
 * @param headers response headers, names in lower case
 */
export function httpError(
  code: HttpErrorCode,
  message: string,
  { details = {}, headers }: { details?: Record<string, unknown>; headers?: Record<string, string> } = {},
): GraphQLError {
  const http: HttpHint = { status: HTTP_ERRORS[code], ...(headers && { headers }) };
  return new GraphQLError(message, { extensions: { code, ...details, http } });
}

/**
 * The `extensions.http` of an error, or undefined. What a subgraph (`extensions.service`) says there is about its own
 * response and must not set the headers of this one.
 */
export function httpHintOf(error: { extensions?: unknown }): HttpHint | undefined {
  const { http, service } = (error.extensions ?? {}) as { http?: HttpHint; service?: unknown };
  return service === undefined ? http : undefined;
}

/**
 * Turns anything thrown into an error that a client may read. A `GraphQLError` that has a code or wraps nothing was thrown
 * on purpose and stays; everything else becomes INTERNAL_SERVER_ERROR without its message.
 */
export function toClientError(thrown: unknown): GraphQLError {
  const isOnPurpose =
    thrown instanceof GraphQLError &&
    (thrown.originalError === undefined || thrown.extensions['code'] !== undefined);
  if (isOnPurpose) return thrown;
  return httpError('INTERNAL_SERVER_ERROR', 'Internal server error');
}

/** The result as it goes over the wire: the same, without `extensions.http` in its errors. */
export function withoutHttpHints(result: ExecutionResult): ExecutionResult {
  const { errors } = result;
  if (errors === undefined || !errors.some((error) => error.extensions?.['http'] !== undefined))
    return result;
  return { ...result, errors: errors.map(formatWithoutHint) as unknown as ExecutionResult['errors'] };
}

/** One error as it goes over the wire, without `extensions.http`. Takes errors that are plain objects already, too. */
export function formatWithoutHint(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
  const { extensions, ...formatted } = 'toJSON' in error ? error.toJSON() : error;
  const { http: _http, ...rest } = extensions ?? {};
  return { ...formatted, ...(Object.keys(rest).length > 0 && { extensions: rest }) };
}
