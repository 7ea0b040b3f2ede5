import { inTransaction } from '../../../shared/context.ts';
import type { OutboundAnswer } from '../../../shared/outbound/outbound.ts';
import type { LeadsContext } from '../../context.ts';
import { Webhook } from '../entities.ts';
import { failPending } from './disable-webhook.ts';
import { failuresUntilRest, recordAttempt } from './record-attempt.ts';
import { openSecrets, signaturesOf } from './secrets.ts';
import { wakeSendingLater } from './sending-jobs.ts';

interface DueDelivery {
  readonly id: string;
  readonly lead_id: string | null;
  readonly body: string;
}

/** What one endpoint may have open at a time. */
const lanes = 4;
const batchSize = 100;
/** After this long a turn ends, so that many endpoints share the workers. */
const turnMs = 20_000;
const minDelayMs = 1_000;

/**
 * A turn of one endpoint: sends what is due, several at a time, and calls for the next turn. Turns of one endpoint never
 * overlap (see `wakeSending`), except when a process was taken for dead; then a delivery may be sent twice.
 * @param stopping ends the turn: what is under way is broken off and not counted.
 */
export async function sendDeliveries(
  ctx: LeadsContext,
  { webhookId }: { readonly webhookId: string },
  stopping: AbortSignal,
): Promise<void> {
  const endAt = performance.now() + turnMs;
  const isOver = (): boolean => stopping.aborted || performance.now() > endAt;
  while (!isOver()) {
    const webhook = await ctx.em.findOne(Webhook, { id: webhookId }, { refresh: true });
    if (webhook === null) return;
    if (!webhook.isActive) return inTransaction(ctx, (tx) => giveUpPending(tx, webhookId));
    if (webhook.restUntil != null && webhook.restUntil > ctx.clock()) break;
    const secrets = await openSecrets(ctx, webhook);
    // Deleted this very moment: its key has gone first.
    if (secrets.length === 0) return;
    // An endpoint that does not answer is tried with one delivery: the others need not learn it each for itself.
    const isProbe = webhook.failuresInRow >= failuresUntilRest;
    const due = await dueDeliveries(ctx, webhookId, isProbe ? 1 : batchSize);
    if (due.length === 0) break;
    const goOn = await sendBatch(ctx, { webhook, secrets, due, isOver, stopping });
    if (!goOn) break;
  }
  await callForNextTurn(ctx, webhookId);
}

async function giveUpPending(tx: LeadsContext, webhookId: string): Promise<void> {
  const [row] = await tx.em.execute<{ is_active: boolean }[]>(
    'select is_active from webhooks where id = ? for no key update',
    [webhookId],
  );
  if (row?.is_active === false) await failPending(tx, webhookId);
}

async function dueDeliveries(ctx: LeadsContext, webhookId: string, limit: number): Promise<DueDelivery[]> {
  return ctx.em.execute<DueDelivery[]>(
    `select id, lead_id, body from webhook_deliveries
     where webhook_id = ? and status = 'PENDING' and next_attempt_at <= ?::timestamptz
     order by next_attempt_at, id limit ?`,
    [webhookId, ctx.clock().toISOString(), limit],
  );
}

interface Batch {
  readonly webhook: Webhook;
  readonly secrets: readonly string[];
  readonly due: readonly DueDelivery[];
  readonly isOver: () => boolean;
  readonly stopping: AbortSignal;
}

/**
 * Sends a batch in lanes. What is told of one lead stays in one lane, so that it is sent in order.
 * @returns whether the endpoint takes more.
 */
async function sendBatch(
  ctx: LeadsContext,
  { webhook, secrets, due, isOver, stopping }: Batch,
): Promise<boolean> {
  const leads = [...Map.groupBy(due, (delivery) => delivery.lead_id ?? delivery.id).values()];
  let goOn = true;
  const work = async (): Promise<void> => {
    for (let next = leads.shift(); next !== undefined; next = leads.shift()) {
      for (const delivery of next) {
        if (!goOn || isOver()) return;
        const at = ctx.clock();
        const answer = await attempt(ctx, { webhook, secrets, delivery, at, stopping });
        if (answer.isStopped) return;
        const after = await recordAttempt(ctx, {
          webhookId: webhook.id,
          deliveryId: delivery.id,
          at,
          answer,
        });
        goOn &&= after.takesMore;
      }
    }
  };
  // All of them come to their end before a failure is told: what is under way belongs to this turn.
  const outcomes = await Promise.allSettled(Array.from({ length: lanes }, work));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return goOn;
}

async function attempt(
  ctx: LeadsContext,
  {
    webhook,
    secrets,
    delivery,
    at,
    stopping,
  }: Pick<Batch, 'webhook' | 'secrets' | 'stopping'> & { delivery: DueDelivery; at: Date },
): Promise<OutboundAnswer> {
  const { id, body } = delivery;
  const timestamp = Math.floor(at.getTime() / 1_000);
  return ctx.outbound.post({
    url: webhook.url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Leadgraph-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signaturesOf(secrets, { id, timestamp, body }),
    },
    now: at,
    stopping,
  });
}

async function callForNextTurn(ctx: LeadsContext, webhookId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ next_at: Date | string | null }[]>(
      `select greatest(min(d.next_attempt_at), w.rest_until) as next_at
       from webhooks w join webhook_deliveries d on d.webhook_id = w.id and d.status = 'PENDING'
       where w.id = ? and w.is_active group by w.id`,
      [webhookId],
    );
    if (row?.next_at == null) return;
    const delayMs = new Date(row.next_at).getTime() - tx.clock().getTime();
    // The database's clock may be ahead of ours: a turn that came too early must not come again at once.
    await wakeSendingLater(tx, webhookId, delayMs > 0 ? Math.max(delayMs, minDelayMs) : 0);
  });
}
