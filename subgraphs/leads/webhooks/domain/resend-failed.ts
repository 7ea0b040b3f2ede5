import { inTransaction } from '../../../shared/context.ts';
import type { LeadsContext } from '../../context.ts';
import type { Webhook } from '../entities.ts';
import { lockWebhook } from './find-webhook.ts';
import { wakeSendingByHand } from './sending-jobs.ts';

export type ResendFailedResult =
  | { readonly kind: 'scheduled'; readonly webhook: Webhook; readonly count: number }
  | { readonly kind: 'disabled'; readonly webhook: Webhook };

/** Sends again what an endpoint has missed: its failed deliveries written since a time. @throws FORBIDDEN, NOT_FOUND. */
export async function resendFailed(
  ctx: LeadsContext,
  { webhookId, since }: { readonly webhookId: string; readonly since: Date },
): Promise<ResendFailedResult> {
  return inTransaction(ctx, async (tx) => {
    const webhook = await lockWebhook(tx, webhookId);
    if (!webhook.isActive) return { kind: 'disabled', webhook };
    const rows = await tx.em.execute<{ id: string }[]>(
      `update webhook_deliveries set status = 'PENDING', failures = 0, next_attempt_at = ?::timestamptz,
         settled_at = null, failure = null
       where webhook_id = ? and status = 'FAILED' and created_at >= ?::timestamptz
       returning id`,
      [tx.clock().toISOString(), webhook.id, since.toISOString()],
    );
    if (rows.length > 0) await wakeSendingByHand(tx, webhook.id);
    return { kind: 'scheduled', webhook, count: rows.length };
  });
}
