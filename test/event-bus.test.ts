import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { EventBus, EventHandler } from '../subgraphs/shared/event-bus.ts';
import type { DomainEvent } from '../subgraphs/shared/events.ts';
import { createInProcessBus } from '../subgraphs/shared/in-process-bus.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { createRedisBus } from '../subgraphs/shared/redis-bus.ts';

const logger = createLogger('silent');
const redisUrl = process.env['TEST_REDIS_URL'] ?? '';

/** A bus that survives its process: what a second one with the same place gets is what the first one left. */
interface Place {
  open(): EventBus;
  /** The outbox's part of the contract: publishes again until the bus has taken the event. */
  publish(bus: EventBus, event: DomainEvent): Promise<void>;
}

async function untilTaken(publish: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await publish();
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const places: [string, boolean, () => Place][] = [
  [
    'in-process',
    true,
    () => ({
      open: () => createInProcessBus(['reader']),
      publish: (bus, event) => untilTaken(() => bus.publish(event)),
    }),
  ],
  [
    'Redis',
    redisUrl !== '',
    () => {
      const prefix = `test:${randomUUID()}`;
      return {
        open: () => createRedisBus({ url: redisUrl, prefix, logger, claimAfterMs: 50 }),
        publish: (bus, event) => bus.publish(event),
      };
    },
  ],
];

function fact(aggregateId: string, sequence: number, type = 'ThingHappened'): DomainEvent {
  const occurredAt = '2025-01-01T00:00:00.000Z';
  return {
    id: randomUUID(),
    publisher: 'writer',
    type,
    version: 1,
    aggregateId,
    sequence,
    occurredAt,
    payload: { sequence },
  };
}

/** Collects what arrives, and tells when enough has. */
function collector(): {
  handler: EventHandler;
  received: DomainEvent[];
  arrived(count: number): Promise<void>;
} {
  const received: DomainEvent[] = [];
  let check = (): void => undefined;
  return {
    received,
    handler: async (event) => {
      received.push(event);
      check();
    },
    arrived: (count) =>
      new Promise((resolve) => {
        check = () => {
          if (received.length >= count) resolve();
        };
        check();
      }),
  };
}

// A missing Redis is told at the end of the run, and fails it in CI.
for (const [name, , makePlace] of places.filter(([, isThere]) => isThere)) {
  describe(`the event bus (${name})`, () => {
    it('brings each event to a group that wants it, and no other', async () => {
      const place = makePlace();
      const bus = place.open();
      const { handler, received, arrived } = collector();
      await bus.subscribe('reader', ['writer.ThingHappened'], handler);
      await place.publish(bus, fact(randomUUID(), 1, 'OtherThing'));
      const wanted = fact(randomUUID(), 1);
      await place.publish(bus, wanted);
      await arrived(1);
      expect(received).toEqual([wanted]);
      await bus.close();
    });

    it('keeps the order of one aggregate', async () => {
      const place = makePlace();
      const bus = place.open();
      const { handler, received, arrived } = collector();
      await bus.subscribe('reader', ['writer.ThingHappened'], handler);
      const ids = [randomUUID(), randomUUID(), randomUUID()];
      for (let sequence = 1; sequence <= 20; sequence++) {
        for (const id of ids) await place.publish(bus, fact(id, sequence));
      }
      await arrived(60);
      for (const id of ids) {
        const sequences = received.filter((event) => event.aggregateId === id).map((event) => event.sequence);
        expect(sequences).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      }
      await bus.close();
    });

    it('gives an event again when the group failed, before any later one of the same aggregate', async () => {
      const place = makePlace();
      const bus = place.open();
      const { handler, received, arrived } = collector();
      let failures = 3;
      await bus.subscribe('reader', ['writer.ThingHappened'], async (event) => {
        if (event.sequence === 1 && failures-- > 0) throw new Error('not now');
        await handler(event);
      });
      const id = randomUUID();
      await place.publish(bus, fact(id, 1));
      await place.publish(bus, fact(id, 2));
      await arrived(2);
      expect(received.map((event) => event.sequence)).toEqual([1, 2]);
      await bus.close();
    });

    it('loses nothing for a group that was away', async () => {
      const place = makePlace();
      const bus = place.open();
      const first = collector();
      const subscription = await bus.subscribe('reader', ['writer.ThingHappened'], first.handler);
      const id = randomUUID();
      await place.publish(bus, fact(id, 1));
      await first.arrived(1);
      await subscription.stop();
      const waiting = Promise.all([2, 3].map((sequence) => place.publish(bus, fact(id, sequence))));
      const second = collector();
      await bus.subscribe('reader', ['writer.ThingHappened'], second.handler);
      await waiting;
      await second.arrived(2);
      expect(second.received.map((event) => event.sequence).sort()).toEqual([2, 3]);
      expect(first.received).toHaveLength(1);
      await bus.close();
    });

    it('gives what a killed process was working on to the one that comes after it', async () => {
      const place = makePlace();
      const killed = place.open();
      const { promise: started, resolve: start } = Promise.withResolvers<void>();
      await killed.subscribe('reader', ['writer.ThingHappened'], () => {
        start();
        return Promise.reject(new Error('the process died here'));
      });
      const event = fact(randomUUID(), 1);
      const published = killed.publish(event).catch(() => undefined);
      await started;
      await killed.close();
      await published;

      const bus = place.open();
      const { handler, received, arrived } = collector();
      await bus.subscribe('reader', ['writer.ThingHappened'], handler);
      if (name === 'in-process') await place.publish(bus, event);
      await arrived(1);
      expect(received).toEqual([event]);
      await bus.close();
    });
  });
}
