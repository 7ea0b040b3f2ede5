import { describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inTransaction } from '../../subgraphs/shared/context.ts';
import type { EventBus } from '../../subgraphs/shared/event-bus.ts';
import type { DomainEvent } from '../../subgraphs/shared/events.ts';
import { recordEvent } from '../../subgraphs/shared/events.ts';
import { startRelay } from '../../subgraphs/shared/relay.ts';
import type { Relay } from '../../subgraphs/shared/relay.ts';
import { logger, openFoundation, schema, startFoundation } from './thing.ts';
import type { Foundation } from './thing.ts';

/** A bus that keeps what it was given, and refuses when told to. */
function recordingBus(refuse: (event: DomainEvent) => boolean = () => false) {
  const published: DomainEvent[] = [];
  const bus: EventBus = {
    async publish(event) {
      if (refuse(event)) throw new Error('the bus is away');
      published.push(event);
    },
    subscribe: () => Promise.reject(new Error('nobody listens here')),
    close: async () => undefined,
  };
  const sequencesOf = (id: string): number[] =>
    published.filter(({ aggregateId }) => aggregateId === id).map(({ sequence }) => sequence);
  return { bus, published, sequencesOf };
}

function relayOf(foundation: Foundation, bus: EventBus): Relay & AsyncDisposable {
  const relay = startRelay({ orm: foundation.orm, publisher: schema, bus, logger });
  return { ...relay, [Symbol.asyncDispose]: () => relay.stop() };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const allPublished = `select 1 where not exists (select 1 from events where published_at is null)`;

describe('an event', () => {
  it('exists when its transaction commits, and not when it rolls back', async () => {
    let commits = 0;
    await using foundation = await startFoundation(() => commits++);
    const kept = await foundation.happen();
    const failing = inTransaction(foundation.createContext(), async (tx) => {
      await recordEvent(tx, { type: 'ThingHappened', aggregateId: randomUUID(), payload: {} });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const rows = await foundation.sql('select aggregate_id, sequence, payload, published_at from events');
    expect(rows).toEqual([{ aggregate_id: kept, sequence: 1, payload: { thing: kept }, published_at: null }]);
    expect(commits).toBe(1);
  });

  it('is told to the relay when it is committed; a transaction without one is not', async () => {
    let told = 0;
    await using foundation = await startFoundation(() => told++);
    await inTransaction(foundation.createContext(), (tx) => tx.em.execute('select 1'));
    expect(told).toBe(0);
    await inTransaction(foundation.createContext(), async (tx) => {
      await inTransaction(tx, (inner) =>
        recordEvent(inner, { type: 'ThingHappened', aggregateId: randomUUID(), payload: {} }),
      );
      expect(told).toBe(0);
    });
    expect(told).toBe(1);
  });

  it('cannot be recorded outside a transaction', async () => {
    await using foundation = await startFoundation();
    const recording = recordEvent(foundation.createContext(), {
      type: 'ThingHappened',
      aggregateId: randomUUID(),
      payload: {},
    });
    await expect(recording).rejects.toThrow('in the transaction that makes them true');
  });

  it('of a transaction inside another one exists only when the outer one commits', async () => {
    await using foundation = await startFoundation();
    const event = { type: 'ThingHappened', aggregateId: randomUUID(), payload: {} };
    const outer = inTransaction(foundation.createContext(), async (tx) => {
      await inTransaction(tx, (inner) => recordEvent(inner, event));
      throw new Error('outer');
    });
    await expect(outer).rejects.toThrow('outer');
    expect(await foundation.sql('select 1 from events')).toEqual([]);
  });

  it('has the next number of its thing, without gaps, under 30 writers at once', async () => {
    await using foundation = await startFoundation();
    const id = await foundation.happen();
    const write = (): Promise<void> =>
      inTransaction(foundation.createContext(), async (tx) => {
        await tx.em.execute('select 1 from things where id = ? for update', [id]);
        await recordEvent(tx, { type: 'ThingHappened', aggregateId: id, payload: {} });
      });
    await Promise.all(Array.from({ length: 30 }, write));
    const rows = await foundation.sql<{ sequence: number }>('select sequence from events order by position');
    expect(rows.map(({ sequence }) => sequence)).toEqual(upTo(31));
  });
});

describe('the relay', () => {
  it('publishes what was committed, whole and in order', async () => {
    await using foundation = await startFoundation();
    const ids = [await foundation.happen({ times: 5 }), await foundation.happen({ times: 300 })];
    const { bus, published, sequencesOf } = recordingBus();
    await using _relay = relayOf(foundation, bus);
    await foundation.until(allPublished);
    expect(sequencesOf(ids[0]!)).toEqual(upTo(5));
    expect(sequencesOf(ids[1]!)).toEqual(upTo(300));
    expect(published[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      publisher: schema,
      type: 'ThingHappened',
      version: 1,
      aggregateId: ids[0],
      sequence: 1,
      occurredAt: expect.stringMatching(/Z$/),
      payload: { thing: ids[0] },
    });
  });

  it('publishes each event once and in order while replicas of it run and things happen', async () => {
    await using foundation = await startFoundation();
    await using other = await openFoundation(foundation.url);
    const { bus, published, sequencesOf } = recordingBus();
    await using one = relayOf(foundation, bus);
    await using two = relayOf(other, bus);
    const ids = upTo(4).map(() => randomUUID());
    for (let round = 0; round < 5; round++) {
      await Promise.all(ids.map((id) => foundation.happen({ id, times: 4 })));
      one.nudge();
      two.nudge();
    }
    await foundation.until(allPublished);
    for (const id of ids) expect(sequencesOf(id)).toEqual(upTo(20));
    expect(published).toHaveLength(80);
  });

  it('keeps order and loses nothing while the bus fails', async () => {
    await using foundation = await startFoundation();
    let refusals = 6;
    const { bus, sequencesOf } = recordingBus(() => refusals-- > 0);
    await using _relay = relayOf(foundation, bus);
    const id = await foundation.happen({ times: 5 });
    await foundation.until(allPublished);
    expect(sequencesOf(id)).toEqual(upTo(5));
  });

  it('is not held up by one thing whose events nobody takes', async () => {
    await using foundation = await startFoundation();
    const stuck = await foundation.happen({ times: 3 });
    const free = await foundation.happen({ times: 3 });
    const { bus, sequencesOf } = recordingBus(({ aggregateId }) => aggregateId === stuck);
    await using _relay = relayOf(foundation, bus);
    await foundation.until(
      'select 1 from events where aggregate_id = $1 and sequence = 3 and published_at is not null',
      [free],
    );
    expect(sequencesOf(stuck)).toEqual([]);
  });

  it('publishes what a process committed that was killed before it could', async () => {
    await using foundation = await startFoundation();
    const id = randomUUID();
    const script = fileURLToPath(new URL('./fixtures/commit-and-wait.ts', import.meta.url));
    const child = fork(script, [foundation.url, id], { execArgv: [] });
    expect(await once(child, 'message')).toEqual(['committed', undefined]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { bus, sequencesOf } = recordingBus();
    await using _relay = relayOf(foundation, bus);
    await foundation.until(allPublished);
    expect(sequencesOf(id)).toEqual(upTo(3));
  });
});
