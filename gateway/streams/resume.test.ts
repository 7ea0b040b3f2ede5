import { describe, expect, it } from '@jest/globals';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createEngine } from '../engine/engine.ts';
import { composeForTest } from '../engine/testing/subgraphs.ts';
import { createHttpTransport } from '../engine/transports/http.ts';
import { createHttpFront } from '../http/http-front.ts';
import { listen } from '../http/testing/listen.ts';
import { createSchemaEngine } from '../http/testing/schema-engine.ts';
import { attachWebSocket } from '../http/websocket.ts';
import type { StreamSettings } from './stream-client.ts';
import { createStreams } from './streams.ts';
import { connectSocket, openResponse } from './testing/connections.ts';

const typeDefs = `
  extend schema @link(url: "https://leadgraph.dev/resumable/v1.0", import: ["@resumable"])
    @composeDirective(name: "@resumable")
  directive @resumable(cursor: String! = "cursor", after: String! = "after") on FIELD_DEFINITION
  type Query { ok: Boolean }
  type Subscription { entries(after: String): Entry! @resumable }
  type Entry { cursor: String! number: Int! filler(bytes: Int!): String }
`;

const plainSdl = `
  type Query { ok: Boolean }
  type Subscription { entries(after: String): Entry! }
  type Entry { cursor: String! number: Int! filler(bytes: Int!): String }
`;

/** What was entered outlives the subgraph that tells it. */
function createLog() {
  let entered = 0;
  const wakes = new Set<() => void>();
  async function* read(after: string | undefined) {
    for (let number = Number(after ?? 0) + 1; ; number++) {
      while (number > entered) await new Promise<void>((resolve) => wakes.add(resolve));
      const filler = ({ bytes }: { bytes: number }): string => 'x'.repeat(bytes);
      yield { entries: { cursor: String(number), number, filler } };
    }
  }
  return {
    read,
    enter(): void {
      entered++;
      for (const wake of wakes) wake();
      wakes.clear();
    },
  };
}

/** A subgraph process in miniature, at a port of its own. */
async function startSubgraph(log: ReturnType<typeof createLog>, port = 0) {
  const server = createServer();
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  attachWebSocket({
    httpServer: server,
    path: '/graphql',
    engine: createSchemaEngine(plainSdl, { entries: ({ after }: { after?: string }) => log.read(after) }),
    contextFor: () => ({}),
  });
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return sockets.size;
    },
    /** Without a word to those who are connected. */
    async kill(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => (server as Server).close(resolve));
    },
  };
}

async function startGateway(subgraphPort: number, settings: Partial<StreamSettings> = {}) {
  const server = await listen();
  const url = `http://127.0.0.1:${subgraphPort}/graphql`;
  const engine = await createEngine({
    supergraphSdl: composeForTest({ log: { typeDefs } }),
    transports: { log: createHttpTransport({ name: 'log', url }) },
  });
  const contextFor = (): object => ({});
  const streams = createStreams<object>({
    engine,
    identify: () => ({ client: 'ada', access: 'ada', expiresAt: undefined }),
    contextFor,
    contextOf: contextFor,
    settings,
  });
  const front = createHttpFront<object>({ engine, contextFor, ...streams.front });
  server.server.on('request', front.handle);
  const sockets = attachWebSocket<object>({
    httpServer: server.server,
    path: '/graphql',
    engine,
    contextFor,
    subscriptions: streams.webSocket,
  });
  return {
    address: `${server.url}/graphql`,
    async [Symbol.asyncDispose]() {
      streams.shutDown();
      await sockets.dispose({ graceMs: 500 });
      await server[Symbol.asyncDispose]();
      await engine.close();
    },
  };
}

const query = 'subscription { entries { number } }';
const numbersOf = (messages: readonly Record<string, unknown>[], id: string): unknown[] =>
  messages
    .filter((message) => message['id'] === id && message['type'] === 'next')
    .map(({ payload }) => (payload as { data: { entries: { number: number } } }).data.entries.number);

