import type { FilterQuery } from '@mikro-orm/core';
import { LockMode } from '@mikro-orm/core';
import { isId } from '../../../shared/connection.ts';
import { requireRole, requireScope } from '../../../shared/context.ts';
import { GraphError } from '../../../shared/errors.ts';
import type { LeadsContext } from '../../context.ts';
import { Webhook } from '../entities.ts';

/**
 * Everybody sees their own endpoints, admins all: what an endpoint was told names leads, and a manager does not see those of
 * other teams. @throws FORBIDDEN for other roles and without the scope.
 */
export function visibleWebhooks(ctx: LeadsContext): FilterQuery<Webhook> {
  requireRole(ctx, 'integrator', 'manager', 'admin');
  requireScope(ctx, 'webhooks:manage');
  return ctx.viewer.role === 'admin' ? {} : { owner: ctx.viewer.subject };
}

/** Null when there is none, or none that the viewer may see. @throws FORBIDDEN. */
export async function findWebhook(ctx: LeadsContext, id: string): Promise<Webhook | null> {
  const visible = visibleWebhooks(ctx);
  return isId(id) ? ctx.em.findOne(Webhook, { $and: [visible, { id }] }) : null;
}

/** The same, locked until the transaction ends. @throws FORBIDDEN, NOT_FOUND. */
export async function lockWebhook(tx: LeadsContext, id: string): Promise<Webhook> {
  const visible = visibleWebhooks(tx);
  const webhook = isId(id)
    ? await tx.em.findOne(
        Webhook,
        { $and: [visible, { id }] },
        { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
      )
    : null;
  if (webhook === null) throw new GraphError('NOT_FOUND', `There is no webhook ${id}.`, { id });
  return webhook;
}
