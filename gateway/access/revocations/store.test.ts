import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { startRedis } from '../../../test/setup/optional-servers.ts';
import { keepInFile } from './file-store.ts';
import { shareInRedis } from './redis-store.ts';
import type { Revocation } from './revocation.ts';
import { keepInMemory } from './store.ts';
import type { RevocationStore } from './store.ts';

const redisUrl = process.env['TEST_REDIS_URL'] ?? '';
const logger = createLogger('silent');
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const revocation = (subject: string): Revocation => ({
  id: randomUUID(),
  subject,
  scopes: ['leads:read'],
  until: 2_000,
  createdAt: 1_000,
  createdBy: 'root',
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-revocations-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function opened(store: RevocationStore): RevocationStore {
  cleanups.push(() => store.close());
  return store;
}

/** Resolves when the store holds what is expected; a test that waits in vain runs into its time limit. */
async function until(store: RevocationStore, fits: (all: readonly Revocation[]) => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const check = (): void => {
      const all = store.all();
      if (all !== undefined && fits(all)) resolve();
    };
    store.onChange(check);
    check();
  });
}

const isRead = (store: RevocationStore): Promise<void> => until(store, () => true);

interface Kind {
  readonly name: string;
  /** Makes what opens stores of the same revocations, one after the other. */
  readonly place: () => Promise<() => Promise<RevocationStore>>;
}

const kinds: Kind[] = [
  {
    name: 'a file',
    async place() {
      const folder = await newFolder();
      return () => keepInFile(folder);
    },
  },
  ...(redisUrl === ''
    ? []
    : [
        {
          name: 'Redis',
          async place() {
            const prefix = `test:${randomUUID()}`;
            return async () => {
              const store = shareInRedis({ url: redisUrl, prefix, logger });
              await isRead(store);
              return store;
            };
          },
        },
      ]),
];

/** A Redis that a test may stop and start again; it outlives the stores on it. */
async function startOwnRedis() {
  let running = await startRedis();
  if (running === undefined) throw new Error('Expected redis-server to be installed.');
  const { url } = running;
  const stop = async (): Promise<void> => {
    const stopping = running;
    running = undefined;
    await stopping?.stop();
  };
  cleanups.push(stop);
  return {
    url,
    stop,
    async start() {
      running = await startRedis(Number(new URL(url).port));
    },
  };
}

describe('revocations in memory', () => {
  it('are there until they are removed, and tell of changes', async () => {
    const store = keepInMemory();
    const [one, two] = [revocation('ada'), revocation('bob')];
    let changes = 0;
    store.onChange(() => changes++);
    await store.add(one);
    await store.add(two);
    expect(await store.remove(one.id)).toBe(true);
    expect(await store.remove(one.id)).toBe(false);
    expect([store.all(), changes]).toEqual([[two], 3]);
  });
});

describe.each(kinds)('revocations in $name', ({ place }) => {
  it('are there after a restart as they were, until they are removed', async () => {
    const open = await place();
    const [one, two] = [revocation('ada'), revocation('bob')];
    const first = await open();
    expect(first.all()).toEqual([]);
    await first.add(one);
    await first.add(two);
    expect(await first.remove(one.id)).toBe(true);
    expect(await first.remove(one.id)).toBe(false);
    expect(first.all()).toEqual([two]);
    await first.close();
    const second = opened(await open());
    expect(second.all()).toEqual([two]);
  });

  it('are all kept when many are added at the same time', async () => {
    const open = await place();
    const store = opened(await open());
    const many = Array.from({ length: 50 }, (_, index) => revocation(`${index}`));
    await Promise.all(many.map((each) => store.add(each)));
    const subjects = opened(await open())
      .all()
      ?.map(({ subject }) => Number(subject));
    expect(subjects?.sort((a, b) => a - b)).toEqual(many.map((_, index) => index));
  });
});

