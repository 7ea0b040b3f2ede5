import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import type { EngineRequest } from '../engine/types.ts';
import { createHttpFront } from './http-front.ts';
import type { HttpFront, HttpFrontOptions } from './http-front.ts';
import { listen } from './testing/listen.ts';
import { createSchemaEngine } from './testing/schema-engine.ts';

const sdl = /* GraphQL */ `
  type Query {
    hello(name: String = "world"): String
    long(length: Int!): String
    slow: String
    viewer: String
    secret: String
  }
  type Mutation {
    bump: Int
  }
  type Subscription {
    ticks: Int
  }
`;

/** A gate that a resolver can wait at and a test can open. */
function createGate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<string>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  return { opened, open, reached, reach };
}

async function startFront(options: Partial<HttpFrontOptions<unknown>> = {}) {
  const gate = createGate();
  const seen: EngineRequest[] = [];
  const failures: unknown[] = [];
  let bumps = 0;
  const engine = createSchemaEngine(
    sdl,
    {
      hello: ({ name }: { name: string }) => `hello ${name}`,
      long: ({ length }: { length: number }) => 'x'.repeat(length),
      slow: () => (gate.reach(), gate.opened),
      viewer: (_args: unknown, context: { viewer: string }) => context.viewer,
      secret: () => {
        throw new GraphQLError('Slow down', {
          extensions: { code: 'RATE_LIMITED', http: { status: 429, headers: { 'retry-after': '7' } } },
        });
      },
      bump: () => ++bumps,
    },
    (request) => seen.push(request),
  );
  const front: HttpFront = createHttpFront({
    engine,
    contextFor: () => ({ viewer: 'nobody' }),
    onError: (error) => failures.push(error),
    ...options,
  });
  const server = await listen(front.handle);
  return { ...server, front, gate, seen, failures, bumps: () => bumps };
}

