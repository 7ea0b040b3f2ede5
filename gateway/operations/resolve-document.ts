import { httpError } from '../http/errors.ts';
import type { GraphQLParams } from '../http/read-params.ts';
import type { DocumentStore } from './document-store.ts';
import { operationError } from './errors.ts';
import { sha256 } from './normalise.ts';

export interface ResolverOptions {
  readonly store: DocumentStore;
}

/** Finds the text of what a client asks for by id. */
export interface DocumentResolver {
  /**
   * @returns the same parameters with `query` in the place of an id; those that carry their text come back as they are
   * @throws GraphQLError with a code of `operationErrors`, or BAD_REQUEST when an id and a text come together
   */
  resolve(params: GraphQLParams): GraphQLParams;
}

/**
 * Takes an id in each form that clients send: `documentId` (GraphQL over HTTP; `sha256:` before the hash is fine),
 * Relay's `id` and `doc_id` (read into `documentId` by the doors), and Apollo's `extensions.persistedQuery`.
 */
export function createDocumentResolver({ store }: ResolverOptions): DocumentResolver {
  function byDocumentId(params: GraphQLParams, documentId: string): GraphQLParams {
    if (params.query !== undefined)
      throw httpError('BAD_REQUEST', 'Expected either "query" or "documentId", got both');
    const operation = store.find(documentId.replace(/^sha256:/, ''));
    if (operation !== undefined) return { ...params, query: operation.body, documentId: undefined };
    throw operationError(
      'PERSISTED_DOCUMENT_NOT_FOUND',
      'Expected the id of a published document, got one that nobody has published',
      { documentId },
    );
  }

  function byHash(params: GraphQLParams, hash: string): GraphQLParams {
    if (params.query !== undefined) {
      refuseForeignHash(params.query, hash);
      return params;
    }
    const operation = store.find(hash);
    if (operation !== undefined) return { ...params, query: operation.body };
    // Apollo's clients look for this very message.
    throw operationError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { sha256Hash: hash });
  }

  return {
    resolve(params) {
      if (params.documentId !== undefined) return byDocumentId(params, params.documentId);
      const hash = persistedQueryHash(params);
      return hash === undefined ? params : byHash(params, hash);
    },
  };
}

function refuseForeignHash(query: string, hash: string): void {
  if (sha256(query) === hash) return;
  throw operationError(
    'PERSISTED_QUERY_HASH_MISMATCH',
    'Expected "sha256Hash" to be the SHA-256 of "query", got another',
    { sha256Hash: hash },
  );
}

/** Apollo's form. Undefined when the request does not use it. @throws BAD_REQUEST when it is malformed */
function persistedQueryHash({ extensions }: GraphQLParams): string | undefined {
  const given = extensions?.['persistedQuery'];
  if (given == null) return undefined;
  const { version, sha256Hash } = Object(given) as { version?: unknown; sha256Hash?: unknown };
  if (version === 1 && typeof sha256Hash === 'string') return sha256Hash.toLowerCase();
  throw httpError(
    'BAD_REQUEST',
    'Expected "extensions.persistedQuery" to hold version 1 and a "sha256Hash", got something else',
  );
}
