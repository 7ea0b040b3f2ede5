import { GraphQLError } from 'graphql';

/** What each code of this folder means to a client, with the status it travels under. */
export const operationErrors = {
  /** No client has published a document of this id (`documentId`, Relay's `id` or `doc_id`). */
  PERSISTED_DOCUMENT_NOT_FOUND: 400,
  /**
   * Nobody has published or registered an operation of this hash (`extensions.persistedQuery`). Clients with automatic
   * persisted queries send the text along next; they expect the status of any other GraphQL error.
   */
  PERSISTED_QUERY_NOT_FOUND: undefined,
  /** This caller cannot register operations, and none is published under this hash. Clients go on with texts. */
  PERSISTED_QUERY_NOT_SUPPORTED: undefined,
  /** The text that came with a hash has another hash. */
  PERSISTED_QUERY_HASH_MISMATCH: 400,
  /** Only published operations are served to this caller, and this is none. */
  OPERATION_NOT_SAFELISTED: 403,
} as const;

export type OperationErrorCode = keyof typeof operationErrors;

/** @param details what a client can act on, sent as further `extensions` */
export function operationError(
  code: OperationErrorCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  const status = operationErrors[code];
  return new GraphQLError(message, {
    // What is not found now may be there in a moment: no cache between may keep the answer.
    extensions: {
      code,
      ...details,
      http: { ...(status !== undefined && { status }), headers: { 'cache-control': 'no-store' } },
    },
  });
}
