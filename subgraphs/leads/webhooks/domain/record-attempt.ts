import { inTransaction } from '../../../shared/context.ts';
import type { OutboundAnswer } from '../../../shared/outbound/outbound.ts';
import type { LeadsContext } from '../../context.ts';
import type { Attempt, DeliveryStatus } from '../entities.ts';
import { disableWebhook } from './disable-webhook.ts';
import { maxRetryAfterMs, retryDelayMs } from './retry-schedule.ts';

/** From so many failed attempts in a row on, an endpoint is tried with one delivery at a time, and left alone between. */
export const failuresUntilRest = 5;
const restMs = 30_000;
/** An endpoint that takes nothing for so long is disabled. */
const daysUntilDisabled = 5;
const dayMs = 86_400_000;
/** Of a delivery that is re-sent again and again the latest attempts are kept. */
const maxKeptAttempts = 50;

export interface MadeAttempt {
  readonly webhookId: string;
  readonly deliveryId: string;
  readonly at: Date;
  readonly answer: OutboundAnswer;
}

interface WebhookRow {
  readonly is_active: boolean;
  readonly failing_since: Date | string | null;
  readonly failures_in_row: number;
}

interface DeliveryRow {
  readonly status: DeliveryStatus;
  readonly failures: number;
  readonly attempts: readonly Attempt[];
}

/**
 * Writes down how an attempt went, and what follows from it for the delivery and its endpoint. Of what was deleted
 * meanwhile nothing is written.
 * @returns whether the endpoint can be sent more at once.
 */
export async function recordAttempt(ctx: LeadsContext, made: MadeAttempt): Promise<{ takesMore: boolean }> {
  return inTransaction(ctx, async (tx) => {
    // The endpoint first, as everywhere: two transactions never wait for each other in a ring.
    const [webhook] = await tx.em.execute<WebhookRow[]>(
      'select is_active, failing_since, failures_in_row from webhooks where id = ? for no key update',
      [made.webhookId],
    );
    const [delivery] = await tx.em.execute<DeliveryRow[]>(
      'select status, failures, attempts from webhook_deliveries where id = ? for update',
      [made.deliveryId],
    );
    if (webhook === undefined) return { takesMore: false };
    if (delivery !== undefined) await settle(tx, delivery, made);
    return made.answer.error === null ? endpointWorks(tx, webhook, made) : endpointFails(tx, webhook, made);
  });
}

async function settle(tx: LeadsContext, delivery: DeliveryRow, made: MadeAttempt): Promise<void> {
  const { at, answer, deliveryId } = made;
  const { statusCode, durationMs, error } = answer;
  const attempt: Attempt = { at: at.toISOString(), statusCode, durationMs, error };
  const attempts = [...delivery.attempts, attempt].slice(-maxKeptAttempts);
  const failures = delivery.failures + (error === null ? 0 : 1);
  const next = nextState(tx, delivery, { ...made, failures });
  await tx.em.execute(
    `update webhook_deliveries set attempts = ?::jsonb, failures = ?, status = ?, next_attempt_at = ?::timestamptz,
       settled_at = case when ? = 'PENDING' then null else coalesce(settled_at, ?::timestamptz) end,
       failure = case when ? = 'FAILED' then coalesce(?, failure) end
     where id = ?`,
    [
      JSON.stringify(attempts),
      failures,
      next.status,
      next.nextAttemptAt?.toISOString() ?? null,
      next.status,
      tx.clock().toISOString(),
      next.status,
      next.failure,
      deliveryId,
    ],
  );
}

interface NextState {
  readonly status: DeliveryStatus;
  readonly nextAttemptAt: Date | null;
  /** Null: as it stands. */
  readonly failure: string | null;
}

function nextState(
  tx: LeadsContext,
  delivery: DeliveryRow,
  { answer, failures }: MadeAttempt & { failures: number },
): NextState {
  if (answer.error === null) return { status: 'DELIVERED', nextAttemptAt: null, failure: null };
  // It was given up while the attempt was under way: its endpoint has been disabled.
  if (delivery.status !== 'PENDING') return { status: delivery.status, nextAttemptAt: null, failure: null };
  const delayMs = isGone(answer) ? null : retryDelayMs(failures, answer.retryAfterMs, tx.random());
  if (delayMs !== null)
    return { status: 'PENDING', nextAttemptAt: new Date(tx.clock().getTime() + delayMs), failure: null };
  const attempts = failures === 1 ? '1 attempt' : `${failures} attempts`;
  return { status: 'FAILED', nextAttemptAt: null, failure: `Given up after ${attempts}: ${answer.error}.` };
}

/** Standard Webhooks: with 410 a receiver says that it wants no more. */
function isGone({ statusCode }: OutboundAnswer): boolean {
  return statusCode === 410;
}

async function endpointWorks(
  tx: LeadsContext,
  webhook: WebhookRow,
  { webhookId }: MadeAttempt,
): Promise<{ takesMore: boolean }> {
  if (webhook.failures_in_row > 0)
    await tx.em.execute('update webhooks set failing_since = null, failures_in_row = 0 where id = ?', [
      webhookId,
    ]);
  return { takesMore: webhook.is_active };
}

async function endpointFails(
  tx: LeadsContext,
  webhook: WebhookRow,
  { webhookId, at, answer }: MadeAttempt,
): Promise<{ takesMore: boolean }> {
  const failingSince = webhook.failing_since === null ? at : new Date(webhook.failing_since);
  const failuresInRow = webhook.failures_in_row + 1;
  const askedMs = Math.min(answer.retryAfterMs ?? 0, maxRetryAfterMs);
  const pauseMs = Math.max(askedMs, failuresInRow >= failuresUntilRest ? restMs : 0);
  await tx.em.execute(
    `update webhooks set failing_since = ?::timestamptz, failures_in_row = ?,
       rest_until = greatest(rest_until, ?::timestamptz)
     where id = ?`,
    [
      failingSince.toISOString(),
      failuresInRow,
      pauseMs === 0 ? null : new Date(tx.clock().getTime() + pauseMs).toISOString(),
      webhookId,
    ],
  );
  if (!webhook.is_active) return { takesMore: false };
  const isFailingForDays = at.getTime() - failingSince.getTime() >= daysUntilDisabled * dayMs;
  if (isGone(answer)) {
    const message = 'The endpoint answered 410 Gone: it wants no more.';
    await disableWebhook(tx, webhookId, { reason: 'GONE', message });
  } else if (isFailingForDays) {
    const message = `No attempt has succeeded since ${failingSince.toISOString()}; the last one: ${answer.error}.`;
    await disableWebhook(tx, webhookId, { reason: 'FAILING', message });
  } else {
    return { takesMore: pauseMs === 0 };
  }
  tx.logger.warn({ webhook: webhookId, error: answer.error }, 'webhook disabled');
  return { takesMore: false };
}
