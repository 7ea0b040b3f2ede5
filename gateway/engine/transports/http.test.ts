import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { listen } from '../../http/testing/listen.ts';
import type { TransportError } from '../errors.ts';
import type { SubgraphRequest, SubgraphTransport } from '../types.ts';
import { allowHeaders } from './allow-headers.ts';
import { createHttpTransport } from './http.ts';
import type { HttpTransportOptions } from './http.ts';

const query = 'query ($id: ID) { product(id: $id) { name } }';
const document = parse(query);

function requestOf(parts: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return {
    query,
    document,
    operationName: undefined,
    operationKind: 'query',
    variables: { id: '1' },
    context: {},
    scope: {},
    signal: new AbortController().signal,
    ...parts,
  };
}

const answer = { data: { product: { name: 'Lamp' } } };

function sendAnswer(res: ServerResponse): void {
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(answer));
}

/** A subgraph that answers each request in turn with the next of `replies`, the last one ever after. */
async function subgraph(
  replies: readonly RequestListener[],
  options: Partial<HttpTransportOptions> = {},
): Promise<{ transport: SubgraphTransport; asked: () => number } & AsyncDisposable> {
  let asked = 0;
  const server = await listen((req, res) => {
    const reply = replies[Math.min(asked++, replies.length - 1)] as RequestListener;
    req.resume().once('end', () => reply(req, res));
  });
  const transport = createHttpTransport({
    name: 'products',
    url: `${server.url}/graphql`,
    retryDelayMs: 1,
    ...options,
  });
  return {
    transport,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await transport.close();
    },
  };
}

async function failureOf(work: Promise<unknown>) {
  const error = (await work.catch((reason: unknown) => reason)) as TransportError;
  return { code: error.code, message: error.message, details: error.details };
}

const reset: RequestListener = (req) => void req.socket.resetAndDestroy();
const resetInTheMiddle: RequestListener = (req, res) => {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  res.write('{"data":', () => req.socket.resetAndDestroy());
};
const hang: RequestListener = () => {};
const html: RequestListener = (_req, res) => {
  res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
};
const unavailable: RequestListener = (_req, res) => void res.writeHead(503).end('Service Unavailable');
const ok: RequestListener = (_req, res) => sendAnswer(res);

describe('a fetch', () => {
  it('should send the operation with its variables and headers and read the answer', async () => {
    const received = Promise.withResolvers<IncomingMessage>();
    const body = Promise.withResolvers<string>();
    await using server = await listen(async (req, res) => {
      received.resolve(req);
      body.resolve(String(await req.toArray()));
      sendAnswer(res);
    });
    const transport = createHttpTransport({
      name: 'products',
      url: `${server.url}/graphql?tenant=1`,
      headers: allowHeaders(
        ['X-Tenant'],
        (context) => (context as { headers: Record<string, string> }).headers,
      ),
    });
    const context = { headers: { 'x-tenant': 'acme', cookie: 'secret' } };
    expect(await transport.execute(requestOf({ operationName: 'A', context }))).toEqual(answer);
    const { method, url, headers } = await received.promise;
    expect({ method, url }).toEqual({ method: 'POST', url: '/graphql?tenant=1' });
    expect(headers).toMatchObject({ 'x-tenant': 'acme', 'content-type': 'application/json' });
    expect(headers).not.toHaveProperty('cookie');
    expect(JSON.parse(await body.promise)).toEqual({ query, operationName: 'A', variables: { id: '1' } });
    await transport.close();
  });

  it('should keep its connections for those that follow', async () => {
    const sockets = new Set<unknown>();
    const noting: RequestListener = (req, res) => (sockets.add(req.socket), sendAnswer(res));
    await using products = await subgraph([noting]);
    for (let count = 0; count < 20; count++) await products.transport.execute(requestOf());
    // The pool may open a second one when a fetch follows before it has seen the end of the last.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('should take GraphQL errors for an answer whatever the status', async () => {
    const errors = [{ message: 'No such product', extensions: { code: 'NOT_FOUND' } }];
    await using products = await subgraph([
      (_req, res) => void res.writeHead(500).end(JSON.stringify({ errors, data: null })),
    ]);
    expect(await products.transport.execute(requestOf())).toEqual({ errors, data: null });
    expect(products.asked()).toBe(1);
  });
});

