import { createHash } from 'node:crypto';

export interface WeightedVariant {
  readonly key: string;
  /** A positive integer. */
  readonly weight: number;
}

/**
 * A number in [0, 1) that belongs to this subject in this experiment: the first 52 bits of
 * SHA-256(`salt:experimentKey:subjectId`) as a fraction. The salt keeps experiments of the same key in two
 * installations apart; the key keeps experiments independent of each other.
 */
export function unitHash(salt: string, experimentKey: string, subjectId: string): number {
  const digest = createHash('sha256').update(`${salt}:${experimentKey}:${subjectId}`).digest();
  // 52 bits: every such fraction is a double of its own, and none rounds up to 1.
  return (digest.readUIntBE(0, 6) * 16 + (digest.readUInt8(6) >> 4)) / 2 ** 52;
}

/**
 * The variant whose part of [0, 1) holds the subject's number; the parts are as long as the weights say, in the order of
 * the variants. The same arguments give the same variant, on every machine and at any time.
 * @param variants at least one.
 */
export function assignVariant(
  experiment: { readonly id: string; readonly key: string; readonly variants: readonly WeightedVariant[] },
  subjectId: string,
): WeightedVariant {
  const { variants } = experiment;
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  const point = unitHash(experiment.id, experiment.key, subjectId.toLowerCase()) * total;
  let end = 0;
  for (const variant of variants) {
    end += variant.weight;
    if (point < end) return variant;
  }
  throw new Error(`Experiment ${experiment.key} has no variants with weight.`);
}
