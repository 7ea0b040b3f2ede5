import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createStreamHub } from './stream-hub.ts';
import type { StreamHub, StreamRequest } from './stream-hub.ts';
import { createLogbook } from './testing/logbook.ts';

const query = 'subscription ($after: String) { entries(book: 1, after: $after) { text author { name } } }';

async function startHub() {
  const logbook = await createLogbook();
  const hub = createStreamHub({ engine: logbook.engine, maxStallMs: 1_000, resumeWithinMs: 5_000 });
  return { logbook, hub };
}

/** Listens, and can wait for what is heard. */
function hear(hub: StreamHub, request: Partial<StreamRequest> = {}, access = 'ada') {
  const texts: string[] = [];
  const heard: string[] = [];
  let ended = false;
  let check = (): void => {};
  const { opened, leave } = hub.listen({ query, context: {}, ...request }, access, {
    bufferedBytes: 0,
    drained: async () => {},
    opened() {},
    next({ text }) {
      texts.push(text);
      const { data, errors } = JSON.parse(text);
      const event = (data?.entries ?? data?.unmarked) as { text: string } | undefined;
      heard.push(event?.text ?? errors[0].message);
      check();
    },
    stalled() {},
    complete() {
      ended = true;
      check();
    },
  });
  const until = (fits: () => boolean) =>
    new Promise<void>((resolve) => {
      check = () => fits() && resolve();
      check();
    });
  return {
    texts,
    heard,
    opened,
    leave,
    /** Resolves to what was heard once it is this many events. */
    async first(count: number): Promise<string[]> {
      await until(() => heard.length >= count);
      return heard;
    },
    ended: () => until(() => ended),
  };
}

const entries = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, place) => `Entry ${from + place}`);

describe('clients that ask the same', () => {
  it('hear one stream upstream, hydrated once, as the same text', async () => {
    const { logbook, hub } = await startHub();
    const clients = Array.from({ length: 50 }, () => hear(hub));
    await Promise.all(clients.map(({ opened }) => opened));
    for (let count = 0; count < 3; count++) logbook.enter();
    for (const { first } of clients) expect(await first(3)).toEqual(entries(1, 3));
    expect(logbook.opened).toEqual([null]);
    expect(logbook.hydrations).toBe(3);
    expect(clients[0]?.texts[0]).toBe('{"data":{"entries":{"text":"Entry 1","author":{"name":"Person 1"}}}}');
    for (const { texts } of clients) expect(texts).toEqual(clients[0]?.texts);
  });

  it('hear streams of their own where they may not see the same, or ask for something else', async () => {
    const { logbook, hub } = await startHub();
    await hear(hub).opened;
    await hear(hub, {}, 'bob').opened;
    await hear(hub, { query: query.replace('1', '2') }).opened;
    expect(logbook.open).toBe(3);
  });

  it('leave the stream upstream with the last of them', async () => {
    const { logbook, hub } = await startHub();
    const [one, two] = [hear(hub), hear(hub)];
    await Promise.all([one.opened, two.opened]);
    one.leave();
    expect(logbook.open).toBe(1);
    two.leave();
    expect(logbook.open).toBe(0);
  });

  it('leave it also while it opens', async () => {
    const { logbook, hub } = await startHub();
    const { opened, leave } = hear(hub);
    leave();
    await opened;
    await new Promise(setImmediate);
    expect(logbook.open).toBe(0);
  });

  it('are refused together, in terms of what they wrote', async () => {
    const { hub } = await startHub();
    const refused = [hear(hub, { variables: { after: 5 } }), hear(hub, { variables: { after: 5 } })];
    for (const { opened } of refused) {
      expect(await opened).toMatchObject([{ message: expect.stringContaining('"$after"') }]);
    }
  });
});

describe('a client that joins later', () => {
  it('behind an event that is remembered, hears what it missed without a stream upstream', async () => {
    const { logbook, hub } = await startHub();
    const early = hear(hub);
    await early.opened;
    for (let count = 0; count < 4; count++) logbook.enter();
    await early.first(4);
    const late = hear(hub, { variables: { after: 'e2' } });
    expect(await late.first(2)).toEqual(entries(3, 4));
    logbook.enter();
    expect(await late.first(3)).toEqual(entries(3, 5));
    expect(logbook.opened).toEqual([null]);
  });

  it('from the beginning, hears it on a stream of its own and shares from where they meet', async () => {
    const { logbook, hub } = await startHub();
    const early = hear(hub, { variables: { after: 'e0' } });
    await early.opened;
    for (let count = 0; count < 4; count++) logbook.enter();
    await early.first(4);
    const late = hear(hub);
    expect(await late.first(4)).toEqual(entries(1, 4));
    expect(logbook.open).toBe(1);
    logbook.enter();
    expect(await late.first(5)).toEqual(entries(1, 5));
    expect(await early.first(5)).toEqual(entries(1, 5));
    early.leave();
    late.leave();
    expect(logbook.open).toBe(0);
  });

  it('holds nothing open when it leaves while it is told what it missed', async () => {
    const { logbook, hub } = await startHub();
    for (let count = 0; count < 3; count++) logbook.enter();
    const first = hear(hub);
    await first.first(3);
    const leavings: (() => void)[] = [];
    const both = [1, 2].map(() => {
      let heard = 0;
      const { opened, leave } = hub.listen({ query, context: {} }, 'ada', {
        bufferedBytes: 0,
        drained: async () => {},
        opened() {},
        next() {
          if (++heard === 2) for (const each of leavings.splice(0)) each();
        },
        stalled() {},
        complete() {},
      });
      leavings.push(leave);
      return opened;
    });
    await Promise.all(both);
    logbook.enter();
    await first.first(4);
    first.leave();
    while (logbook.open > 0) await turn();
  });

  it('is told from the start on a field without a mark, on a stream of its own', async () => {
    const { logbook, hub } = await startHub();
    const unmarked = 'subscription { unmarked { text } }';
    const early = hear(hub, { query: unmarked });
    await early.opened;
    logbook.enter();
    expect(await early.first(1)).toEqual(entries(1, 1));
    await hear(hub, { query: unmarked }).opened;
    expect(logbook.open).toBe(2);
  });
});

