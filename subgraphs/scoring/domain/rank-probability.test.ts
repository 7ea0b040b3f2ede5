import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { qualityOf, rankProbability } from './rank-probability.ts';

const quantiles = [0.02, 0.1, 0.1, 0.3, 0.9];

describe('the rank of a probability', () => {
  it.each([
    [0, 0],
    [0.02, 0],
    [0.07, 16],
    [0.1, 50],
    [0.2, 63],
    [0.9, 100],
    [1, 100],
  ])('of %d is %d', (probability, rank) => {
    expect(rankProbability(probability, quantiles)).toBe(rank);
  });

  it('keeps the order', () => {
    const some = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        return rankProbability(low, quantiles) <= rankProbability(high, quantiles);
      }),
    );
  });
});

describe('the quality of a value', () => {
  it.each([
    [100, 'HIGH'],
    [75, 'HIGH'],
    [74, 'MEDIUM'],
    [40, 'MEDIUM'],
    [39, 'LOW'],
    [0, 'LOW'],
  ])('of %d is %s', (value, quality) => {
    expect(qualityOf(value, { HIGH: 75, MEDIUM: 40, LOW: 0 })).toBe(quality);
  });
});
