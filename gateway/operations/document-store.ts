import type { Manifest } from './manifest.ts';
import type { PersistedOperation } from './normalise.ts';

/** The published operations of all clients, by id. */
export interface DocumentStore {
  /** An id is the hash of what it names, so it means the same for every client. */
  find(id: string): PersistedOperation | undefined;
  /** By client, sorted by its name. */
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** Puts a client's manifest in the place of the one before; what it no longer lists is gone from the next request on. */
  publish(client: string, manifest: Manifest): void;
}

export function createDocumentStore(initial: ReadonlyMap<string, Manifest>): DocumentStore {
  let manifests = new Map(initial);
  let byId = indexById(manifests);
  return {
    find: (id) => byId.get(id),
    get manifests() {
      return manifests;
    },
    publish(client, manifest) {
      manifests = new Map([...manifests, [client, manifest] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
      byId = indexById(manifests);
    },
  };
}

function indexById(manifests: ReadonlyMap<string, Manifest>): Map<string, PersistedOperation> {
  const operations = [...manifests.values()].flatMap((manifest) => manifest.operations);
  return new Map(operations.map((operation) => [operation.id, operation]));
}
