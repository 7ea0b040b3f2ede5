import { decodeCursor, isId, isTime, pageSize, toConnection } from '../../../shared/connection.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { LeadsContext } from '../../context.ts';
import { Webhook, WebhookDelivery } from '../entities.ts';
import type { DeliveryStatus } from '../entities.ts';
import { visibleWebhooks } from './find-webhook.ts';

export interface Page {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Counts only when asked. */
export type Counted<Node> = Connection<Node> & { readonly totalCount: () => Promise<number> };
export type WebhookPage = Counted<Webhook>;
export type DeliveryPage = Counted<WebhookDelivery>;

const newestFirst = { createdAt: 'desc', id: 'desc' } as const;

function keyOf(row: { createdAt: Date; id: string }): readonly [number, string] {
  return [row.createdAt.getTime(), row.id];
}

function behind(after: string | null | undefined): object {
  if (after == null) return {};
  const [ms, id] = decodeCursor<readonly [number, string]>(after, ([ms, id]) => isTime(ms) && isId(id));
  const createdAt = new Date(ms);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: id } }] };
}

/** The endpoints that the viewer may see, newest first. @throws FORBIDDEN. */
export async function listWebhooks(ctx: LeadsContext, input: Page): Promise<WebhookPage> {
  const first = pageSize(input.first);
  const where = visibleWebhooks(ctx);
  const options = { orderBy: newestFirst, limit: first + 1 };
  const rows = await ctx.em.find(Webhook, { $and: [where, behind(input.after)] }, options);
  return {
    ...toConnection<Webhook>(rows, first, keyOf, input.after),
    totalCount: () => ctx.em.count(Webhook, where),
  };
}

/** An endpoint's deliveries, newest first. An empty list of states holds for none. */
export async function listDeliveries(
  ctx: LeadsContext,
  webhookId: string,
  input: Page & { readonly status?: readonly DeliveryStatus[] | null | undefined },
): Promise<DeliveryPage> {
  const first = pageSize(input.first);
  const where = input.status == null ? { webhookId } : { webhookId, status: { $in: [...input.status] } };
  const options = { orderBy: newestFirst, limit: first + 1 };
  const rows = await ctx.em.find(WebhookDelivery, { $and: [where, behind(input.after)] }, options);
  return {
    ...toConnection<WebhookDelivery>(rows, first, keyOf, input.after),
    totalCount: () => ctx.em.count(WebhookDelivery, where),
  };
}
