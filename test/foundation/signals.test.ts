import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../subgraphs/shared/context.ts';
import { follow, notify, openSignals } from '../../subgraphs/shared/signals.ts';
import type { Signals } from '../../subgraphs/shared/signals.ts';
import { logger, schema, startFoundation } from './thing.ts';
import type { Foundation } from './thing.ts';

interface Item {
  readonly sequence: number;
}

/** Follows the events of one thing. */
function followThing(foundation: Foundation, signals: Signals, id: string, after = 0, page = 3) {
  return follow<Item, number>(signals, id, after, {
    read: (sequence) =>
      foundation.sql<{ sequence: number }>(
        'select sequence from events where aggregate_id = $1 and sequence > $2 order by sequence limit $3',
        [id, sequence, page],
      ),
    cursorOf: (item) => item.sequence,
  });
}

async function open(foundation: Foundation): Promise<Signals & AsyncDisposable> {
  const signals = await openSignals({ url: foundation.url, schema, logger });
  return { ...signals, [Symbol.asyncDispose]: () => signals.close() };
}

/** Makes something happen and says so. */
async function happen(foundation: Foundation, id: string): Promise<void> {
  await inTransaction(foundation.createContext(), async (tx) => {
    await foundation.happen({ id });
    // The channel's name comes from the subgraph's own connections.
    await tx.em.execute(`set local search_path to ${schema}`);
    await notify(tx, id);
  });
}

async function take(stream: AsyncIterator<Item, unknown>, count: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) {
    const { value, done } = await stream.next();
    if (done === true) break;
    taken.push((value as Item).sequence);
  }
  return taken;
}

const upTo = (count: number, from = 1): number[] => Array.from({ length: count }, (_, index) => index + from);

/** The backend that listens, other than `not`. */
const listener = `select pid from pg_stat_activity
  where datname = current_database() and query ilike 'listen%' and pid <> all($1::int[])`;

