import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import { SettingError } from '../../subgraphs/shared/settings.ts';

/** Where the keys come from that tokens are checked with. */
export interface KeySource {
  /** The key for a token's header, as `jwtVerify` asks. May reject with AUTHENTICATION_UNAVAILABLE. */
  readonly keyFor: JWTVerifyGetKey;
  /** Until when it counts that a token was checked before this moment, in milliseconds since 1970. */
  trustedUntil(): number;
  /** Whether there are keys at all; where not, this asks for them. */
  isReady(): Promise<boolean>;
}

/** Keys that are there and stay the same. */
function constantKeys(keyFor: JWTVerifyGetKey): KeySource {
  return { keyFor, trustedUntil: () => Number.POSITIVE_INFINITY, isReady: async () => true };
}

/** One key for every token. */
export function fixedKey(key: Uint8Array | KeyObject): KeySource {
  return constantKeys(async () => key);
}

/**
 * The public keys of a file: PEM (`BEGIN PUBLIC KEY` or `BEGIN CERTIFICATE`), one key as JWK, or several as a JWK set. It is
 * read once.
 *
 * @throws SettingError when it cannot be read or holds anything but public keys: a private key has no place there
 */
export async function keysOfFile(file: string): Promise<KeySource> {
  const refused = (received: string): SettingError =>
    new SettingError('JWT_PUBLIC_KEY_FILE', 'a public key as PEM or JWK, or a JWK set', received);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refused(`${file} (${error.code})`);
  });
  if (/PRIVATE KEY/.test(text)) throw refused(`${file} (a private key)`);
  try {
    if (!text.trimStart().startsWith('{')) return fixedKey(createPublicKey(text));
    const content = JSON.parse(text) as Record<string, unknown>;
    if (hasSecrets(content)) throw new Error('a private or symmetric key');
    if (!('keys' in content)) return fixedKey(createPublicKey({ key: content, format: 'jwk' }));
    return constantKeys(createLocalJWKSet(content as unknown as JSONWebKeySet));
  } catch (error) {
    throw refused(`${file} (${messageOf(error)})`);
  }
}

function hasSecrets(content: Record<string, unknown>): boolean {
  const keys = Array.isArray(content['keys']) ? content['keys'] : [content];
  return keys.some((key: unknown) => typeof key === 'object' && key !== null && ('d' in key || 'k' in key));
}