describe('a subgraph that is killed under open streams', () => {
  it('costs no client its connection, no event, and none comes twice', async () => {
    const log = createLog();
    const subgraph = await startSubgraph(log);
    await using gateway = await startGateway(subgraph.port);
    const clients = await Promise.all(
      Array.from({ length: 20 }, () => connectSocket(gateway.address, 'ada')),
    );
    // Each client asks in words of its own, so that each has a stream upstream of its own.
    clients.forEach(({ subscribe }, place) => subscribe('1', query.replace('{', `Number${place} {`)));
    for (let count = 0; count < 5; count++) log.enter();
    const isNumber = (number: number) => (message: Record<string, unknown>) =>
      JSON.stringify(message).includes(`"number":${number}}`);
    await Promise.all(clients.map(({ message }) => message(isNumber(5))));

    await subgraph.kill();
    for (let count = 0; count < 5; count++) log.enter();
    const revived = await startSubgraph(log, subgraph.port);
    for (let count = 0; count < 5; count++) log.enter();

    await Promise.all(clients.map(({ message }) => message(isNumber(15))));
    for (const { messages, socket } of clients) {
      expect(numbersOf(messages, '1')).toEqual(Array.from({ length: 15 }, (_, place) => place + 1));
      expect(socket.readyState).toBe(socket.OPEN);
      socket.close();
    }
    await Promise.all(clients.map(({ closed }) => closed));
    await revived.kill();
  });
});

describe('a client that was too slow', () => {
  it('goes on behind the last event that it has read, and has missed none', async () => {
    const log = createLog();
    const subgraph = await startSubgraph(log);
    await using gateway = await startGateway(subgraph.port, { maxStallMs: 500 });
    const asking = (after: number) =>
      `subscription { entries(after: "${after}") { number filler(bytes: 500000) } }`;
    // More than the limit and what the system itself keeps for a connection.
    const entered = 40;
    const slow = await connectSocket(gateway.address, 'ada');
    slow.subscribe('1', asking(0));
    slow.socket.pause();
    for (let count = 0; count < entered; count++) log.enter();
    while (subgraph.connections === 0) await new Promise(setImmediate);
    // The gateway leaves the stream when it drops its only client.
    while (subgraph.connections > 0) await new Promise(setImmediate);
    slow.socket.resume();
    expect(await slow.closed).toMatchObject({ code: 4008 });
    const before = numbersOf(slow.messages, '1');
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(entered);

    const again = await connectSocket(gateway.address, 'ada');
    again.subscribe('1', asking(before.length));
    const missing = entered - before.length;
    await again.message(() => numbersOf(again.messages, '1').length === missing);
    const all = [...before, ...numbersOf(again.messages, '1')];
    expect(all).toEqual(Array.from({ length: entered }, (_, place) => place + 1));
    again.socket.close();
    await again.closed;
    await subgraph.kill();
  });
});

describe('server-sent events', () => {
  it('go on behind the event that Last-Event-ID names, on any gateway', async () => {
    const log = createLog();
    const subgraph = await startSubgraph(log);
    await using first = await startGateway(subgraph.port);
    await using second = await startGateway(subgraph.port);
    for (let count = 0; count < 3; count++) log.enter();
    const before = await openResponse(first.address, 'ada', query);
    const seen = await before.until((line) => line.includes('"number":2}'));
    const ids = seen.filter((line) => line.startsWith('id: '));
    expect(ids).toEqual(['id: 1', 'id: 2']);
    before.cut();

    const after = await openResponse(second.address, 'ada', query, 'text/event-stream', {
      'last-event-id': '2',
    });
    const lines = await after.until((line) => line.startsWith('data: {'));
    expect(lines.slice(-3)).toEqual(['id: 3', 'event: next', 'data: {"data":{"entries":{"number":3}}}']);
    await subgraph.kill();
  });
});
