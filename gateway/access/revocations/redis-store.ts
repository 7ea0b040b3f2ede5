import { Redis } from 'ioredis';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { parseRevocation } from './revocation.ts';
import type { Revocation } from './revocation.ts';
import type { RevocationStore } from './store.ts';

export interface RedisStoreOptions {
  readonly url: string;
  /** Every key starts with it: installations that share a Redis do not share revocations. */
  readonly prefix: string;
  readonly logger: Logger;
  /** How often it is made sure that no message was missed. Default 5 000. */
  readonly checkEveryMs?: number;
}

const commandTimeoutMs = 2_000;
/** A Redis that is away keeps nobody from stopping. */
const disconnectTimeoutMs = 100;

/**
 * Shares revocations with the other gateways of the installation: in a hash of Redis, with a counter of its changes and a
 * message for each. All of it is read again after each message, after each new connection, and when the counter is another
 * than it was: messages may be lost. While Redis is away what was read last stays in effect, and nothing can be added.
 */
export function shareInRedis(options: RedisStoreOptions): RevocationStore {
  const { url, prefix, logger, checkEveryMs = 5_000 } = options;
  const hashKey = `${prefix}:revocations`;
  const versionKey = `${prefix}:revocations:version`;
  const channel = `${prefix}:revocations:changed`;
  const retryStrategy = (times: number): number => Math.min(times * 100, 1_000);
  const commands = new Redis(url, {
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    disconnectTimeout: disconnectTimeoutMs,
    retryStrategy,
  });
  const messages = new Redis(url, {
    maxRetriesPerRequest: null,
    disconnectTimeout: disconnectTimeoutMs,
    retryStrategy,
  });
  const listeners = new Set<() => void>();
  let kept: readonly Revocation[] | undefined;
  let version: string | null = null;
  let isAway = false;
  let reading: Promise<void> | undefined;
  let readAgain = false;

  function away(error: unknown): void {
    if (!isAway) logger.error({ error: messageOf(error) }, 'Redis is away: revocations are not heard of');
    isAway = true;
  }

  /** Reads all of it. A call while it reads makes it read once more: what it read may be older than the call. */
  function read(): Promise<void> {
    if (reading !== undefined) {
      readAgain = true;
      return reading;
    }
    reading = readUntilQuiet().finally(() => (reading = undefined));
    return reading;
  }

  async function readUntilQuiet(): Promise<void> {
    do {
      readAgain = false;
      await readOnce().catch(away);
    } while (readAgain);
  }

  async function readOnce(): Promise<void> {
    const answers = await commands.multi().get(versionKey).hgetall(hashKey).exec();
    const [readVersion, entries] = (answers ?? []).map(([error, answer]) => {
      if (error !== null) throw error;
      return answer;
    });
    isAway = false;
    const known = readVersion as string | null;
    if (known === null && kept !== undefined && kept.length > 0) return giveBack(kept);
    if (kept !== undefined && known === version) return;
    kept = Object.entries(entries as Record<string, string>).flatMap(([id, text]) => parsed(id, text));
    version = known;
    for (const listener of listeners) listener();
  }

  /** A Redis that has lost what it held gets it again from whoever knows it. */
  async function giveBack(lost: readonly Revocation[]): Promise<void> {
    logger.error({ revocations: lost.length }, 'Redis has lost the revocations: they are given back');
    await writeAndTell((transaction) =>
      transaction.hset(hashKey, Object.fromEntries(lost.map((each) => [each.id, JSON.stringify(each)]))),
    );
    readAgain = true;
  }

  function parsed(id: string, text: string): Revocation[] {
    try {
      return [parseRevocation(text)];
    } catch (error) {
      logger.error({ id, error: messageOf(error) }, 'a revocation cannot be read');
      return [];
    }
  }

  async function checkVersion(): Promise<void> {
    if (commands.status !== 'ready') return;
    const current = await commands.get(versionKey).catch((error: unknown) => {
      away(error);
      return version;
    });
    if (current !== version || kept === undefined) await read();
  }

  async function writeAndTell(
    write: (transaction: ReturnType<Redis['multi']>) => typeof transaction,
  ): Promise<unknown> {
    const answers = await write(commands.multi()).incr(versionKey).publish(channel, '').exec();
    const [[error, answer] = [new Error('Redis did not answer.')]] = answers ?? [];
    if (error !== null) throw error;
    return answer;
  }

  async function change(write: Parameters<typeof writeAndTell>[0]): Promise<unknown> {
    const answer = await writeAndTell(write);
    await read();
    return answer;
  }

  commands.on('ready', () => void read());
  commands.on('error', away);
  messages.on('error', () => undefined);
  // Also after each reconnect, when ioredis has subscribed again: what was published in between is read.
  messages.on('ready', () => void messages.subscribe(channel).then(read, () => undefined));
  messages.on('message', () => void read());
  const timer = setInterval(() => void checkVersion(), checkEveryMs);

  return {
    all: () => kept,
    async add(revocation) {
      await change((transaction) => transaction.hset(hashKey, revocation.id, JSON.stringify(revocation)));
    },
    remove: async (id) => (await change((transaction) => transaction.hdel(hashKey, id))) === 1,
    onChange: (listener) => void listeners.add(listener),
    async close() {
      clearInterval(timer);
      commands.disconnect();
      messages.disconnect();
      await reading;
    },
  };
}
