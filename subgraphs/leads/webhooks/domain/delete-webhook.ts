import { inTransaction } from '../../../shared/context.ts';
import type { LeadsContext } from '../../context.ts';
import { lockWebhook } from './find-webhook.ts';

/**
 * Takes an endpoint away with its deliveries and its secrets' key: also in backups they are unreadable from then on.
 * @throws FORBIDDEN, NOT_FOUND.
 */
export async function deleteWebhook(ctx: LeadsContext, id: string): Promise<string> {
  const deletedId = await inTransaction(ctx, async (tx) => {
    const webhook = await lockWebhook(tx, id);
    await tx.em.execute('delete from webhooks where id = ?', [webhook.id]);
    return webhook.id;
  });
  // After the commit: an endpoint that is still there must not have lost its key.
  await ctx.secrets.destroy(deletedId);
  return deletedId;
}
