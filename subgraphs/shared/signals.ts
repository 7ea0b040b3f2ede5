import pg from 'pg';
import type { BaseContext } from './context.ts';
import { isConnectionLost } from './connection-lost.ts';
import { keepConnection } from './kept-connection.ts';
import type { Logger } from './logger.ts';

/**
 * Wakes live streams. A signal says only that something about `topic` was committed; what it was stands in the
 * database. Signals cross processes (PostgreSQL LISTEN/NOTIFY), so any replica wakes the streams of any other.
 */
export interface Signals {
  /** Calls `wake` after each commit that notified `topic`, and whenever signals may have been missed. */
  listen(topic: string, wake: () => void): () => void;
  /** How many listeners there are now: on one topic, or in all. */
  listenerCount(topic?: string): number;
  close(): Promise<void>;
}

/** How long a stream waits before it asks a database again that could not be asked. */
const retryReadMs = 1_000;

/** Signals `topic` when the surrounding transaction commits, and not at all when it rolls back. */
export async function notify(tx: BaseContext, topic: string): Promise<void> {
  await tx.em.execute(`select pg_notify(current_schema() || '_signals', ?)`, [topic]);
}

/** @param options.schema the subgraph's schema: its connections' search_path, and the channel's name. */
export async function openSignals(options: {
  url: string;
  schema: string;
  logger: Logger;
}): Promise<Signals> {
  const { url, schema, logger } = options;
  const listeners = new Map<string, Set<() => void>>();

  const wakeAll = (): void => {
    for (const wakes of listeners.values()) for (const wake of [...wakes]) wake();
  };

  const connection = await keepConnection({
    url,
    name: 'signals',
    logger,
    async prepare(client) {
      client.on('notification', ({ payload }) => {
        for (const wake of [...(listeners.get(payload ?? '') ?? [])]) wake();
      });
      await client.query(`listen ${pg.escapeIdentifier(`${schema}_signals`)}`);
      // What was notified between two connections is gone: every stream looks again.
      wakeAll();
    },
  });

  return {
    listen(topic, wake) {
      const wakes = listeners.get(topic) ?? new Set();
      listeners.set(topic, wakes.add(wake));
      return () => {
        wakes.delete(wake);
        if (wakes.size === 0) listeners.delete(topic);
      };
    },
    listenerCount(topic) {
      if (topic !== undefined) return listeners.get(topic)?.size ?? 0;
      return [...listeners.values()].reduce((count, wakes) => count + wakes.size, 0);
    },
    close: () => connection.close(),
  };
}

/** A stream that says where it began. */
export interface FollowedStream<Item> extends AsyncGenerator<Item, void, void> {
  /**
   * The cursor behind which it begins, as clients know it. The gateway is told when the stream opens, so that it can resume
   * one that has not told anything yet.
   */
  readonly opensAt?: string | undefined;
  /** When its latest item was read; the same object for all items that were read together. By `performance.now()`. */
  readonly moment?: { readonly at: number } | undefined;
}

/**
 * A stream that starts with what the database holds after a cursor and then follows live, with no gap and no repeat: it
 * listens before it reads, and what it yields comes from the database alone. While the database cannot be asked it waits.
 * @param source.read the items after `cursor`, oldest first, at most some page; empty when there is nothing newer yet,
 *   null when nothing newer can ever come: the stream then completes.
 * @param source.cursorOf where to go on after this item.
 * @param source.mayReadOn whether there may be more behind a page that no signal would tell of. Where not, nothing is read
 *   before the next signal. Default: always, until a page is empty.
 * @param source.opensAt see `FollowedStream`.
 */
export function follow<Item, Cursor>(
  signals: Signals,
  topic: string,
  after: Cursor,
  source: {
    read(cursor: Cursor): Promise<Item[] | null>;
    cursorOf(item: Item): Cursor;
    mayReadOn?(page: readonly Item[]): boolean;
    readonly opensAt?: string | undefined;
  },
): FollowedStream<Item> {
  let woken = false;
  let ended = false;
  let resolveWait: (() => void) | undefined;
  let moment: { readonly at: number } | undefined;
  const wake = (): void => {
    woken = true;
    resolveWait?.();
  };

  /** Resolves at the next signal, or after `atMostMs`. */
  async function untilWoken(atMostMs?: number): Promise<void> {
    if (woken || ended) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    resolveWait = resolve;
    const timer = atMostMs === undefined ? undefined : setTimeout(resolve, atMostMs);
    await promise;
    clearTimeout(timer);
  }

  /** Undefined when the stream was left before the database came back. */
  async function read(cursor: Cursor): Promise<Item[] | null | undefined> {
    while (!ended) {
      woken = false;
      try {
        return await source.read(cursor);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        await untilWoken(retryReadMs);
      }
    }
    return undefined;
  }

  async function* items(): AsyncGenerator<Item, void, void> {
    const stopListening = signals.listen(topic, wake);
    try {
      let cursor = after;
      while (!ended) {
        const page = await read(cursor);
        if (page == null) return;
        moment = { at: performance.now() };
        for (const item of page) {
          cursor = source.cursorOf(item);
          yield item;
        }
        if (page.length === 0 || source.mayReadOn?.(page) === false) await untilWoken();
      }
    } finally {
      stopListening();
    }
  }

  const generator = items();
  const endGenerator = generator.return.bind(generator);
  // A generator takes `return` only between two items: while it waits for a signal it must be woken first.
  generator.return = (value) => {
    ended = true;
    wake();
    return endGenerator(value);
  };
  return Object.defineProperties(generator, {
    opensAt: { value: source.opensAt },
    moment: { get: () => moment },
  });
}