describe('a subgraph without an answer', () => {
  it('should be told apart when it refuses connections', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const transport = createHttpTransport({
      name: 'products',
      url: `http://127.0.0.1:${port}/graphql`,
      retryDelayMs: 1,
    });
    expect(await failureOf(transport.execute(requestOf()))).toEqual({
      code: 'SUBGRAPH_UNREACHABLE',
      message: 'The subgraph "products" could not be reached.',
      details: { reason: 'REFUSED' },
    });
    await transport.close();
  });

  it.each([
    ['before its answer', reset],
    ['in the middle of its answer', resetInTheMiddle],
  ])('should be told apart when it resets the connection %s', async (_when, reply) => {
    await using products = await subgraph([reply]);
    expect(await failureOf(products.transport.execute(requestOf()))).toEqual({
      code: 'SUBGRAPH_UNREACHABLE',
      message: 'The subgraph "products" broke off before its answer was complete.',
      details: { reason: 'RESET' },
    });
    expect(products.asked()).toBe(3);
  });

  it('should be told apart when it is too slow, and not be asked again', async () => {
    await using products = await subgraph([hang], { timeoutMs: 20 });
    expect(await failureOf(products.transport.execute(requestOf()))).toEqual({
      code: 'SUBGRAPH_TIMEOUT',
      message: 'The subgraph "products" did not answer in time.',
      details: { reason: 'TIMEOUT', timeoutMs: 20 },
    });
    expect(products.asked()).toBe(1);
  });

  it.each([
    ['HTML', html, 200],
    ['JSON that is not a result', (_req, res) => void res.end('{"hello":1}'), 200],
    ['JSON that breaks off', (_req, res) => void res.end('{"data":{'), 200],
    ['nothing', (_req, res) => void res.writeHead(404).end(), 404],
  ] as [string, RequestListener, number][])(
    'should be told apart when it answers %s, and not be asked again',
    async (_what, reply, status) => {
      await using products = await subgraph([reply]);
      expect(await failureOf(products.transport.execute(requestOf()))).toEqual({
        code: 'SUBGRAPH_INVALID_RESPONSE',
        message: 'The subgraph "products" answered with something that is not GraphQL.',
        details: { reason: 'NOT_GRAPHQL', status },
      });
      expect(products.asked()).toBe(1);
    },
  );

  it.each([
    ['announces', { 'content-length': String(100 * 2 ** 20) }],
    ['sends without announcing', {}],
  ])('should be cut off when it %s more than is allowed', async (_how, headers) => {
    const cut = Promise.withResolvers<void>();
    await using products = await subgraph(
      [
        (_req, res) => {
          res.writeHead(200, { 'content-type': 'application/json', ...headers });
          const more = () => {
            while (!res.destroyed && res.write(Buffer.alloc(2 ** 16, ' ')));
          };
          res.on('drain', more).on('close', cut.resolve);
          more();
        },
      ],
      { maxResponseBytes: 2 ** 20 },
    );
    expect(await failureOf(products.transport.execute(requestOf()))).toEqual({
      code: 'SUBGRAPH_INVALID_RESPONSE',
      message: 'The subgraph "products" gave a longer answer than is allowed.',
      details: { reason: 'TOO_LARGE', maxResponseBytes: 2 ** 20 },
    });
    await cut.promise;
    expect(products.asked()).toBe(1);
  });

  it('should be cut off when the client goes away', async () => {
    const arrived = Promise.withResolvers<void>();
    const cut = Promise.withResolvers<void>();
    await using products = await subgraph([
      (_req, res) => {
        res.on('close', cut.resolve);
        arrived.resolve();
      },
    ]);
    const controller = new AbortController();
    const failure = failureOf(products.transport.execute(requestOf({ signal: controller.signal })));
    await arrived.promise;
    controller.abort();
    expect(await failure).toMatchObject({ code: 'REQUEST_ABORTED' });
    await cut.promise;
  });

  it('should not be asked for a client that has already gone', async () => {
    await using products = await subgraph([ok]);
    expect(
      await failureOf(products.transport.execute(requestOf({ signal: AbortSignal.abort() }))),
    ).toMatchObject({
      code: 'REQUEST_ABORTED',
    });
  });
});

