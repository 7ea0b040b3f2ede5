import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createApolloPlanner } from '../planner/apollo.ts';
import { asJson, engineFor } from '../testing/subgraphs.ts';
import type { EngineOptions } from '../engine.ts';
import type { CostReport } from '../hooks.ts';

/** An engine whose operations are admitted, and what it told of them. */
async function openAdmitting(options: Partial<EngineOptions> = {}) {
  const told: string[] = [];
  const reported: CostReport[] = [];
  const engine = await engineFor(
    {
      fast: {
        typeDefs: 'type Query { fast: Item } type Item { id: ID }',
        resolvers: { Query: { fast: () => ({ id: 1 }) } },
      },
      slow: {
        typeDefs: 'type Query { slow: Thing } type Thing { id: ID }',
        resolvers: { Query: { slow: () => new Promise(() => undefined) } },
      },
    },
    {
      cost: {
        admit: ({ estimated }) => {
          told.push(`admit ${estimated}`);
          return { settle: (actual) => void told.push(`settle ${actual}`) };
        },
      },
      hooks: { onCost: (report) => void reported.push(report) },
      ...options,
    },
  );
  return { engine, told, reported };
}

describe('an operation that was admitted', () => {
  it('is settled once, for what it did cost', async () => {
    const { engine, told, reported } = await openAdmitting();
    await engine.execute({ query: 'query Q { fast { id } }', operationName: 'Q', context: 'ann' });
    expect(told).toEqual(['admit 1', 'settle 1']);
    expect(reported).toEqual([
      { kind: 'query', estimated: 1, actual: 1, operationName: 'Q', context: 'ann' },
    ]);
  });

  it('is settled for what had arrived when its time was over', async () => {
    const { engine, told } = await openAdmitting({ deadlineMs: 50 });
    const result = asJson(await engine.execute({ query: '{ fast { id } slow { id } }', context: {} }));
    expect(result).toMatchObject({
      data: { fast: { id: '1' }, slow: null },
      errors: [{ extensions: { code: 'REQUEST_DEADLINE_EXCEEDED' } }],
    });
    expect(told).toEqual(['admit 2', 'settle 1']);
  });

  it('is settled for what had arrived when its client left', async () => {
    const { engine, told } = await openAdmitting();
    const gone = new AbortController();
    const answer = engine.execute({ query: '{ slow { id } }', context: {}, signal: gone.signal });
    while (engine.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    await answer;
    expect(told).toEqual(['admit 1', 'settle 0']);
  });

  it('is settled for nothing when it cannot be planned', async () => {
    const { engine, told } = await openAdmitting({
      planner: (supergraph) => ({
        ...createApolloPlanner(supergraph),
        plan: () => Promise.reject(new Error('no plan')),
      }),
    });
    expect(asJson(await engine.execute({ query: '{ fast { id } }', context: {} }))).toMatchObject({
      errors: [{ extensions: { code: 'QUERY_PLANNING_FAILED' } }],
    });
    expect(told).toEqual(['admit 1', 'settle 0']);
  });
});

describe('an operation that is not admitted', () => {
  it('gets the error, and nothing is planned or asked', async () => {
    let plans = 0;
    for (const admit of [
      () => {
        throw new GraphQLError('too much', { extensions: { code: 'NO' } });
      },
      () => Promise.reject(new GraphQLError('too much', { extensions: { code: 'NO' } })),
    ]) {
      const { engine } = await openAdmitting({
        cost: { admit },
        planner: (supergraph) => {
          const planner = createApolloPlanner(supergraph);
          return { ...planner, plan: (request) => (plans++, planner.plan(request)) };
        },
      });
      expect(asJson(await engine.execute({ query: '{ fast { id } }', context: {} }))).toEqual({
        errors: [{ message: 'too much', extensions: { code: 'NO' } }],
      });
      expect(engine.asked).toEqual([]);
    }
    expect(plans).toBe(0);
  });

  it('is not asked about when it is not valid, and costs nothing when it only introspects', async () => {
    const { engine, told } = await openAdmitting();
    await engine.execute({ query: '{ nothing }', context: {} });
    await engine.execute({ query: 'query ($n: Int!) { fast { id } }', context: {} });
    expect(told).toEqual([]);
    await engine.execute({ query: '{ __schema { queryType { name } } }', context: {} });
    expect(told).toEqual(['admit 0', 'settle 0']);
  });
});
