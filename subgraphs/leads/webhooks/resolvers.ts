import type { LeadsContext } from '../context.ts';
import { seeLead } from '../domain/see-lead.ts';
import type { Resolvers, ResolversTypes } from '../generated/types.ts';
import { deleteWebhook } from './domain/delete-webhook.ts';
import { setWebhookActive } from './domain/disable-webhook.ts';
import { findWebhook } from './domain/find-webhook.ts';
import { listDeliveries, listWebhooks } from './domain/list-webhooks.ts';
import { registerWebhook } from './domain/register-webhook.ts';
import { resendDelivery } from './domain/resend-delivery.ts';
import { resendFailed } from './domain/resend-failed.ts';
import { rotateSecret } from './domain/rotate-secret.ts';
import { sendTestEvent } from './domain/send-test-event.ts';
import { updateWebhook } from './domain/update-webhook.ts';
import type { Webhook } from './entities.ts';

type Fields<Type extends keyof Resolvers> = NonNullable<Resolvers[Type]>;

export const webhookQueries: Fields<'Query'> = {
  webhook: (_, { id }, ctx) => findWebhook(ctx, id),
  webhooks: (_, args, ctx) => listWebhooks(ctx, args),
};

export const webhookMutations: Fields<'Mutation'> = {
  async registerWebhook(_, { input }, ctx) {
    const result = await registerWebhook(ctx, input);
    return result.kind === 'registered'
      ? { __typename: 'WebhookRegistered', webhook: result.webhook, secret: result.secret }
      : { __typename: 'WebhookRejected', reasons: result.reasons };
  },
  async updateWebhook(_, { input }, ctx) {
    const result = await updateWebhook(ctx, input);
    return result.kind === 'updated'
      ? { __typename: 'WebhookUpdated', webhook: result.webhook }
      : { __typename: 'WebhookRejected', reasons: result.reasons };
  },
  setWebhookActive: (_, { input }, ctx) => setWebhookActive(ctx, input),
  deleteWebhook: async (_, { id }, ctx) => ({ id: await deleteWebhook(ctx, id) }),
  async rotateWebhookSecret(_, { input }, ctx) {
    const result = await rotateSecret(ctx, input);
    return result.kind === 'rotated'
      ? { __typename: 'WebhookSecretRotated', webhook: result.webhook, secret: result.secret }
      : { __typename: 'WebhookRejected', reasons: result.reasons };
  },
  async sendTestEvent(_, { input }, ctx) {
    const result = await sendTestEvent(ctx, input);
    switch (result.kind) {
      case 'sent':
        return { __typename: 'DeliveryScheduled', delivery: result.delivery };
      case 'disabled':
        return disabled(result.webhook);
      case 'rejected':
        return { __typename: 'WebhookRejected', reasons: result.reasons };
    }
  },
  async resendDelivery(_, { id }, ctx) {
    const result = await resendDelivery(ctx, id);
    return result.kind === 'scheduled'
      ? { __typename: 'DeliveryScheduled', delivery: result.delivery }
      : disabled(result.webhook);
  },
  async resendFailedDeliveries(_, { input }, ctx) {
    const result = await resendFailed(ctx, input);
    return result.kind === 'scheduled'
      ? { __typename: 'FailedDeliveriesScheduled', webhook: result.webhook, count: result.count }
      : disabled(result.webhook);
  },
};

function disabled(webhook: Webhook): ResolversTypes['WebhookDisabled'] & { __typename: 'WebhookDisabled' } {
  return { __typename: 'WebhookDisabled', webhook };
}

export const webhookTypes: Pick<
  Resolvers,
  'Webhook' | 'WebhookDelivery' | 'WebhookConnection' | 'WebhookDeliveryConnection'
> = {
  Webhook: {
    secretCreatedAt: ({ secrets }) => secrets[0]?.createdAt as unknown as Date,
    previousSecretValidUntil: (webhook, _, ctx) => previousSecretEndsAt(webhook, ctx),
    deliveries: ({ id }, args, ctx) => listDeliveries(ctx, id, args),
  },
  WebhookDelivery: {
    lead: ({ leadId }, _, ctx) => (leadId == null ? null : seeLead(ctx, leadId)),
    attempts: ({ attempts }) => attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
  },
  WebhookConnection: { totalCount: (page) => page.totalCount() },
  WebhookDeliveryConnection: { totalCount: (page) => page.totalCount() },
};

/** The latest end of those that still sign beside the present one. */
function previousSecretEndsAt(webhook: Webhook, ctx: LeadsContext): Date | null {
  const ends = webhook
    .secretsAt(ctx.clock())
    .flatMap(({ validUntil }) => (validUntil === null ? [] : [new Date(validUntil).getTime()]));
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}
