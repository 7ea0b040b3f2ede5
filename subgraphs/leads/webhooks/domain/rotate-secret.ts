import { inTransaction } from '../../../shared/context.ts';
import type { LeadsContext } from '../../context.ts';
import type { Reason } from '../../domain/validate-submission.ts';
import type { KeptSecret, Webhook } from '../entities.ts';
import { lockWebhook } from './find-webhook.ts';
import { keepSecret, makeSecret } from './secrets.ts';

export type RotationResult =
  | { readonly kind: 'rotated'; readonly webhook: Webhook; readonly secret: string }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

const maxOverlapHours = 168;
const hourMs = 3_600_000;
/** Each secret that signs is one more signature in the header. */
const maxSecrets = 4;

/**
 * Gives an endpoint a new secret. Earlier ones sign as well until the overlap has passed, never longer than they would
 * have: with an overlap of 0 hours all of them end at once.
 * @throws FORBIDDEN, NOT_FOUND.
 */
export async function rotateSecret(
  ctx: LeadsContext,
  { id, overlapHours }: { readonly id: string; readonly overlapHours: number },
): Promise<RotationResult> {
  const isInRange = overlapHours >= 0 && overlapHours <= maxOverlapHours;
  if (!isInRange)
    return rejected('overlapHours', `expected 0 to ${maxOverlapHours} hours, got ${overlapHours}`);
  return inTransaction(ctx, async (tx) => {
    const webhook = await lockWebhook(tx, id);
    const now = tx.clock();
    const until = new Date(now.getTime() + overlapHours * hourMs);
    const earlier = overlapHours === 0 ? [] : webhook.secretsAt(now).map((secret) => endBy(secret, until));
    if (earlier.length >= maxSecrets) {
      const message = `expected at most ${maxSecrets - 1} earlier secrets that still sign, got ${earlier.length}; 0 hours end them`;
      return rejected('overlapHours', message);
    }
    const secret = makeSecret();
    webhook.secrets = [await keepSecret(tx, webhook.id, secret), ...earlier];
    return { kind: 'rotated', webhook, secret };
  });
}

function endBy(secret: KeptSecret, until: Date): KeptSecret {
  const { validUntil } = secret;
  return validUntil !== null && new Date(validUntil) < until
    ? secret
    : { ...secret, validUntil: until.toISOString() };
}

function rejected(field: string, message: string): RotationResult {
  return { kind: 'rejected', reasons: [{ field, message }] };
}
