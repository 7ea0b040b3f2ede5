import type { EnrichmentFacts, SubmissionFacts } from '../entities.ts';

/** What one number that the model sees means. This is the only place that says so. */
export interface Feature {
  readonly name: string;
  /** Unit, or the meaning of each number. */
  readonly unit: string;
  /** What the extractor can return besides "missing". */
  readonly range: readonly [min: number, max: number];
  /** 1: more of it never lowers the probability. -1: never raises it. 0: either. The model is trained to keep to that. */
  readonly direction: -1 | 0 | 1;
  /** @returns null when the lead did not say. */
  readonly extract: (submission: SubmissionFacts, enrichment: EnrichmentFacts) => number | null;
}

const linesOfBusiness = ['AUTO', 'HOME', 'RENTERS', 'LIFE', 'HEALTH', 'COMMERCIAL'];
const creditTiers = ['POOR', 'FAIR', 'GOOD', 'EXCELLENT'];

/** What the model sees, in the order in which it sees it. */
export const features: readonly Feature[] = [
  {
    name: 'lineOfBusiness',
    unit: codes(linesOfBusiness),
    range: [0, linesOfBusiness.length - 1],
    direction: 0,
    extract: ({ lineOfBusiness }) => codeOf(linesOfBusiness, lineOfBusiness),
  },
  {
    name: 'ageYears',
    unit: 'years',
    range: [0, 120],
    direction: 0,
    extract: ({ attributes }) => attributes.ageYears ?? null,
  },
  {
    name: 'currentlyInsured',
    unit: '0 no, 1 yes',
    range: [0, 1],
    direction: 0,
    extract: ({ attributes }) => toNumber(attributes.currentlyInsured),
  },
  {
    name: 'priorClaimsCount',
    unit: 'claims',
    range: [0, 50],
    direction: -1,
    extract: ({ attributes }) => attributes.priorClaimsCount ?? null,
  },
  {
    name: 'creditTier',
    unit: codes(creditTiers),
    range: [0, creditTiers.length - 1],
    direction: 1,
    extract: ({ attributes }) => codeOf(creditTiers, attributes.creditTier),
  },
  {
    name: 'monthlyBudget',
    unit: 'whole US dollars a month',
    range: [0, 1_000_000],
    direction: 1,
    extract: ({ attributes: { monthlyBudgetCents } }) =>
      monthlyBudgetCents == null ? null : Math.round(monthlyBudgetCents / 100),
  },
  {
    name: 'purchaseTimeframeDays',
    unit: 'days until the person wants to buy',
    range: [0, 3650],
    direction: -1,
    extract: ({ attributes }) => attributes.purchaseTimeframeDays ?? null,
  },
  {
    name: 'referred',
    unit: '0 no, 1 came by a referral code or from the source "referral"',
    range: [0, 1],
    direction: 1,
    extract: ({ referralCode, source }) =>
      Number(referralCode !== null || source.trim().toLowerCase() === 'referral'),
  },
  {
    name: 'reachability',
    unit: '0 to 1: the best of the ways by which the person may be and can be reached',
    range: [0, 1],
    direction: 1,
    extract: ({ consentChannels }, enrichment) => reachability(new Set(consentChannels), enrichment),
  },
  {
    name: 'riskScore',
    unit: '0 to 100, from enrichment',
    range: [0, 100],
    direction: -1,
    extract: (_, { riskScore }) => riskScore,
  },
];

/** What the model's input holds where a lead did not say. */
export const missingValue = Number.NaN;

/** @returns one number per feature, in order; NaN for what is missing. */
export function featureVector(submission: SubmissionFacts, enrichment: EnrichmentFacts): Float32Array {
  return Float32Array.from(features, ({ extract }) => extract(submission, enrichment) ?? missingValue);
}

/** A call beats an e-mail, and an e-mail a letter; without consent a channel counts for nothing. */
function reachability(consents: ReadonlySet<string>, { features }: EnrichmentFacts): number {
  const mayCall = consents.has('PHONE') || consents.has('SMS');
  const byPhone = mayCall && features.phoneValid === true ? 1 : 0;
  const byEmail = consents.has('EMAIL') ? 0.6 * (features.emailQuality ?? 0) : 0;
  const byMail = consents.has('MAIL') ? 0.2 : 0;
  return Math.max(byPhone, byEmail, byMail);
}

function codes(names: readonly string[]): string {
  return names.map((name, code) => `${code} ${name}`).join(', ');
}

function codeOf(names: readonly string[], name: string | null | undefined): number | null {
  const code = name == null ? -1 : names.indexOf(name);
  return code === -1 ? null : code;
}

function toNumber(value: boolean | null | undefined): number | null {
  return value == null ? null : Number(value);
}
