import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, printSchema, validate } from 'graphql';
import { createEngine } from './engine.ts';
import { randomOperation } from './testing/property/random-operation.ts';
import { createRandom } from './testing/property/random.ts';
import { overWorld, shop, subgraphOverWorld } from './testing/property/shop.ts';
import { World, requirementsOf } from './testing/property/world.ts';
import { asJson, composeForTest } from './testing/subgraphs.ts';

async function compareWithMergedSchema(
  seed: number,
  operations: number,
  compileAfter?: number,
): Promise<number> {
  const supergraphSdl = composeForTest(
    Object.fromEntries(Object.entries(shop).map(([name, typeDefs]) => [name, { typeDefs }])),
  );
  let world: World;
  const engine = await createEngine({
    supergraphSdl,
    transports: ({ name }) => subgraphOverWorld(shop[name] ?? '', () => world, compileAfter),
  });
  const merged = overWorld(buildSchema(printSchema(engine.schema)), () => world);
  const requirements = requirementsOf(Object.values(shop));
  let compared = 0;
  for (let number = 0; compared < operations; number++) {
    const caseSeed = seed * 1_000_003 + number;
    world = new World(merged, caseSeed, requirements);
    const { query, variables } = randomOperation(merged, createRandom(caseSeed));
    const document = parse(query);
    if (validate(merged, document).length > 0) continue;
    compared++;
    const expected = asJson(await execute({ schema: merged, document, variableValues: variables }));
    const actual = asJson(await engine.execute({ query, variables, context: {} }));
    const place = { seed: caseSeed, query, variables };
    expect({ ...place, data: actual.data }).toEqual({ ...place, data: expected.data });
    expect({ ...place, failed: actual.errors?.map(({ path }) => path) ?? [] }).toEqual({
      ...place,
      failed: expect.arrayContaining(expected.errors?.map(({ path }) => path) ?? []),
    });
  }
  return compared;
}

describe('the engine over random data', () => {
  it.each([1, 2, 3, 4])(
    'answers random operations like one schema over all subgraphs (seed %i)',
    async (seed) => {
      expect(await compareWithMergedSchema(seed, 500)).toBe(500);
    },
    120_000,
  );

  it('answers the same when its subgraphs run compiled documents', async () => {
    expect(await compareWithMergedSchema(5, 100, 0)).toBe(100);
  }, 120_000);
});
