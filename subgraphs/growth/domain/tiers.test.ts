import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pointsToNextTier, tierOf, tiersReached } from './tiers.ts';

const anyPoints = fc.nat(20_000);

describe('tiers', () => {
  it.each([
    [0, 'BRONZE', 200],
    [199, 'BRONZE', 1],
    [200, 'SILVER', 800],
    [999, 'SILVER', 1],
    [1000, 'GOLD', 4000],
    [4999, 'GOLD', 1],
    [5000, 'PLATINUM', null],
    [2_000_000_000, 'PLATINUM', null],
  ])('make of %d points %s, with %j to go', (points, tier, toGo) => {
    expect([tierOf(points), pointsToNextTier(points)]).toEqual([tier, toGo]);
  });

  it('are reached exactly when the points to the next one are earned', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const toGo = pointsToNextTier(points);
        if (toGo === null) return;
        expect(tierOf(points + toGo - 1)).toBe(tierOf(points));
        expect(tiersReached(points, points + toGo)).toEqual([tierOf(points + toGo)]);
      }),
    );
  });

  it('are each reached once, in however many steps the points come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000)), (steps) => {
        let points = 0;
        const seen = steps.flatMap((step) => tiersReached(points, (points += step)));
        expect(seen).toEqual(tiersReached(0, points));
        expect(['BRONZE', ...seen].at(-1)).toBe(tierOf(points));
      }),
    );
  });
});
