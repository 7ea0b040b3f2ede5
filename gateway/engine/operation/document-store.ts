import { GraphQLError } from 'graphql';
import type { OperationCosts } from '../cost/operation-costs.ts';
import type { EngineHooks } from '../hooks.ts';
import { LruCache } from '../lru.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';
import { PreparedOperation } from './prepared-operation.ts';
import { parseAndValidate, selectOperation } from './prepare.ts';
import type { DocumentLimits, ParsedDocument } from './prepare.ts';

/** Why an operation does not run. */
export interface Refusal {
  readonly errors: readonly GraphQLError[];
}

interface CachedDocument {
  readonly parsed: Extract<ParsedDocument, { ok: true }>;
  readonly operations: Map<string, PreparedOperation>;
}

export interface DocumentStoreOptions extends DocumentLimits {
  readonly maxDocuments: number;
  readonly hooks: EngineHooks;
}

/** How many refused documents are remembered, so that a client that repeats itself costs little. */
const MAX_REFUSED_DOCUMENTS = 100;

/** The documents of one supergraph, each read once, with their operations. */
export class DocumentStore {
  readonly #supergraph: LoadedSupergraph;
  readonly #options: DocumentStoreOptions;
  /** Unset where costs are not counted. */
  readonly #costs: OperationCosts | undefined;
  readonly #documents: LruCache<CachedDocument>;
  /** Apart from the others, so that they cannot drive them out. */
  readonly #refused = new LruCache<Refusal>(MAX_REFUSED_DOCUMENTS);
  /** Never evicted. */
  readonly #kept = new Map<string, CachedDocument>();

  constructor(
    supergraph: LoadedSupergraph,
    options: DocumentStoreOptions,
    costs: OperationCosts | undefined,
  ) {
    this.#supergraph = supergraph;
    this.#options = options;
    this.#costs = costs;
    this.#documents = new LruCache(options.maxDocuments, {
      hit: () => options.hooks.onCache?.('documents', 'hit'),
      miss: () => options.hooks.onCache?.('documents', 'miss'),
      evict: () => options.hooks.onCache?.('documents', 'evict'),
    });
  }

  /** The operation of that name, or what is wrong with the document. `context` is for the hooks. */
  operation(query: string, operationName: string | undefined, context: unknown): PreparedOperation | Refusal {
    const document = this.#document(query, context);
    if ('errors' in document) return document;
    const name = operationName ?? '';
    const known = document.operations.get(name);
    if (known) return known;
    const selected = selectOperation(document.parsed.document, operationName);
    if (selected instanceof GraphQLError) return { errors: [selected] };
    const operation = new PreparedOperation(selected, this.#supergraph, this.#options.hooks, this.#costs);
    document.operations.set(name, operation);
    return operation;
  }

  /** Keeps a document that was read already for as long as the supergraph is served. */
  keep(query: string): void {
    const document = this.#documents.get(query);
    if (document) this.#kept.set(query, document);
  }

  #document(query: string, context: unknown): CachedDocument | Refusal {
    const cached = this.#kept.get(query) ?? this.#documents.get(query) ?? this.#refused.get(query);
    if (cached) return cached;
    const startedAt = performance.now();
    const parsed = parseAndValidate(query, this.#supergraph.apiSchema, this.#options);
    this.#options.hooks.onStage?.('parse', performance.now() - startedAt, context);
    if (!parsed.ok) {
      const refused = { errors: parsed.errors };
      this.#refused.set(query, refused);
      return refused;
    }
    const document = { parsed, operations: new Map<string, PreparedOperation>() };
    this.#documents.set(query, document);
    return document;
  }
}
