import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { listen } from './testing/listen.ts';
import { createSchemaEngine } from './testing/schema-engine.ts';
import { attachWebSocket } from './websocket.ts';
import type { WebSocketOptions } from './websocket.ts';

const sdl = /* GraphQL */ `
  type Query {
    viewer: String
  }
  type Mutation {
    bump: Int
  }
  type Subscription {
    count(to: Int!): Int
    forever: Int
  }
`;

async function startEndpoint(options: Partial<WebSocketOptions<unknown>> = {}) {
  const server = await listen();
  const foreverEnded = Promise.withResolvers<void>();
  const engine = createSchemaEngine(sdl, {
    viewer: (_args: unknown, context: { viewer: string }) => context.viewer,
    bump: () => 1,
    async *count({ to }: { to: number }) {
      for (let count = 1; count <= to; count++) yield { count };
    },
    async *forever() {
      try {
        for (let forever = 0; ; forever++) {
          yield { forever };
          await setImmediate();
        }
      } finally {
        foreverEnded.resolve();
      }
    },
  });
  const endpoint = attachWebSocket({
    httpServer: server.server,
    path: '/graphql',
    engine,
    contextFor: ({ viewer }) => ({ viewer }),
    ...options,
  });
  const url = `ws://127.0.0.1:${server.port}/graphql`;
  return { ...server, endpoint, url, foreverEnded: foreverEnded.promise };
}

function connect(url: string, connectionParams?: Record<string, unknown>): Client {
  return createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0, lazy: true });
}

async function results(client: Client, query: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const result of client.iterate({ query })) all.push(result);
  return all;
}

describe('WebSocket', () => {
  it('should run queries and mutations with the context of the connection', async () => {
    await using server = await startEndpoint();
    const client = connect(server.url, { viewer: 'Ada' });
    expect(await results(client, '{ viewer }')).toEqual([{ data: { viewer: 'Ada' } }]);
    expect(await results(client, 'mutation { bump }')).toEqual([{ data: { bump: 1 } }]);
    await client.dispose();
  });

  it('should deliver each event of a subscription in order', async () => {
    await using server = await startEndpoint();
    const client = connect(server.url);
    expect(await results(client, 'subscription { count(to: 3) }')).toEqual(
      [1, 2, 3].map((count) => ({ data: { count } })),
    );
    await client.dispose();
  });

  it('should end the stream upstream when the client unsubscribes', async () => {
    await using server = await startEndpoint();
    const client = connect(server.url);
    for await (const result of client.iterate({ query: 'subscription { forever }' })) {
      expect(result).toEqual({ data: { forever: 0 } });
      break;
    }
    await server.foreverEnded;
    await client.dispose();
  });

  it('should end the stream upstream when the connection is lost', async () => {
    await using server = await startEndpoint();
    const socket = new WebSocket(server.url, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.send('{"type":"subscribe","id":"1","payload":{"query":"subscription { forever }"}}');
    await once(socket, 'message');
    socket.terminate();
    await server.foreverEnded;
  });

  it.each([
    ['{', 'Syntax Error: Expected Name, found <EOF>.'],
    ['{ nothing }', 'Cannot query field "nothing" on type "Query".'],
    ['subscription { nothing }', 'Cannot query field "nothing" on type "Subscription".'],
  ])('should answer %s with an error message of the protocol', async (query, message) => {
    await using server = await startEndpoint();
    const client = connect(server.url);
    await expect(results(client, query)).rejects.toMatchObject([{ message }]);
    await client.dispose();
  });

  it.each([
    [401, 4401],
    [403, 4403],
    [503, 1013],
  ])('should close with its own code when the context is refused with %i', async (status, closeCode) => {
    await using server = await startEndpoint({
      contextFor: () => {
        throw new GraphQLError('Expected a token', { extensions: { http: { status } } });
      },
    });
    const client = connect(server.url);
    await expect(results(client, '{ viewer }')).rejects.toMatchObject({
      code: closeCode,
      reason: 'Expected a token',
    });
  });

  it('should not tell a client why the context failed unexpectedly', async () => {
    const failures: unknown[] = [];
    const failure = new Error('password of the key store is wrong');
    await using server = await startEndpoint({
      contextFor: () => Promise.reject(failure),
      onError: (error) => failures.push(error),
    });
    const client = connect(server.url);
    await expect(results(client, '{ viewer }')).rejects.toMatchObject({
      code: 4500,
      reason: 'Internal server error',
    });
    expect(failures).toEqual([failure]);
  });

  it('should refuse upgrades to other paths', async () => {
    await using server = await startEndpoint();
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/elsewhere`, 'graphql-transport-ws');
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ message: 'Unexpected server response: 404' });
  });

  it('should cut a client that answers no pings', async () => {
    await using server = await startEndpoint({ keepAliveMs: 5 });
    const socket = new WebSocket(server.url, 'graphql-transport-ws', { autoPong: false });
    await once(socket, 'open');
    const [code] = await once(socket, 'close');
    expect(code).toBe(1006);
  });

  it('should close connections with 1001 and end their streams when disposed', async () => {
    await using server = await startEndpoint();
    const closed = Promise.withResolvers<unknown>();
    const client = connect(server.url);
    client.on('closed', closed.resolve);
    const stream = client.iterate({ query: 'subscription { forever }' });
    await stream.next();
    expect(server.endpoint.connections).toBe(1);
    await server.endpoint.dispose();
    expect(await closed.promise).toMatchObject({ code: 1001, reason: 'Going away' });
    await server.foreverEnded;
    expect(server.endpoint.connections).toBe(0);
  });
});
