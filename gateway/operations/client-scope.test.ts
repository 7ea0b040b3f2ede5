import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { issueToken } from '../access/tokens.ts';
import type { TokenRequest } from '../access/tokens.ts';
import { createSchemaEngine } from '../http/testing/schema-engine.ts';
import { startGateway } from '../server.ts';
import type { Gateway } from '../server.ts';
import { openOperations } from './operations.ts';
import type { Operations } from './operations.ts';
import { buildFromTexts, writeManifests } from './testing/manifest-folder.ts';

const secret = 'a secret for this test alone, 32 characters';
const texts = {
  acme: 'query Own { hello } query Common { hello } subscription Count { count }',
  crm: 'query Other { hello } query Common { hello } subscription Watch { count }',
};
const manifests = buildFromTexts(texts);
const idOf = (client: keyof typeof texts, name: string): string =>
  manifests.get(client)?.operations.find((operation) => operation.name === name)?.id ?? '';

let folder: Awaited<ReturnType<typeof writeManifests>>;
let operations: Operations;
let gateway: Gateway;
beforeAll(async () => {
  folder = await writeManifests(manifests);
  const config = {
    operationsMode: 'open',
    integratorOperationsMode: 'safelist',
    redisUrl: undefined,
    dataFolder: folder.path,
  } as const;
  const logger = createLogger('silent');
  operations = openOperations({ config, secret, logger, isAlone: true, manifestFolder: folder.path });
  const engine = createSchemaEngine('type Query { hello: String } type Subscription { count: Int }', {
    hello: 'hi',
    async *count() {
      yield { count: 1 };
    },
  });
  gateway = await startGateway({ engine, operations, secret, host: '127.0.0.1', port: 0, logger });
});
afterAll(async () => {
  await gateway.stop();
  await operations.close();
  await folder[Symbol.asyncDispose]();
});

type Caller = Omit<TokenRequest, 'role'> & { role?: TokenRequest['role'] };
const bearer = async (caller: Caller): Promise<string> =>
  `Bearer ${await issueToken(secret, { role: 'integrator', ...caller })}`;

/** Status and body over HTTP. */
async function overHttp(caller: Caller, params: object): Promise<unknown[]> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await bearer(caller) },
    body: JSON.stringify(params),
  });
  return [response.status, await response.json()];
}

/** The messages about one operation over WebSocket, type and payload. */
async function overWebSocket(caller: Caller, payload: object): Promise<unknown[]> {
  const authorization = await bearer(caller);
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const ended = Promise.withResolvers<unknown[]>();
  const messages: unknown[] = [];
  socket.on('open', () =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })),
  );
  socket.on('close', (code) => ended.reject(new Error(`closed with ${code}`)));
  socket.on('message', (text) => {
    const message = JSON.parse(String(text)) as { type: string; id?: string; payload?: unknown };
    if (message.type === 'connection_ack')
      socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
    if (message.id === undefined) return;
    messages.push([message.type, message.payload].filter((part) => part !== undefined));
    if (message.type !== 'next') ended.resolve(messages);
  });
  try {
    return await ended.promise;
  } finally {
    socket.terminate();
  }
}

