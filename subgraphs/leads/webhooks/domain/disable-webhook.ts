import { inTransaction } from '../../../shared/context.ts';
import type { LeadsContext } from '../../context.ts';
import { Webhook } from '../entities.ts';
import type { DisabledReason } from '../entities.ts';
import { lockWebhook } from './find-webhook.ts';

/**
 * Stops sending to an endpoint. It hears of nothing that happens from now on; what was waiting has failed, and can be
 * re-sent once the endpoint is active again. The caller holds the endpoint's lock.
 */
export async function disableWebhook(
  tx: LeadsContext,
  webhookId: string,
  { reason, message }: { readonly reason: DisabledReason; readonly message: string },
): Promise<void> {
  await tx.em.execute(
    `update webhooks set is_active = false, disabled_at = ?::timestamptz, disabled_reason = ?, disabled_message = ?
     where id = ? and is_active`,
    [tx.clock().toISOString(), reason, message, webhookId],
  );
  await failPending(tx, webhookId);
}

/** Gives up what waits for an endpoint that is disabled. The caller holds the endpoint's lock. */
export async function failPending(tx: LeadsContext, webhookId: string): Promise<void> {
  await tx.em.execute(
    `update webhook_deliveries set status = 'FAILED', next_attempt_at = null, settled_at = ?::timestamptz,
       failure = 'The webhook was disabled.'
     where webhook_id = ? and status = 'PENDING'`,
    [tx.clock().toISOString(), webhookId],
  );
}

/** Disables or enables an endpoint by hand. As it is already: nothing happens. @throws FORBIDDEN, NOT_FOUND. */
export async function setWebhookActive(
  ctx: LeadsContext,
  { id, isActive }: { readonly id: string; readonly isActive: boolean },
): Promise<Webhook> {
  return inTransaction(ctx, async (tx) => {
    const webhook = await lockWebhook(tx, id);
    if (webhook.isActive === isActive) return webhook;
    if (!isActive) {
      const message = `Disabled by ${tx.viewer.subject}.`;
      await disableWebhook(tx, id, { reason: 'BY_HAND', message });
    } else {
      await tx.em.execute(
        `update webhooks set is_active = true, disabled_at = null, disabled_reason = null, disabled_message = null,
           failing_since = null, failures_in_row = 0, rest_until = null
         where id = ?`,
        [id],
      );
    }
    return tx.em.findOneOrFail(Webhook, { id }, { refresh: true });
  });
}
