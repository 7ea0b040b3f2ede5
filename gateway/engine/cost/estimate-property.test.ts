import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, printSchema, validate } from 'graphql';
import { createEngine } from '../engine.ts';
import { randomOperation } from '../testing/property/random-operation.ts';
import { createRandom } from '../testing/property/random.ts';
import { overWorld, shop, subgraphOverWorld } from '../testing/property/shop.ts';
import { LIST_BOUND, World, requirementsOf } from '../testing/property/world.ts';
import { asJson, composeForTest } from '../testing/subgraphs.ts';
import { costOf } from './operation-costs.ts';

describe('costs over random data', () => {
  it('are never more than estimated where lists keep to their sizes', async () => {
    const settled: number[] = [];
    let world: World;
    const engine = await createEngine({
      supergraphSdl: composeForTest(
        Object.fromEntries(Object.entries(shop).map(([name, typeDefs]) => [name, { typeDefs }])),
      ),
      transports: ({ name }) => subgraphOverWorld(shop[name] ?? '', () => world),
      cost: {
        listSize: LIST_BOUND - 1,
        admit: () => ({ settle: (actual) => void settled.push(actual) }),
      },
    });
    const merged = overWorld(buildSchema(printSchema(engine.schema)), () => world);
    const requirements = requirementsOf(Object.values(shop));
    let compared = 0;
    let exact = 0;
    for (let seed = 11_000_033; compared < 500; seed++) {
      world = new World(merged, seed, requirements);
      const { query, variables } = randomOperation(merged, createRandom(seed));
      if (validate(merged, parse(query)).length > 0) continue;
      compared++;
      const result = await engine.execute({ query, variables, context: {} });
      const place = { seed, query, variables, errors: asJson(result).errors };
      const { estimated, actual } = costOf(result) ?? { estimated: Number.NaN, actual: Number.NaN };
      expect({ ...place, actual, isWithin: actual <= estimated }).toEqual({
        ...place,
        actual: settled.at(-1),
        isWithin: true,
      });
      if (actual === estimated && actual > 0) exact++;
    }
    expect(settled).toHaveLength(500);
    // An estimate that is far too high would be within bounds too.
    expect(exact).toBeGreaterThan(25);
  }, 120_000);
});
