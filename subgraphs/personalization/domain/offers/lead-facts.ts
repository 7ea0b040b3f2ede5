export type Quality = 'HIGH' | 'MEDIUM' | 'LOW';

/** What the person told about themselves, as far as offers and coaching use it. Null where they did not. */
export interface LeadAttributes {
  readonly ageYears: number | null;
  readonly currentlyInsured: boolean | null;
  readonly priorClaimsCount: number | null;
  readonly homeOwner: boolean | null;
  readonly householdSize: number | null;
  readonly monthlyBudgetCents: number | null;
  readonly purchaseTimeframeDays: number | null;
}

/** What offers are computed from. */
export interface LeadFacts {
  readonly attributes: LeadAttributes;
  /** 0 to 100. */
  readonly scoreValue: number;
  readonly quality: Quality;
}

/** Takes from another subgraph's payload what is of the form expected; everything else counts as not told. */
export function readAttributes(payload: Readonly<Record<string, unknown>>): LeadAttributes {
  const count = (field: keyof LeadAttributes): number | null => {
    const value = payload[field];
    return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
  };
  const flag = (field: keyof LeadAttributes): boolean | null => {
    const value = payload[field];
    return typeof value === 'boolean' ? value : null;
  };
  return {
    ageYears: count('ageYears'),
    currentlyInsured: flag('currentlyInsured'),
    priorClaimsCount: count('priorClaimsCount'),
    homeOwner: flag('homeOwner'),
    householdSize: count('householdSize'),
    monthlyBudgetCents: count('monthlyBudgetCents'),
    purchaseTimeframeDays: count('purchaseTimeframeDays'),
  };
}
