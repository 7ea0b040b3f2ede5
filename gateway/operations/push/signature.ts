import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../../../subgraphs/shared/vault.ts';

/** Headers of a signed push, in lower case. */
export const timestampHeader = 'leadgraph-timestamp';
export const signatureHeader = 'leadgraph-signature';

/** How far a push may be from the gateway's clock, before and after. */
export const windowSeconds = 300;

export interface Push {
  readonly client: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly body: string;
}

/** HMAC-SHA256 in hexadecimal, with a key that derives from the installation's secret and serves nothing else. */
export function signPush(secret: string, { client, timestamp, body }: Push): string {
  // A client's name and a timestamp hold no dot, so no two pushes have one text.
  return createHmac('sha256', deriveKey(secret, 'operations push'))
    .update(`${timestamp}.${client}.${body}`)
    .digest('hex');
}

export type Refusal = 'unsigned' | 'outdated' | 'replayed';

export interface PushVerifier {
  /** @returns why a push is refused; undefined for one that is accepted, which is then accepted once */
  refusalOf(push: Push, signature: string): Refusal | undefined;
}

/** @param clock for the window; remembers the signatures it has accepted for as long as their timestamps are in it */
export function createPushVerifier(secret: string, clock: () => Date): PushVerifier {
  const accepted = new Map<string, number>();
  return {
    refusalOf(push, signature) {
      const expected = Buffer.from(signPush(secret, push));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'unsigned';
      const now = clock().getTime() / 1_000;
      const timestamp = /^\d{1,12}$/.test(push.timestamp) ? Number(push.timestamp) : Number.NaN;
      if (!(Math.abs(now - timestamp) <= windowSeconds)) return 'outdated';
      for (const [known, at] of accepted) if (now - at > windowSeconds) accepted.delete(known);
      if (accepted.has(signature)) return 'replayed';
      accepted.set(signature, timestamp);
      return undefined;
    },
  };
}
