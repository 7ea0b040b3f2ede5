import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareProportions } from './compare-proportions.ts';
import type { ProportionComparison } from './compare-proportions.ts';
import { holmAdjusted } from './holm-adjustment.ts';
import { wilsonInterval } from './wilson-interval.ts';
import type { Proportion } from './wilson-interval.ts';

type Measured = Extract<ProportionComparison, { kind: 'measured' }>;

function measured(control: [number, number], treatment: [number, number]): Measured {
  const [c, t] = [control, treatment].map(([successes, trials]) => ({ successes, trials }));
  const comparison = compareProportions(c as Proportion, t as Proportion);
  if (comparison.kind !== 'measured') throw new Error('There should be enough data.');
  return comparison;
}

/** A proportion large enough for the test. */
const proportion = fc
  .integer({ min: 60, max: 20_000 })
  .chain((trials) =>
    fc
      .integer({ min: Math.ceil(trials / 5), max: Math.floor((trials * 4) / 5) })
      .map((successes) => [successes, trials] as [number, number]),
  );

/** Mulberry32: a small generator, so that the simulation is the same on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the two-proportion z-test', () => {
  it('agrees with the published randomised insurance experiment', () => {
    // Counts from the data of Cai, de Janvry & Sadoulet (2015), American Economic Journal: Applied Economics 7(2), 81-108.
    const effect = measured([300, 727], [354, 683]);
    expect(effect.difference).toBeCloseTo(0.105646865012, 11);
    expect(effect.interval.low).toBeCloseTo(0.0538308630181, 11);
    expect(effect.interval.high).toBeCloseTo(0.157462867006, 11);
    expect(effect.z).toBeCloseTo(3.97552012151, 10);
    expect(effect.pValue / 7.02256056736e-5).toBeCloseTo(1, 10);
    const none = measured([332, 717], [322, 693]);
    expect(none.difference).toBeCloseTo(0.00160601834242, 11);
    expect(none.z).toBeCloseTo(0.0604555923276, 10);
    expect(none.pValue).toBeCloseTo(0.951792783309, 10);
  });

  it('turns its sign, and nothing else, when the sides are exchanged', () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const [one, other] = [measured(a, b), measured(b, a)];
        expect(other.z).toBeCloseTo(-one.z, 10);
        expect(other.pValue).toBeCloseTo(one.pValue, 12);
        expect(other.interval.low).toBeCloseTo(-one.interval.high, 12);
      }),
    );
  });

  it('does not depend on which outcome is called success', () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const failed = ([successes, trials]: [number, number]): [number, number] => [
          trials - successes,
          trials,
        ];
        expect(measured(failed(a), failed(b)).z).toBeCloseTo(-measured(a, b).z, 10);
      }),
    );
  });

  it('grows with the difference and with the number of leads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 5_000 }), fc.integer({ min: 1, max: 50 }), (trials, step) => {
        const half = Math.floor(trials / 2);
        const [near, far] = [half + step, half + 2 * step].map((s) => measured([half, trials], [s, trials]));
        expect(far?.z).toBeGreaterThan(near?.z as number);
        const more = measured([half * 4, trials * 4], [(half + step) * 4, trials * 4]);
        expect(more.pValue).toBeLessThan(near?.pValue as number);
      }),
    );
  });

  it('is certain of nothing when both sides are equal', () => {
    expect(measured([50, 100], [50, 100])).toMatchObject({ difference: 0, z: 0, pValue: 1 });
  });

  it('says that there is not enough data instead of guessing', () => {
    const small = [
      [0, 0, 10, 20],
      [10, 20, 0, 0],
      [0, 1_000, 0, 1_000],
      [1_000, 1_000, 1_000, 1_000],
      [4, 100, 5, 100],
    ] as const;
    for (const [a, n, b, k] of small)
      expect(compareProportions({ successes: a, trials: n }, { successes: b, trials: k }).kind).toBe(
        'not-enough-data',
      );
    expect(compareProportions({ successes: 5, trials: 100 }, { successes: 5, trials: 100 }).kind).toBe(
      'measured',
    );
  });

  it('raises a false alarm about one time in twenty', () => {
    const random = seeded(20_250_301);
    const draw = (trials: number, rate: number): [number, number] => {
      let successes = 0;
      for (let trial = 0; trial < trials; trial += 1) if (random() < rate) successes += 1;
      return [successes, trials];
    };
    const runs = 4_000;
    let alarms = 0;
    for (let run = 0; run < runs; run += 1)
      if (measured(draw(400, 0.3), draw(400, 0.3)).pValue < 0.05) alarms += 1;
    // Four standard errors of a share of 0.05 in 4,000 runs: 0.0138.
    expect(Math.abs(alarms / runs - 0.05)).toBeLessThan(0.0138);
  });
});

describe('the Wilson interval', () => {
  it('agrees with the published examples', () => {
    // Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [successes, trials, low, high] of published) {
      const interval = wilsonInterval({ successes, trials });
      expect(interval?.low).toBeCloseTo(low, 4);
      expect(interval?.high).toBeCloseTo(high, 4);
    }
    expect(wilsonInterval({ successes: 10, trials: 10 })).toMatchObject({ high: 1 });
    expect(wilsonInterval({ successes: 0, trials: 0 })).toBeUndefined();
  });

  it('holds the rate, stays within 0 and 1, and mirrors', () => {
    const counts = fc
      .integer({ min: 1, max: 100_000 })
      .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));
    fc.assert(
      fc.property(counts, ({ successes, trials }) => {
        const interval = wilsonInterval({ successes, trials });
        const mirrored = wilsonInterval({ successes: trials - successes, trials });
        const rate = successes / trials;
        expect(interval?.low).toBeGreaterThanOrEqual(0);
        expect(interval?.low).toBeLessThanOrEqual(rate);
        expect(interval?.high).toBeGreaterThanOrEqual(rate);
        expect(interval?.high).toBeLessThanOrEqual(1);
        expect(1 - (mirrored?.high ?? 0)).toBeCloseTo(interval?.low as number, 10);
      }),
    );
  });
});

describe('the Holm adjustment', () => {
  it('multiplies step by step and never falls', () => {
    const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005]);
    const expected = [0.03, 0.06, 0.06, 0.02];
    for (const [index, value] of adjusted.entries()) expect(value).toBeCloseTo(expected[index] as number, 12);
    expect(holmAdjusted([])).toEqual([]);
    expect(holmAdjusted([0.7, 0.8])).toEqual([1, 1]);
  });

  it('keeps order and lies between the value and its Bonferroni correction', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (values) => {
        const adjusted = holmAdjusted(values);
        for (const [index, value] of values.entries()) {
          expect(adjusted[index]).toBeGreaterThanOrEqual(value);
          expect(adjusted[index]).toBeLessThanOrEqual(Math.min(1, value * values.length) + 1e-12);
        }
      }),
    );
  });
});
