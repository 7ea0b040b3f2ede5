import type { WeightedVariant } from './assign-variant.ts';
import { compareProportions } from './statistics/compare-proportions.ts';
import type { ProportionComparison } from './statistics/compare-proportions.ts';
import { holmAdjusted } from './statistics/holm-adjustment.ts';
import { checkSampleRatio } from './statistics/sample-ratio.ts';
import type { SampleRatio } from './statistics/sample-ratio.ts';
import { wilsonInterval } from './statistics/wilson-interval.ts';
import type { Interval } from './statistics/wilson-interval.ts';

export interface VariantCount {
  readonly exposures: number;
  readonly conversions: number;
}

export interface ComparedVariants {
  readonly control: WeightedVariant;
  readonly treatment: WeightedVariant;
  readonly outcome: ProportionComparison;
  /** Null unless measured. */
  readonly adjustedPValue: number | null;
}

export interface Analysis {
  readonly variants: readonly {
    readonly variant: WeightedVariant;
    readonly exposures: number;
    readonly conversions: number;
    readonly rate: number | null;
    readonly interval: Interval | null;
  }[];
  readonly comparisons: readonly ComparedVariants[];
  readonly sampleRatio: SampleRatio | null;
}

/**
 * What the counts say. The first variant is the control.
 * @param counts by variant key; what is missing counts as none.
 */
export function analyseExperiment(
  variants: readonly WeightedVariant[],
  counts: ReadonlyMap<string, VariantCount>,
): Analysis {
  const counted = variants.map((variant) => {
    const { exposures, conversions } = counts.get(variant.key) ?? { exposures: 0, conversions: 0 };
    const proportion = { successes: conversions, trials: exposures };
    return { variant, exposures, conversions, proportion };
  });
  const [control, ...treatments] = counted;
  const comparisons =
    control === undefined
      ? []
      : treatments.map((treatment) => ({
          control: control.variant,
          treatment: treatment.variant,
          outcome: compareProportions(control.proportion, treatment.proportion),
        }));
  const measured = comparisons.flatMap(({ outcome }) =>
    outcome.kind === 'measured' ? [outcome.pValue] : [],
  );
  const adjusted = holmAdjusted(measured)[Symbol.iterator]();
  return {
    variants: counted.map(({ variant, exposures, conversions, proportion }) => ({
      variant,
      exposures,
      conversions,
      rate: exposures === 0 ? null : conversions / exposures,
      interval: wilsonInterval(proportion) ?? null,
    })),
    comparisons: comparisons.map((comparison) => ({
      ...comparison,
      adjustedPValue: comparison.outcome.kind === 'measured' ? (adjusted.next().value as number) : null,
    })),
    sampleRatio:
      checkSampleRatio(
        counted.map(({ variant, exposures }) => ({ observed: exposures, weight: variant.weight })),
      ) ?? null,
  };
}
