import { twoSidedNormalP, z95 } from './tail-probabilities.ts';
import type { Interval, Proportion } from './wilson-interval.ts';

export type ProportionComparison =
  | {
      readonly kind: 'measured';
      /** Rate of the treatment less rate of the control. */
      readonly difference: number;
      /** 95 %, unpooled. */
      readonly interval: Interval;
      readonly z: number;
      /** Two-sided. */
      readonly pValue: number;
    }
  /** The normal approximation does not hold. */
  | { readonly kind: 'not-enough-data'; readonly smallestExpectedCount: number | null };

/** Fleiss, Levin & Paik (2003), section 2.1: the approximation holds while expected counts are at least five. */
export const requiredExpectedCount = 5;

/**
 * Two-proportion z-test: Fleiss, Levin & Paik (2003), "Statistical Methods for Rates and Proportions", 3rd ed.,
 * chapter 3. The statistic uses the pooled variance and no continuity correction; the interval of the difference uses
 * the unpooled variances.
 */
export function compareProportions(control: Proportion, treatment: Proportion): ProportionComparison {
  if (control.trials === 0 || treatment.trials === 0)
    return { kind: 'not-enough-data', smallestExpectedCount: null };
  const pooled = (control.successes + treatment.successes) / (control.trials + treatment.trials);
  const smallestExpectedCount = Math.min(control.trials, treatment.trials) * Math.min(pooled, 1 - pooled);
  if (smallestExpectedCount < requiredExpectedCount)
    return { kind: 'not-enough-data', smallestExpectedCount };

  const controlRate = control.successes / control.trials;
  const treatmentRate = treatment.successes / treatment.trials;
  const difference = treatmentRate - controlRate;
  const pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / control.trials + 1 / treatment.trials));
  const unpooledError = Math.sqrt(
    (controlRate * (1 - controlRate)) / control.trials +
      (treatmentRate * (1 - treatmentRate)) / treatment.trials,
  );
  const z = difference / pooledError;
  return {
    kind: 'measured',
    difference,
    interval: {
      low: Math.max(-1, difference - z95 * unpooledError),
      high: Math.min(1, difference + z95 * unpooledError),
    },
    z,
    pValue: twoSidedNormalP(z),
  };
}
