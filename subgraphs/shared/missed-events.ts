/**
 * How many events behind a cursor are not kept any more, in a stream whose events are numbered 1, 2, 3, … without gaps.
 * @param after the number that the cursor stands for
 * @param firstKept the first number behind it that there still is; undefined for none
 * @param last the number of the last event that there ever was, known before `firstKept` was looked for
 */
export function countMissed(after: number, firstKept: number | undefined, last: number): number {
  return Math.max(0, (firstKept ?? last + 1) - after - 1);
}
