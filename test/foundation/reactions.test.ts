import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '../../subgraphs/shared/events.ts';
import { createInProcessBus } from '../../subgraphs/shared/in-process-bus.ts';
import { createReactionHandler } from '../../subgraphs/shared/reactions.ts';
import type { Reaction } from '../../subgraphs/shared/reactions.ts';
import type { BaseContext } from '../../subgraphs/shared/context.ts';
import { startRelay } from '../../subgraphs/shared/relay.ts';
import { logger, schema, startFoundation } from './thing.ts';
import type { Foundation } from './thing.ts';

function fact(aggregateId: string = randomUUID()): DomainEvent {
  const occurredAt = '2025-01-01T00:00:00.000Z';
  const id = randomUUID();
  return {
    id,
    publisher: schema,
    type: 'ThingHappened',
    version: 1,
    aggregateId,
    sequence: 1,
    occurredAt,
    payload: {},
  };
}

const count: Reaction<BaseContext> = async (tx, event) => {
  await tx.em.execute(
    'insert into things (id, count) values (?, 1) on conflict (id) do update set count = things.count + 1',
    [event.aggregateId],
  );
};

const handlerOf = (foundation: Foundation, reaction: Reaction<BaseContext>, patienceMs = 0) =>
  createReactionHandler({ [`${schema}.ThingHappened`]: reaction }, foundation.createContext, { patienceMs });

describe('a reaction', () => {
  it('takes effect once, however often and however many at once the event arrives', async () => {
    await using foundation = await startFoundation();
    const handle = handlerOf(foundation, count);
    const event = fact();
    await handle(event);
    await Promise.all(Array.from({ length: 10 }, () => handle(event)));
    const other = fact(event.aggregateId);
    await Promise.all(Array.from({ length: 10 }, () => handle(other)));
    expect(await foundation.sql('select count from things')).toEqual([{ count: 2 }]);
  });

  it('to an event that nobody asked for is none', async () => {
    await using foundation = await startFoundation();
    await handlerOf(foundation, count)({ ...fact(), type: 'OtherThing' });
    expect(await foundation.sql('select 1 from processed_events')).toEqual([]);
  });

  it('that fails leaves nothing, and succeeds when the event comes again', async () => {
    await using foundation = await startFoundation();
    let failures = 2;
    const handle = handlerOf(foundation, async (tx, event) => {
      await count(tx, event);
      if (failures-- > 0) throw new Error('not yet');
    });
    const event = fact();
    await expect(handle(event)).rejects.toThrow('not yet');
    expect(await foundation.sql('select 1 from things union all select 1 from processed_events')).toEqual([]);
    await expect(handle(event)).rejects.toThrow('not yet');
    expect(await foundation.sql('select attempts, parked, last_error from failed_events')).toEqual([
      { attempts: 2, parked: false, last_error: 'not yet' },
    ]);
    await handle(event);
    expect(await foundation.sql('select count from things')).toEqual([{ count: 1 }]);
    // What went well in the end is no failure to look at.
    expect(await foundation.sql('select 1 from failed_events')).toEqual([]);
  });

  it('that always fails parks the event after eight attempts, where it can be seen', async () => {
    await using foundation = await startFoundation();
    const handle = handlerOf(foundation, () => Promise.reject(new Error('poison')));
    const event = fact();
    for (let attempt = 1; attempt < 8; attempt++) await expect(handle(event)).rejects.toThrow('poison');
    await handle(event);
    expect(await foundation.sql('select event, attempts, parked, last_error from failed_events')).toEqual([
      { event, attempts: 8, parked: true, last_error: 'poison' },
    ]);
  });

  it('that fails often in a short time is given more time', async () => {
    await using foundation = await startFoundation();
    const handle = handlerOf(foundation, () => Promise.reject(new Error('away for a moment')), 60_000);
    const event = fact();
    for (let attempt = 1; attempt <= 20; attempt++) await expect(handle(event)).rejects.toThrow('away');
    expect(await foundation.sql('select attempts, parked from failed_events')).toEqual([
      { attempts: 20, parked: false },
    ]);
  });

  it('that once failed too often takes effect when the parked event is given again', async () => {
    await using foundation = await startFoundation();
    let isBroken = true;
    const handle = handlerOf(foundation, (tx, event) =>
      isBroken ? Promise.reject(new Error('poison')) : count(tx, event),
    );
    const event = fact();
    for (let attempt = 1; attempt <= 8; attempt++) await handle(event).catch(() => undefined);
    isBroken = false;
    await handle(event);
    expect(await foundation.sql('select count from things')).toEqual([{ count: 1 }]);
    expect(await foundation.sql('select 1 from failed_events')).toEqual([]);
  });

  it('to poison holds up neither other things nor later events of the same one', async () => {
    await using foundation = await startFoundation();
    const poisoned = await foundation.happen({ times: 2 });
    const healthy = await foundation.happen({ times: 2 });
    const taken: string[] = [];
    const bus = createInProcessBus(['reader']);
    await bus.subscribe(
      'reader',
      [`${schema}.ThingHappened`],
      handlerOf(foundation, async (_, { aggregateId, sequence }) => {
        if (aggregateId === poisoned && sequence === 1) throw new Error('poison');
        taken.push(`${aggregateId} ${sequence}`);
      }),
    );
    const relay = startRelay({ orm: foundation.orm, publisher: schema, bus, logger });
    await foundation.until('select 1 from failed_events where attempts between 1 and 7');
    await foundation.until(`select 1 where not exists (select 1 from events where published_at is null)`);
    await relay.stop();
    expect(taken).toEqual([`${healthy} 1`, `${healthy} 2`, `${poisoned} 2`]);
  });
});