describe('the file of revocations', () => {
  it('is for its owner alone', async () => {
    const folder = await newFolder();
    const store = opened(await keepInFile(folder));
    await store.add(revocation('ada'));
    expect((await stat(path.join(folder, 'revocations.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['{', ''],
    [`${JSON.stringify(revocation('ada'))}\n{"id":7}\n`, ''],
  ])('that holds %j ends the start: to forget a revocation would let somebody in', async (content) => {
    const folder = await newFolder();
    const file = path.join(folder, 'revocations.jsonl');
    await writeFile(file, content);
    await expect(keepInFile(folder)).rejects.toThrow(
      `DATA_DIR: expected revocations that can be read in revocations.jsonl, got "${file} (`,
    );
    expect(await readFile(file, 'utf8')).toBe(content);
  });

  it('that was half written when the process was killed is the one before', async () => {
    const folder = await newFolder();
    const kept = revocation('ada');
    await (await keepInFile(folder)).add(kept);
    await writeFile(path.join(folder, 'revocations.jsonl.new'), '{"id":');
    const store = opened(await keepInFile(folder));
    expect(store.all()).toEqual([kept]);
    await store.add(revocation('bob'));
    expect(store.all()).toHaveLength(2);
  });

  it('that cannot be written changes nothing, and the next change goes on', async () => {
    const folder = await newFolder();
    const store = opened(await keepInFile(path.join(folder, 'below')));
    await writeFile(path.join(folder, 'below'), 'a file where a folder should be');
    await expect(store.add(revocation('ada'))).rejects.toThrow();
    expect(store.all()).toEqual([]);
    await rm(path.join(folder, 'below'));
    await store.add(revocation('bob'));
    expect(store.all()).toMatchObject([{ subject: 'bob' }]);
  });
});

(redisUrl === '' ? describe.skip : describe)('revocations that gateways share', () => {
  const share = (prefix: string, url = redisUrl, checkEveryMs?: number): RevocationStore =>
    opened(shareInRedis({ url, prefix, logger, ...(checkEveryMs !== undefined && { checkEveryMs }) }));

  it('are heard of by the others', async () => {
    const prefix = `test:${randomUUID()}`;
    const [one, other, stranger] = [share(prefix), share(prefix), share(`${prefix}:another`)];
    await Promise.all([isRead(one), isRead(other), isRead(stranger)]);
    const added = revocation('ada');
    await one.add(added);
    await until(other, (all) => all.length === 1);
    expect(other.all()).toEqual([added]);
    await other.remove(added.id);
    await until(one, (all) => all.length === 0);
    expect(stranger.all()).toEqual([]);
  });

  it('are found also when no message told of them', async () => {
    const prefix = `test:${randomUUID()}`;
    const store = share(prefix, redisUrl, 20);
    await isRead(store);
    const redis = new Redis(redisUrl);
    cleanups.push(async () => redis.disconnect());
    const silent = revocation('ada');
    await redis.hset(`${prefix}:revocations`, silent.id, JSON.stringify(silent));
    await redis.incr(`${prefix}:revocations:version`);
    await until(store, (all) => all.length === 1);
    expect(store.all()).toEqual([silent]);
  });

  it('that cannot be read are left out, the others count', async () => {
    const prefix = `test:${randomUUID()}`;
    const redis = new Redis(redisUrl);
    cleanups.push(async () => redis.disconnect());
    const good = revocation('ada');
    await redis.hset(`${prefix}:revocations`, { bad: '{', [good.id]: JSON.stringify(good) });
    const store = share(prefix);
    await isRead(store);
    expect(store.all()).toEqual([good]);
  });

  it('stay in effect while Redis is away, cannot be added then, and are given back to one that lost them', async () => {
    const server = await startOwnRedis();
    const prefix = `test:${randomUUID()}`;
    const store = share(prefix, server.url);
    await isRead(store);
    const kept = revocation('ada');
    await store.add(kept);
    await server.stop();
    await expect(store.add(revocation('bob'))).rejects.toThrow();
    await expect(store.remove(kept.id)).rejects.toThrow();
    expect(store.all()).toEqual([kept]);

    await server.start();
    // It kept nothing on disk, and gets it from the gateway that knows it.
    const other = share(prefix, server.url);
    await until(other, (all) => all.length === 1);
    expect([store.all(), other.all()]).toEqual([[kept], [kept]]);
  });

  it('are not known before Redis was there', async () => {
    const server = await startOwnRedis();
    await server.stop();
    const store = share(`test:${randomUUID()}`, server.url);
    expect(store.all()).toBeUndefined();
    await expect(store.add(revocation('ada'))).rejects.toThrow();
    await server.start();
    await isRead(store);
    expect(store.all()).toEqual([]);
  });
});
