import { z95 } from './tail-probabilities.ts';

/** How many of how many. */
export interface Proportion {
  /** 0 to trials. */
  readonly successes: number;
  readonly trials: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Score interval of a proportion without continuity correction: Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212.
 * @param z normal quantile. Default: 95 %.
 * @returns within 0 to 1; undefined without trials.
 */
export function wilsonInterval({ successes, trials }: Proportion, z = z95): Interval | undefined {
  if (trials === 0) return undefined;
  const rate = successes / trials;
  const square = z * z;
  const centre = rate + square / (2 * trials);
  const margin = z * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  return {
    // At 0 and at all the ends are 0 and 1 exactly; rounding must not put them beside.
    low: successes === 0 ? 0 : (centre - margin) / scale,
    high: successes === trials ? 1 : (centre + margin) / scale,
  };
}
