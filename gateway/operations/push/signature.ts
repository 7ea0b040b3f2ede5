import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../../subgraphs/shared/vault.ts';
import { sha256 } from '../normalise.ts';

/** Headers of a signed push, in lower case. */
export const timestampHeader = 'leadgraph-timestamp';
export const signatureHeader = 'leadgraph-signature';

/** How far a push may be from the gateway's clock, before and after. */
export const windowSeconds = 300;

export interface Push {
  readonly client: string;
  /** Seconds since 1970, with up to three decimals. Of two pushes of a client the later one counts. */
  readonly timestamp: string;
  readonly body: string;
}

export interface SignedPush extends Push {
  readonly signature: string;
}

const timestampForm = /^\d{1,12}(\.\d{1,3})?$/;

/** The timestamp of a push that is made now. */
export function timestampAt(time: Date): string {
  return (time.getTime() / 1_000).toFixed(3);
}

/** HMAC-SHA256 in hexadecimal, with a key that derives from the installation's secret and serves nothing else. */
export function signPush(secret: string, { client, timestamp, body }: Push): string {
  // Neither a timestamp nor a client's name is of several lines, so no two pushes have one text.
  return createHmac('sha256', deriveKey(secret, 'operations push'))
    .update(`${timestamp}\n${client}\n${body}`)
    .digest('hex');
}

/** Whether a push was signed with the installation's secret, whenever that was. */
export function isSigned(secret: string, push: SignedPush): boolean {
  const expected = Buffer.from(signPush(secret, push));
  const given = Buffer.from(push.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export type Refusal = 'unsigned' | 'outdated';

/** @returns why a push that arrives at `now` is refused; undefined for one that is accepted */
export function refusalOf(secret: string, push: SignedPush, now: Date): Refusal | undefined {
  if (!isSigned(secret, push)) return 'unsigned';
  const time = timestampForm.test(push.timestamp) ? Number(push.timestamp) : Number.NaN;
  return Math.abs(now.getTime() / 1_000 - time) <= windowSeconds ? undefined : 'outdated';
}

/**
 * Sorts as text in the order in which pushes count: by time, and by content where two have the same. Every gateway comes to
 * the same order, whatever reaches it first.
 */
export function versionOf({ timestamp, body }: Push): string {
  const [seconds = '', fraction = ''] = timestamp.split('.');
  return `${seconds.padStart(12, '0')}.${fraction.padEnd(3, '0')} ${sha256(body)}`;
}
