import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseOffers } from './choose-offers.ts';
import type { OfferableProduct } from './choose-offers.ts';
import { formatMoney } from './format-money.ts';
import { readAttributes } from './lead-facts.ts';
import type { LeadAttributes, LeadFacts } from './lead-facts.ts';
import { ratePremium } from './rate-premium.ts';
import type { RatingRules } from './rate-premium.ts';
import { scoreFit } from './score-fit.ts';

const nothingTold: LeadAttributes = readAttributes({});

const rules: RatingRules = {
  ageBands: [
    { fromAge: 16, toAge: 24, factorBasisPoints: 15_000 },
    { fromAge: 25, toAge: 64, factorBasisPoints: 10_000 },
    { fromAge: 65, toAge: 120, factorBasisPoints: 12_500 },
  ],
  priorClaimSurchargeBasisPoints: 1_000,
  homeOwnerDiscountBasisPoints: 500,
};

const anyRules = fc.record({
  ageBands: fc.constant(rules.ageBands),
  priorClaimSurchargeBasisPoints: fc.integer({ min: 0, max: 5_000 }),
  homeOwnerDiscountBasisPoints: fc.integer({ min: 0, max: 5_000 }),
});

const anyPerson = fc.record({
  ageYears: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
  currentlyInsured: fc.option(fc.boolean(), { nil: null }),
  priorClaimsCount: fc.option(fc.integer({ min: 0, max: 50 }), { nil: null }),
  homeOwner: fc.option(fc.boolean(), { nil: null }),
  householdSize: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
  monthlyBudgetCents: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null }),
  purchaseTimeframeDays: fc.option(fc.integer({ min: 0, max: 3_650 }), { nil: null }),
});

function facts(attributes: Partial<LeadAttributes> = {}, scoreValue = 50): LeadFacts {
  return { attributes: { ...nothingTold, ...attributes }, scoreValue, quality: 'MEDIUM' };
}

describe('rating a premium', () => {
  it('applies age band, claims and home ownership one after another', () => {
    // 100.00 x 1.5 = 150.00; x 1.2 = 180.00; x 0.95 = 171.00
    const person = { ageYears: 20, priorClaimsCount: 2, homeOwner: true };
    expect(ratePremium(10_000, rules, person)).toEqual({
      monthlyPremiumCents: 17_100,
      reasons: [
        'Age 16 to 24: 150 % of the base premium.',
        '2 prior claims: surcharge of 20 %.',
        'Home owner: discount of 5 %.',
      ],
    });
  });

  it('changes nothing for what the person did not tell', () => {
    expect(ratePremium(12_345, rules, nothingTold)).toEqual({ monthlyPremiumCents: 12_345, reasons: [] });
  });

  it('rounds half up to the cent', () => {
    const person = { ageYears: 70, priorClaimsCount: 0, homeOwner: null };
    // 0.02 x 1.25 = 0.025
    expect(ratePremium(2, rules, person).monthlyPremiumCents).toBe(3);
  });

  it('rates five claims at most', () => {
    const premium = (priorClaimsCount: number) =>
      ratePremium(10_000, rules, { ageYears: null, priorClaimsCount, homeOwner: null }).monthlyPremiumCents;
    expect(premium(5)).toBe(15_000);
    expect(premium(50)).toBe(15_000);
  });

  it('agrees with arbitrary precision, always as a whole number of cents', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), anyRules, anyPerson, (base, some, person) => {
        const exact = (cents: bigint, factor: number): bigint => (cents * BigInt(factor) + 5_000n) / 10_000n;
        const band = some.ageBands.find(
          ({ fromAge, toAge }) =>
            person.ageYears !== null && person.ageYears >= fromAge && person.ageYears <= toAge,
        );
        const claims = Math.min(5, person.priorClaimsCount ?? 0);
        let cents = exact(BigInt(base), band?.factorBasisPoints ?? 10_000);
        cents = exact(cents, 10_000 + claims * some.priorClaimSurchargeBasisPoints);
        if (person.homeOwner === true) cents = exact(cents, 10_000 - some.homeOwnerDiscountBasisPoints);
        const { monthlyPremiumCents } = ratePremium(base, some, person);
        expect(monthlyPremiumCents).toBe(Number(cents > 0n ? cents : 1n));
        expect(monthlyPremiumCents).toBeLessThanOrEqual(2_147_483_647);
      }),
    );
  });

  it('never falls with more claims', () => {
    fc.assert(
      fc.property(anyRules, anyPerson, fc.integer({ min: 0, max: 10 }), (some, person, claims) => {
        const premium = (priorClaimsCount: number) =>
          ratePremium(8_000, some, { ...person, priorClaimsCount }).monthlyPremiumCents;
        expect(premium(claims + 1)).toBeGreaterThanOrEqual(premium(claims));
      }),
    );
  });
});

