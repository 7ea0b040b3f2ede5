import { createRemoteJWKSet, customFetch, errors } from 'jose';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { maskPassword } from '../../subgraphs/shared/settings.ts';
import { authenticationUnavailable } from './errors.ts';
import type { KeySource } from './key-source.ts';

export interface RemoteKeysOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Milliseconds since 1970. Default the present time. */
  readonly now?: (() => number) | undefined;
  /** A URL that takes longer counts as one that does not answer. Default 5 000. */
  readonly timeoutMs?: number;
}

/** Keys are read again ahead of their time while tokens come, so that nobody waits for it. */
const readAheadMs = 4 * 60_000;
/** A key that has left the set is believed for this long at most, as long as the URL answers. */
export const freshForMs = 5 * 60_000;
/** And for this long when it does not: an identity provider that is away takes nobody's session with it at once. */
export const staleForMs = 60 * 60_000;
/** A token may name a key that was not read yet. That is looked up, but not more often than this. */
export const cooldownMs = 10_000;
const firstRetryMs = 1_000;
const maxRetryMs = 30_000;
const maxSetBytes = 1024 * 1024;

/**
 * The keys that an identity provider publishes (JWK set, RFC 7517), read when the first token comes, when they are old, and
 * when a token names one that is not known. A URL that fails is left alone for a while, longer each time; what that leaves
 * undecided is refused with AUTHENTICATION_UNAVAILABLE.
 */
export function createRemoteKeys({
  url,
  logger,
  now = Date.now,
  timeoutMs = 5_000,
}: RemoteKeysOptions): KeySource {
  // When to read is decided here: jose would ask a URL that fails again for each token.
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    [customFetch]: fetchBounded,
  });
  let readAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let nextAttemptAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const age = (): number => now() - readAt;

  function read(): Promise<void> {
    reading ??= readOnce().finally(() => (reading = undefined));
    return reading;
  }

  async function readOnce(): Promise<void> {
    if (now() < nextAttemptAt) throw unavailable();
    try {
      const startedAt = now();
      await keys.reload();
      readAt = startedAt;
      failures = 0;
      nextAttemptAt = Number.NEGATIVE_INFINITY;
    } catch (error) {
      nextAttemptAt = now() + Math.min(firstRetryMs * 2 ** failures, maxRetryMs);
      failures++;
      logger.error(
        { url: maskPassword(url), error: reasonOf(error) },
        'keys of the identity provider cannot be read',
      );
      throw unavailable();
    }
  }

  function unavailable() {
    const retryAfterSeconds = Math.max(1, Math.ceil((nextAttemptAt - now()) / 1_000));
    return authenticationUnavailable('the keys of the identity provider cannot be read', retryAfterSeconds);
  }

  /** Resolves when there are keys that may be used. */
  async function ensure(): Promise<void> {
    if (age() < readAheadMs) return;
    const mayUseStale = failures > 0 && age() < staleForMs;
    if (age() < freshForMs || mayUseStale) return void read().catch(() => undefined);
    await read().catch((error: unknown) => {
      if (age() >= staleForMs) throw error;
    });
  }

  return {
    async keyFor(header, token) {
      await ensure();
      try {
        return await keys(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || age() < cooldownMs) throw error;
        await read();
        return keys(header, token);
      }
    },
    trustedUntil: () => readAt + freshForMs,
    async isReady() {
      if (readAt === Number.NEGATIVE_INFINITY) await read().catch(() => undefined);
      return readAt !== Number.NEGATIVE_INFINITY;
    },
  };
}

async function fetchBounded(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`Expected status 200, got ${response.status}.`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxSetBytes) throw new Error(`Expected at most ${maxSetBytes} bytes, got more.`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks));
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { cause } = Object(error) as { cause?: unknown };
  return cause === undefined ? messageOf(error) : `${messageOf(error)}: ${messageOf(cause)}`;
}
