import type { LeadFacts } from './lead-facts.ts';
import { formatMoney } from './format-money.ts';

export type CoverTier = 'BASIC' | 'STANDARD' | 'PREMIUM';

export interface Fit {
  /** 0 to 1. */
  readonly score: number;
  /** One sentence for each factor that counted, weightiest first. */
  readonly reasons: readonly string[];
}

interface Factor {
  readonly weight: number;
  /** 0 to 1. */
  readonly value: number;
  readonly reason: string;
}

/**
 * Weights are the business's own judgement of what makes an offer suit a person: being able to pay for it first, then
 * being covered for what they have to lose.
 */
export const fitWeights = { budget: 0.4, coverageNeed: 0.3, household: 0.15, quality: 0.15 } as const;

/** How much cover a tier gives, 0 to 1. */
const levels: Record<CoverTier, number> = { BASIC: 0, STANDARD: 0.5, PREMIUM: 1 };

/**
 * How well an offer of `tier` at this price suits the lead: the weighted mean of the factors that are known. Each is a
 * number from 0 to 1:
 * - budget: 1 within it, falling to 0 at twice the budget;
 * - coverage need, household, quality: 1 less the distance between the tier's level of cover and the level asked for.
 * The score's own quality is always known, so that there is always at least one factor.
 */
export function scoreFit(
  offer: { tier: CoverTier; monthlyPremiumCents: number; currency: string },
  facts: LeadFacts,
): Fit {
  const factors = [budgetFit(offer, facts), needFit(offer, facts), householdFit(offer, facts)].filter(
    (factor) => factor !== undefined,
  );
  factors.push(qualityFit(offer, facts));
  const weight = factors.reduce((sum, factor) => sum + factor.weight, 0);
  const score = factors.reduce((sum, factor) => sum + factor.weight * factor.value, 0) / weight;
  return {
    // Four digits: enough to rank by, and equal on every machine.
    score: Math.round(Math.min(1, Math.max(0, score)) * 10_000) / 10_000,
    reasons: factors.map((factor) => factor.reason),
  };
}

function budgetFit(
  { monthlyPremiumCents, currency }: { monthlyPremiumCents: number; currency: string },
  { attributes: { monthlyBudgetCents: budget } }: LeadFacts,
): Factor | undefined {
  if (budget === null) return undefined;
  const over = monthlyPremiumCents - budget;
  const value = over <= 0 ? 1 : budget === 0 ? 0 : Math.max(0, 1 - over / budget);
  const gap = formatMoney(Math.abs(over), currency);
  const place =
    over <= 0 ? `Within the budget, with ${gap} a month to spare` : `Over the budget by ${gap} a month`;
  return { weight: fitWeights.budget, value, reason: `${place}.` };
}

/** Each thing the person has to lose, or has lost before, asks for more cover; each is one vote. */
function needFit({ tier }: { tier: CoverTier }, { attributes }: LeadFacts): Factor | undefined {
  const { homeOwner, priorClaimsCount, currentlyInsured } = attributes;
  const votes: { asks: number; because: string }[] = [];
  if (homeOwner !== null)
    votes.push(
      homeOwner ? { asks: 1, because: 'owns a home' } : { asks: 0, because: 'has no home of their own' },
    );
  if (priorClaimsCount !== null)
    votes.push(
      priorClaimsCount > 0
        ? { asks: 1, because: 'had claims before' }
        : { asks: 0, because: 'had no claims before' },
    );
  if (currentlyInsured !== null)
    votes.push(
      currentlyInsured
        ? { asks: 1, because: 'is used to being insured' }
        : { asks: 0.5, because: 'is not insured yet' },
    );
  if (votes.length === 0) return undefined;
  const need = votes.reduce((sum, vote) => sum + vote.asks, 0) / votes.length;
  const value = 1 - Math.abs(need - levels[tier]);
  const because = votes.map((vote) => vote.because).join(', ');
  return { weight: fitWeights.coverageNeed, value, reason: `${match(value)} the cover needed: ${because}.` };
}

function householdFit({ tier }: { tier: CoverTier }, { attributes }: LeadFacts): Factor | undefined {
  const size = attributes.householdSize;
  if (size === null) return undefined;
  const level = size <= 1 ? 0 : size <= 3 ? 0.5 : 1;
  const value = 1 - Math.abs(level - levels[tier]);
  const people = size === 1 ? '1 person' : `${size} people`;
  return { weight: fitWeights.household, value, reason: `${match(value)} a household of ${people}.` };
}

function qualityFit({ tier }: { tier: CoverTier }, { scoreValue, quality }: LeadFacts): Factor {
  const value = 1 - Math.abs(scoreValue / 100 - levels[tier]);
  const reason = `${match(value)} the interest expected of a lead of ${quality.toLowerCase()} quality.`;
  return { weight: fitWeights.quality, value, reason };
}

function match(value: number): string {
  return value >= 0.75 ? 'Matches' : value >= 0.4 ? 'Partly matches' : 'Does not match';
}
