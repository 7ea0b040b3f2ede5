import { describe, expect, it } from '@jest/globals';
import { createEngine } from './engine.ts';
import { createApolloPlanner } from './planner/apollo.ts';
import type { PlannerFactory } from './planner/planner.ts';
import { asJson, composeForTest, transportFor } from './testing/subgraphs.ts';

const clock = {
  typeDefs: 'type Query { hours: Int minutes: Int }',
  resolvers: { Query: { hours: () => 12, minutes: () => 30 } },
};

async function engineCounting(options: { maxDocuments?: number } = {}) {
  let plans = 0;
  const events: string[] = [];
  const planner: PlannerFactory = (supergraph) => {
    const inner = createApolloPlanner(supergraph);
    return {
      ...inner,
      async plan(request) {
        plans++;
        return inner.plan(request);
      },
    };
  };
  const engine = await createEngine({
    supergraphSdl: composeForTest({ clock }),
    transports: { clock: transportFor(clock) },
    planner,
    hooks: { onCache: (cache, event) => events.push(`${cache} ${event}`) },
    ...options,
  });
  return { engine, events, plans: () => plans };
}

describe('the caches of an engine', () => {
  it('plan once for requests that miss the same plan at the same time', async () => {
    const { engine, plans } = await engineCounting();
    const request = { query: '{ hours minutes }', context: {} };
    const results = await Promise.all(Array.from({ length: 20 }, () => engine.execute(request)));
    expect(results.map((result) => asJson(result).data)).toEqual(Array(20).fill({ hours: 12, minutes: 30 }));
    expect(plans()).toBe(1);
  });

  it('plan again what made room for something else, and tell so', async () => {
    const { engine, events, plans } = await engineCounting({ maxDocuments: 1 });
    for (const query of ['{ hours }', '{ minutes }', '{ hours }'])
      await engine.execute({ query, context: {} });
    expect(plans()).toBe(3);
    expect(events.filter((event) => event === 'documents evict')).toHaveLength(2);
  });

  it('keep what was prepared', async () => {
    const { engine, plans } = await engineCounting({ maxDocuments: 1 });
    await engine.prepare([{ query: '{ hours }' }]);
    for (const query of ['{ minutes }', '{ hours }', '{ minutes }', '{ hours }']) {
      await engine.execute({ query, context: {} });
    }
    expect(plans()).toBe(2);
  });

  it('hold a plan for each combination of conditions', async () => {
    const { engine, plans } = await engineCounting();
    const query = 'query ($yes: Boolean!) { hours minutes @include(if: $yes) }';
    for (const yes of [true, false, true, false]) {
      const { data } = asJson(await engine.execute({ query, variables: { yes }, context: {} }));
      expect(data).toEqual(yes ? { hours: 12, minutes: 30 } : { hours: 12 });
    }
    expect(plans()).toBe(2);
  });

  it('do not remember that planning failed', async () => {
    let failing = true;
    const engine = await createEngine({
      supergraphSdl: composeForTest({ clock }),
      transports: { clock: transportFor(clock) },
      planner: (supergraph) => {
        const inner = createApolloPlanner(supergraph);
        return {
          ...inner,
          plan: (request) => (failing ? Promise.reject(new Error('busy')) : inner.plan(request)),
        };
      },
    });
    const request = { query: '{ hours }', context: {} };
    expect(asJson(await engine.execute(request)).errors).toMatchObject([
      { message: 'The operation cannot be planned.', extensions: { code: 'QUERY_PLANNING_FAILED' } },
    ]);
    failing = false;
    expect(asJson(await engine.execute(request))).toEqual({ data: { hours: 12 } });
  });
});