describe('a stream whose subgraph is lost', () => {
  it('is resumed behind the last event, with no gap and no repeat', async () => {
    const { logbook, hub } = await startHub();
    const client = hear(hub);
    await client.opened;
    logbook.enter();
    await client.first(1);
    logbook.down = true;
    logbook.breakOff();
    for (let count = 0; count < 3; count++) logbook.enter();
    logbook.down = false;
    expect(await client.first(4)).toEqual(entries(1, 4));
    expect(logbook.opened).toEqual([null, 'e1']);
    client.leave();
    expect(logbook.open).toBe(0);
  });

  it('begins again where the client began when nothing was told yet', async () => {
    const { logbook, hub } = await startHub();
    for (let count = 0; count < 3; count++) logbook.enter();
    const client = hear(hub, { variables: { after: 'e3' } });
    await client.opened;
    logbook.breakOff();
    logbook.enter();
    expect(await client.first(1)).toEqual(entries(4, 4));
    expect(logbook.opened).toEqual(['e3', 'e3']);
  });

  it('ends with the reason when the subgraph does not come back in time', async () => {
    const logbook = await createLogbook();
    const hub = createStreamHub({ engine: logbook.engine, maxStallMs: 1_000, resumeWithinMs: 100 });
    const client = hear(hub);
    await client.opened;
    logbook.down = true;
    logbook.breakOff();
    await client.ended();
    expect(client.heard).toEqual(['The logbook is gone.']);
  });

  it('is not tried again once nobody listens', async () => {
    const { logbook, hub } = await startHub();
    const client = hear(hub);
    await client.opened;
    logbook.down = true;
    logbook.breakOff();
    client.leave();
    logbook.down = false;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(logbook.opened).toEqual([null]);
    expect(client.heard).toEqual([]);
  });

  it('ends at once on a field without a mark', async () => {
    const { logbook, hub } = await startHub();
    const client = hear(hub, { query: 'subscription { unmarked { text } }' });
    await client.opened;
    logbook.breakOff();
    await client.ended();
    expect(client.heard).toEqual(['The logbook is gone.']);
  });
});

describe('a stream that fails in a way nobody foresaw', () => {
  const failure = new Error('secret of the house');

  it('is refused without telling why', async () => {
    const { logbook } = await startHub();
    const told: unknown[] = [];
    const { schema, supergraphSdl } = logbook.engine;
    const hub = createStreamHub({
      engine: { schema, supergraphSdl, subscribe: () => Promise.reject(failure) },
      maxStallMs: 1_000,
      resumeWithinMs: 5_000,
      onError: (error) => told.push(error),
    });
    expect(await hear(hub).opened).toMatchObject([{ message: 'Internal server error' }]);
    expect(told).toEqual([failure]);
  });

  it('ends with a last error', async () => {
    const { logbook } = await startHub();
    const told: unknown[] = [];
    const { schema, supergraphSdl } = logbook.engine;
    async function* failing() {
      yield { data: { entries: { text: 'Entry 1' } } };
      throw failure;
    }
    const hub = createStreamHub({
      engine: { schema, supergraphSdl, subscribe: async () => failing() },
      maxStallMs: 1_000,
      resumeWithinMs: 5_000,
      onError: (error) => told.push(error),
    });
    const client = hear(hub);
    await client.ended();
    expect(client.heard).toEqual(['Entry 1', 'Internal server error']);
    expect(told).toEqual([failure]);
  });
});

describe('a supergraph that is swapped', () => {
  it('takes the open streams along', async () => {
    const { logbook, hub } = await startHub();
    const client = hear(hub);
    await client.opened;
    logbook.enter();
    await client.first(1);
    await logbook.reload();
    hub.renew();
    logbook.enter();
    logbook.enter();
    expect(await client.first(3)).toEqual(entries(1, 3));
    expect(logbook.opened).toEqual([null, 'e1']);
    expect(logbook.open).toBe(1);
  });

  it('costs none of 1,000 subscriptions an event, and none comes twice', async () => {
    const { logbook, hub } = await startHub();
    const clients = Array.from({ length: 1_000 }, (_, place) =>
      hear(hub, { query: query.replace('1', String(place % 100)) }),
    );
    await Promise.all(clients.map(({ opened }) => opened));
    for (let count = 0; count < 3; count++) logbook.enter();
    await Promise.all(clients.map(({ first }) => first(3)));
    await logbook.reload();
    hub.renew();
    for (let count = 0; count < 3; count++) logbook.enter();
    await Promise.all(clients.map(({ first }) => first(6)));
    for (const { heard } of clients) expect(heard).toEqual(entries(1, 6));
    expect(logbook.opened).toHaveLength(200);
    expect(logbook.open).toBe(100);
  });
});
