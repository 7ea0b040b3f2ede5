import { deriveKey } from '../../../subgraphs/shared/vault.ts';

/** What Standard Webhooks puts before a secret. */
const secretPrefix = 'whsec_';

/** The key of a client's signatures, 32 bytes. Each client and generation has one of its own, and none tells another. */
export function signingKey(secret: string, client: string, generation: number): Buffer {
  // Neither a client's name nor a number holds a space, so no two pairs have one text.
  return deriveKey(secret, `inbound signatures ${client} ${generation}`);
}

/** The same as a client gets it: `whsec_` and base64, as libraries of Standard Webhooks take it. */
export function signingSecret(secret: string, client: string, generation: number): string {
  return `${secretPrefix}${signingKey(secret, client, generation).toString('base64')}`;
}
