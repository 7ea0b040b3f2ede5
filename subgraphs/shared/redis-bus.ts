import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { topicOf } from './event-bus.ts';
import type { EventBus, EventHandler, EventSubscription } from './event-bus.ts';
import type { DomainEvent } from './events.ts';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

export interface RedisBusOptions {
  readonly url: string;
  /** Every key starts with it. Two installations on one Redis need two prefixes, or they would read each other's events. */
  readonly prefix: string;
  readonly logger: Logger;
  /** How long events are kept for groups that are away. Default seven days. */
  readonly retentionMs?: number;
  /** After how long an event that a killed process was working on is given to another. Default 5 s. */
  readonly claimAfterMs?: number;
}

interface Entry {
  readonly id: string;
  readonly event: DomainEvent;
}

const batchSize = 64;
const blockMs = 1_000;
const retryDelayMs = 250;
const trimEvery = 500;
const parallelAggregates = 8;
const dayMs = 24 * 3600 * 1_000;

/**
 * The bus of the distributed mode: one Redis stream, one consumer group per subgraph. An event is acknowledged when its
 * group has taken it; until then it stays pending, also across the death of the process.
 */
export function createRedisBus(options: RedisBusOptions): EventBus {
  const { url, prefix, logger, retentionMs = 7 * dayMs } = options;
  if (prefix === '') throw new Error('A Redis bus needs a prefix: without one installations would mix.');
  const stream = `${prefix}:events`;
  const publisher = connect(url, logger);
  const stops = new Set<() => Promise<void>>();
  let published = 0;

  return {
    async publish(event) {
      await publisher.xadd(stream, '*', 'event', JSON.stringify(event));
      if (published++ % trimEvery === 0) {
        await publisher.xtrim(stream, 'MINID', '~', String(Date.now() - retentionMs));
      }
    },
    async subscribe(group, interest, handler) {
      const subscription = await startConsumer({
        ...options,
        stream,
        group,
        interest: new Set(interest),
        handler,
      });
      const stop = async (): Promise<void> => {
        stops.delete(stop);
        await subscription.stop();
      };
      stops.add(stop);
      return { stop };
    },
    async close() {
      await Promise.all([...stops].map((stop) => stop()));
      publisher.disconnect();
    },
  };
}

function connect(url: string, logger: Logger): Redis {
  // Commands wait while the connection is away; the outbox and the pending list keep what matters meanwhile.
  const redis = new Redis(url, {
    maxRetriesPerRequest: 3,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  redis.on('error', (error: Error) => logger.warn({ error: error.message }, 'Redis connection'));
  return redis;
}

interface ConsumerOptions extends RedisBusOptions {
  readonly stream: string;
  readonly group: string;
  readonly interest: ReadonlySet<string>;
  readonly handler: EventHandler;
}

async function startConsumer(options: ConsumerOptions): Promise<EventSubscription> {
  const { url, stream, group, interest, handler, logger, claimAfterMs = 5_000 } = options;
  const consumer = randomUUID();
  // Reading blocks its connection, so nothing else may share it.
  const reader = connect(url, logger);
  const writer = connect(url, logger);
  await createGroup(writer, stream, group);
  let stopped = false;
  let nextClaimAt = 0;

  /** Handles one aggregate's events in order; stops at the first that is not taken. @returns what was taken. */
  async function handleAggregate(entries: readonly Entry[]): Promise<string[]> {
    const taken: string[] = [];
    for (const { id, event } of entries) {
      try {
        if (interest.has(topicOf(event))) await handler(event);
        taken.push(id);
      } catch (error) {
        logger.info({ event: event.id, group, error: messageOf(error) }, 'event not taken yet');
        break;
      }
    }
    return taken;
  }

  /** @returns whether everything was taken. */
  async function handleBatch(entries: readonly Entry[]): Promise<boolean> {
    const queues = [...Map.groupBy(entries, ({ event }) => event.aggregateId).values()];
    const taken: string[] = [];
    const work = async (): Promise<void> => {
      for (let next = queues.shift(); next !== undefined; next = queues.shift()) {
        taken.push(...(await handleAggregate(next)));
      }
    };
    await Promise.all(Array.from({ length: parallelAggregates }, work));
    if (taken.length > 0) await writer.xack(stream, group, ...taken);
    return taken.length === entries.length;
  }

  /** What this consumer, or one that died, was given and has not acknowledged comes first: it is older. */
  async function pending(): Promise<Entry[]> {
    if (Date.now() >= nextClaimAt) {
      nextClaimAt = Date.now() + claimAfterMs / 2;
      await writer.xautoclaim(stream, group, consumer, claimAfterMs, '0-0', 'COUNT', batchSize, 'JUSTID');
    }
    return readEntries(
      await writer.xreadgroup('GROUP', group, consumer, 'COUNT', batchSize, 'STREAMS', stream, '0'),
    );
  }

  async function fresh(): Promise<Entry[]> {
    return readEntries(
      await reader.xreadgroup(
        'GROUP',
        group,
        consumer,
        'COUNT',
        batchSize,
        'BLOCK',
        blockMs,
        'STREAMS',
        stream,
        '>',
      ),
    );
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const left = await pending();
        const done = left.length > 0 ? await handleBatch(left) : await handleBatch(await fresh());
        if (!done) await delay(retryDelayMs);
      } catch (error) {
        if (stopped) return;
        logger.warn({ group, error: messageOf(error) }, 'reading events failed');
        // A Redis that lost its data has lost the group as well.
        if (messageOf(error).includes('NOGROUP'))
          await createGroup(writer, stream, group).catch(() => undefined);
        await delay(retryDelayMs);
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      reader.disconnect();
      await running;
      await forgetConsumer(writer, stream, group, consumer).catch(() => undefined);
      writer.disconnect();
    },
  };
}

/** The group starts at the beginning of what is kept, so that a subgraph that comes later misses nothing. */
async function createGroup(redis: Redis, stream: string, group: string): Promise<void> {
  try {
    await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM');
  } catch (error) {
    if (!messageOf(error).includes('BUSYGROUP')) throw error;
  }
}

/** Deleting a consumer deletes its pending events too, so one that has any stays for another to claim from. */
async function forgetConsumer(redis: Redis, stream: string, group: string, consumer: string): Promise<void> {
  const waiting = await redis.xpending(stream, group, '-', '+', 1, consumer);
  if (waiting.length === 0) await redis.xgroup('DELCONSUMER', stream, group, consumer);
}

type StreamReply = [stream: string, entries: [id: string, fields: string[] | null][]][] | null;

function readEntries(reply: unknown): Entry[] {
  const [first] = (reply as StreamReply) ?? [];
  return (first?.[1] ?? []).flatMap(([id, fields]) => {
    // Trimmed while it was pending: there is nothing left to handle.
    const text = fields?.[1];
    return text === undefined ? [] : [{ id, event: JSON.parse(text) as DomainEvent }];
  });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
