const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Waits after the first, second, ... failed attempt (Standard Webhooks, "Retry schedule"). */
export const retryDelaysMs: readonly number[] = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
];

/** Waits are up to a tenth longer, by chance: receivers that come back are not met by everything at once. */
const jitter = 0.1;

/** A receiver may ask for a longer wait (Retry-After), up to this. */
export const maxRetryAfterMs = hourMs;

/**
 * @param failures failed attempts so far, 1 or more.
 * @param retryAfterMs what the receiver asked for; it can only lengthen the wait.
 * @param random a number in [0, 1).
 * @returns milliseconds until the next attempt; null when it is given up.
 */
export function retryDelayMs(failures: number, retryAfterMs: number | null, random: number): number | null {
  const delayMs = retryDelaysMs[failures - 1];
  if (delayMs === undefined) return null;
  const askedMs = Math.min(retryAfterMs ?? 0, maxRetryAfterMs);
  return Math.round(Math.max(delayMs * (1 + jitter * random), askedMs));
}
