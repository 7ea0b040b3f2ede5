import { inTransaction } from './context.ts';
import type { BaseContext } from './context.ts';

export const purgeStreamEventsJob = 'purge-stream-events';

const dayMs = 24 * 3600 * 1_000;
/** After each start, so that nobody who waits for the start waits for this. */
const firstPurgeMs = 60_000;

/**
 * Forgets what streams told before a time. What is left of each stream must be its end, without holes: a stream that is
 * resumed before it says how much is missed.
 */
export type PurgeStreamEvents<C extends BaseContext> = (ctx: C, before: Date) => Promise<void>;

/** The job that purges, and calls for the next time a day later first. */
export function purgeDaily<C extends BaseContext>(purge: PurgeStreamEvents<C>, keptDays: number) {
  return async (ctx: C): Promise<void> => {
    await schedule(ctx, dayMs);
    await purge(ctx, new Date(ctx.clock().getTime() - keptDays * dayMs));
  };
}

export function scheduleFirstPurge(ctx: BaseContext): Promise<void> {
  return schedule(ctx, firstPurgeMs);
}

function schedule(ctx: BaseContext, delayMs: number): Promise<void> {
  // The queue runs on the database's time, not on the business's clock.
  const runAt = new Date(Date.now() + delayMs);
  return inTransaction(ctx, (tx) =>
    tx.jobs.add(tx, purgeStreamEventsJob, {}, { key: purgeStreamEventsJob, runAt }),
  );
}
