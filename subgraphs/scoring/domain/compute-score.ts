import type { EnrichmentFacts, Score, SubmissionFacts } from '../entities.ts';
import type { ConversionModel } from './conversion-model.ts';
import { featureVector, features } from './features.ts';
import { qualityOf, rankProbability } from './rank-probability.ts';
import { shapleyValues } from './shapley-values.ts';

/** What the model says about a lead, and why. */
export async function computeScore(
  model: ConversionModel,
  facts: { submission: SubmissionFacts; enrichment: EnrichmentFacts },
): Promise<Score> {
  const vector = featureVector(facts.submission, facts.enrichment);
  const { baseline, prediction, contributions } = await shapleyValues(
    vector,
    model.background,
    model.predict,
  );
  const value = rankProbability(prediction, model.quantiles);
  return {
    value,
    quality: qualityOf(value, model.qualityThresholds),
    conversionProbability: rounded(prediction),
    baselineProbability: rounded(baseline),
    factors: features
      .map(({ name }, index) => ({ feature: name, contribution: rounded(contributions[index] as number) }))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    modelName: model.name,
    modelVersion: model.version,
    features: storedVector(facts),
  };
}

/** The feature vector as it is kept: null for missing. */
export function storedVector(facts: {
  submission: SubmissionFacts;
  enrichment: EnrichmentFacts;
}): (number | null)[] {
  return Array.from(featureVector(facts.submission, facts.enrichment), (value) =>
    Number.isNaN(value) ? null : value,
  );
}

/** The model computes with 32 bits, which hold about seven digits. */
function rounded(probability: number): number {
  return Math.round(probability * 1e6) / 1e6;
}