describe('a stream that follows', () => {
  it('gives what there was and what comes, without gap or repeat, while rows are written', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const id = randomUUID();
    for (let n = 0; n < 10; n++) await happen(foundation, id);
    const stream = followThing(foundation, signals, id);
    const writing = (async () => {
      for (let n = 0; n < 30; n++) await happen(foundation, id);
    })();
    expect(await take(stream, 40)).toEqual(upTo(40));
    await writing;
    await stream.return();
  });

  it('starts behind its cursor', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const id = await foundation.happen({ times: 8 });
    const stream = followThing(foundation, signals, id, 5);
    expect(await take(stream, 3)).toEqual([6, 7, 8]);
    await stream.return();
  });

  it('tells what was read at one moment', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const id = await foundation.happen({ times: 5 });
    const stream = followThing(foundation, signals, id);
    const moments: unknown[] = [];
    for (let taken = 0; taken < 5; taken++) {
      await stream.next();
      moments.push(stream.moment);
    }
    expect(moments.map((moment) => moments.indexOf(moment))).toEqual([0, 0, 0, 3, 3]);
    await stream.return();
  });

  it('reads no further than its source says, until it is woken', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const id = await foundation.happen({ times: 3 });
    const reads: number[] = [];
    const stream = follow<Item, number>(signals, id, 0, {
      read(sequence) {
        reads.push(sequence);
        return foundation.sql(
          'select sequence from events where aggregate_id = $1 and sequence > $2 order by sequence limit 2',
          [id, sequence],
        );
      },
      cursorOf: (item) => item.sequence,
      mayReadOn: (page) => page.length === 2,
    });
    expect(await take(stream, 3)).toEqual([1, 2, 3]);
    const fourth = take(stream, 1);
    await happen(foundation, id);
    expect(await fourth).toEqual([4]);
    expect(reads).toEqual([0, 2, 3]);
    await stream.return();
  });

  it('that is woken while its last page is taken reads again at once', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const id = await foundation.happen({ times: 1 });
    const stream = follow<Item, number>(signals, id, 0, {
      read: (sequence) =>
        foundation.sql('select sequence from events where aggregate_id = $1 and sequence > $2', [
          id,
          sequence,
        ]),
      cursorOf: (item) => item.sequence,
      mayReadOn: () => false,
    });
    expect(await take(stream, 1)).toEqual([1]);
    const { promise: woken, resolve } = Promise.withResolvers<void>();
    signals.listen(id, resolve);
    await happen(foundation, id);
    await woken;
    expect(await take(stream, 1)).toEqual([2]);
    await stream.return();
  });

  it('is woken by another process, for its own topic alone', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const [mine, other] = [randomUUID(), randomUUID()];
    let wakes = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    signals.listen(other, () => wakes++);
    signals.listen(mine, resolve);
    await happen(foundation, mine);
    await promise;
    expect(wakes).toBe(0);
  });

  it('completes when its source says that nothing can come any more', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const pages: (Item[] | null)[] = [[{ sequence: 1 }], null];
    const source = { read: async () => pages.shift() ?? null, cursorOf: (item: Item) => item.sequence };
    expect(await take(follow(signals, 'topic', 0, source), 5)).toEqual([1]);
    expect(signals.listenerCount()).toBe(0);
  });

  it('fails when its source fails, and leaves no listener', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const source = { read: () => Promise.reject(new Error('no database')), cursorOf: () => 0 };
    await expect(follow(signals, 'topic', 0, source).next()).rejects.toThrow('no database');
    expect(signals.listenerCount()).toBe(0);
  });

  it('waits while its database cannot be asked, and goes on where it was', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const id = await foundation.happen({ times: 2 });
    let cuts = 0;
    const stream = follow<Item, number>(signals, id, 0, {
      async read(sequence) {
        const { em } = foundation.createContext();
        // The server ends the connection in the middle of what it is asked, as when it stops.
        if (cuts < sequence + 1 && ++cuts) await em.execute('select pg_terminate_backend(pg_backend_pid())');
        return em.execute<Item[]>(
          'select sequence from events where aggregate_id = ? and sequence > ? order by sequence limit 1',
          [id, sequence],
        );
      },
      cursorOf: (item) => item.sequence,
    });
    expect(await take(stream, 2)).toEqual([1, 2]);
    expect(cuts).toBe(2);
    await stream.return();
  });

  it('that waits for its database ends at once when it is returned', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const { promise: hasAsked, resolve } = Promise.withResolvers<void>();
    const source = {
      async read() {
        resolve();
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      },
      cursorOf: (item: Item) => item.sequence,
    };
    const stream = follow<Item, number>(signals, 'topic', 0, source);
    const next = stream.next();
    await hasAsked;
    await stream.return();
    expect(await next).toEqual({ value: undefined, done: true });
    expect(signals.listenerCount()).toBe(0);
  });

  it('that waits ends at once when it is returned, and leaves no listener', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const { promise: hasRead, resolve } = Promise.withResolvers<void>();
    const source = {
      read: async () => {
        resolve();
        return [];
      },
      cursorOf: (item: Item) => item.sequence,
    };
    const stream = follow<Item, number>(signals, 'topic', 0, source);
    const next = stream.next();
    await hasRead;
    expect(signals.listenerCount('topic')).toBe(1);
    await stream.return();
    expect(await next).toEqual({ value: undefined, done: true });
    expect(signals.listenerCount()).toBe(0);
  });

  it('that was never read leaves no listener', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    await followThing(foundation, signals, randomUUID()).return();
    expect(signals.listenerCount()).toBe(0);
  });

  it('goes on without loss when its connection to the signals is cut', async () => {
    await using foundation = await startFoundation();
    const [before] = [await foundation.sql(listener, [[]])];
    const known = before.map(({ pid }) => pid as number);
    await using signals = await open(foundation);
    const id = randomUUID();
    const stream = followThing(foundation, signals, id);
    await happen(foundation, id);
    expect(await take(stream, 1)).toEqual([1]);
    for (let cut = 0; cut < 2; cut++) {
      const next = take(stream, 2);
      const { pid } = await foundation.until(listener, [known]);
      await foundation.sql('select pg_terminate_backend($1)', [pid]);
      known.push(pid);
      // Written while nobody listens: no signal will ever tell.
      await foundation.happen({ id, times: 2 });
      expect(await next).toEqual(upTo(2, 2 + 2 * cut));
    }
    await foundation.until(listener, [known]);
    await stream.return();
  });
});

describe('signals', () => {
  it('of a transaction that rolls back are never sent', async () => {
    await using foundation = await startFoundation();
    await using signals = await open(foundation);
    const heard: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    signals.listen('undone', () => heard.push('undone'));
    signals.listen('done', resolve);
    const ctx = foundation.createContext();
    await inTransaction(ctx, async (tx) => {
      await notify(tx, 'undone');
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await inTransaction(foundation.createContext(), (tx) => notify(tx, 'done'));
    await promise;
    expect(heard).toEqual([]);
  });

  it('cannot be opened on a server that does not answer', async () => {
    const url = 'postgres://nobody:nothing@127.0.0.1:1/none';
    await expect(openSignals({ url, schema, logger })).rejects.toThrow('ECONNREFUSED');
  });
});
