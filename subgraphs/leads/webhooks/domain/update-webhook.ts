import { inTransaction } from '../../../shared/context.ts';
import type { LeadsContext } from '../../context.ts';
import type { Reason } from '../../domain/validate-submission.ts';
import type { Webhook } from '../entities.ts';
import { findWebhook, lockWebhook } from './find-webhook.ts';
import { wakeSending } from './sending-jobs.ts';
import { validateWebhook } from './validate-webhook.ts';
import type { WebhookProfile } from './validate-webhook.ts';

/** A field that is left out stays as it is; null clears the description. */
export type WebhookChanges = {
  readonly [K in keyof WebhookProfile]?: WebhookProfile[K] | null | undefined;
};

export type UpdateResult =
  | { readonly kind: 'updated'; readonly webhook: Webhook }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

/** Changes an endpoint and checks the result. What is pending goes to the new URL. @throws FORBIDDEN, NOT_FOUND. */
export async function updateWebhook(
  ctx: LeadsContext,
  { id, ...changes }: WebhookChanges & { readonly id: string },
): Promise<UpdateResult> {
  const cleared = (['url', 'eventTypes'] as const).filter((field) => changes[field] === null);
  if (cleared.length > 0) {
    const reasons = cleared.map((field) => ({ field, message: 'expected a value, got null' }));
    return { kind: 'rejected', reasons };
  }
  // A name is not resolved while a row is locked: what another change adds meanwhile is merged below.
  const present = (await findWebhook(ctx, id)) ?? (await inTransaction(ctx, (tx) => lockWebhook(tx, id)));
  const validation = await validateWebhook(ctx, merge(present, changes));
  if (!validation.ok) return { kind: 'rejected', reasons: validation.reasons };
  const { profile } = validation;
  return inTransaction(ctx, async (tx) => {
    const webhook = await lockWebhook(tx, id);
    if (changes.url !== undefined && webhook.url !== profile.url) {
      webhook.url = profile.url;
      webhook.failingSince = null;
      webhook.failuresInRow = 0;
      webhook.restUntil = null;
      await wakeSending(tx, [id]);
    }
    if (changes.description !== undefined) webhook.description = profile.description;
    if (changes.eventTypes !== undefined) webhook.eventTypes = [...profile.eventTypes];
    return { kind: 'updated', webhook };
  });
}

function merge(webhook: Webhook, { url, description, eventTypes }: WebhookChanges): WebhookProfile {
  return {
    url: url ?? webhook.url,
    description: description === undefined ? (webhook.description ?? null) : description,
    eventTypes: eventTypes ?? webhook.eventTypes,
  };
}
