import type { SubgraphInfo, SubgraphTransport, Transports } from './types.ts';

/** The transports of one supergraph, in use until released. */
export interface LeasedTransports {
  readonly byService: ReadonlyMap<string, SubgraphTransport>;
  release(): Promise<void>;
}

/**
 * Gives each supergraph its transports. One that a factory made stays open from one supergraph to the next as long as the
 * subgraph's name and URL stay the same, so that a reload keeps connections alive; it is closed with its last user.
 */
export class TransportPool {
  readonly #source: Transports;
  readonly #open = new Map<string, { readonly transport: SubgraphTransport; users: number }>();

  constructor(source: Transports) {
    this.#source = source;
  }

  /** Throws when a subgraph has no transport; nothing stays leased then. */
  lease(subgraphs: readonly SubgraphInfo[]): LeasedTransports {
    const keys: string[] = [];
    const byService = new Map<string, SubgraphTransport>();
    const release = async (): Promise<void> => {
      await Promise.all(keys.splice(0).map((key) => this.#release(key)));
    };
    try {
      for (const subgraph of subgraphs) {
        const key = `${subgraph.name} ${subgraph.url}`;
        const entry = this.#open.get(key) ?? { transport: this.#make(subgraph), users: 0 };
        entry.users++;
        this.#open.set(key, entry);
        keys.push(key);
        byService.set(subgraph.name, entry.transport);
      }
    } catch (error) {
      void release();
      throw error;
    }
    return { byService, release };
  }

  #make(subgraph: SubgraphInfo): SubgraphTransport {
    const transport =
      typeof this.#source === 'function' ? this.#source(subgraph) : this.#source[subgraph.name];
    if (!transport) throw new Error(`The subgraph "${subgraph.name}" has no transport.`);
    return transport;
  }

  async #release(key: string): Promise<void> {
    const entry = this.#open.get(key);
    if (!entry || --entry.users > 0) return;
    this.#open.delete(key);
    // What the caller made by itself is the caller's to close.
    if (typeof this.#source === 'function') await entry.transport.close();
  }
}
