import { GraphQLError } from 'graphql';
import { clientNamePattern } from '../../subgraphs/shared/client-name.ts';

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
  /** Only what its client has published is served to this caller, and the client of its token has published nothing. */
  OPERATION_CLIENT_UNKNOWN: 403,
  /** This caller's client signs what it sends, and a token alone changes nothing (`SIGNATURE_REQUIRED_CLIENTS`). */
  SIGNATURE_REQUIRED: 401,
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

/** For people who read it in an answer: where operations have to be before they are served. */
export function howToPublish(client: string | undefined): string {
  const name = client !== undefined && clientNamePattern.test(client) ? client : 'CLIENT';
  return `To publish operations, put them into schema/operations/${name}/, then run "npm run operations -- build" and "npm run operations -- push ${name}".`;
}
