import { describe, expect, it } from '@jest/globals';
import { streamingClients } from './testing/clients.ts';
import type { StreamingClient } from './testing/clients.ts';
import { connectSocket, openResponse } from './testing/connections.ts';
import { startStreamGateway } from './testing/stream-gateway.ts';

interface Options {
  authorization?: string;
  /** Told of each event as it comes. */
  onNext?: (data: unknown, unsubscribe: () => void) => void;
}

/** Hears a stream to its end. */
function hear(client: StreamingClient, address: string, query: string, options: Options = {}) {
  const heard: unknown[] = [];
  const ended = Promise.withResolvers<string>();
  const unsubscribe = client.subscribe(address, options.authorization ?? 'ada', query, {
    next(data) {
      heard.push(data);
      options.onNext?.(data, unsubscribe);
    },
    error: (message) => ended.resolve(`error: ${message}`),
    complete: () => ended.resolve('complete'),
  });
  return { heard, unsubscribe, ended: ended.promise };
}

async function until(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise(setImmediate);
}

describe('a client that vanishes', () => {
  it('over WebSocket leaves nothing open upstream', async () => {
    await using gateway = await startStreamGateway();
    const { socket, subscribe } = await connectSocket(gateway.address, 'ada');
    subscribe('1', 'subscription { told }');
    await until(() => gateway.told.listening === 1);
    socket.terminate();
    await until(() => gateway.told.listening === 0);
  });

  it.each(['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0', 'multipart/mixed'])(
    'over %s leaves nothing open upstream',
    async (accept) => {
      await using gateway = await startStreamGateway();
      const { cut } = await openResponse(gateway.address, 'ada', 'subscription { told }', accept);
      await until(() => gateway.told.listening === 1);
      cut();
      await until(() => gateway.told.listening === 0);
    },
  );
});

describe.each(streamingClients.map((client) => [client.name, client] as const))('%s', (_name, client) => {
  it('hears every event in order, and that the stream is complete', async () => {
    await using gateway = await startStreamGateway();
    const { heard, ended } = hear(client, gateway.address, 'subscription { count(to: 20) }');
    expect(await ended).toBe('complete');
    expect(heard).toEqual(Array.from({ length: 20 }, (_, place) => ({ count: place + 1 })));
    expect(gateway.errors).toEqual([]);
  });

  it('hears an event at once, while the stream goes on', async () => {
    await using gateway = await startStreamGateway();
    const first = Promise.withResolvers<unknown>();
    const { unsubscribe } = hear(client, gateway.address, 'subscription { told }', { onNext: first.resolve });
    while (gateway.told.listening === 0) await new Promise(setImmediate);
    gateway.told.tell('Grüße "aus"\nKöln');
    expect(await first.promise).toEqual({ told: 'Grüße "aus"\nKöln' });
    unsubscribe();
  });

  it('ends the stream upstream when it unsubscribes', async () => {
    await using gateway = await startStreamGateway();
    hear(client, gateway.address, 'subscription { forever }', {
      onNext: (_data, unsubscribe) => setImmediate(unsubscribe),
    });
    await gateway.foreverEnded;
  });

  it('ends the stream upstream when it unsubscribes before the first event', async () => {
    await using gateway = await startStreamGateway();
    const { unsubscribe, heard } = hear(client, gateway.address, 'subscription { told }');
    await until(() => gateway.told.listening === 1);
    unsubscribe();
    await until(() => gateway.told.listening === 0);
    expect(heard).toEqual([]);
  });

  it('leaves nothing open upstream when it unsubscribes at once', async () => {
    await using gateway = await startStreamGateway();
    hear(client, gateway.address, 'subscription { told }').unsubscribe();
    expect(await hear(client, gateway.address, 'subscription { count(to: 1) }').ended).toBe('complete');
    await until(() => gateway.told.listening === 0);
    expect(gateway.errors).toEqual([]);
  });

  it('hears that the stream has failed, after what came before', async () => {
    await using gateway = await startStreamGateway();
    const { heard, ended } = hear(client, gateway.address, 'subscription { failing }');
    expect(await ended).toMatch(/^error: .*Internal server error/);
    expect(heard).toEqual([{ failing: 1 }]);
    expect(gateway.errors).toEqual([new Error('secret of the house')]);
  });

  it.each([
    // Apollo's and urql's clients do not send what they cannot parse.
    ...(client.parses ? [] : [['subscription {', 'Syntax Error']]),
    ['subscription { nothing }', 'Cannot query field "nothing" on type "Subscription".'],
    ['subscription { count }', 'Field "count" argument "to" of type "Int!" is required'],
  ])('is told what is wrong with %s', async (query = '', message = '') => {
    await using gateway = await startStreamGateway();
    const { heard, ended } = hear(client, gateway.address, query);
    expect(await ended).toContain(message);
    expect(heard).toEqual([]);
  });

  it('is refused without a token', async () => {
    await using gateway = await startStreamGateway();
    const { ended } = hear(client, gateway.address, 'subscription { count(to: 3) }', { authorization: '?' });
    expect(await ended).toMatch(/^error: .*(401|Unauthorized|Expected an authorization)/);
  });
});
