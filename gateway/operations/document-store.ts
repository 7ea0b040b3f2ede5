import type { Manifest } from './manifest.ts';
import type { PersistedOperation } from './normalise.ts';

/** The published operations of all clients. */
export interface DocumentStore {
  /** An id is the hash of what it names, so it means the same for every client. */
  find(id: string): PersistedOperation | undefined;
  /** What a client has published under a name; what was pushed goes before what was built. */
  named(client: string, name: string): PersistedOperation | undefined;
  /** Every operation with its client. */
  all(): { readonly client: string; readonly operation: PersistedOperation }[];
  /**
   * Puts a client's manifest in the place of the one that was pushed before. What came with the build stays: clients that
   * were built with it are still in use.
   */
  publish(client: string, manifest: Manifest): void;
}

/** @param pushed manifests that came to the running gateway, by client; see `publish` */
export function createDocumentStore(
  built: ReadonlyMap<string, Manifest>,
  pushed: ReadonlyMap<string, Manifest> = new Map(),
): DocumentStore {
  const current = new Map(pushed);
  const all = (): ReturnType<DocumentStore['all']> =>
    [...current, ...built].flatMap(([client, { operations }]) =>
      operations.map((operation) => ({ client, operation })),
    );
  const index = (): Map<string, PersistedOperation> =>
    new Map(all().map(({ operation }) => [operation.id, operation]));
  let byId = index();
  return {
    find: (id) => byId.get(id),
    named: (client, name) =>
      all().find((each) => each.client === client && each.operation.name === name)?.operation,
    all,
    publish(client, manifest) {
      current.set(client, manifest);
      byId = index();
    },
  };
}
