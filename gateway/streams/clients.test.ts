import { describe, expect, it } from '@jest/globals';
import { streamingClients } from './testing/clients.ts';
import type { StreamingClient } from './testing/clients.ts';
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

  it.each([
    ['subscription {', 'Syntax Error'],
    ['subscription { nothing }', 'Cannot query field "nothing" on type "Subscription".'],
  ])('is told what is wrong with %s', async (query, message) => {
    await using gateway = await startStreamGateway();
    if (client.parses && message === 'Syntax Error') return;
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
