import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { startRedis } from '../../../test/setup/optional-servers.ts';
import type { RedisServer } from '../../../test/setup/optional-servers.ts';
import type { Buckets } from './buckets.ts';
import { createMemoryBuckets } from './memory-buckets.ts';
import { openRedisBuckets } from './redis-buckets.ts';

/** Refills so slowly that a test does not see it. */
const size = { capacity: 100, refillPerSecond: 0.001 };
const near = (left: number) => expect.closeTo(left, 0) as unknown as number;

function recordingLogger() {
  const lines: string[] = [];
  const note = (_details: object, message: string): void => void lines.push(message);
  const logger: Logger = { error: note, warn: note, info: note, debug: note, child: () => logger };
  return { logger, lines };
}

const hasRedis = (process.env['TEST_REDIS_URL'] ?? '') !== '';
let redis: RedisServer | undefined;
const opened: Buckets[] = [];
beforeAll(async () => {
  redis = hasRedis ? await startRedis() : undefined;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((buckets) => buckets.close()));
});
afterAll(() => redis?.stop());

let prefixes = 0;
async function inRedis(prefix = `test${++prefixes}`, logger = recordingLogger().logger): Promise<Buckets> {
  const buckets = await openRedisBuckets({ url: redis?.url ?? '', prefix, logger });
  opened.push(buckets);
  return buckets;
}

describe.each([
  ['in memory', async () => createMemoryBuckets() as Buckets],
  ...(hasRedis ? [['in Redis', () => inRedis()] as const] : []),
] as const)('buckets %s', (_, open) => {
  it('begin full, and give until they are empty', async () => {
    const buckets = await open();
    expect(await buckets.take('a', size, 60)).toEqual({ isTaken: true, left: near(40) });
    expect(await buckets.take('a', size, 60)).toEqual({ isTaken: false, left: near(40) });
    expect(await buckets.take('a', size, 40)).toEqual({ isTaken: true, left: near(0) });
    expect(await buckets.take('a', size, 1)).toEqual({ isTaken: false, left: near(0) });
  });

  it('are each their own', async () => {
    const buckets = await open();
    await buckets.take('a', size, 100);
    expect(await buckets.take('b', size, 100)).toEqual({ isTaken: true, left: near(0) });
  });

  it('take back no more than they hold', async () => {
    const buckets = await open();
    await buckets.take('a', size, 50);
    expect(await buckets.charge('a', size, -20)).toEqual(near(70));
    expect(await buckets.charge('a', size, -1_000)).toBe(100);
  });

  it('owe no more than they hold', async () => {
    const buckets = await open();
    expect(await buckets.charge('a', size, 150)).toEqual(near(-50));
    expect(await buckets.take('a', size, 0)).toEqual({ isTaken: false, left: near(-50) });
    expect(await buckets.charge('a', size, 150)).toEqual(near(-100));
  });

  it('keep parts of a unit', async () => {
    const buckets = await open();
    await buckets.charge('a', size, 0.25);
    expect((await buckets.take('a', size, 0.5)).left).toBeCloseTo(99.25, 3);
  });

  it('give to a hundred at once no more than they hold', async () => {
    const buckets = await open();
    const takings = await Promise.all(Array.from({ length: 100 }, () => buckets.take('a', size, 7)));
    expect(takings.filter(({ isTaken }) => isTaken)).toHaveLength(14);
  });
});

describe('buckets in memory', () => {
  it('are refilled with time, up to what they hold', () => {
    let now = 0;
    const buckets = createMemoryBuckets({ now: () => now });
    const hundred = { capacity: 100, refillPerSecond: 10 };
    expect(buckets.take('a', hundred, 100)).toEqual({ isTaken: true, left: 0 });
    now = 2_500;
    expect(buckets.take('a', hundred, 26)).toEqual({ isTaken: false, left: 25 });
    expect(buckets.take('a', hundred, 25)).toEqual({ isTaken: true, left: 0 });
    now = 60_000;
    expect(buckets.charge('a', hundred, 0)).toBe(100);
    expect(buckets.charge('a', hundred, 200)).toBe(-100);
    now = 75_000;
    expect(buckets.take('a', hundred, 50)).toEqual({ isTaken: true, left: 0 });
    // A clock that stands still or goes back refills nothing.
    now = 70_000;
    expect(buckets.take('a', hundred, 1)).toEqual({ isTaken: false, left: 0 });
  });

  it('are as many as are allowed, those not used for longest forgotten', () => {
    const buckets = createMemoryBuckets({ maxBuckets: 2, now: () => 0 });
    for (const name of ['a', 'b', 'a', 'c']) buckets.take(name, size, 10);
    expect(buckets.charge('a', size, 0)).toBe(80);
    expect(buckets.charge('b', size, 0)).toBe(100);
  });
});

(hasRedis ? describe : describe.skip)('buckets in Redis', () => {
  it('are shared by all who know the same prefix', async () => {
    const [first, second, other] = [await inRedis('one'), await inRedis('one'), await inRedis('two')];
    await first.take('a', size, 70);
    expect(await second.take('a', size, 70)).toEqual({ isTaken: false, left: near(30) });
    expect(await other.take('a', size, 70)).toEqual({ isTaken: true, left: near(30) });
  });

  it('are refilled by the clock of the server, and forgotten when they are full', async () => {
    const buckets = await inRedis('fast');
    const fast = { capacity: 100, refillPerSecond: 1_000 };
    const client = new Redis(redis?.url ?? '');
    await buckets.take('a', fast, 100);
    const ttlMs = await client.pttl('fast:cost:a');
    expect(ttlMs).toBeGreaterThan(0);
    expect(ttlMs).toBeLessThanOrEqual(1_100);
    while (!(await buckets.take('a', fast, 100)).isTaken);
    await buckets.charge('a', fast, -100);
    expect(await client.exists('fast:cost:a')).toBe(0);
    client.disconnect();
  });

  it("are each gateway's own while Redis is away, and shared again when it is back", async () => {
    let server = (await startRedis()) as RedisServer;
    const { logger, lines } = recordingLogger();
    const open = () => openRedisBuckets({ url: server.url, prefix: 'away', logger });
    const [first, second] = [await open(), await open()];
    opened.push(first, second);
    await first.take('a', size, 100);
    expect((await second.take('a', size, 1)).isTaken).toBe(false);
    await server.stop();
    expect(await first.take('a', size, 90)).toEqual({ isTaken: true, left: near(10) });
    expect(await first.take('a', size, 90)).toEqual({ isTaken: false, left: near(10) });
    expect(await second.take('a', size, 90)).toEqual({ isTaken: true, left: near(10) });
    const away = 'Redis is away: each gateway has cost budgets of its own until it is back';
    expect(lines).toEqual([away, away]);
    server = (await startRedis(Number(new URL(server.url).port))) as RedisServer;
    while (lines.length < 4) await setImmediate();
    expect(await first.take('c', size, 100)).toEqual({ isTaken: true, left: near(0) });
    expect((await second.take('c', size, 1)).isTaken).toBe(false);
    const back = 'Redis is back: cost budgets are shared again';
    expect(lines).toEqual([away, away, back, back]);
    await server.stop();
  });

  it('that cannot be reached from the beginning are in memory', async () => {
    const { logger, lines } = recordingLogger();
    const buckets = await openRedisBuckets({ url: 'redis://127.0.0.1:1', prefix: 'x', logger });
    opened.push(buckets);
    expect(await buckets.take('a', size, 100)).toEqual({ isTaken: true, left: 0 });
    expect(lines).toEqual(['Redis is away: each gateway has cost budgets of its own until it is back']);
  });
});
