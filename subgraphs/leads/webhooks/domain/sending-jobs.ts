import type { LeadsContext } from '../../context.ts';

export const sendDeliveriesJob = 'send-webhooks';

/** One process at a time sends to an endpoint: what it may have open there is bounded, and others do not wait for it. */
function queueOf(webhookId: string): string {
  return `webhook:${webhookId}`;
}

/**
 * Has deliveries of endpoints sent now. One waiting job per endpoint is enough, whatever the number of deliveries. The
 * last thing a transaction does: others that write for the same endpoint wait for its end from here on.
 */
export async function wakeSending(tx: LeadsContext, webhookIds: readonly string[]): Promise<void> {
  // Sorted, so that two transactions never wait for each other in a ring.
  for (const webhookId of [...new Set(webhookIds)].sort()) {
    const options = { key: `webhook-now:${webhookId}`, queue: queueOf(webhookId) };
    await tx.jobs.add(tx, sendDeliveriesJob, { webhookId }, options);
  }
}

/**
 * The same for what somebody sends by hand: an endpoint that is left alone because it failed has perhaps been mended. The
 * caller holds the endpoint's lock.
 */
export async function wakeSendingByHand(tx: LeadsContext, webhookId: string): Promise<void> {
  await tx.em.execute('update webhooks set rest_until = null where id = ?', [webhookId]);
  await wakeSending(tx, [webhookId]);
}

/**
 * Has them sent later. Its key is another one: a job that is called for now must never be put off by this.
 * @param delayMs from now; 0 and less: at once.
 */
export async function wakeSendingLater(tx: LeadsContext, webhookId: string, delayMs: number): Promise<void> {
  // The queue runs on the database's time, not on the business's clock.
  const runAt = new Date(Date.now() + Math.max(0, delayMs));
  const options = { key: `webhook-later:${webhookId}`, queue: queueOf(webhookId), runAt };
  await tx.jobs.add(tx, sendDeliveriesJob, { webhookId }, options);
}
