import { GraphQLError } from 'graphql';

/** Every code that the engine itself puts into `extensions.code`, with its meaning. */
export const ENGINE_ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE:
    'The document has no operation of that name, or the operation kind is not served here.',
  OPERATION_TOO_LARGE:
    'The document has more tokens or directives, or an operation more fields, aliases or depth, than is served; the numbers are beside.',
  VARIABLES_TOO_LARGE: 'The variables hold more values, or are nested deeper, than is served.',
  SLICING_ARGUMENT_REQUIRED: 'Exactly one of the arguments that limit a list must be given.',
  INTROSPECTION_DISABLED: 'The caller may not ask for the schema.',
  BAD_USER_INPUT: 'A variable has a value that its type does not allow.',
  QUERY_PLANNING_FAILED: 'No plan exists for the operation.',
  SUBGRAPH_UNREACHABLE: 'The subgraph could not be asked.',
  SUBGRAPH_TIMEOUT: 'The subgraph did not answer in time.',
  SUBGRAPH_INVALID_RESPONSE: 'The subgraph answered with something that is not what was asked for.',
  SUBGRAPH_ERROR: 'The subgraph reported an error without a code.',
  REQUEST_DEADLINE_EXCEEDED: 'The time given to the whole request was over before this part arrived.',
  REQUEST_ABORTED: 'The client went away.',
  INVALID_NULL: 'A field that is never null has no value.',
  INVALID_VALUE: 'A field has a value that its type does not allow.',
  FIELD_UNRESOLVABLE: 'No subgraph can resolve this field from here.',
  ACCESS_DENIED: 'The caller may not see this field, so it was not fetched.',
  INTERNAL_SERVER_ERROR: 'The engine failed.',
} as const;

export type EngineErrorCode = keyof typeof ENGINE_ERROR_CODES;

/** Codes with which a transport can refuse. */
export type TransportErrorCode = Extract<EngineErrorCode, `SUBGRAPH_${string}` | `REQUEST_${string}`>;

/**
 * What a transport rejects with when there is no GraphQL answer. `message` is shown to clients; the `cause` never is.
 */
export class TransportError extends Error {
  readonly code: TransportErrorCode;
  /** Further fields for `extensions`, for example the HTTP status. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: TransportErrorCode,
    message: string,
    options: { cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'TransportError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** An error of the engine's own, with its code. */
export function engineError(
  code: EngineErrorCode,
  message: string,
  options: { path?: readonly (string | number)[]; service?: string; cause?: unknown; details?: object } = {},
): GraphQLError {
  return new GraphQLError(message, {
    path: options.path ?? null,
    originalError: options.cause instanceof Error ? options.cause : null,
    extensions: {
      ...options.details,
      code,
      ...(options.service === undefined ? {} : { service: options.service }),
    },
  });
}

/** The error with `extensions.code` set to `code` unless it has one. */
export function withCode(error: GraphQLError, code: EngineErrorCode): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    originalError: error.originalError ?? null,
    extensions: { ...error.extensions, code },
  });
}
