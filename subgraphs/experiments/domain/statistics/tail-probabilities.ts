import { upperGammaQ } from './incomplete-gamma.ts';

/** 0.975 quantile of the standard normal distribution (Abramowitz & Stegun 1964, table 26.5, to double precision). */
export const z95 = 1.959963984540054;

/** Chance that a standard normal lies at least |z| from 0: erfc(|z| / √2) = Q(1/2, z² / 2) (DLMF 7.11.2). */
export function twoSidedNormalP(z: number): number {
  return upperGammaQ(1, (z * z) / 2);
}

/**
 * Chance that a chi-square variable reaches `chiSquare`: Q(df / 2, chiSquare / 2) (Abramowitz & Stegun 26.4.19).
 * @param degreesOfFreedom a positive integer.
 */
export function chiSquareP(chiSquare: number, degreesOfFreedom: number): number {
  return upperGammaQ(degreesOfFreedom, chiSquare / 2);
}
