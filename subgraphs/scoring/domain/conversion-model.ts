import type { Quality } from '../entities.ts';

/** A model of the probability that a lead converts, with what its card says about reading its answers. */
export interface ConversionModel {
  readonly name: string;
  readonly version: string;
  /** Rows that stand for "a lead one knows nothing about", for explanations. */
  readonly background: readonly (readonly number[])[];
  /** Probabilities of reference leads at evenly spaced ranks from 0 to 100, ascending. */
  readonly quantiles: readonly number[];
  /** The lowest value of each quality. */
  readonly qualityThresholds: Readonly<Record<Quality, number>>;
  /** @param rows feature vectors, NaN for missing. @returns one probability per row, in order. */
  predict(rows: readonly ArrayLike<number>[]): Promise<number[]>;
}
