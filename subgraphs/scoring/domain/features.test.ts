import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EnrichmentFacts, SubmissionFacts } from '../entities.ts';
import { featureVector, features } from './features.ts';

const submission: SubmissionFacts = {
  source: 'web',
  lineOfBusiness: 'LIFE',
  referralCode: null,
  consentChannels: ['EMAIL'],
  attributes: {
    ageYears: 36,
    currentlyInsured: false,
    priorClaimsCount: 2,
    creditTier: 'EXCELLENT',
    monthlyBudgetCents: 12_950,
    purchaseTimeframeDays: 14,
  },
};
const enrichment: EnrichmentFacts = { features: { phoneValid: true, emailQuality: 0.5 }, riskScore: 20 };

function named(
  changes: Partial<SubmissionFacts> = {},
  more: Partial<EnrichmentFacts> = {},
): Record<string, number> {
  const vector = featureVector({ ...submission, ...changes }, { ...enrichment, ...more });
  return Object.fromEntries(features.map(({ name }, index) => [name, vector[index] as number]));
}

describe('what the model sees of a lead', () => {
  it('is one number per feature', () => {
    expect(named()).toEqual({
      lineOfBusiness: 3,
      ageYears: 36,
      currentlyInsured: 0,
      priorClaimsCount: 2,
      creditTier: 3,
      monthlyBudget: 130,
      purchaseTimeframeDays: 14,
      referred: 0,
      reachability: Math.fround(0.3),
      riskScore: 20,
    });
  });

  it('is NaN where the lead did not say, never 0', () => {
    const { ageYears, currentlyInsured, priorClaimsCount, creditTier, monthlyBudget, purchaseTimeframeDays } =
      named({
        attributes: { ageYears: null },
      });
    for (const value of [
      ageYears,
      currentlyInsured,
      priorClaimsCount,
      creditTier,
      monthlyBudget,
      purchaseTimeframeDays,
    ]) {
      expect(value).toBeNaN();
    }
  });

  it('is NaN for a name that the model was not trained with', () => {
    expect(named({ lineOfBusiness: 'PET' })['lineOfBusiness']).toBeNaN();
  });

  it.each([
    [{ referralCode: 'ABC' }, 1],
    [{ source: ' Referral' }, 1],
    [{ source: 'web' }, 0],
  ])('knows by %j whether the lead was referred: %d', (changes, expected) => {
    expect(named(changes)['referred']).toBe(expected);
  });

  it.each([
    [['PHONE'], true, null, 1],
    [['SMS', 'EMAIL'], true, 0.9, 1],
    [['PHONE'], false, 0.9, 0],
    [['PHONE'], null, null, 0],
    [['MAIL'], null, null, 0.2],
    [[], true, 0.9, 0],
  ])(
    'with consents %j, phone %s and e-mail %s is reachable to %d',
    (consentChannels, phoneValid, emailQuality, expected) => {
      const facts = { features: { phoneValid, emailQuality } };
      expect(named({ consentChannels }, facts)['reachability']).toBeCloseTo(expected, 6);
    },
  );

  it('is missing or within its range, whatever comes', () => {
    const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
    const anySubmission = fc.record({
      source: fc.string(),
      lineOfBusiness: fc.constantFrom('AUTO', 'COMMERCIAL', 'PET', ''),
      referralCode: maybe(fc.string()),
      consentChannels: fc.subarray(['PHONE', 'SMS', 'EMAIL', 'MAIL']),
      attributes: fc.record(
        {
          ageYears: maybe(fc.integer({ min: 0, max: 120 })),
          currentlyInsured: maybe(fc.boolean()),
          priorClaimsCount: maybe(fc.integer({ min: 0, max: 50 })),
          creditTier: maybe(fc.constantFrom('POOR', 'FAIR', 'GOOD', 'EXCELLENT', 'toString')),
          monthlyBudgetCents: maybe(fc.integer({ min: 0, max: 100_000_000 })),
          purchaseTimeframeDays: maybe(fc.integer({ min: 0, max: 3650 })),
        },
        { requiredKeys: [] },
      ),
    });
    const anyEnrichment = fc.record({
      features: fc.record({
        phoneValid: maybe(fc.boolean()),
        emailQuality: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
      }),
      riskScore: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(anySubmission, anyEnrichment, (some, more) => {
        const vector = featureVector(some, more);
        features.forEach(({ range: [min, max] }, index) => {
          const value = vector[index] as number;
          expect(Number.isNaN(value) || (value >= min && value <= max)).toBe(true);
        });
      }),
    );
  });
});
