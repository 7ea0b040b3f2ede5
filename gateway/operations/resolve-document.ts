import type { OperationMode } from '../../subgraphs/shared/config.ts';
import type { Role, Viewer } from '../../subgraphs/shared/context.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { LruCache } from '../engine/lru.ts';
import { httpError } from '../http/errors.ts';
import type { GraphQLParams } from '../http/read-params.ts';
import type { DocumentStore } from './document-store.ts';
import { howToPublish, operationError } from './errors.ts';
import { identifyOperation, sha256 } from './normalise.ts';
import type { IdentifiedOperation } from './normalise.ts';
import type { RegisteredDocuments } from './registered-documents.ts';

/** What decides about a caller's operations. */
export type OperationCaller = Pick<Viewer, 'subject' | 'role' | 'client'>;

export interface ResolverOptions {
  readonly store: DocumentStore;
  /** Operations that clients have registered while running (automatic persisted queries). */
  readonly registered: RegisteredDocuments;
  readonly modeOf: (role: Viewer['role']) => OperationMode;
  /** Whether what the caller changes must come signed, which no GraphQL request is. Default: nobody's must. */
  readonly mustSign?: (caller: OperationCaller) => boolean;
  readonly logger: Logger;
}

/** Finds the text of what a client asks for by id, and decides whether its own text is served. */
export interface DocumentResolver {
  /**
   * Where only published operations are served, a caller whose token names a client gets those of that client alone.
   *
   * @returns the same parameters with `query` in the place of an id; those that carry their text come back as they are
   * @throws GraphQLError with a code of `operationErrors`, or BAD_REQUEST when an id and a text come together
   */
  resolve(params: GraphQLParams, caller: OperationCaller): Promise<GraphQLParams> | GraphQLParams;
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
  const { store, registered, modeOf, mustSign = () => false, logger } = options;
  const identified = new LruCache<{ readonly operation: IdentifiedOperation | undefined }>(maxRemembered);
  const logged = new LruCache<true>(maxRemembered);

  /** The client whose operations alone are served to a caller; undefined for those of all. */
  function scopeOf({ role, client }: OperationCaller): string | undefined {
    const scope = modeOf(role) === 'safelist' ? client : undefined;
    if (scope === undefined || store.knows(scope)) return scope;
    throw operationError(
      'OPERATION_CLIENT_UNKNOWN',
      `Expected a token whose client_id is a client that has published operations, got ${JSON.stringify(scope)}, which has published none. ${howToPublish(scope)}`,
      { client: scope },
    );
  }

  function byDocumentId(params: GraphQLParams, documentId: string, caller: OperationCaller): GraphQLParams {
    if (params.query !== undefined)
      throw httpError('BAD_REQUEST', 'Expected either "query" or "documentId", got both');
    const scope = scopeOf(caller);
    const operation = store.find(documentId.replace(/^sha256:/, ''), scope);
    if (operation !== undefined) return { ...params, query: operation.body, documentId: undefined };
    throw operationError(
      'PERSISTED_DOCUMENT_NOT_FOUND',
      scope === undefined
        ? 'Expected the id of a published document, got one that nobody has published'
        : `Expected the id of a document that client ${JSON.stringify(scope)} has published, got another`,
      { documentId, ...(scope !== undefined && { client: scope }) },
    );
  }

  async function byHash(
    params: GraphQLParams,
    sha256Hash: string,
    caller: OperationCaller,
  ): Promise<GraphQLParams> {
    const { role } = caller;
    const published = store.find(sha256Hash, scopeOf(caller));
    if (published !== undefined && params.query === undefined) return { ...params, query: published.body };
    if (params.query !== undefined) {
      refuseForeignHash(params.query, sha256Hash);
      judge(params.query, params.operationName, caller);
      if (published === undefined && mayRegister(role)) await registered.set(sha256Hash, params.query);
      return params;
    }
    // Apollo's clients look for these very messages.
    if (!mayRegister(role))
      throw operationError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported', { sha256Hash });
    const query = await registered.get(sha256Hash);
    if (query === undefined)
      throw operationError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { sha256Hash });
    judge(query, params.operationName, caller);
    return { ...params, query };
  }

  function mayRegister(role: Viewer['role']): boolean {
    return role !== foreignRole;
  }

  function judge(query: string, operationName: string | undefined, caller: OperationCaller): void {
    const mode = modeOf(caller.role);
    if (mode === 'open') return;
    const scope = scopeOf(caller);
    const id = identify(query, operationName)?.id;
    if (id !== undefined && store.find(id, scope) !== undefined) return;
    if (mode === 'safelist') throw notSafelisted(id, scope);
    logOnce(id ?? sha256(query), operationName, caller.role);
  }

  function logOnce(hash: string, operationName: string | undefined, role: Viewer['role']): void {
    if (logged.get(hash)) return;
    logged.set(hash, true);
    logger.warn({ operationName, hash, role }, 'operation that nobody has published');
  }

  /** Undefined for a text that is not GraphQL, or does not have that operation. */
  function identify(query: string, operationName: string | undefined): IdentifiedOperation | undefined {
    return identified.getOrCreate(sha256(`${operationName ?? ''}\n${query}`), () => {
      try {
        return { operation: identifyOperation(query, operationName, maxTokens) };
      } catch {
        return { operation: undefined };
      }
    }).operation;
  }

  function requireSignature({ query, operationName }: GraphQLParams, caller: OperationCaller): void {
    if (query === undefined || identify(query, operationName)?.type !== 'mutation') return;
    const client = caller.client ?? caller.subject;
    throw operationError(
      'SIGNATURE_REQUIRED',
      `Expected what ${JSON.stringify(client)} changes to be signed, got a token alone. Send leads to POST /api/v1/leads, signed.`,
      { client },
    );
  }

  function find(params: GraphQLParams, caller: OperationCaller): Promise<GraphQLParams> | GraphQLParams {
    if (params.documentId !== undefined) return byDocumentId(params, params.documentId, caller);
    const hash = persistedQueryHash(params);
    if (hash !== undefined) return byHash(params, hash, caller);
    if (params.query !== undefined) judge(params.query, params.operationName, caller);
    return params;
  }

  return {
    resolve(params, caller) {
      const found = find(params, caller);
      if (!mustSign(caller)) return found;
      return Promise.resolve(found).then((resolved) => {
        requireSignature(resolved, caller);
        return resolved;
      });
    },
  };
}

function notSafelisted(operationId: string | undefined, client: string | undefined) {
  const expected =
    client === undefined
      ? 'a published operation'
      : `an operation that client ${JSON.stringify(client)} has published`;
  const got = client === undefined ? 'one that no client has published' : 'another';
  return operationError(
    'OPERATION_NOT_SAFELISTED',
    `Expected ${expected}, got ${got}. ${howToPublish(client)}`,
    {
      ...(operationId !== undefined && { operationId }),
      ...(client !== undefined && { client }),
    },
  );
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
