import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { BaseContext } from '../../subgraphs/shared/context.ts';
import { createViewerSigner } from '../../subgraphs/shared/internal-token.ts';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { serveSubgraph } from '../../subgraphs/shared/subgraph-server.ts';
import { createEngine } from '../engine/engine.ts';
import { FEDERATION_LINK, composeForTest } from '../engine/testing/subgraphs.ts';
import { createHttpTransport } from '../engine/transports/http.ts';
import type { HttpTransportOptions } from '../engine/transports/http.ts';
import { createHttpFront } from '../http/http-front.ts';
import { listen } from '../http/testing/listen.ts';
import { createStreams } from './streams.ts';
import { openResponse } from './testing/connections.ts';

const secret = 'a secret of at least 32 characters';
const typeDefs = `
  extend schema @link(url: "https://leadgraph.dev/resumable/v1.0", import: ["@resumable"])
    @composeDirective(name: "@resumable")
  directive @resumable(cursor: String! = "cursor", after: String! = "after") on FIELD_DEFINITION
  type Query { ok: Boolean }
  type Subscription { entries(after: String): Entry! @resumable }
  type Entry { cursor: String! number: Int! }
`;
const query = 'subscription { entries { number } }';

/** Numbers that outlive the subgraph. A stream without a cursor begins with the next. */
function createLog() {
  let entered = 0;
  const wakes = new Set<() => void>();
  /** Where each stream began, as it was asked. */
  const asked: (string | null)[] = [];
  async function* read(from: number) {
    for (let number = from; ; number++) {
      while (number > entered) await new Promise<void>((resolve) => wakes.add(resolve));
      yield { entries: { cursor: String(number), number } };
    }
  }
  return {
    asked,
    open(after: string | undefined) {
      asked.push(after ?? null);
      const opensAt = after ?? String(entered);
      return Object.assign(read(Number(opensAt) + 1), { opensAt });
    },
    enter(): void {
      entered++;
      for (const wake of wakes) wake();
      wakes.clear();
    },
  };
}

type Log = ReturnType<typeof createLog>;

/** The server that every subgraph process has. @param mayOpen what each new stream waits for */
async function startSubgraph(log: Log, port = 0, mayOpen: Promise<unknown> = Promise.resolve()) {
  const subscribe = async (_: unknown, { after }: { after?: string }) => {
    await mayOpen;
    return log.open(after);
  };
  return serveSubgraph({
    schema: buildSubgraphSchema([
      {
        typeDefs: parse(FEDERATION_LINK + typeDefs),
        resolvers: { Subscription: { entries: { subscribe } } },
      },
    ]),
    secret,
    host: '127.0.0.1',
    port,
    logger: createLogger('silent'),
    createContext: (viewer) => ({ viewer }) as BaseContext,
  });
}

async function startGateway(subgraphPort: number, options: Partial<HttpTransportOptions> = {}) {
  const server = await listen();
  const sign = createViewerSigner(secret);
  const engine = await createEngine({
    supergraphSdl: composeForTest({ log: { typeDefs } }),
    transports: () =>
      createHttpTransport({
        name: 'log',
        url: `http://127.0.0.1:${subgraphPort}/graphql`,
        headers: () => ({ authorization: `Bearer ${sign({ subject: 'ada', role: 'agent' })}` }),
        ...options,
      }),
  });
  const contextFor = (): object => ({});
  const streams = createStreams<object>({
    engine,
    identify: () => ({ client: 'ada', access: 'ada', expiresAt: undefined }),
    contextFor,
    contextOf: contextFor,
  });
  const front = createHttpFront<object>({ engine, contextFor, ...streams.front });
  server.server.on('request', front.handle);
  return {
    address: `${server.url}/graphql`,
    streams,
    async [Symbol.asyncDispose]() {
      streams.shutDown();
      await server[Symbol.asyncDispose]();
      await engine.close();
    },
  };
}

const isEvent = (line: string): boolean => line.startsWith('data: {');

describe('a stream without a cursor', () => {
  it('is open for the client once its subgraph has opened it: an event from then on is told', async () => {
    const log = createLog();
    const { promise, resolve } = Promise.withResolvers<void>();
    const subgraph = await startSubgraph(log, 0, promise);
    await using gateway = await startGateway(subgraph.port);
    const opening = openResponse(gateway.address, 'ada', query);
    log.enter();
    resolve();
    const { until } = await opening;
    expect(log.asked).toEqual([null]);
    log.enter();
    expect((await until(isEvent)).at(-1)).toBe('data: {"data":{"entries":{"number":2}}}');
    await subgraph.stop();
  });

  it('tells over server-sent events where it begins, so that a client that is cut before the first event misses none', async () => {
    const log = createLog();
    const subgraph = await startSubgraph(log);
    await using gateway = await startGateway(subgraph.port);
    for (let count = 0; count < 3; count++) log.enter();
    const before = await openResponse(gateway.address, 'ada', query);
    expect(await before.until((line) => line.startsWith('id: '))).toEqual(['retry: 1000', ':', '', 'id: 3']);
    before.cut();
    log.enter();
    const after = await openResponse(gateway.address, 'ada', query, 'text/event-stream', {
      'last-event-id': '3',
    });
    expect((await after.until(isEvent)).at(-1)).toBe('data: {"data":{"entries":{"number":4}}}');
    await subgraph.stop();
  });

  it('is resumed where it began when its subgraph is lost before the first event', async () => {
    const log = createLog();
    const subgraph = await startSubgraph(log);
    await using gateway = await startGateway(subgraph.port);
    for (let count = 0; count < 3; count++) log.enter();
    const { until } = await openResponse(gateway.address, 'ada', query);
    await subgraph.stop();
    log.enter();
    const revived = await startSubgraph(log, subgraph.port);
    log.enter();
    expect((await until(isEvent)).at(-1)).toBe('data: {"data":{"entries":{"number":4}}}');
    expect((await until(isEvent)).at(-1)).toBe('data: {"data":{"entries":{"number":5}}}');
    expect(log.asked).toEqual([null, '3']);
    await revived.stop();
  });

  it('is taken along to another supergraph before its first event', async () => {
    const log = createLog();
    const subgraph = await startSubgraph(log);
    await using gateway = await startGateway(subgraph.port);
    for (let count = 0; count < 3; count++) log.enter();
    const { until } = await openResponse(gateway.address, 'ada', query);
    gateway.streams.renew();
    log.enter();
    expect((await until(isEvent)).at(-1)).toBe('data: {"data":{"entries":{"number":4}}}');
    expect(log.asked).toEqual([null, '3']);
    await subgraph.stop();
  });
});

describe('a subgraph that takes too long to open a stream', () => {
  it('is left, and the client is told', async () => {
    const subgraph = await startSubgraph(createLog(), 0, new Promise(() => {}));
    await using gateway = await startGateway(subgraph.port, { timeoutMs: 100 });
    const { rest } = await openResponse(gateway.address, 'ada', query);
    const [told] = (await rest()).filter(isEvent);
    expect(JSON.parse((told ?? '').slice('data: '.length))).toMatchObject({
      errors: [
        {
          message: 'The subgraph "log" did not open the subscription within 100 ms.',
          extensions: { code: 'SUBGRAPH_TIMEOUT', reason: 'TIMEOUT', timeoutMs: 100 },
        },
      ],
    });
    await subgraph.stop();
  });
});
