import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { listen } from '../../http/testing/listen.ts';
import { createSchemaEngine } from '../../http/testing/schema-engine.ts';
import { attachWebSocket } from '../../http/websocket.ts';
import type { SubgraphRequest } from '../types.ts';
import { createHttpTransport } from './http.ts';
import type { HttpTransportOptions } from './http.ts';

const sdl = /* GraphQL */ `
  type Query {
    hello: String
  }
  type Subscription {
    count(to: Int!): Int
    waiting: Int
  }
`;

/** A subgraph that speaks graphql-transport-ws, and a transport to it. */
async function startSubgraph(options: Partial<HttpTransportOptions> = {}) {
  const server = await listen();
  const waitingEnded = Promise.withResolvers<void>();
  const connected = Promise.withResolvers<{ params: unknown; req: IncomingMessage }>();
  const engine = createSchemaEngine(sdl, {
    async *count({ to }: { to: number }) {
      for (let count = 1; count <= to; count++) yield { count };
    },
    waiting: () => waitFor(waitingEnded.resolve),
  });
  const endpoint = attachWebSocket({
    httpServer: server.server,
    path: '/graphql',
    engine,
    contextFor: (params, req) => connected.resolve({ params, req }),
  });
  const transport = createHttpTransport({ name: 'counter', url: `${server.url}/graphql`, ...options });
  return { ...server, endpoint, transport, connected: connected.promise, waitingEnded: waitingEnded.promise };
}

/** Yields one event, then nothing until it is ended. */
function waitFor(onEnd: () => void): AsyncIterableIterator<unknown> {
  const ended = Promise.withResolvers<IteratorResult<unknown>>();
  let first = true;
  const iterator: AsyncIterableIterator<unknown> = {
    next() {
      if (!first) return ended.promise;
      first = false;
      return Promise.resolve({ value: { waiting: 1 }, done: false });
    },
    async return() {
      onEnd();
      ended.resolve({ value: undefined, done: true });
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

function subscribeTo(query: string, parts: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return {
    query,
    document: parse(query, { noLocation: true }),
    operationName: undefined,
    operationKind: 'subscription',
    variables: {},
    context: {},
    scope: {},
    signal: new AbortController().signal,
    ...parts,
  };
}

async function collect(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('a subscription upstream', () => {
  it('should deliver every event in order and end with the subgraph', async () => {
    await using counter = await startSubgraph();
    const request = subscribeTo('subscription ($to: Int!) { count(to: $to) }', { variables: { to: 3 } });
    const events = await counter.transport.subscribe(request);
    expect(await collect(events)).toEqual([1, 2, 3].map((count) => ({ data: { count } })));
    await counter.transport.close();
  });

  it('should carry the headers of its caller in the upgrade and in the connection parameters', async () => {
    await using counter = await startSubgraph({
      headers: (context) => ({ 'x-tenant': (context as { tenant: string }).tenant }),
    });
    const request = subscribeTo('subscription { count(to: 1) }', { context: { tenant: 'acme' } });
    await collect(await counter.transport.subscribe(request));
    const { params, req } = await counter.connected;
    expect(params).toEqual({ 'x-tenant': 'acme' });
    expect(req.headers['x-tenant']).toBe('acme');
  });

  it('should end at the subgraph when its consumer returns while it waits', async () => {
    await using counter = await startSubgraph();
    const events = await counter.transport.subscribe(subscribeTo('subscription { waiting }'));
    const iterator = events[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ value: { data: { waiting: 1 } }, done: false });
    const waiting = iterator.next();
    await iterator.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    await counter.waitingEnded;
  });

  it('should end at the subgraph when the client goes away', async () => {
    await using counter = await startSubgraph();
    const controller = new AbortController();
    const { signal } = controller;
    const events = await counter.transport.subscribe(subscribeTo('subscription { waiting }', { signal }));
    const iterator = events[Symbol.asyncIterator]();
    await iterator.next();
    controller.abort();
    await counter.waitingEnded;
  });

  it('should yield the errors with which the subgraph refuses it', async () => {
    await using counter = await startSubgraph();
    const events = await counter.transport.subscribe(subscribeTo('subscription { nothing }'));
    expect(await collect(events)).toMatchObject([
      { errors: [{ message: 'Cannot query field "nothing" on type "Subscription".' }] },
    ]);
  });

  it('should throw when the connection is lost, with the close code', async () => {
    await using counter = await startSubgraph();
    const events = await counter.transport.subscribe(subscribeTo('subscription { waiting }'));
    const iterator = events[Symbol.asyncIterator]();
    await iterator.next();
    const lost = iterator.next();
    lost.catch(() => undefined);
    await counter.endpoint.dispose();
    await expect(lost).rejects.toMatchObject({
      code: 'SUBGRAPH_UNREACHABLE',
      message: 'The subgraph "counter" broke off the subscription.',
      details: { reason: 'RESET', closeCode: 1001 },
    });
  });

  it('should be refused when the subgraph does not listen', async () => {
    const counter = await startSubgraph();
    await counter[Symbol.asyncDispose]();
    await expect(counter.transport.subscribe(subscribeTo('subscription { waiting }'))).rejects.toMatchObject({
      code: 'SUBGRAPH_UNREACHABLE',
      message: 'The subgraph "counter" did not accept a connection for the subscription.',
    });
  });

  it('should be cut when the transport closes', async () => {
    await using counter = await startSubgraph();
    const events = await counter.transport.subscribe(subscribeTo('subscription { waiting }'));
    const iterator = events[Symbol.asyncIterator]();
    await iterator.next();
    const lost = iterator.next();
    lost.catch(() => undefined);
    await counter.transport.close();
    await expect(lost).rejects.toMatchObject({ details: { closeCode: 4499 } });
    await counter.waitingEnded;
  });
});
