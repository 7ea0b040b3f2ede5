import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { createHttpFront } from '../http/http-front.ts';
import { listen } from '../http/testing/listen.ts';
import type { ListeningServer } from '../http/testing/listen.ts';
import { createSchemaEngine } from '../http/testing/schema-engine.ts';
import { attachWebSocket } from '../http/websocket.ts';
import { buildFromTexts, writeManifests } from './testing/manifest-folder.ts';
import { sha256 } from './normalise.ts';
import { openOperations } from './operations.ts';

const sdl = /* GraphQL */ `
  type Query {
    hello(name: String = "world"): String
  }
  type Subscription {
    count(to: Int!): Int
  }
`;

const manifest = buildFromTexts({
  web: 'query Hi($name: String) { hello(name: $name) } subscription Count { count(to: 2) }',
});
const idOf = (name: string): string =>
  manifest.get('web')?.operations.find((operation) => operation.name === name)?.id ?? '';
const agent = { subject: 'agent', role: 'agent' } as const;
const unknownId = 'f'.repeat(64);

let server: ListeningServer;
let folder: AsyncDisposable & { path: string };
beforeAll(async () => {
  folder = await writeManifests(manifest);
  const operations = openOperations({
    config: {
      operationsMode: 'open',
      integratorOperationsMode: 'open',
      redisUrl: undefined,
      dataFolder: folder.path,
    },
    secret: 'secret',
    logger: createLogger('silent'),
    isAlone: true,
    manifestFolder: folder.path,
  });
  const engine = createSchemaEngine(sdl, {
    hello: ({ name }: { name: string }) => `hello ${name}`,
    async *count({ to }: { to: number }) {
      for (let count = 1; count <= to; count++) yield { count };
    },
  });
  const front = createHttpFront({
    engine,
    contextFor: () => ({}),
    plugins: [
      {
        async onRequest(exchange) {
          exchange.params = await operations.resolve(exchange.params, agent);
        },
      },
    ],
  });
  server = await listen(front.handle);
  attachWebSocket({
    httpServer: server.server,
    path: '/graphql',
    engine,
    contextFor: () => ({}),
    resolveParams: (params) => operations.resolve(params, agent),
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function post(body: object, accept = 'application/json') {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function get(params: Record<string, string>) {
  const response = await fetch(`${server.url}?${new URLSearchParams(params)}`);
  return { status: response.status, body: await response.json() };
}

/** The protocol by hand: graphql-ws's client sends nothing without a text. */
async function overWebSocket(payload: Record<string, unknown>): Promise<unknown[]> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const ended = Promise.withResolvers<unknown[]>();
  const results: unknown[] = [];
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.on('close', (code) => ended.reject(new Error(`closed with ${code}`)));
  socket.on('message', (text) => {
    const message = JSON.parse(String(text)) as { type: string; payload: unknown };
    if (message.type === 'connection_ack')
      socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
    if (message.type === 'next') results.push(message.payload);
    if (message.type === 'complete') ended.resolve(results);
    if (message.type === 'error') ended.reject(message.payload);
  });
  try {
    return await ended.promise;
  } finally {
    socket.terminate();
  }
}

const apollo = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe('a published document', () => {
  const variables = { name: 'Ada' };
  const answer = { data: { hello: 'hello Ada' } };

  it.each([
    ['documentId', { documentId: idOf('Hi') }],
    ['documentId with the prefix of its hash', { documentId: `sha256:${idOf('Hi')}` }],
    ["Apollo's extension", apollo(idOf('Hi'))],
    ["Relay's id", { id: idOf('Hi') }],
    ["Relay's doc_id", { doc_id: idOf('Hi') }],
  ])('is run by %s, over HTTP and WebSocket', async (_, form) => {
    expect(await post({ ...form, variables })).toEqual({ status: 200, body: answer });
    expect(await overWebSocket({ ...form, variables })).toEqual([answer]);
  });

  it('is run by its id in a query string', async () => {
    const text = JSON.stringify(variables);
    expect((await get({ documentId: idOf('Hi'), variables: text })).body).toEqual(answer);
    expect((await get({ id: idOf('Hi'), variables: text })).body).toEqual(answer);
    const extensions = JSON.stringify(apollo(idOf('Hi')).extensions);
    expect((await get({ extensions, variables: text })).body).toEqual(answer);
  });

  it("is run for graphql-ws's client, which sends an empty text with it", async () => {
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    for await (const result of client.iterate({ query: '', variables, ...apollo(idOf('Hi')) }))
      expect(result).toEqual(answer);
    await client.dispose();
  });

  it('may be a subscription', async () => {
    expect(await overWebSocket({ documentId: idOf('Count') })).toEqual([
      { data: { count: 1 } },
      { data: { count: 2 } },
    ]);
  });
});

describe('a document that nobody has published', () => {
  const notFound = {
    message: 'Expected the id of a published document, got one that nobody has published',
    extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND', documentId: unknownId },
  };
  const notFoundByHash = {
    message: 'PersistedQueryNotFound',
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', sha256Hash: unknownId },
  };

  it.each([
    ['documentId', { documentId: unknownId }],
    ["Relay's id", { id: unknownId }],
  ])('is refused by %s', async (_, form) => {
    expect(await post(form)).toEqual({ status: 400, body: { errors: [notFound] } });
    await expect(overWebSocket(form)).rejects.toEqual([notFound]);
  });

  it("is refused in Apollo's form with the error its clients wait for", async () => {
    expect(await post(apollo(unknownId))).toEqual({ status: 200, body: { errors: [notFoundByHash] } });
    expect(await post(apollo(unknownId), 'application/graphql-response+json')).toEqual({
      status: 400,
      body: { errors: [notFoundByHash] },
    });
    await expect(overWebSocket(apollo(unknownId))).rejects.toEqual([notFoundByHash]);
  });
});

describe('an ambiguous request', () => {
  it('is refused when an id and a text come together', async () => {
    expect(await post({ query: '{ hello }', documentId: idOf('Hi') })).toEqual({
      status: 400,
      body: {
        errors: [
          {
            message: 'Expected either "query" or "documentId", got both',
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      },
    });
  });

  it('is refused when the hash is not that of the text', async () => {
    expect(await post({ query: '{ hello }', ...apollo(idOf('Hi')) })).toEqual({
      status: 400,
      body: {
        errors: [
          {
            message: 'Expected "sha256Hash" to be the SHA-256 of "query", got another',
            extensions: { code: 'PERSISTED_QUERY_HASH_MISMATCH', sha256Hash: idOf('Hi') },
          },
        ],
      },
    });
  });

  it.each([[{}], [{ version: 2, sha256Hash: unknownId }], ['x']])(
    'is refused when the extension is %j',
    async (persistedQuery) => {
      expect(await post({ extensions: { persistedQuery } })).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
      });
    },
  );

  it('may use the name of an id for itself beside a text', async () => {
    expect((await post({ query: '{ hello }', id: 7 })).body).toEqual({ data: { hello: 'hello world' } });
    expect((await post({ query: '{ hello }', ...apollo(sha256('{ hello }')) })).body).toEqual({
      data: { hello: 'hello world' },
    });
  });

  it('leaves the WebSocket open when there is neither id nor text', async () => {
    await expect(overWebSocket({ variables: {} })).rejects.toEqual([
      { message: 'Expected "query" to be a string, got none', extensions: { code: 'BAD_REQUEST' } },
    ]);
  });
});