describe('scoring how an offer fits', () => {
  const offer = { tier: 'STANDARD', monthlyPremiumCents: 10_000, currency: 'USD' } as const;

  it('is between 0 and 1, with a reason for each factor that counted', () => {
    fc.assert(
      fc.property(
        anyPerson,
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom('BASIC', 'STANDARD', 'PREMIUM'),
        (person, value, tier) => {
          const fit = scoreFit({ ...offer, tier }, facts(person, value));
          expect(fit.score).toBeGreaterThanOrEqual(0);
          expect(fit.score).toBeLessThanOrEqual(1);
          const { monthlyBudgetCents, householdSize, homeOwner, priorClaimsCount, currentlyInsured } = person;
          const needs = [homeOwner, priorClaimsCount, currentlyInsured].some((told) => told !== null);
          const counted = [monthlyBudgetCents !== null, householdSize !== null, needs, true];
          expect(fit.reasons).toHaveLength(counted.filter(Boolean).length);
        },
      ),
    );
  });

  it('never rises when the price does', () => {
    fc.assert(
      fc.property(anyPerson, fc.integer({ min: 1, max: 100_000 }), (person, cents) => {
        const fit = (monthlyPremiumCents: number) =>
          scoreFit({ ...offer, monthlyPremiumCents }, facts(person)).score;
        expect(fit(cents + 500)).toBeLessThanOrEqual(fit(cents));
      }),
    );
  });

  it('weighs what is known only', () => {
    expect(scoreFit(offer, facts({}, 50))).toEqual({
      score: 1,
      reasons: ['Matches the interest expected of a lead of medium quality.'],
    });
    // budget: 1 - 25/75 = 2/3 with weight 0.4, quality 1 with weight 0.15.
    const over = scoreFit(offer, facts({ monthlyBudgetCents: 7_500 }));
    expect(over.score).toBeCloseTo((0.4 * (2 / 3) + 0.15) / 0.55, 4);
    expect(over.reasons[0]).toBe('Over the budget by $25.00 a month.');
    expect(scoreFit(offer, facts({ monthlyBudgetCents: 0 })).score).toBeCloseTo(0.15 / 0.55, 4);
  });

  it('leads those with more to lose to more cover', () => {
    const family = facts({ homeOwner: true, priorClaimsCount: 1, householdSize: 5 }, 90);
    const student = facts({ homeOwner: false, priorClaimsCount: 0, householdSize: 1 }, 10);
    const fit = (tier: 'BASIC' | 'PREMIUM', who: LeadFacts) => scoreFit({ ...offer, tier }, who).score;
    expect(fit('PREMIUM', family)).toBeGreaterThan(fit('BASIC', family));
    expect(fit('BASIC', student)).toBeGreaterThan(fit('PREMIUM', student));
  });
});

describe('choosing offers', () => {
  const flat: RatingRules = {
    ageBands: [],
    priorClaimSurchargeBasisPoints: 0,
    homeOwnerDiscountBasisPoints: 0,
  };
  const product = (
    id: string,
    tier: OfferableProduct['tier'],
    basePremiumCents: number,
  ): OfferableProduct => ({
    id,
    tier,
    basePremiumCents,
    currency: 'USD',
    rating: flat,
  });

  it('takes the best of each tier, whatever the order of the products', () => {
    const products = [
      product('a', 'PREMIUM', 9_000),
      product('b', 'BASIC', 3_000),
      product('c', 'BASIC', 2_000),
      product('d', 'BASIC', 2_000),
    ];
    const chosen = chooseOffers(products, facts());
    expect(chosen.map(({ productId }) => productId)).toEqual(['c', 'a']);
    expect(chooseOffers(products.toReversed(), facts())).toEqual(chosen);
    expect(chooseOffers([], facts())).toEqual([]);
  });
});

describe('reading attributes', () => {
  it('takes what is of the form expected and nothing else', () => {
    expect(
      readAttributes({ ageYears: '36', householdSize: -1, homeOwner: 1, priorClaimsCount: 2, unknown: true }),
    ).toEqual({ ...nothingTold, priorClaimsCount: 2 });
  });
});

describe('formatting money', () => {
  it('always shows two digits of cents', () => {
    expect(formatMoney(12_905, 'USD')).toBe('$129.05');
    expect(formatMoney(5, 'CHF')).toBe('0.05 CHF');
  });
});
