import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assessRisk, riskWeights, severityOf } from './assess-risk.ts';
import type { RiskFacts } from './assess-risk.ts';

const good: RiskFacts = {
  values: {
    phoneValid: 'true',
    phoneType: 'MOBILE',
    phoneCountryMatches: 'true',
    emailDomainValid: 'true',
    emailKind: 'PERSONAL',
    placeKnown: 'true',
    stateMatches: 'true',
  },
  consentChannels: ['PHONE'],
  phoneAsked: true,
  emailAsked: true,
};
const values = fc.record(
  {
    phoneValid: fc.constantFrom('true', 'false'),
    phoneType: fc.constantFrom('MOBILE', 'VOIP'),
    phoneCountryMatches: fc.constantFrom('true', 'false'),
    emailDomainValid: fc.constantFrom('true', 'false'),
    emailKind: fc.constantFrom('PERSONAL', 'ROLE', 'DISPOSABLE'),
    emailDomainMeant: fc.constant('gmail.com'),
    placeKnown: fc.constantFrom('true', 'false'),
    stateMatches: fc.constantFrom('true', 'false'),
  },
  { requiredKeys: [] },
);
const facts = fc.record({
  values,
  consentChannels: fc.constantFrom<string[][]>([], ['PHONE']),
  phoneAsked: fc.boolean(),
  emailAsked: fc.boolean(),
}) as fc.Arbitrary<RiskFacts>;

describe('the risk of a lead', () => {
  it('is nothing when every check passes', () => {
    const risk = assessRisk(good);
    expect(risk).toMatchObject({ score: 0, severity: 'LOW' });
    expect(risk.checks.every(({ outcome }) => outcome === 'PASSED')).toBe(true);
  });

  it('is the weight of the check when one fails', () => {
    const risk = assessRisk({ ...good, values: { ...good.values, stateMatches: 'false' } });
    expect(risk).toMatchObject({ score: riskWeights.ADDRESS_MISMATCH, severity: 'MEDIUM' });
  });

  it('adds up as independent causes do', () => {
    const risk = assessRisk({
      ...good,
      values: { ...good.values, emailKind: 'DISPOSABLE', stateMatches: 'false' },
      consentChannels: [],
    });
    expect(risk.score).toBe(Math.round(100 * (1 - 0.55 * 0.75 * 0.8)));
    expect(risk.severity).toBe('HIGH');
  });

  it('says UNKNOWN where there was nothing to look at, and counts it for nothing', () => {
    const risk = assessRisk({ values: {}, consentChannels: ['PHONE'], phoneAsked: false, emailAsked: false });
    expect(risk.score).toBe(0);
    expect(risk.checks.filter(({ outcome }) => outcome === 'UNKNOWN')).toHaveLength(10);
  });

  it('tells a lead that cannot be reached from one whose providers did not answer', () => {
    const kindOf = (facts: RiskFacts): string | undefined =>
      assessRisk(facts).checks.find(({ kind }) => kind === 'NOT_REACHABLE')?.outcome;
    const empty = { values: {}, consentChannels: [] };
    expect(kindOf({ ...empty, phoneAsked: true, emailAsked: true })).toBe('FAILED');
    expect(kindOf({ ...empty, phoneAsked: true, emailAsked: false })).toBe('UNKNOWN');
  });

  it('runs each check once, and stays between 0 and 100 whatever comes', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const { score, severity, checks } = assessRisk(some);
        expect(new Set(checks.map(({ kind }) => kind))).toEqual(new Set(Object.keys(riskWeights)));
        expect(checks).toHaveLength(Object.keys(riskWeights).length);
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
        expect(severity).toBe(severityOf(score));
      }),
    );
  });

  it.each([
    [0, 'LOW'],
    [24, 'LOW'],
    [25, 'MEDIUM'],
    [50, 'HIGH'],
    [74, 'HIGH'],
    [75, 'CRITICAL'],
    [100, 'CRITICAL'],
  ])('of %d is %s', (score, severity) => {
    expect(severityOf(score)).toBe(severity);
  });
});
