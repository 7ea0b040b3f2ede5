import type { Quality } from '../entities.ts';
import { qualities } from '../entities.ts';

/**
 * The rank of a probability among reference leads, linear between their quantiles.
 * @param quantiles at evenly spaced ranks from 0 to 100, ascending, at least two.
 * @returns 0 to 100, whole.
 */
export function rankProbability(probability: number, quantiles: readonly number[]): number {
  const above = quantiles.findIndex((quantile) => quantile > probability);
  if (above === 0) return 0;
  if (above === -1) return 100;
  const lower = quantiles[above - 1] as number;
  const upper = quantiles[above] as number;
  const place = above - 1 + (probability - lower) / (upper - lower);
  return Math.round((100 * place) / (quantiles.length - 1));
}

/** @param thresholds the lowest value of each quality. */
export function qualityOf(value: number, thresholds: Readonly<Record<Quality, number>>): Quality {
  return qualities.find((quality) => value >= thresholds[quality]) ?? 'LOW';
}
