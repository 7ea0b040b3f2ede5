import type { LeadAttributes } from './lead-facts.ts';

export interface AgeBand {
  readonly fromAge: number;
  /** Inclusive. */
  readonly toAge: number;
  readonly factorBasisPoints: number;
}

/** How a product's premium depends on the person. Shares are integers in basis points: 10000 is the whole. */
export interface RatingRules {
  /** Without overlap. */
  readonly ageBands: readonly AgeBand[];
  /** Added per prior claim, 0 to 5000. */
  readonly priorClaimSurchargeBasisPoints: number;
  /** 0 to 5000. */
  readonly homeOwnerDiscountBasisPoints: number;
}

export interface RatedPremium {
  readonly monthlyPremiumCents: number;
  /** One sentence for each rule that changed the price, in the order of application. */
  readonly reasons: readonly string[];
}

const whole = 10_000;
/** Claims beyond these raise the price no further. */
export const ratedClaimsLimit = 5;

/**
 * The premium of one month: base × age band × (1 + claims × surcharge) × (1 − home owner discount), each product rounded
 * half up to the cent. Integers only: with a base of at most 1,000,000 cents every product stays below 2^53.
 * What the person did not tell changes nothing.
 * @returns at least 1 cent.
 */
export function ratePremium(
  basePremiumCents: number,
  rules: RatingRules,
  person: Pick<LeadAttributes, 'ageYears' | 'priorClaimsCount' | 'homeOwner'>,
): RatedPremium {
  const reasons: string[] = [];
  let cents = basePremiumCents;
  const apply = (factorBasisPoints: number, reason: string): void => {
    if (factorBasisPoints === whole) return;
    cents = Math.floor((cents * factorBasisPoints + whole / 2) / whole);
    reasons.push(reason);
  };

  const { ageYears, priorClaimsCount, homeOwner } = person;
  const band = rules.ageBands.find(
    ({ fromAge, toAge }) => ageYears !== null && ageYears >= fromAge && ageYears <= toAge,
  );
  if (band !== undefined) {
    const range = `Age ${band.fromAge} to ${band.toAge}`;
    apply(band.factorBasisPoints, `${range}: ${percent(band.factorBasisPoints)} of the base premium.`);
  }
  const claims = Math.min(priorClaimsCount ?? 0, ratedClaimsLimit);
  const surcharge = claims * rules.priorClaimSurchargeBasisPoints;
  const claimsName = priorClaimsCount === 1 ? '1 prior claim' : `${priorClaimsCount} prior claims`;
  apply(whole + surcharge, `${claimsName}: surcharge of ${percent(surcharge)}.`);
  if (homeOwner === true) {
    const discount = rules.homeOwnerDiscountBasisPoints;
    apply(whole - discount, `Home owner: discount of ${percent(discount)}.`);
  }
  return { monthlyPremiumCents: Math.max(1, cents), reasons };
}

function percent(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}