describe('retries', () => {
  it.each([
    ['a reset', reset],
    ['a proxy without an answer', unavailable],
  ])('should hide %s from a query', async (_what, failure) => {
    await using products = await subgraph([failure, failure, ok]);
    expect(await products.transport.execute(requestOf())).toEqual(answer);
    expect(products.asked()).toBe(3);
  });

  it('should never send a mutation twice', async () => {
    await using products = await subgraph([reset, ok]);
    expect(
      await failureOf(products.transport.execute(requestOf({ operationKind: 'mutation' }))),
    ).toMatchObject({ details: { reason: 'RESET' } });
    expect(products.asked()).toBe(1);
  });

  it('should end when their pause would pass the timeout', async () => {
    await using products = await subgraph([reset], {
      timeoutMs: 10_000,
      retryDelayMs: 1e6,
      random: () => 0.5,
    });
    expect(await failureOf(products.transport.execute(requestOf()))).toMatchObject({
      details: { reason: 'RESET' },
    });
    expect(products.asked()).toBe(1);
  });
});

describe('the circuit breaker', () => {
  const options = { retries: 0, circuitBreaker: { failures: 2, openMs: 1000 } };

  it('should leave a subgraph alone that failed several times in a row, and say for how long', async () => {
    let time = 0;
    await using products = await subgraph([reset], { ...options, now: () => time });
    await failureOf(products.transport.execute(requestOf()));
    await failureOf(products.transport.execute(requestOf()));
    time = 400;
    expect(await failureOf(products.transport.execute(requestOf()))).toEqual({
      code: 'SUBGRAPH_UNREACHABLE',
      message: 'The subgraph "products" has failed repeatedly and is left alone for a while.',
      details: { reason: 'CIRCUIT_OPEN', retryAfterMs: 600 },
    });
    expect(products.asked()).toBe(2);
  });

  it('should let one fetch try afterwards and close when it works', async () => {
    let time = 0;
    await using products = await subgraph([reset, reset, ok], { ...options, now: () => time });
    await failureOf(products.transport.execute(requestOf()));
    await failureOf(products.transport.execute(requestOf()));
    time = 1000;
    const [first, second] = await Promise.allSettled([
      products.transport.execute(requestOf()),
      products.transport.execute(requestOf()),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { details: { reason: 'CIRCUIT_OPEN' } } });
    expect(await products.transport.execute(requestOf())).toEqual(answer);
  });

  it('should open again when the try fails', async () => {
    let time = 0;
    await using products = await subgraph([reset], { ...options, now: () => time });
    for (time of [0, 0, 1000]) await failureOf(products.transport.execute(requestOf()));
    expect(await failureOf(products.transport.execute(requestOf()))).toMatchObject({
      details: { reason: 'CIRCUIT_OPEN', retryAfterMs: 1000 },
    });
    expect(products.asked()).toBe(3);
  });

  it('should not count errors that are answers', async () => {
    await using products = await subgraph([html, html, html, ok], options);
    for (let count = 0; count < 3; count++) await failureOf(products.transport.execute(requestOf()));
    expect(await products.transport.execute(requestOf())).toEqual(answer);
  });
});

describe('allowHeaders', () => {
  it('should refuse headers that belong to one connection', () => {
    expect(() => allowHeaders(['Host'], () => undefined)).toThrow(
      'The header "host" belongs to one connection only',
    );
  });
});
