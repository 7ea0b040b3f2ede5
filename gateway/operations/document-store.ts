import type { Manifest } from './manifest.ts';
import type { PersistedOperation } from './normalise.ts';

/** The published operations of all clients. */
export interface DocumentStore {
  /**
   * What is published under an id. An id is the hash of what it names, so it means the same for every client.
   * @param client looks among what this client has published alone
   */
  find(id: string, client?: string): PersistedOperation | undefined;
  /** Whether a client has published anything. */
  knows(client: string): boolean;
  /** What a client has published under a name; what was built goes before what was pushed. */
  named(client: string, name: string): PersistedOperation | undefined;
  /** Every operation with its client. */
  all(): { readonly client: string; readonly operation: PersistedOperation }[];
  /**
   * Puts a client's manifest in the place of the one that was pushed before. What came with the build stays: clients that
   * were built with it are still in use.
   * @returns operations that nobody publishes any more
   */
  publish(client: string, manifest: Manifest): PersistedOperation[];
}

type ById = ReadonlyMap<string, PersistedOperation>;

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
  const index = (): { everybodys: ById; clients: ReadonlyMap<string, ById> } => ({
    everybodys: new Map(all().map(({ operation }) => [operation.id, operation])),
    clients: new Map(
      [...Map.groupBy(all(), ({ client }) => client)].map(([client, own]) => [
        client,
        new Map(own.map(({ operation }) => [operation.id, operation])),
      ]),
    ),
  });
  let indexed = index();
  return {
    find: (id, client) => (client === undefined ? indexed.everybodys : indexed.clients.get(client))?.get(id),
    knows: (client) => indexed.clients.has(client),
    named: (client, name) =>
      [built.get(client), current.get(client)]
        .flatMap((manifest) => manifest?.operations ?? [])
        .find((operation) => operation.name === name),
    all,
    publish(client, manifest) {
      const before = current.get(client)?.operations ?? [];
      current.set(client, manifest);
      indexed = index();
      return before.filter(({ id }) => !indexed.everybodys.has(id));
    },
  };
}
