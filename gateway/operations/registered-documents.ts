import { Redis } from 'ioredis';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { sha256 } from './normalise.ts';

/**
 * Texts that clients register under their hash while running (automatic persisted queries). One may be gone at any time:
 * its client is told so and sends it again.
 */
export interface RegisteredDocuments {
  get(hash: string): Promise<string | undefined>;
  /** @param hash the SHA-256 of `text` */
  set(hash: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export interface MemoryOptions {
  /** Sum of the texts' lengths, in UTF-16 units; those not used for longest go first. Default 10 million. */
  readonly maxLength?: number;
}

/** Longer texts are not kept: their clients send them each time. */
const maxTextLength = 100_000;

/** Keeps texts in this process. */
export function rememberInMemory({ maxLength = 10_000_000 }: MemoryOptions = {}): RegisteredDocuments {
  const texts = new Map<string, string>();
  let length = 0;

  function forget(hash: string): void {
    length -= texts.get(hash)?.length ?? 0;
    texts.delete(hash);
  }

  return {
    async get(hash) {
      const text = texts.get(hash);
      if (text === undefined) return undefined;
      texts.delete(hash);
      texts.set(hash, text);
      return text;
    },
    async set(hash, text) {
      forget(hash);
      if (text.length > Math.min(maxTextLength, maxLength)) return;
      texts.set(hash, text);
      length += text.length;
      for (const oldest of texts.keys()) {
        if (length <= maxLength) return;
        forget(oldest);
      }
    },
    close: async () => undefined,
  };
}

export interface SharedOptions {
  readonly url: string;
  /** Every key starts with it: two installations on one Redis never read each other's texts. */
  readonly prefix: string;
  readonly logger: Logger;
  /** How long a text is kept after it was registered or read. Default a day. */
  readonly ttlSeconds?: number;
  /** What is read again without asking Redis. */
  readonly memory?: RegisteredDocuments;
}

/** A Redis that takes longer is treated as one that has nothing: a client then sends its text again. */
const redisTimeoutMs = 500;

/** Shares texts with the other gateways of the installation. While Redis is away each has its own. */
export function shareInRedis(options: SharedOptions): RegisteredDocuments {
  const { url, prefix, logger, ttlSeconds = 24 * 3600, memory = rememberInMemory() } = options;
  const redis = new Redis(url, {
    commandTimeout: redisTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  let isAway = false;
  redis.on('ready', () => (isAway = false));
  redis.on('error', (error: Error) => {
    if (!isAway) logger.warn({ error: error.message }, 'Redis is away: registered operations are not shared');
    isAway = true;
  });
  const keyOf = (hash: string): string => `${prefix}:apq:${hash}`;

  return {
    async get(hash) {
      const known = await memory.get(hash);
      if (known !== undefined) return known;
      const text = await redis.getex(keyOf(hash), 'EX', ttlSeconds).catch(() => null);
      // What others may write to as well is not taken on trust.
      if (text === null || sha256(text) !== hash) return undefined;
      await memory.set(hash, text);
      return text;
    },
    async set(hash, text) {
      await memory.set(hash, text);
      if (text.length > maxTextLength) return;
      await redis.set(keyOf(hash), text, 'EX', ttlSeconds).catch(() => undefined);
    },
    async close() {
      redis.disconnect();
    },
  };
}
