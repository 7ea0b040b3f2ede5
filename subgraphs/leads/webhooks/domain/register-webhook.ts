import { createHash } from 'node:crypto';
import { inTransaction } from '../../../shared/context.ts';
import { takeTurns } from '../../../shared/locks.ts';
import type { LeadsContext } from '../../context.ts';
import type { Reason } from '../../domain/validate-submission.ts';
import { Webhook } from '../entities.ts';
import { allEventTypes } from '../event-types.ts';
import type { WebhookEventType } from '../event-types.ts';
import { visibleWebhooks } from './find-webhook.ts';
import { keepSecret, makeSecret } from './secrets.ts';
import { reasonsAgainstKey, validateWebhook } from './validate-webhook.ts';
import type { WebhookProfile } from './validate-webhook.ts';

export interface NewWebhook {
  readonly idempotencyKey: string;
  readonly url: string;
  readonly description?: string | null | undefined;
  /** Default: all there are. */
  readonly eventTypes?: readonly WebhookEventType[] | null | undefined;
}

export type RegistrationResult =
  /** The secret is told once: a repeated registration has none. */
  | { readonly kind: 'registered'; readonly webhook: Webhook; readonly secret: string | null }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

/** What one sender can make us send is bounded. */
const maxPerOwner = 20;

/** Makes an endpoint of the viewer's. @throws FORBIDDEN. */
export async function registerWebhook(ctx: LeadsContext, input: NewWebhook): Promise<RegistrationResult> {
  visibleWebhooks(ctx);
  const { idempotencyKey, url, description = null, eventTypes } = input;
  const validation = await validateWebhook(ctx, {
    url,
    description,
    eventTypes: eventTypes ?? allEventTypes,
  });
  const reasons = [...reasonsAgainstKey(idempotencyKey), ...(validation.ok ? [] : validation.reasons)];
  if (!validation.ok || reasons.length > 0) return { kind: 'rejected', reasons };
  const { profile } = validation;
  // What was left out stays left out: types that are added one day must not make a repeated request another one.
  const content = { ...profile, eventTypes: eventTypes == null ? null : profile.eventTypes };
  const requestHash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  const owner = ctx.viewer.subject;
  return inTransaction(ctx, async (tx) => {
    await takeTurns(tx, [`webhooks of:${owner}`]);
    const earlier = await tx.em.findOne(Webhook, { owner, idempotencyKey });
    if (earlier !== null)
      return earlier.requestHash === requestHash
        ? { kind: 'registered', webhook: earlier, secret: null }
        : rejected('idempotencyKey', 'expected a new key, got one that was used with other content');
    const count = await tx.em.count(Webhook, { owner });
    if (count >= maxPerOwner)
      return rejected('url', `expected at most ${maxPerOwner} webhooks, got one more`);
    const secret = makeSecret();
    return {
      kind: 'registered',
      secret,
      webhook: await create(tx, profile, { idempotencyKey, requestHash, secret }),
    };
  });
}

function rejected(field: string, message: string): RegistrationResult {
  return { kind: 'rejected', reasons: [{ field, message }] };
}

async function create(
  tx: LeadsContext,
  { url, description, eventTypes }: WebhookProfile,
  { idempotencyKey, requestHash, secret }: { idempotencyKey: string; requestHash: string; secret: string },
): Promise<Webhook> {
  const id = tx.newId();
  return tx.em.create(Webhook, {
    id,
    owner: tx.viewer.subject,
    hearsAll: tx.viewer.role === 'admin',
    url,
    description,
    eventTypes: [...eventTypes],
    secrets: [await keepSecret(tx, id, secret)],
    isActive: true,
    disabledAt: null,
    disabledReason: null,
    disabledMessage: null,
    failingSince: null,
    failuresInRow: 0,
    restUntil: null,
    idempotencyKey,
    requestHash,
    createdAt: tx.clock(),
  });
}
