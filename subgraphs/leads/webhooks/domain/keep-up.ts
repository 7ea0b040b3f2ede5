import { inTransaction } from '../../../shared/context.ts';
import type { LeadsContext } from '../../context.ts';
import { wakeSending } from './sending-jobs.ts';

export const keepUpJob = 'keep-up-webhooks';

/** How long a delivery can be seen and re-sent after it was delivered or given up. */
export const keptDays = 30;

const intervalMs = 60_000;
const dayMs = 86_400_000;
/** What has been due for so long has lost its job: to an operator's hand, or to a database that was away for days. */
const overdueMs = 30_000;
const purgeBatch = 5_000;

/** Every minute, for ever: finds what nobody sends, and deletes what is old. Each round calls for the next one first. */
export async function keepUp(ctx: LeadsContext): Promise<void> {
  await inTransaction(ctx, (tx) => scheduleKeepUp(tx, intervalMs));
  await wakeOverdue(ctx);
  await purgeDeliveries(ctx);
}

export async function scheduleKeepUp(tx: LeadsContext, delayMs: number): Promise<void> {
  // The queue runs on the database's time, not on the business's clock.
  const runAt = new Date(Date.now() + delayMs);
  await tx.jobs.add(tx, keepUpJob, {}, { key: keepUpJob, runAt });
}

async function wakeOverdue(ctx: LeadsContext): Promise<void> {
  const now = ctx.clock();
  const before = new Date(now.getTime() - overdueMs);
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.em.execute<{ id: string }[]>(
      `select w.id from webhooks w where (w.rest_until is null or w.rest_until <= ?::timestamptz)
         and exists (select 1 from webhook_deliveries d
           where d.webhook_id = w.id and d.status = 'PENDING' and d.next_attempt_at <= ?::timestamptz)`,
      [now.toISOString(), before.toISOString()],
    );
    await wakeSending(
      tx,
      rows.map(({ id }) => id),
    );
  });
}

async function purgeDeliveries(ctx: LeadsContext): Promise<void> {
  const before = new Date(ctx.clock().getTime() - keptDays * dayMs);
  await ctx.em.execute(
    `delete from webhook_deliveries where id in (
       select id from webhook_deliveries where settled_at < ?::timestamptz order by settled_at limit ?)`,
    [before.toISOString(), purgeBatch],
  );
}
