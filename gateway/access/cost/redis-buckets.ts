import { Redis } from 'ioredis';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import type { BudgetSize } from '../../../subgraphs/shared/limit-settings.ts';
import type { Buckets, Taking } from './buckets.ts';
import { createMemoryBuckets } from './memory-buckets.ts';
import type { MemoryBuckets } from './memory-buckets.ts';

export interface RedisBucketsOptions {
  readonly url: string;
  /** Every key starts with it: two installations on one Redis never spend each other's. */
  readonly prefix: string;
  readonly logger: Logger;
  /** What is used while Redis is away. */
  readonly memory?: MemoryBuckets;
}

/** A Redis that takes longer is away: a budget is not worth more of anybody's time. */
const redisTimeoutMs = 500;
/** After a command that was not answered in time. */
const leaveAloneMs = 1_000;

/**
 * Refills, then spends, in one step and by the clock of the server, which all gateways have in common. What Redis has no
 * key for is full, so a key may go as soon as its bucket is.
 *
 * KEYS: the bucket. ARGV: capacity, refill per second, units, `take` or `charge`. Returns whether it was spent, and what is
 * left as a text, since Redis cuts numbers to whole ones.
 */
const script = `
local capacity, refill, units = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = capacity
if known[1] then
  local elapsed = math.max(0, now - tonumber(known[2]))
  left = math.min(capacity, tonumber(known[1]) + elapsed * refill / 1000)
end
local taken = 1
if ARGV[4] == 'charge' then
  left = math.max(-capacity, math.min(capacity, left - units))
elseif units <= left then
  left = left - units
else
  taken = 0
end
if left < capacity then
  redis.call('HSET', KEYS[1], 'left', string.format('%.17g', left), 'at', string.format('%.17g', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - left) / refill * 1000) + 1000)
else
  redis.call('DEL', KEYS[1])
end
return { taken, string.format('%.17g', left) }
`;

interface WithSpend {
  spend(key: string, capacity: number, refill: number, units: number, how: string): Promise<[number, string]>;
}

/**
 * Buckets that all gateways of an installation share. While Redis is away each has its own, which begin full: callers are
 * served rather than refused for something they did not do.
 *
 * Resolves once Redis is there, or known to be away.
 */
export async function openRedisBuckets(options: RedisBucketsOptions): Promise<Buckets> {
  const { url, prefix, logger, memory = createMemoryBuckets() } = options;
  const redis = new Redis(url, {
    commandTimeout: redisTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  redis.defineCommand('spend', { numberOfKeys: 1, lua: script });
  const commands = redis as unknown as WithSpend;
  let isAway = false;
  let isClosing = false;
  let leaveAloneUntil = 0;
  redis.on('ready', () => {
    if (isAway) logger.info({}, 'Redis is back: cost budgets are shared again');
    isAway = false;
    leaveAloneUntil = 0;
  });
  redis.on('error', goneAway);
  redis.on('close', () => {
    if (!isClosing) goneAway(new Error('The connection was closed.'));
  });
  await new Promise<void>((resolve) => {
    for (const event of ['ready', 'error'] as const) redis.once(event, () => resolve());
  });

  function goneAway(error: Error): void {
    if (!isAway)
      logger.warn(
        { error: error.message },
        'Redis is away: each gateway has cost budgets of its own until it is back',
      );
    isAway = true;
  }

  /** Undefined while Redis is away. */
  async function spend(
    name: string,
    { capacity, refillPerSecond }: BudgetSize,
    units: number,
    how: 'take' | 'charge',
  ): Promise<Taking | undefined> {
    if (redis.status !== 'ready' || Date.now() < leaveAloneUntil) return undefined;
    try {
      const [taken, left] = await commands.spend(
        `${prefix}:cost:${name}`,
        capacity,
        refillPerSecond,
        units,
        how,
      );
      isAway = false;
      return { isTaken: taken === 1, left: Number(left) };
    } catch (error) {
      leaveAloneUntil = Date.now() + leaveAloneMs;
      goneAway(error as Error);
      return undefined;
    }
  }

  return {
    take: async (name, size, units) =>
      (await spend(name, size, units, 'take')) ?? memory.take(name, size, units),
    charge: async (name, size, units) =>
      (await spend(name, size, units, 'charge'))?.left ?? memory.charge(name, size, units),
    async close() {
      isClosing = true;
      redis.disconnect();
    },
  };
}
