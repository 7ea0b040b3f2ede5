import { v5 } from 'uuid';
import { inTransaction } from '../../../shared/context.ts';
import type { LeadsContext } from '../../context.ts';
import type { Reason } from '../../domain/validate-submission.ts';
import { WebhookDelivery } from '../entities.ts';
import type { Webhook } from '../entities.ts';
import { testEventType } from '../event-types.ts';
import { lockWebhook } from './find-webhook.ts';
import { reasonsAgainstKey } from './validate-webhook.ts';
import { wakeSendingByHand } from './sending-jobs.ts';
import { insertDeliveries } from './write-deliveries.ts';

export type TestEventResult =
  | { readonly kind: 'sent'; readonly delivery: WebhookDelivery }
  | { readonly kind: 'disabled'; readonly webhook: Webhook }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

/** The endpoint may be somebody else's server: it is not ours to be flooded at a click. */
const maxPerMinute = 10;

/** Sends an endpoint an event about nothing. The same key sends it once. @throws FORBIDDEN, NOT_FOUND. */
export async function sendTestEvent(
  ctx: LeadsContext,
  { idempotencyKey, webhookId }: { readonly idempotencyKey: string; readonly webhookId: string },
): Promise<TestEventResult> {
  const reasons = reasonsAgainstKey(idempotencyKey);
  if (reasons.length > 0) return { kind: 'rejected', reasons };
  return inTransaction(ctx, async (tx) => {
    const webhook = await lockWebhook(tx, webhookId);
    const eventId = v5(idempotencyKey, webhook.id);
    const earlier = await tx.em.findOne(WebhookDelivery, { webhookId: webhook.id, eventId });
    if (earlier !== null) return { kind: 'sent', delivery: earlier };
    if (!webhook.isActive) return { kind: 'disabled', webhook };
    const aMinuteAgo = new Date(tx.clock().getTime() - 60_000);
    const count = await tx.em.count(WebhookDelivery, {
      webhookId: webhook.id,
      eventType: testEventType,
      createdAt: { $gt: aMinuteAgo },
    });
    if (count >= maxPerMinute) {
      const message = `expected at most ${maxPerMinute} test events of a webhook in a minute, got one more`;
      return { kind: 'rejected', reasons: [{ field: 'webhookId', message }] };
    }
    const body = JSON.stringify({
      type: testEventType,
      timestamp: tx.clock().toISOString(),
      data: { webhookId: webhook.id },
    });
    const event = { webhookId: webhook.id, eventId, eventType: testEventType, leadId: null, body };
    await insertDeliveries(tx, [event]);
    await wakeSendingByHand(tx, webhook.id);
    return {
      kind: 'sent',
      delivery: await tx.em.findOneOrFail(WebhookDelivery, { webhookId: webhook.id, eventId }),
    };
  });
}
