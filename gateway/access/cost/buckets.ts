import type { BudgetSize } from '../../../subgraphs/shared/limit-settings.ts';

/** What became of an attempt to spend. */
export interface Taking {
  /** Whether it was spent. */
  readonly isTaken: boolean;
  /** What is left then. */
  readonly left: number;
}

/**
 * Token buckets by name. One that nobody has used is full. A bucket may owe: what is spent on events is known only when they
 * have happened. It never owes more than it can hold.
 */
export interface Buckets {
  /** Spends `units` when that many are there, and else nothing. Never rejects. */
  take(name: string, size: BudgetSize, units: number): Taking | Promise<Taking>;
  /** Spends `units` whether they are there or not; fewer than 0 gives back. Never rejects. @returns what is left */
  charge(name: string, size: BudgetSize, units: number): number | Promise<number>;
  close(): Promise<void>;
}

/** What a bucket holds after some time, never more than its capacity. */
export function refilled(left: number, elapsedMs: number, { capacity, refillPerSecond }: BudgetSize): number {
  return Math.min(capacity, left + (Math.max(0, elapsedMs) * refillPerSecond) / 1_000);
}

/** Within what a bucket can hold and owe. */
export function bounded(left: number, { capacity }: BudgetSize): number {
  return Math.max(-capacity, Math.min(capacity, left));
}
