/**
 * P-values corrected for their number by the step-down method of Holm (1979), Scand. J. Statist. 6, 65-70: the chance of
 * even one false alarm stays at the level, whatever the dependence between the tests.
 * @returns in the order given, each from its own value to 1.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const adjusted: number[] = new Array(pValues.length);
  let largest = 0;
  const ranked = [...pValues.entries()].sort(([, a], [, b]) => a - b);
  for (const [rank, [index, pValue]] of ranked.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValue));
    adjusted[index] = largest;
  }
  return adjusted;
}
