import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shapleyValues } from './shapley-values.ts';

type Game = (row: ArrayLike<number>) => number;

/** The values with a game in the model's place. */
function explain(row: number[], background: number[][], game: Game) {
  const width = row.length;
  return shapleyValues(
    Float32Array.from(row),
    background.map((values) => Float32Array.from(values)),
    async (matrix) =>
      Array.from({ length: matrix.length / width }, (_, i) =>
        game(matrix.subarray(i * width, (i + 1) * width)),
      ),
  );
}

/** The definition of 1953 in its other form: the mean of what a player adds over all orders of arrival. */
function byOrders(row: number[], background: number[][], game: Game): number[] {
  const orders = permutations(row.map((_, index) => index));
  const worth = (members: ReadonlySet<number>): number =>
    background
      .map((reference) => game(row.map((value, i) => (members.has(i) ? value : (reference[i] as number)))))
      .reduce((sum, value) => sum + value, 0) / background.length;
  const values = row.map(() => 0);
  for (const order of orders) {
    const members = new Set<number>();
    for (const player of order) {
      const before = worth(members);
      members.add(player);
      values[player] = (values[player] as number) + (worth(members) - before) / orders.length;
    }
  }
  return values;
}

function permutations(items: number[]): number[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

const cell = fc.constantFrom(0, 1, 2, 5, Number.NaN);
const rowOf = (width: number) => fc.array(cell, { minLength: width, maxLength: width });
const case4 = fc.record({
  row: rowOf(4),
  background: fc.array(rowOf(4), { minLength: 1, maxLength: 3 }),
  weights: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 16, maxLength: 16 }),
});

/** Any function of four numbers in which all may act together. */
function gameOf(weights: number[]): Game {
  return (row) => {
    const [a = 0, b = 0, c = 0, d = 0] = Array.from(row, (value) => (Number.isNaN(value) ? 0.5 : value / 5));
    return weights.reduce(
      (sum, weight, i) =>
        sum + weight * (i & 1 ? a : 1) * (i & 2 ? b : 1) * (i & 4 ? c : 1) * (i & 8 ? d : 1),
      0,
    );
  };
}

describe('Shapley values', () => {
  // Littlechild and Owen 1973: the longest runway pays for all; those of length 1, 2, 3 share 1/3, 5/6, 11/6.
  it('share the cost of a runway as published', async () => {
    const { contributions } = await explain([1, 2, 3], [[0, 0, 0]], (row) => Math.max(...Array.from(row)));
    expect(contributions.map((value) => Number(value.toFixed(9)))).toEqual(
      [1 / 3, 5 / 6, 11 / 6].map((value) => Number(value.toFixed(9))),
    );
  });

  it('share a pair of gloves as published: two thirds to the only left one', async () => {
    const pairs: Game = (row) => Math.min(row[0] as number, (row[1] as number) + (row[2] as number));
    const { contributions } = await explain([1, 1, 1], [[0, 0, 0]], pairs);
    [2 / 3, 1 / 6, 1 / 6].forEach((value, i) => expect(contributions[i]).toBeCloseTo(value, 12));
  });

  it('of a linear model are weight times the distance from the mean of the background', async () => {
    const linear: Game = (row) => 2 * (row[0] as number) - 3 * (row[1] as number);
    const background = [
      [0, 1],
      [2, 5],
    ];
    const { contributions, baseline, prediction } = await explain([4, 2], background, linear);
    expect(contributions).toEqual([2 * (4 - 1), -3 * (2 - 3)]);
    expect([baseline, prediction]).toEqual([-7, 2]);
  });

  it('are what their definition says, whatever acts together', async () => {
    await fc.assert(
      fc.asyncProperty(case4, async ({ row, background, weights }) => {
        const game = gameOf(weights);
        const { contributions } = await explain(row, background, game);
        byOrders(row, background, game).forEach((value, i) => expect(contributions[i]).toBeCloseTo(value, 9));
      }),
    );
  });

  it('sum up to prediction minus baseline, and are 0 for a feature that does nothing', async () => {
    await fc.assert(
      fc.asyncProperty(case4, async ({ row, background, weights }) => {
        const game = gameOf(weights.map((weight, i) => (i & 4 ? 0 : weight)));
        const { contributions, prediction, baseline } = await explain(row, background, game);
        expect(contributions.reduce((sum, value) => sum + value, 0)).toBeCloseTo(prediction - baseline, 9);
        expect(contributions[2]).toBeCloseTo(0, 12);
        expect(prediction).toBeCloseTo(game(row), 9);
      }),
    );
  });

  it('of the background itself are all 0', async () => {
    const row = [1, Number.NaN, 3];
    const { contributions, prediction, baseline } = await explain(row, [row], () => 7);
    expect(contributions).toEqual([0, 0, 0]);
    expect([prediction, baseline]).toEqual([7, 7]);
  });
});
