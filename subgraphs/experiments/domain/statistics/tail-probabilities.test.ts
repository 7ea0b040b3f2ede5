import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { upperGammaQ } from './incomplete-gamma.ts';
import { chiSquareP, twoSidedNormalP, z95 } from './tail-probabilities.ts';

/** Second source: erfc and gammainc of mpmath 1.3 with 40 digits. */
const normal: [z: number, p: number][] = [
  [0.0605, 0.951757415851496],
  [0.5, 0.617075077451974],
  [1, 0.3173105078629141],
  [1.959963984540054, 0.05],
  [2.5758, 0.0100008474755574],
  [3.9755, 7.02315439154401e-5],
  [6, 1.9731752900754e-9],
  [10, 1.52397060483211e-23],
  [20, 5.50724823721247e-89],
  [37, 1.14511424450492e-299],
];
const chiSquare: [x: number, df: number, p: number][] = [
  [0.1, 1, 0.751829634045849],
  [3.841458820694124, 1, 0.0500000000000001],
  [5.991464547107979, 2, 0.0500000000000001],
  [1, 3, 0.8012519569012008],
  [16.266, 3, 0.001000111604662117],
  [43.82, 19, 0.00100006231456012],
  [18, 19, 0.522438273986263],
  [100, 50, 3.45493138298486e-5],
  [300, 99, 4.22665346441963e-22],
  [0.001, 7, 0.99999999999976],
];

describe('tail probabilities', () => {
  it('agree with a second source to twelve digits, far into the tail', () => {
    for (const [z, p] of normal) expect(twoSidedNormalP(z) / p - 1).toBeCloseTo(0, 12);
    for (const [x, df, p] of chiSquare) expect(chiSquareP(x, df) / p - 1).toBeCloseTo(0, 12);
  });

  it('are exact at the ends', () => {
    expect(twoSidedNormalP(0)).toBe(1);
    expect(twoSidedNormalP(Infinity)).toBe(0);
    expect(chiSquareP(0, 4)).toBe(1);
    expect(chiSquareP(1e6, 1)).toBe(0);
    expect(twoSidedNormalP(z95)).toBeCloseTo(0.05, 14);
  });

  it('fall as the statistic grows, and stay between 0 and 1', () => {
    const statistic = fc.double({ min: 0, max: 400, noNaN: true });
    fc.assert(
      fc.property(statistic, statistic, fc.integer({ min: 1, max: 60 }), (a, b, df) => {
        const [small, large] = [chiSquareP(Math.min(a, b), df), chiSquareP(Math.max(a, b), df)];
        // A step of one rounding is allowed where the two methods meet.
        expect(large).toBeLessThanOrEqual(small + 1e-13);
        expect(large).toBeGreaterThanOrEqual(0);
        expect(small).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('agree with the closed form of two degrees of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 600, noNaN: true }), (x) => {
        expect(chiSquareP(x, 2) / Math.exp(-x / 2) - 1).toBeCloseTo(0, 11);
      }),
    );
  });

  it('refuse what has no distribution', () => {
    expect(() => upperGammaQ(0, 1)).toThrow(RangeError);
    expect(() => upperGammaQ(1.5, 1)).toThrow(RangeError);
    expect(() => upperGammaQ(1, -1)).toThrow(RangeError);
    expect(() => upperGammaQ(1, Number.NaN)).toThrow(RangeError);
  });
});
