import type { BudgetSize } from '../../../subgraphs/shared/limit-settings.ts';
import { bounded, refilled } from './buckets.ts';
import type { Buckets, Taking } from './buckets.ts';

export interface MemoryBucketsOptions {
  /** Milliseconds that only go forward. Default `performance.now`. */
  readonly now?: () => number;
  /** Those not used for longest are forgotten, and full when they are used again. Default 10,000. */
  readonly maxBuckets?: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Buckets of this process. */
export interface MemoryBuckets extends Buckets {
  take(name: string, size: BudgetSize, units: number): Taking;
  charge(name: string, size: BudgetSize, units: number): number;
}

export function createMemoryBuckets(options: MemoryBucketsOptions = {}): MemoryBuckets {
  const { now = () => performance.now(), maxBuckets = 10_000 } = options;
  const buckets = new Map<string, Bucket>();
  /** The bucket that is last in the order of use: mostly the one that is asked for next. */
  let lastName: string | undefined;

  function filled(name: string, size: BudgetSize): Bucket {
    const at = now();
    const bucket = buckets.get(name) ?? { left: size.capacity, at };
    bucket.left = refilled(bucket.left, at - bucket.at, size);
    bucket.at = at;
    if (lastName === name) return bucket;
    buckets.delete(name);
    buckets.set(name, bucket);
    lastName = name;
    if (buckets.size > maxBuckets) buckets.delete(buckets.keys().next().value as string);
    return bucket;
  }

  return {
    take(name, size, units) {
      const bucket = filled(name, size);
      const isTaken = units <= bucket.left;
      if (isTaken) bucket.left -= units;
      return { isTaken, left: bucket.left };
    },
    charge(name, size, units) {
      const bucket = filled(name, size);
      bucket.left = bounded(bucket.left - units, size);
      return bucket.left;
    },
    close: async () => undefined,
  };
}
