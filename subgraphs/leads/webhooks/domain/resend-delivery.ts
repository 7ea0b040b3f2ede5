import { isId } from '../../../shared/connection.ts';
import { inTransaction } from '../../../shared/context.ts';
import { GraphError } from '../../../shared/errors.ts';
import type { LeadsContext } from '../../context.ts';
import { WebhookDelivery } from '../entities.ts';
import type { Webhook } from '../entities.ts';
import { lockWebhook } from './find-webhook.ts';
import { wakeSendingByHand } from './sending-jobs.ts';

export type ResendResult =
  | { readonly kind: 'scheduled'; readonly delivery: WebhookDelivery }
  | { readonly kind: 'disabled'; readonly webhook: Webhook };

/**
 * Sends a delivery again from the beginning of its schedule, whatever became of it: the same body under the same id. One
 * that waits for its next attempt is sent now.
 * @throws FORBIDDEN, NOT_FOUND.
 */
export async function resendDelivery(ctx: LeadsContext, id: string): Promise<ResendResult> {
  return inTransaction(ctx, async (tx) => {
    const known = isId(id) ? await tx.em.findOne(WebhookDelivery, { id }) : null;
    const unknown = new GraphError('NOT_FOUND', `There is no delivery ${id}.`, { id });
    // Rights come first: also those who may have no webhooks at all are told so, and not what exists.
    const webhook = await lockWebhook(tx, known?.webhookId ?? '').catch((error: unknown) => {
      throw error instanceof GraphError && error.extensions['code'] === 'NOT_FOUND' ? unknown : error;
    });
    if (!webhook.isActive) return { kind: 'disabled', webhook };
    const delivery = await tx.em.findOne(WebhookDelivery, { id }, { refresh: true });
    if (delivery === null) throw unknown;
    delivery.status = 'PENDING';
    delivery.failures = 0;
    delivery.nextAttemptAt = tx.clock();
    delivery.settledAt = null;
    delivery.failure = null;
    await tx.em.flush();
    await wakeSendingByHand(tx, webhook.id);
    return { kind: 'scheduled', delivery };
  });
}
