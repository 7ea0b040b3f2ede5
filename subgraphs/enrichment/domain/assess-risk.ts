import type { Risk, RiskCheck, RiskCheckKind, RiskSeverity } from '../entities.ts';
import type { FieldValues } from './resolve-fields.ts';

/** What an assessment looks at. */
export interface RiskFacts {
  /** The resolved fields. */
  readonly values: FieldValues;
  /** Channels by which the person may be contacted. */
  readonly consentChannels: readonly string[];
  /** Whether a provider could look at what it is about; otherwise its checks are UNKNOWN. */
  readonly phoneAsked: boolean;
  readonly emailAsked: boolean;
}

/**
 * How likely the lead is worthless or fraudulent when only this check fails, in percent. Set by judgement: they order
 * the checks, and wait for recorded outcomes to be fitted.
 */
export const riskWeights: Readonly<Record<RiskCheckKind, number>> = {
  EMAIL_DISPOSABLE: 45,
  EMAIL_INVALID: 35,
  PHONE_INVALID: 30,
  NOT_REACHABLE: 30,
  ADDRESS_MISMATCH: 25,
  NO_CONSENT: 20,
  EMAIL_TYPO: 15,
  PHONE_VOIP: 15,
  PHONE_COUNTRY_MISMATCH: 15,
  POSTAL_CODE_UNKNOWN: 15,
  EMAIL_ROLE: 10,
};

/** The lowest score of each severity. */
export const severityThresholds: readonly (readonly [RiskSeverity, number])[] = [
  ['CRITICAL', 75],
  ['HIGH', 50],
  ['MEDIUM', 25],
  ['LOW', 0],
];

/**
 * Runs every check. The score, 0 to 100, takes failed checks for independent causes of which one is enough (noisy-or;
 * Pearl, "Probabilistic Reasoning in Intelligent Systems", 1988, section 4.3.2): 1 - product of (1 - weight).
 */
export function assessRisk(facts: RiskFacts): Risk {
  const checks = runChecks(facts);
  const innocent = checks
    .filter(({ outcome }) => outcome === 'FAILED')
    .reduce((product, { kind }) => product * (1 - riskWeights[kind] / 100), 1);
  const score = Math.round(100 * (1 - innocent));
  return { score, severity: severityOf(score), checks };
}

/** @param score 0 to 100. */
export function severityOf(score: number): RiskSeverity {
  return severityThresholds.find(([, lowest]) => score >= lowest)?.[0] ?? 'LOW';
}

function runChecks({ values, consentChannels, phoneAsked, emailAsked }: RiskFacts): RiskCheck[] {
  const { phoneValid, phoneType, phoneCountryMatches, placeKnown, stateMatches } = values;
  const { emailKind, emailDomainValid, emailDomainMeant } = values;
  const isReachable = phoneValid === 'true' || emailDomainValid === 'true';
  return [
    check('PHONE_INVALID', known(phoneValid, 'false'), {
      failed: 'The number cannot exist by its numbering plan.',
      passed: 'The number exists by its numbering plan.',
      unknown: 'No phone number was looked at.',
    }),
    check('PHONE_VOIP', known(phoneType, 'VOIP'), {
      failed: 'The number belongs to an internet telephony range.',
      passed: 'The number does not belong to an internet telephony range.',
      unknown: 'The type of the number is not known.',
    }),
    check('PHONE_COUNTRY_MISMATCH', known(phoneCountryMatches, 'false'), {
      failed: 'The number belongs to another country than the address.',
      passed: 'The number belongs to the country of the address.',
      unknown: 'The country of the number is not known.',
    }),
    check('EMAIL_INVALID', known(emailDomainValid, 'false'), {
      failed: 'The e-mail domain ends in no existing top-level domain.',
      passed: 'The e-mail domain ends in an existing top-level domain.',
      unknown: 'No e-mail address was looked at.',
    }),
    check('EMAIL_DISPOSABLE', known(emailKind, 'DISPOSABLE'), {
      failed: 'The e-mail domain gives throw-away addresses.',
      passed: 'The e-mail domain is not known for throw-away addresses.',
      unknown: 'The kind of the e-mail address is not known.',
    }),
    check('EMAIL_ROLE', known(emailKind, 'ROLE'), {
      failed: 'The mailbox belongs to an office rather than a person.',
      passed: 'The mailbox does not look like an office.',
      unknown: 'The kind of the e-mail address is not known.',
    }),
    check('EMAIL_TYPO', emailKind === undefined ? undefined : emailDomainMeant !== undefined, {
      failed: `The e-mail domain looks like a misspelling of ${emailDomainMeant}.`,
      passed: 'The e-mail domain does not look misspelt.',
      unknown: 'The e-mail domain is not known.',
    }),
    check('POSTAL_CODE_UNKNOWN', known(placeKnown, 'false'), {
      failed: 'The postal code is in no table.',
      passed: 'The postal code is known.',
      unknown: 'No postal code was looked at.',
    }),
    check('ADDRESS_MISMATCH', known(stateMatches, 'false'), {
      failed: 'The postal code lies in another state than the one stated.',
      passed: 'The postal code lies in the state stated.',
      unknown: 'State and postal code cannot be compared.',
    }),
    check('NOT_REACHABLE', isReachable ? false : phoneAsked && emailAsked ? true : undefined, {
      failed: 'There is neither a usable phone number nor a usable e-mail address.',
      passed: 'There is a usable phone number or e-mail address.',
      unknown: 'Phone number and e-mail address could not both be looked at.',
    }),
    check('NO_CONSENT', consentChannels.length === 0, {
      failed: 'No consent to be contacted was recorded.',
      passed: 'Consent to be contacted was recorded.',
      unknown: '',
    }),
  ];
}

/** Undefined where nothing is known. */
function known(value: string | undefined, bad: string): boolean | undefined {
  return value === undefined ? undefined : value === bad;
}

function check(
  kind: RiskCheckKind,
  failed: boolean | undefined,
  reasons: { failed: string; passed: string; unknown: string },
): RiskCheck {
  if (failed === undefined) return { kind, outcome: 'UNKNOWN', reason: reasons.unknown };
  return failed
    ? { kind, outcome: 'FAILED', reason: reasons.failed }
    : { kind, outcome: 'PASSED', reason: reasons.passed };
}
