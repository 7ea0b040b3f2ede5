import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, printSchema, validate } from 'graphql';
import { createEngine } from './engine.ts';
import type { IncrementalResponse } from './incremental/types.ts';
import { randomOperation } from './testing/property/random-operation.ts';
import { createRandom } from './testing/property/random.ts';
import { overWorld, shop, subgraphOverWorld } from './testing/property/shop.ts';
import { World, requirementsOf } from './testing/property/world.ts';
import { asJson, composeForTest } from './testing/subgraphs.ts';

/** The engine and one schema that answers the same operations at once, over a world that can be exchanged. */
async function openShop(compileAfter?: number) {
  const requirements = requirementsOf(Object.values(shop));
  const supergraphSdl = composeForTest(
    Object.fromEntries(Object.entries(shop).map(([name, typeDefs]) => [name, { typeDefs }])),
  );
  let world: World;
  const engine = await createEngine({
    supergraphSdl,
    transports: ({ name }) => subgraphOverWorld(shop[name] ?? '', () => world, compileAfter),
  });
  const merged = overWorld(buildSchema(printSchema(engine.schema)), () => world);
  return {
    engine,
    merged,
    /** Chooses a world and an operation; `undefined` when the operation came out invalid. */
    next(seed: number, options?: { deferProbability: number }) {
      world = new World(merged, seed, requirements);
      const operation = randomOperation(merged, createRandom(seed), options);
      const document = parse(operation.query);
      return validate(merged, document).length > 0 ? undefined : { ...operation, document };
    },
  };
}

async function compareWithMergedSchema(
  seed: number,
  operations: number,
  { compileAfter, times = 1 }: { compileAfter?: number; times?: number } = {},
): Promise<number> {
  const { engine, merged, next } = await openShop(compileAfter);
  let compared = 0;
  for (let number = 0; compared < operations; number++) {
    const caseSeed = seed * 1_000_003 + number;
    const operation = next(caseSeed);
    if (!operation) continue;
    compared++;
    const { query, variables, document } = operation;
    const expected = asJson(await execute({ schema: merged, document, variableValues: variables }));
    const run = () => engine.execute({ query, variables, context: {} });
    for (let earlier = 1; earlier < times; earlier++) await run();
    const actual = asJson(await run());
    const place = { seed: caseSeed, query, variables };
    expect({ ...place, data: actual.data }).toEqual({ ...place, data: expected.data });
    expect({ ...place, failed: actual.errors?.map(({ path }) => path) ?? [] }).toEqual({
      ...place,
      failed: expect.arrayContaining(expected.errors?.map(({ path }) => path) ?? []),
    });
  }
  return compared;
}

/** Compares what the parts of deferred answers add up to. Only where nothing fails: a null stops at a deferred part. */
async function comparePartsWithMergedSchema(seed: number, operations: number): Promise<number> {
  const { engine, merged, next } = await openShop();
  let deferred = 0;
  for (let number = 0; deferred < operations; number++) {
    const caseSeed = seed * 1_000_003 + number;
    const operation = next(caseSeed, { deferProbability: 0.5 });
    if (!operation) continue;
    const { query, variables, document } = operation;
    const expected = asJson(await execute({ schema: merged, document, variableValues: variables }));
    if (expected.errors) continue;
    const response = await engine.executeIncremental({ query, variables, context: {} });
    if (!('steps' in response)) continue;
    deferred++;
    const place = { seed: caseSeed, query, variables };
    expect({ ...place, data: await addUp(response) }).toEqual({ ...place, data: expected.data });
  }
  return deferred;
}

async function addUp({ initial, steps }: IncrementalResponse): Promise<unknown> {
  const { data } = asJson(initial);
  for await (const { completed } of steps) {
    for (const part of completed) {
      const target = part.path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], data);
      mergeJson(target as Record<string, unknown>, asJson({ data: part.data }).data as object);
    }
  }
  return data;
}

function mergeJson(target: Record<string, unknown>, source: object): void {
  for (const [key, value] of Object.entries(source)) {
    const existing = target[key];
    const both =
      typeof existing === 'object' && existing !== null && typeof value === 'object' && value !== null;
    if (both) mergeJson(existing as Record<string, unknown>, value as object);
    else target[key] = value;
  }
}

describe('the engine over random data', () => {
  it.each([1, 2, 3, 4])(
    'answers random operations like one schema over all subgraphs (seed %i)',
    async (seed) => {
      expect(await compareWithMergedSchema(seed, 500)).toBe(500);
    },
    120_000,
  );

  it('answers in parts what adds up to the same', async () => {
    expect(await comparePartsWithMergedSchema(6, 200)).toBe(200);
  }, 120_000);

  it('answers the same when its subgraphs run compiled documents', async () => {
    expect(await compareWithMergedSchema(5, 100, { compileAfter: 0 })).toBe(100);
  }, 120_000);

  it('answers the same to operations that have become frequent', async () => {
    expect(await compareWithMergedSchema(7, 200, { times: 4 })).toBe(200);
  }, 120_000);
});
