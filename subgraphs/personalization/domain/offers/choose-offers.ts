import type { LeadFacts } from './lead-facts.ts';
import { ratePremium } from './rate-premium.ts';
import type { RatingRules } from './rate-premium.ts';
import { scoreFit } from './score-fit.ts';
import type { CoverTier } from './score-fit.ts';

/** A product as far as offers need it. */
export interface OfferableProduct {
  readonly id: string;
  readonly tier: CoverTier;
  readonly basePremiumCents: number;
  readonly currency: string;
  readonly rating: RatingRules;
}

export interface ChosenOffer {
  readonly tier: CoverTier;
  readonly productId: string;
  readonly monthlyPremiumCents: number;
  readonly currency: string;
  /** 0 to 1. */
  readonly fitScore: number;
  readonly reasons: readonly string[];
}

/**
 * One offer for each tier that has a product, BASIC first. Of several products of a tier the one with the best fit is
 * taken, then the cheapest, then the one with the smallest id, so that the choice never depends on their order.
 */
export function chooseOffers(products: readonly OfferableProduct[], facts: LeadFacts): ChosenOffer[] {
  const tiers: CoverTier[] = ['BASIC', 'STANDARD', 'PREMIUM'];
  return tiers.flatMap((tier) => {
    const [best] = products
      .filter((product) => product.tier === tier)
      .map((product) => toOffer(product, facts))
      .sort(byPreference);
    return best === undefined ? [] : [best];
  });
}

function toOffer(product: OfferableProduct, facts: LeadFacts): ChosenOffer {
  const { tier, currency } = product;
  const premium = ratePremium(product.basePremiumCents, product.rating, facts.attributes);
  const { monthlyPremiumCents } = premium;
  const fit = scoreFit({ tier, currency, monthlyPremiumCents }, facts);
  return {
    tier,
    productId: product.id,
    monthlyPremiumCents,
    currency,
    fitScore: fit.score,
    reasons: [...fit.reasons, ...premium.reasons],
  };
}

function byPreference(a: ChosenOffer, b: ChosenOffer): number {
  return (
    b.fitScore - a.fitScore ||
    a.monthlyPremiumCents - b.monthlyPremiumCents ||
    (a.productId < b.productId ? -1 : 1)
  );
}