/** Status and text of an event stream. */
async function overSse(caller: Caller, params: object): Promise<unknown[]> {
  const response = await fetch(`${gateway.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: await bearer(caller),
    },
    body: JSON.stringify(params),
  });
  const events = (await response.text()).matchAll(/^data: ?(\{.*)$/gm);
  return [response.status, ...[...events].map(([, data]) => JSON.parse(data ?? '') as unknown)];
}

const hello = { data: { hello: 'hi' } };
const refusal = (message: string, extensions: object) => ({ errors: [{ message, extensions }] });
const foreignId = (documentId: string) =>
  refusal('Expected the id of a document that client "acme" has published, got another', {
    code: 'PERSISTED_DOCUMENT_NOT_FOUND',
    documentId,
    client: 'acme',
  });
const howTo = (client: string) =>
  `To publish operations, put them into schema/operations/${client}/, then run "npm run operations -- build" and "npm run operations -- push ${client}".`;
const foreignText = (operationId: string) =>
  refusal(`Expected an operation that client "acme" has published, got another. ${howTo('acme')}`, {
    code: 'OPERATION_NOT_SAFELISTED',
    operationId,
    client: 'acme',
  });
const unknownClient = refusal(
  `Expected a token whose client_id is a client that has published operations, got "nobody", which has published none. ${howTo('nobody')}`,
  { code: 'OPERATION_CLIENT_UNKNOWN', client: 'nobody' },
);
const acme = { client: 'acme' };

describe('a token that names a client', () => {
  it('runs what this client has published, by id and as text, on every transport', async () => {
    for (const name of ['Own', 'Common']) {
      expect(await overHttp(acme, { documentId: idOf('acme', name) })).toEqual([200, hello]);
      expect(await overWebSocket(acme, { documentId: idOf('acme', name) })).toEqual([
        ['next', hello],
        ['complete'],
      ]);
      expect(await overSse(acme, { documentId: idOf('acme', name) })).toEqual([200, hello]);
    }
    expect(await overHttp(acme, { query: 'query  Own{hello}' })).toEqual([200, hello]);
    const count = { data: { count: 1 } };
    expect(await overWebSocket(acme, { query: 'subscription Count{count}' })).toEqual([
      ['next', count],
      ['complete'],
    ]);
    expect(await overSse(acme, { documentId: idOf('acme', 'Count') })).toEqual([200, count]);
  });

  it('runs nothing that only others have published, on no transport', async () => {
    for (const name of ['Other', 'Watch']) {
      const documentId = idOf('crm', name);
      expect(await overHttp(acme, { documentId })).toEqual([400, foreignId(documentId)]);
      expect(await overWebSocket(acme, { documentId })).toEqual([['error', foreignId(documentId).errors]]);
      expect(await overSse(acme, { documentId })).toEqual([200, foreignId(documentId)]);
    }
    const query = 'query Other { hello }';
    const operationId = idOf('crm', 'Other');
    expect(await overHttp(acme, { query })).toEqual([403, foreignText(operationId)]);
    expect(await overWebSocket(acme, { query })).toEqual([['error', foreignText(operationId).errors]]);
    expect(await overSse(acme, { query })).toEqual([200, foreignText(operationId)]);
  });

  it('does not either in the single connection mode of SSE', async () => {
    const authorization = await bearer(acme);
    const client = createSseClient({
      url: `${gateway.url}/graphql/stream`,
      singleConnection: true,
      headers: { authorization },
      retryAttempts: 0,
    });
    const results: unknown[] = [];
    const ended = new Promise((resolve, reject) => {
      client.subscribe(
        { query: 'query Other { hello }' },
        { next: (result) => void results.push(result), error: reject, complete: () => resolve(undefined) },
      );
    });
    await ended.catch((error: unknown) => results.push(error));
    client.dispose();
    expect(JSON.stringify(results)).toContain('OPERATION_NOT_SAFELISTED');
    expect(JSON.stringify(results)).not.toContain('hi');
  });

  it("is told so by the hash of Apollo's clients, which then send the text", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: idOf('crm', 'Other') } };
    expect(await overHttp(acme, { extensions })).toEqual([
      200,
      refusal('PersistedQueryNotSupported', {
        code: 'PERSISTED_QUERY_NOT_SUPPORTED',
        sha256Hash: idOf('crm', 'Other'),
      }),
    ]);
  });

  it('hears that its client has published nothing', async () => {
    const nobody = { client: 'nobody' };
    for (const params of [{ documentId: idOf('acme', 'Own') }, { query: 'query Own { hello }' }]) {
      expect(await overHttp(nobody, params)).toEqual([403, unknownClient]);
      expect(await overWebSocket(nobody, params)).toEqual([['error', unknownClient.errors]]);
      expect(await overSse(nobody, params)).toEqual([200, unknownClient]);
    }
  });
});

describe('a token that names no client', () => {
  it('runs what any client has published, and nothing else', async () => {
    for (const id of [idOf('acme', 'Own'), idOf('crm', 'Other')])
      expect(await overHttp({}, { documentId: id })).toEqual([200, hello]);
    expect(await overHttp({}, { query: '{ hello }' })).toEqual([
      403,
      refusal(`Expected a published operation, got one that no client has published. ${howTo('CLIENT')}`, {
        code: 'OPERATION_NOT_SAFELISTED',
        operationId: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ]);
  });
});

describe('a caller of the house', () => {
  it('asks whatever it likes in development, as the console does, whichever client it names', async () => {
    const query = '{ hello __schema { queryType { name } } }';
    for (const caller of [{ role: 'admin' }, { role: 'manager', client: 'nobody' }] as const)
      expect(await overHttp(caller, { query })).toEqual([
        200,
        { data: { hello: 'hi', __schema: { queryType: { name: 'Query' } } } },
      ]);
  });
});
