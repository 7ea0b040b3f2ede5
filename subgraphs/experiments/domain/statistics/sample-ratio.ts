import { chiSquareP } from './tail-probabilities.ts';

export interface SampleRatio {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly isMismatch: boolean;
}

/** Expected counts below five: the chi-square distribution does not hold (Cochran 1954, Biometrics 10). */
const leastExpectedCount = 5;
/** Small, because the check is looked at often and must seldom cry wolf. */
const mismatchLevel = 0.001;

/**
 * Pearson's chi-square test of observed counts against weights; see Fabijan et al. (2019), "Diagnosing Sample Ratio
 * Mismatch in Online Controlled Experiments", KDD.
 * @returns undefined while an expected count is below five, or with fewer than two counts.
 */
export function checkSampleRatio(
  counts: readonly { readonly observed: number; readonly weight: number }[],
): SampleRatio | undefined {
  const observedTotal = counts.reduce((sum, { observed }) => sum + observed, 0);
  const weightTotal = counts.reduce((sum, { weight }) => sum + weight, 0);
  const expectedOf = (weight: number): number => (observedTotal * weight) / weightTotal;
  if (counts.length < 2) return undefined;
  if (counts.some(({ weight }) => expectedOf(weight) < leastExpectedCount)) return undefined;
  const chiSquare = counts.reduce((sum, { observed, weight }) => {
    const expected = expectedOf(weight);
    return sum + (observed - expected) ** 2 / expected;
  }, 0);
  const degreesOfFreedom = counts.length - 1;
  const pValue = chiSquareP(chiSquare, degreesOfFreedom);
  return { chiSquare, degreesOfFreedom, pValue, isMismatch: pValue < mismatchLevel };
}
