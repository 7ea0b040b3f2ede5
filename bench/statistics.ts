/** The smallest value that at least `fraction` (0 to 1) of the values do not exceed: the nearest-rank percentile. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(fraction * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The middle value, by nearest rank. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