function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function get(url: string, params: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${url}?${new URLSearchParams(params)}`, { headers });
}

async function errorOf(response: Response) {
  const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
  return { status: response.status, message: errors[0]?.message, extensions: errors[0]?.extensions };
}

describe('requests', () => {
  it('should answer a query sent with POST', async () => {
    await using server = await startFront();
    const response = await post(server.url, {
      query: 'query Hi($name: String) { hello(name: $name) }',
      operationName: 'Hi',
      variables: { name: 'Ada' },
    });
    expect(await response.json()).toEqual({ data: { hello: 'hello Ada' } });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('should answer a query sent with GET without any special header', async () => {
    await using server = await startFront();
    const response = await get(server.url, {
      query: 'query ($name: String) { hello(name: $name) }',
      variables: '{"name":"Ada"}',
    });
    expect(await response.json()).toEqual({ data: { hello: 'hello Ada' } });
  });

  it('should refuse a mutation on GET with 405 and leave everything as it was', async () => {
    await using server = await startFront();
    const response = await get(server.url, { query: 'mutation { bump }' });
    expect(response.headers.get('allow')).toBe('POST');
    expect(await errorOf(response)).toEqual({
      status: 405,
      message: 'Expected a mutation to be sent with POST, got GET',
      extensions: { code: 'METHOD_NOT_ALLOWED' },
    });
    expect(server.bumps()).toBe(0);
  });

  it('should refuse the mutation of a document when GET names it among queries', async () => {
    await using server = await startFront();
    const query = 'query Q { hello } mutation M { bump }';
    expect((await get(server.url, { query, operationName: 'M' })).status).toBe(405);
    expect((await get(server.url, { query, operationName: 'Q' })).status).toBe(200);
    expect(server.bumps()).toBe(0);
  });

  it('should refuse other methods with 405', async () => {
    await using server = await startFront();
    const response = await fetch(server.url, { method: 'PUT' });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await errorOf(response)).toEqual({
      status: 405,
      message: 'Expected GET or POST, got PUT',
      extensions: { code: 'METHOD_NOT_ALLOWED' },
    });
  });

  it('should say what is wrong with a parameter', async () => {
    await using server = await startFront();
    expect(await errorOf(await post(server.url, { query: '{ hello }', variables: [1] }))).toEqual({
      status: 400,
      message: 'Expected "variables" to be an object, got a list',
      extensions: { code: 'BAD_REQUEST' },
    });
    expect(await errorOf(await post(server.url, { operationName: 'A' }))).toEqual({
      status: 400,
      message: 'Expected "query" to be a string, got none',
      extensions: { code: 'BAD_REQUEST' },
    });
    expect(await errorOf(await get(server.url, { query: '{ hello }', variables: '{' }))).toEqual({
      status: 400,
      message: 'Parameter "variables" is not JSON',
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  it('should point at the place where a document stops being GraphQL', async () => {
    await using server = await startFront();
    const response = await post(
      server.url,
      { query: '{ hello' },
      { accept: 'application/graphql-response+json' },
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Syntax Error: Expected Name, found <EOF>.',
          locations: [{ line: 1, column: 8 }],
          extensions: { code: 'GRAPHQL_PARSE_FAILED' },
        },
      ],
    });
    expect(server.seen).toEqual([]);
  });

  it('should refuse a document of too many tokens', async () => {
    await using server = await startFront({ maxTokens: 5 });
    expect(await errorOf(await post(server.url, { query: '{ a: hello b: hello }' }))).toEqual({
      status: 200,
      message: 'Expected at most 5 tokens, got more.',
      extensions: { code: 'OPERATION_TOO_LARGE', maxTokens: 5 },
    });
  });

  it('should refuse a subscription with the way to send it', async () => {
    await using server = await startFront();
    const response = await post(
      server.url,
      { query: 'subscription { ticks }' },
      { accept: 'text/event-stream' },
    );
    expect(await errorOf(response)).toEqual({
      status: 400,
      message: 'This operation is a subscription: send it over WebSocket (graphql-transport-ws)',
      extensions: { code: 'SUBSCRIPTION_NEEDS_A_STREAM' },
    });
  });

  it('should hand a subscription to whoever serves streams', async () => {
    await using server = await startFront({
      serveSubscription: async ({ params }, res) => void res.end(`stream of ${params.query}`),
    });
    const response = await post(server.url, { query: 'subscription { ticks }' });
    expect(await response.text()).toBe('stream of subscription { ticks }');
  });
});

describe('bodies', () => {
  it('should refuse a body over the limit before reading it', async () => {
    await using server = await startFront({ maxBodyBytes: 100 });
    const response = await post(server.url, { query: `{ hello(name: "${'x'.repeat(200)}") }` });
    expect(await errorOf(response)).toEqual({
      status: 413,
      message: 'Expected a body of at most 100 bytes',
      extensions: { code: 'PAYLOAD_TOO_LARGE', maxBytes: 100, bytes: 233 },
    });
  });

  it('should refuse a body of unannounced length as soon as it passes the limit', async () => {
    await using server = await startFront({ maxBodyBytes: 100 });
    const request = httpRequest(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    request.write('x'.repeat(200));
    const [response] = await once(request, 'response');
    request.destroy();
    expect(response.statusCode).toBe(413);
  });

  it('should read a compressed body and refuse one that grows over the limit', async () => {
    await using server = await startFront({ maxBodyBytes: 500 });
    const send = (text: string) =>
      fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync(text),
      });
    expect(await (await send('{"query":"{ hello }"}')).json()).toEqual({ data: { hello: 'hello world' } });
    expect((await send(JSON.stringify({ query: ' '.repeat(10_000) }))).status).toBe(413);
  });

  it('should refuse a content encoding it does not know', async () => {
    await using server = await startFront();
    const response = await post(server.url, '{}', { 'content-encoding': 'lzma' });
    expect(await errorOf(response)).toEqual({
      status: 415,
      message: 'Expected Content-Encoding br, gzip or deflate, got lzma',
      extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' },
    });
  });
});

describe('request forgery', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'should refuse a POST as %s, which a page of another site can send',
    async (contentType) => {
      await using server = await startFront();
      const response = await post(
        server.url,
        { query: 'mutation { bump }' },
        { 'content-type': contentType },
      );
      expect(await errorOf(response)).toEqual({
        status: 415,
        message: `Expected Content-Type application/json in UTF-8, got ${contentType}`,
        extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' },
      });
      expect(server.bumps()).toBe(0);
    },
  );

  it('should refuse a simple content type that carries application/json as a parameter', async () => {
    await using server = await startFront();
    const response = await post(
      server.url,
      { query: '{ hello }' },
      { 'content-type': 'text/plain; application/json' },
    );
    expect(response.status).toBe(415);
  });

  it('should refuse a GET that another site embeds as an image or script', async () => {
    await using server = await startFront();
    const { port } = server;
    const request = httpRequest({
      port,
      path: '/?query=%7Bhello%7D',
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    }).end();
    const [response] = await once(request, 'response');
    response.resume();
    expect(response.statusCode).toBe(403);
    expect(server.seen).toEqual([]);
  });
});

describe('media types', () => {
  it.each([
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    [
      'application/json;q=0.5, application/graphql-response+json',
      'application/graphql-response+json; charset=utf-8',
    ],
    ['application/graphql-response+json;q=0.5, application/json', 'application/json; charset=utf-8'],
    ['text/html, */*;q=0.1', 'application/json; charset=utf-8'],
    ['application/*', 'application/json; charset=utf-8'],
  ])('should answer Accept %s with %s', async (accept, contentType) => {
    await using server = await startFront();
    const response = await post(server.url, { query: '{ hello }' }, { accept });
    expect(response.headers.get('content-type')).toBe(contentType);
  });

  it('should refuse a client that takes neither with 406', async () => {
    await using server = await startFront();
    expect(await errorOf(await post(server.url, { query: '{ hello }' }, { accept: 'text/html' }))).toEqual({
      status: 406,
      message: 'Expected Accept to allow application/graphql-response+json or application/json',
      extensions: { code: 'NOT_ACCEPTABLE' },
    });
  });

  it('should answer an operation that cannot run with 400 or, under application/json, 200', async () => {
    await using server = await startFront();
    const send = (accept: string) => post(server.url, { query: '{ nothing }' }, { accept });
    expect((await send('application/graphql-response+json')).status).toBe(400);
    expect((await send('application/json')).status).toBe(200);
  });
});

describe('compression', () => {
  it.each([
    ['gzip', 'gzip'],
    ['br, gzip', 'br'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['deflate', 'deflate'],
    ['br;q=0, *', 'gzip'],
  ])('should answer Accept-Encoding %s with %s', async (accepted, coding) => {
    await using server = await startFront();
    const response = await post(
      server.url,
      { query: '{ long(length: 5000) }' },
      { 'accept-encoding': accepted },
    );
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(Number(response.headers.get('content-length'))).toBeLessThan(200);
    expect(await response.json()).toEqual({ data: { long: 'x'.repeat(5000) } });
  });

  it('should leave short answers and unwilling clients alone', async () => {
    await using server = await startFront();
    const short = await post(server.url, { query: '{ hello }' }, { 'accept-encoding': 'gzip' });
    expect(short.headers.get('content-encoding')).toBeNull();
    const unwilling = await post(
      server.url,
      { query: '{ long(length: 5000) }' },
      { 'accept-encoding': 'identity' },
    );
    expect(unwilling.headers.get('content-encoding')).toBeNull();
    expect(unwilling.headers.get('vary')).toBe('accept, accept-encoding');
  });
});

describe('batching', () => {
  it('should be refused unless it is switched on', async () => {
    await using server = await startFront();
    expect(await errorOf(await post(server.url, [{ query: '{ hello }' }]))).toEqual({
      status: 400,
      message: 'Expected one operation, got a list',
      extensions: { code: 'BATCHING_REFUSED' },
    });
  });

  it('should answer each operation in its place, refusals included', async () => {
    await using server = await startFront({ batching: { maxOperations: 2 } });
    const response = await post(server.url, [{ query: '{ hello }' }, { query: '{' }]);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject([
      { data: { hello: 'hello world' } },
      { errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] },
    ]);
  });

  it('should refuse a list that is too long with both numbers', async () => {
    await using server = await startFront({ batching: { maxOperations: 1 } });
    expect(await errorOf(await post(server.url, [{ query: '{ hello }' }, { query: '{ hello }' }]))).toEqual({
      status: 400,
      message: 'Expected a list of 1 to 1 operations, got 2',
      extensions: { code: 'BATCHING_REFUSED', maxOperations: 1, operations: 2 },
    });
    expect(server.seen).toEqual([]);
  });
});

describe('the context', () => {
  it('should reach the engine', async () => {
    await using server = await startFront({
      contextFor: (req) => Promise.resolve({ viewer: req.headers['x-viewer'] }),
    });
    const response = await post(server.url, { query: '{ viewer }' }, { 'x-viewer': 'Ada' });
    expect(await response.json()).toEqual({ data: { viewer: 'Ada' } });
  });

  it('should refuse a request with the status and headers its error asks for', async () => {
    await using server = await startFront({
      contextFor: () => {
        throw new GraphQLError('Expected a bearer token', {
          extensions: {
            code: 'UNAUTHENTICATED',
            http: { status: 401, headers: { 'www-authenticate': 'Bearer' } },
          },
        });
      },
    });
    const response = await post(server.url, { query: '{ hello }' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await errorOf(response)).toEqual({
      status: 401,
      message: 'Expected a bearer token',
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect(server.seen).toEqual([]);
  });

  it('should not tell a client why it failed unexpectedly', async () => {
    const failure = new Error('password of the key store is wrong');
    await using server = await startFront({ contextFor: () => Promise.reject(failure) });
    expect(await errorOf(await post(server.url, { query: '{ hello }' }))).toEqual({
      status: 500,
      message: 'Internal server error',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(server.failures).toEqual([failure]);
  });
});

describe('results', () => {
  it('should keep 200 and add the headers when an error beside data asks for a status', async () => {
    await using server = await startFront();
    const response = await post(server.url, { query: '{ hello secret }' });
    expect(response.status).toBe(200);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toMatchObject({
      data: { hello: 'hello world', secret: null },
      errors: [{ message: 'Slow down', path: ['secret'], extensions: { code: 'RATE_LIMITED' } }],
    });
  });

  it('should not let a subgraph set the headers of the response', async () => {
    await using server = await startFront({
      plugins: [
        {
          onResponse: (exchange) => {
            const http = { status: 401, headers: { 'set-cookie': 'a=b' } };
            const error = new GraphQLError('No', { extensions: { code: 'NO', service: 'leads', http } });
            exchange.result = { errors: [error] };
          },
        },
      ],
    });
    const response = await post(server.url, { query: '{ hello }' });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await errorOf(response)).toEqual({
      status: 200,
      message: 'No',
      extensions: { code: 'NO', service: 'leads' },
    });
  });

  it('should tell the engine when the client has gone', async () => {
    await using server = await startFront();
    const controller = new AbortController();
    const pending = fetch(`${server.url}?query={slow}`, { signal: controller.signal });
    const refused = expect(pending).rejects.toThrow();
    await server.gate.reached;
    const signal = server.seen[0]?.signal as AbortSignal;
    expect(signal.aborted).toBe(false);
    const aborted = once(signal, 'abort');
    controller.abort();
    await aborted;
    await refused;
  });
});

describe('plugins', () => {
  it('should take part in the order given', async () => {
    const calls: string[] = [];
    const plugin = (name: string) => ({
      onRequest: () => void calls.push(`${name} request`),
      onParsed: () => void calls.push(`${name} parsed`),
      onResponse: () => void calls.push(`${name} response`),
    });
    await using server = await startFront({ plugins: [plugin('first'), plugin('second')] });
    await post(server.url, { query: '{ hello }' });
    expect(calls).toEqual([
      'first request',
      'second request',
      'first parsed',
      'second parsed',
      'first response',
      'second response',
    ]);
  });

  it('should be able to find the document, read the operation and change the response', async () => {
    const operations: unknown[] = [];
    await using server = await startFront({
      plugins: [
        {
          onRequest: (exchange) => {
            if (exchange.params.documentId !== 'hi') return;
            exchange.params = { ...exchange.params, query: 'query Hi { hello }' };
          },
          onParsed: ({ operation }) => void operations.push([operation?.type, operation?.name]),
          onResponse: (exchange) => {
            exchange.result = { ...exchange.result, extensions: { cost: 1 } };
            exchange.responseHeaders['x-cost'] = '1';
          },
        },
      ],
    });
    const response = await post(server.url, { documentId: 'hi' });
    expect(operations).toEqual([['query', 'Hi']]);
    expect(response.headers.get('x-cost')).toBe('1');
    expect(await response.json()).toEqual({ data: { hello: 'hello world' }, extensions: { cost: 1 } });
  });

  it('should be able to refuse an operation, and see refusals', async () => {
    const codes: unknown[] = [];
    await using server = await startFront({
      plugins: [
        {
          onParsed: () => {
            throw new GraphQLError('Not listed', {
              extensions: { code: 'NOT_LISTED', http: { status: 403 } },
            });
          },
          onResponse: ({ result }) => void codes.push(result?.errors?.[0]?.extensions['code']),
        },
      ],
    });
    expect(await errorOf(await post(server.url, { query: '{ hello }' }))).toEqual({
      status: 403,
      message: 'Not listed',
      extensions: { code: 'NOT_LISTED' },
    });
    expect(codes).toEqual(['NOT_LISTED']);
    expect(server.seen).toEqual([]);
  });
});

describe('draining', () => {
  it('should finish what is in progress and ask clients to close their connections', async () => {
    await using server = await startFront();
    const pending = fetch(`${server.url}?query={slow}`);
    await server.gate.reached;
    const drained = server.front.drain();
    server.gate.open('at last');
    const response = await pending;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toEqual({ data: { slow: 'at last' } });
    await drained;
  });

  it('should cut off what takes longer than the grace period', async () => {
    await using server = await startFront();
    const refused = expect(fetch(`${server.url}?query={slow}`)).rejects.toThrow();
    await server.gate.reached;
    await server.front.drain({ graceMs: 1 });
    await refused;
    expect(server.seen[0]?.signal?.aborted).toBe(true);
  });

  it('should be over at once when nothing is in progress', async () => {
    await using server = await startFront();
    await server.front.drain();
    expect((await post(server.url, { query: '{ hello }' })).headers.get('connection')).toBe('close');
  });
});
