import type { OperationMode } from '../../subgraphs/shared/config.ts';
import type { Role, Viewer } from '../../subgraphs/shared/context.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { LruCache } from '../engine/lru.ts';
import { httpError } from '../http/errors.ts';
import type { GraphQLParams } from '../http/read-params.ts';
import type { DocumentStore } from './document-store.ts';
import { operationError } from './errors.ts';
import { idOfOperation, sha256 } from './normalise.ts';
import type { RegisteredDocuments } from './registered-documents.ts';

export interface ResolverOptions {
  readonly store: DocumentStore;
  /** Operations that clients have registered while running (automatic persisted queries). */
  readonly registered: RegisteredDocuments;
  readonly modeOf: (role: Viewer['role']) => OperationMode;
  readonly logger: Logger;
}

/** Finds the text of what a client asks for by id, and decides whether its own text is served. */
export interface DocumentResolver {
  /**
   * @returns the same parameters with `query` in the place of an id; those that carry their text come back as they are
   * @throws GraphQLError with a code of `operationErrors`, or BAD_REQUEST when an id and a text come together
   */
  resolve(params: GraphQLParams, viewer: Pick<Viewer, 'role'>): Promise<GraphQLParams> | GraphQLParams;
}

/** Longer documents are judged like any other, but not read to find out what they hold. As the doors have it. */
const maxTokens = 15_000;
/** How many texts are remembered with their id, and how many unknown ones as logged already. */
const maxRemembered = 1_000;

/** Not one of the house: it may use what is published, but registers nothing. */
const foreignRole: Role = 'integrator';

/**
 * Takes an id in each form that clients send: `documentId` (GraphQL over HTTP; `sha256:` before the hash is fine),
 * Relay's `id` and `doc_id` (read into `documentId` by the doors), and Apollo's `extensions.persistedQuery`.
 */
export function createDocumentResolver(options: ResolverOptions): DocumentResolver {
  const { store, registered, modeOf, logger } = options;
  const ids = new LruCache<{ readonly id: string | undefined }>(maxRemembered);
  const logged = new LruCache<true>(maxRemembered);

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

  async function byHash(
    params: GraphQLParams,
    sha256Hash: string,
    { role }: Pick<Viewer, 'role'>,
  ): Promise<GraphQLParams> {
    const published = store.find(sha256Hash);
    if (published !== undefined && params.query === undefined) return { ...params, query: published.body };
    if (params.query !== undefined) {
      refuseForeignHash(params.query, sha256Hash);
      judge(params.query, params.operationName, role);
      if (published === undefined && mayRegister(role)) await registered.set(sha256Hash, params.query);
      return params;
    }
    // Apollo's clients look for these very messages.
    if (!mayRegister(role))
      throw operationError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported', { sha256Hash });
    const query = await registered.get(sha256Hash);
    if (query === undefined)
      throw operationError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { sha256Hash });
    judge(query, params.operationName, role);
    return { ...params, query };
  }

  function mayRegister(role: Viewer['role']): boolean {
    return role !== foreignRole;
  }

  function judge(query: string, operationName: string | undefined, role: Viewer['role']): void {
    const mode = modeOf(role);
    if (mode === 'open') return;
    const id = idOf(query, operationName);
    if (id !== undefined && store.find(id) !== undefined) return;
    if (mode === 'safelist')
      throw operationError(
        'OPERATION_NOT_SAFELISTED',
        'Expected a published operation, got one that nobody has published',
        { ...(id !== undefined && { operationId: id }) },
      );
    logOnce(id ?? sha256(query), operationName, role);
  }

  function logOnce(hash: string, operationName: string | undefined, role: Viewer['role']): void {
    if (logged.get(hash)) return;
    logged.set(hash, true);
    logger.warn({ operationName, hash, role }, 'operation that nobody has published');
  }

  /** Undefined for a text that is not GraphQL, or does not have that operation. */
  function idOf(query: string, operationName: string | undefined): string | undefined {
    return ids.getOrCreate(sha256(`${operationName ?? ''}\n${query}`), () => {
      try {
        return { id: idOfOperation(query, operationName, maxTokens) };
      } catch {
        return { id: undefined };
      }
    }).id;
  }

  return {
    resolve(params, viewer) {
      if (params.documentId !== undefined) return byDocumentId(params, params.documentId);
      const hash = persistedQueryHash(params);
      if (hash !== undefined) return byHash(params, hash, viewer);
      if (params.query !== undefined) judge(params.query, params.operationName, viewer.role);
      return params;
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
  if (version === 1 && typeof sha256Hash === 'string' && /^[0-9a-f]{64}$/i.test(sha256Hash))
    return sha256Hash.toLowerCase();
  throw httpError(
    'BAD_REQUEST',
    'Expected "extensions.persistedQuery" to hold version 1 and a "sha256Hash" of 64 hexadecimal digits',
  );
}
