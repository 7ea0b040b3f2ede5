import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { readCostSettings } from '../../../subgraphs/shared/limit-settings.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { startRedis } from '../../../test/setup/optional-servers.ts';
import type { RedisServer } from '../../../test/setup/optional-servers.ts';
import { openBudgets } from './budgets.ts';
import { openRedisBuckets } from './redis-buckets.ts';
import { startCostGateway } from './testing/cost-gateway.ts';

const env = { AGENT_COST_BUDGET: '1000:1' };
const ann = { role: 'agent', subject: 'ann' } as const;

const hasRedis = (process.env['TEST_REDIS_URL'] ?? '') !== '';
(hasRedis ? describe : describe.skip)('three gateways that share a Redis', () => {
  let redis: RedisServer;
  const cleanup = new AsyncDisposableStack();
  let gateways: Awaited<ReturnType<typeof startCostGateway>>[];
  beforeAll(async () => {
    redis = (await startRedis()) as RedisServer;
    cleanup.defer(() => redis.stop());
    const open = async () => {
      const logger = createLogger('silent');
      const buckets = await openRedisBuckets({ url: redis.url, prefix: 'shared', logger });
      return cleanup.use(await startCostGateway({ env, buckets }));
    };
    gateways = await Promise.all([open(), open(), open()]);
  });
  afterAll(() => cleanup.disposeAsync());

  it('share the budget of a caller, however many ask at once', async () => {
    const held = gateways.map(({ slow }) => slow);
    const statuses: number[] = [];
    const asks = Array.from({ length: 60 }, (_, index) =>
      gateways[index % 3]
        ?.ask('{ slow { id } items(first: 99) { id } }', ann)
        .then(({ status }) => void statuses.push(status)),
    );
    // 100 each of 1,000: ten run, wherever they came in.
    while (statuses.length < 50) await new Promise((resolve) => setImmediate(resolve));
    expect(new Set(statuses)).toEqual(new Set([429]));
    expect(held.reduce((count, { length }) => count + length, 0)).toBe(10);
    for (const slow of held) slow.splice(0).forEach(({ resolve }) => resolve({ id: 1 }));
    await Promise.all(asks);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    // 4 each were used; the rest is back for all three as soon as Redis was told.
    const left = async (): Promise<number> => (await gateways[0]?.left('agent:ann', 1_000)) ?? 0;
    while ((await left()) < 959) await new Promise((resolve) => setImmediate(resolve));
    expect(await left()).toBeLessThan(975);
  });

  it('go on answering when it is killed, each with a budget of its own', async () => {
    const bob = { role: 'agent', subject: 'bob' } as const;
    const [first, second] = gateways;
    await first?.buckets.charge('agent:bob', { capacity: 1_000, refillPerSecond: 1 }, 2_000);
    expect((await second?.ask('{ items(first: 5) { id } }', bob))?.status).toBe(429);
    await redis.stop();
    for (const gateway of gateways)
      expect((await gateway.ask('{ items(first: 5) { id } }', bob)).status).toBe(200);
    expect((await first?.ask('{ items(first: 1000) { id } }', bob))?.body.errors[0].extensions).toMatchObject(
      {
        code: 'COST_BUDGET_EXCEEDED',
        available: 997,
      },
    );
  });
});

describe('budgets by the settings', () => {
  function recordingLogger() {
    const lines: [object, string][] = [];
    const note = (details: object, message: string): void => void lines.push([details, message]);
    const logger: Logger = { error: note, warn: note, info: note, debug: note, child: () => logger };
    return { logger, lines };
  }
  const viewer = { role: 'agent', subject: 'ann' } as const;
  const open = async (settings: Record<string, string>, isAlone: boolean) => {
    const { logger, lines } = recordingLogger();
    const config = { redisUrl: undefined, cost: readCostSettings(settings) };
    return { budgets: await openBudgets({ config, secret: 'secret', logger, isAlone }), lines };
  };

  it('say what is not shared where there is no Redis, unless there is nobody to share it with', async () => {
    expect((await open({}, true)).lines).toEqual([]);
    expect((await open({}, false)).lines).toEqual([
      [
        { setting: 'REDIS_URL' },
        'without Redis, cost budgets are not shared with other gateways: each lets a caller spend a budget of its own',
      ],
    ]);
  });

  it('refuse nobody when they are off, and say nothing', async () => {
    const { budgets, lines } = await open({ COST_BUDGETS: 'off' }, false);
    expect(budgets.admit(viewer, 1e12)).toBeUndefined();
    await budgets.admitStream(viewer, 1e12);
    expect(budgets.chargeEvent(viewer, 1e12)).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it('let the graph itself spend what it needs', async () => {
    const { budgets } = await open({}, true);
    const system = { role: 'system', subject: 'system' } as const;
    expect(budgets.admit(system, 1e12)).toBeUndefined();
    expect(() => budgets.admit(viewer, 1e12)).toThrow('Expected an estimated cost of at most 20000');
  });
});
