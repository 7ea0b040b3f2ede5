import type { LineOfBusiness } from '../entities.ts';
import { isStorable } from '../../shared/text.ts';
import type { WeightedVariant } from './assign-variant.ts';

/** An experiment as it is given. */
export interface ExperimentInput {
  readonly key: string;
  readonly name: string;
  readonly variants: readonly WeightedVariant[];
  readonly audience?: { readonly lineOfBusiness: readonly LineOfBusiness[] } | null | undefined;
}

export interface ValidExperiment {
  readonly key: string;
  readonly name: string;
  readonly variants: readonly WeightedVariant[];
  /** Each once. Empty: every line. */
  readonly linesOfBusiness: readonly LineOfBusiness[];
}

export interface Reason {
  /** Path inside the input. */
  readonly field: string;
  readonly message: string;
}

export type ExperimentValidation =
  | { readonly ok: true; readonly experiment: ValidExperiment }
  | { readonly ok: false; readonly reasons: Reason[] };

const keyPattern = /^[\w.-]{1,100}$/;
const keyForm = '1 to 100 letters, digits, hyphens, dots and underscores';
const maxNameLength = 200;
const maxVariants = 20;
const maxWeight = 1_000_000;

type Refuse = (field: string, expected: string, received: unknown) => void;

/** Checks everything and reports every reason at once. */
export function validateExperiment(input: ExperimentInput): ExperimentValidation {
  const reasons: Reason[] = [];
  const refuse: Refuse = (field, expected, received) => {
    const shown = typeof received === 'string' ? JSON.stringify(received.slice(0, 60)) : String(received);
    reasons.push({ field, message: `expected ${expected}, got ${shown}` });
  };
  if (!keyPattern.test(input.key)) refuse('key', keyForm, input.key);
  const name = input.name.trim();
  if (name === '' || name.length > maxNameLength || !isStorable(name))
    refuse('name', `1 to ${maxNameLength} characters`, input.name);
  const experiment: ValidExperiment = {
    key: input.key,
    name,
    variants: readVariants(input.variants, refuse),
    linesOfBusiness: [...new Set(input.audience?.lineOfBusiness ?? [])],
  };
  return reasons.length === 0 ? { ok: true, experiment } : { ok: false, reasons };
}

function readVariants(variants: readonly WeightedVariant[], refuse: Refuse): WeightedVariant[] {
  if (variants.length < 2 || variants.length > maxVariants)
    refuse('variants', `2 to ${maxVariants}`, variants.length);
  const seen = new Set<string>();
  return variants.slice(0, maxVariants).map(({ key, weight }, index) => {
    if (!keyPattern.test(key)) refuse(`variants.${index}.key`, keyForm, key);
    else if (seen.has(key)) refuse(`variants.${index}.key`, 'a key of its own', key);
    seen.add(key);
    if (!Number.isInteger(weight) || weight < 1 || weight > maxWeight)
      refuse(`variants.${index}.weight`, `a whole number from 1 to ${maxWeight}`, weight);
    return { key, weight };
  });
}
