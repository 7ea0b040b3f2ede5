import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { printPushed } from './pushed-manifest.ts';
import { versionOf } from './signature.ts';
import type { SignedPush } from './signature.ts';

/** Pushes that all gateways of an installation hold in common. */
export interface SharedManifests {
  /**
   * Puts a push in the place of the client's, and tells the other gateways.
   * @param over the text of one that is no good: it gives way however new it says it is
   * @returns `overtaken` when the one there is as new or newer and stays; `away` when nobody could be asked
   */
  offer(push: SignedPush, over?: string): Promise<'shared' | 'overtaken' | 'away'>;
  /** The text of each client's push. @throws Error while Redis is away */
  read(): Promise<ReadonlyMap<string, string>>;
  /** Whether Redis can be reached; at first waits until that is known. */
  connected(): Promise<boolean>;
  close(): void;
}

export interface SharedManifestsOptions {
  readonly url: string;
  /** Every key starts with it, so that two installations on one Redis never read each other's. */
  readonly prefix: string;
  readonly logger: Logger;
  /** Called when another push may be there: after each announcement, and whenever the connection is up again. */
  readonly onChange: () => void;
}

/** The versions are texts that sort; comparing and writing is one step, so that of two pushes at once one remains. */
const offerScript = `
local there = redis.call('HMGET', KEYS[1], ARGV[1], ARGV[1] .. ':version')
local gives_way = not there[1] or not there[2] or there[2] < ARGV[2] or redis.sha1hex(there[1]) == ARGV[5]
if not gives_way then return 0 end
redis.call('HSET', KEYS[1], ARGV[1] .. ':version', ARGV[2], ARGV[1], ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[1])
return 1
`;

const commandTimeoutMs = 5_000;
/** How long a start waits for a Redis that neither answers nor refuses. */
const connectTimeoutMs = 2_000;

export function shareManifests(options: SharedManifestsOptions): SharedManifests {
  const { url, prefix, logger, onChange } = options;
  const key = `${prefix}:manifests`;
  const channel = `${prefix}:manifests:changed`;
  const settings = {
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResubscribe: false,
    retryStrategy: (times: number) => Math.min(times * 100, 2_000),
  };
  const commands = new Redis(url, settings);
  // A connection that listens can do nothing else.
  const listener = new Redis(url, settings);
  const firstTry = Promise.withResolvers<void>();
  const giveUp = setTimeout(() => firstTry.resolve(), connectTimeoutMs);
  let isAway = false;

  function onError(error: Error): void {
    if (!isAway)
      logger.warn(
        { error: error.message },
        'Redis is away: operations that are pushed reach this gateway alone until it is back',
      );
    isAway = true;
    firstTry.resolve();
  }

  /** Listening comes first: what is pushed between the two is then announced or read, or both. */
  async function whenReady(): Promise<void> {
    if (commands.status !== 'ready' || listener.status !== 'ready') return;
    try {
      await listener.subscribe(channel);
      isAway = false;
      firstTry.resolve();
      onChange();
    } catch (error) {
      onError(error as Error);
      listener.disconnect(true);
    }
  }

  for (const redis of [commands, listener]) {
    redis.on('ready', () => void whenReady());
    redis.on('error', onError);
  }
  listener.on('message', onChange);

  return {
    async offer(push, over = '') {
      const { client } = push;
      try {
        requireReady(commands);
        const taken = await commands.eval(
          offerScript,
          1,
          key,
          client,
          versionOf(push),
          printPushed(push),
          channel,
          createHash('sha1').update(over).digest('hex'),
        );
        isAway = false;
        return taken === 1 ? 'shared' : 'overtaken';
      } catch (error) {
        onError(error as Error);
        return 'away';
      }
    },
    async read() {
      requireReady(commands);
      const fields = Object.entries(await commands.hgetall(key));
      isAway = false;
      return new Map(fields.filter(([name]) => !name.endsWith(':version')));
    },
    async connected() {
      await firstTry.promise;
      return !isAway && listener.status === 'ready';
    },
    close() {
      clearTimeout(giveUp);
      firstTry.resolve();
      commands.disconnect();
      listener.disconnect();
    },
  };
}

/** A command that fails at once would leave its timer running. */
function requireReady({ status }: Redis): void {
  if (status !== 'ready') throw new Error(`The connection to Redis is ${status}.`);
}
