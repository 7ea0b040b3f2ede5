import type { Quality } from '../entities.ts';
import type { Predict } from './shapley-values.ts';

/** A model of the probability that a lead converts, with what its card says about reading its answers. */
export interface ConversionModel {
  readonly name: string;
  readonly version: string;
  /** Rows that stand for "a lead one knows nothing about", for explanations. */
  readonly background: readonly Float32Array[];
  /** Probabilities of reference leads at evenly spaced ranks from 0 to 100, ascending. */
  readonly quantiles: readonly number[];
  /** The lowest value of each quality. */
  readonly qualityThresholds: Readonly<Record<Quality, number>>;
  /** @param matrix feature vectors one behind the other, NaN for missing. @returns one probability per vector. */
  readonly predict: Predict;
}
