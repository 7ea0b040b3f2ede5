import { createHmac, randomBytes } from 'node:crypto';
import type { LeadsContext } from '../../context.ts';
import type { KeptSecret, Webhook } from '../entities.ts';

const prefix = 'whsec_';
/** Standard Webhooks asks for 24 to 64. */
const secretBytes = 32;

/** A new secret as receivers keep it: `whsec_` and base64. */
export function makeSecret(): string {
  return `${prefix}${randomBytes(secretBytes).toString('base64')}`;
}

/** Sealed under a key of the endpoint's own, which dies with the endpoint. */
export async function keepSecret(ctx: LeadsContext, webhookId: string, secret: string): Promise<KeptSecret> {
  const sealed = await ctx.secrets.seal(webhookId, secret);
  return { sealed, createdAt: ctx.clock().toISOString(), validUntil: null };
}

/** The secrets that sign now, newest first. Empty once the endpoint's key is destroyed. */
export async function openSecrets(ctx: LeadsContext, webhook: Webhook): Promise<string[]> {
  const sealed = webhook.secretsAt(ctx.clock()).map((secret) => secret.sealed);
  const opened = await ctx.secrets.openMany<string>(sealed);
  return opened.filter((secret) => secret !== null);
}

/**
 * The header `webhook-signature`: a signature by each secret, separated by blanks (Standard Webhooks, "Signature scheme":
 * HMAC-SHA256 over `id.timestamp.body`).
 * @param timestamp seconds since 1970.
 */
export function signaturesOf(
  secrets: readonly string[],
  message: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const signed = `${message.id}.${message.timestamp}.${message.body}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    })
    .join(' ');
}
