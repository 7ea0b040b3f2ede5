import { linesOfBusiness, tiers } from '../../entities.ts';
import { isStorable } from '../../../shared/text.ts';
import type { LineOfBusiness, Tier } from '../../entities.ts';
import type { AgeBand, RatingRules } from '../offers/rate-premium.ts';

/** A product as it is given. */
export interface ProductInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly lineOfBusiness: LineOfBusiness;
  readonly tier: Tier;
  readonly baseMonthlyPremium: { readonly amountCents: number; readonly currency: string };
  readonly rating?: RatingRules | null | undefined;
  readonly states: readonly string[];
  readonly highlights: readonly string[];
}

/** The same after trimming; states in upper case, each once, in order. */
export interface ValidProduct {
  readonly name: string;
  readonly lineOfBusiness: LineOfBusiness;
  readonly tier: Tier;
  readonly basePremiumCents: number;
  readonly currency: string;
  readonly rating: RatingRules;
  readonly states: readonly string[];
  readonly highlights: readonly string[];
}

export interface Reason {
  /** Path inside the input. */
  readonly field: string;
  readonly message: string;
}

export type ProductValidation =
  { readonly ok: true; readonly product: ValidProduct } | { readonly ok: false; readonly reasons: Reason[] };

/** $10,000 a month: keeps every product of rating factors an exact integer and the premium a GraphQL Int. */
const maxBasePremiumCents = 1_000_000;
const maxTextLength = 200;
const maxListLength = 20;
const maxStates = 100;

type Refuse = (field: string, expected: string, received: unknown) => void;

/** Checks everything and reports every reason at once. */
export function validateProduct(input: ProductInput): ProductValidation {
  const reasons: Reason[] = [];
  const refuse: Refuse = (field, expected, received) => {
    reasons.push({ field, message: `expected ${expected}, got ${shorten(received)}` });
  };
  const { amountCents, currency } = input.baseMonthlyPremium;
  if (amountCents < 1 || amountCents > maxBasePremiumCents)
    refuse('baseMonthlyPremium.amountCents', `1 to ${maxBasePremiumCents}`, amountCents);
  if (!/^[A-Z]{3}$/.test(currency))
    refuse('baseMonthlyPremium.currency', 'an ISO 4217 code such as USD', currency);
  // Resolvers are checked by the schema; scripts and jobs are not.
  if (!linesOfBusiness.includes(input.lineOfBusiness))
    refuse('lineOfBusiness', linesOfBusiness.join(', '), input.lineOfBusiness);
  if (!tiers.includes(input.tier)) refuse('tier', tiers.join(', '), input.tier);
  const product: ValidProduct = {
    name: readText('name', input.name, refuse),
    lineOfBusiness: input.lineOfBusiness,
    tier: input.tier,
    basePremiumCents: amountCents,
    currency,
    rating: readRating(input.rating, refuse),
    states: readStates(input.states, refuse),
    highlights: readHighlights(input.highlights, refuse),
  };
  return reasons.length === 0 ? { ok: true, product } : { ok: false, reasons };
}

function shorten(value: unknown): string {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
}

function readText(field: string, value: string, refuse: Refuse): string {
  const text = value.trim();
  if (text === '' || text.length > maxTextLength || !isStorable(text))
    refuse(field, `1 to ${maxTextLength} characters`, value);
  return text;
}

function readHighlights(highlights: readonly string[], refuse: Refuse): string[] {
  if (highlights.length > maxListLength) refuse('highlights', `at most ${maxListLength}`, highlights.length);
  return highlights
    .slice(0, maxListLength)
    .map((highlight, index) => readText(`highlights.${index}`, highlight, refuse));
}

function readStates(states: readonly string[], refuse: Refuse): string[] {
  if (states.length > maxStates) refuse('states', `at most ${maxStates}`, states.length);
  const codes = states.slice(0, maxStates).map((state, index) => {
    const code = state.trim().toUpperCase();
    if (!/^[A-Z]{2,3}$/.test(code)) refuse(`states.${index}`, 'a code of two or three letters', state);
    return code;
  });
  return [...new Set(codes)].sort();
}

function readRating(rating: ProductInput['rating'], refuse: Refuse): RatingRules {
  if (rating == null)
    return { ageBands: [], priorClaimSurchargeBasisPoints: 0, homeOwnerDiscountBasisPoints: 0 };
  const share = (field: keyof RatingRules, value: number): number => {
    if (value < 0 || value > 5_000) refuse(`rating.${field}`, '0 to 5000', value);
    return value;
  };
  const { priorClaimSurchargeBasisPoints: surcharge, homeOwnerDiscountBasisPoints: discount } = rating;
  return {
    ageBands: readAgeBands(rating.ageBands, refuse),
    priorClaimSurchargeBasisPoints: share('priorClaimSurchargeBasisPoints', surcharge),
    homeOwnerDiscountBasisPoints: share('homeOwnerDiscountBasisPoints', discount),
  };
}

function readAgeBands(bands: readonly AgeBand[], refuse: Refuse): AgeBand[] {
  if (bands.length > maxListLength) refuse('rating.ageBands', `at most ${maxListLength}`, bands.length);
  const read = bands.slice(0, maxListLength).map(({ fromAge, toAge, factorBasisPoints }, index) => {
    const field = `rating.ageBands.${index}`;
    if (fromAge < 0 || fromAge > 120) refuse(`${field}.fromAge`, '0 to 120', fromAge);
    if (toAge < fromAge || toAge > 120) refuse(`${field}.toAge`, `${fromAge} to 120`, toAge);
    if (factorBasisPoints < 1_000 || factorBasisPoints > 50_000)
      refuse(`${field}.factorBasisPoints`, '1000 to 50000', factorBasisPoints);
    return { fromAge, toAge, factorBasisPoints };
  });
  const sorted = read.toSorted((a, b) => a.fromAge - b.fromAge);
  const overlapping = sorted.find((band, index) => band.fromAge <= (sorted[index - 1]?.toAge ?? -1));
  if (overlapping !== undefined)
    refuse('rating.ageBands', 'bands without overlap', `one from ${overlapping.fromAge} inside another`);
  return sorted;
}
