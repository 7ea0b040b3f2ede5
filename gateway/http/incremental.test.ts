import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEngine } from '../engine/engine.ts';
import { composeForTest, transportFor } from '../engine/testing/subgraphs.ts';
import { createHttpFront } from './http-front.ts';

const subgraphs = {
  leads: {
    typeDefs: 'type Query { lead: Lead } type Lead @key(fields: "id") { id: ID! name: String }',
    resolvers: { Query: { lead: () => ({ id: '1', name: 'Ada' }) } },
  },
  scores: {
    typeDefs: 'type Lead @key(fields: "id") { id: ID! score: Int }',
    resolvers: { Lead: { __resolveReference: ({ id }: { id: string }) => ({ id, score: 10 }) } },
  },
};

async function serve(scores = transportFor(subgraphs.scores)) {
  const engine = await createEngine({
    supergraphSdl: composeForTest(subgraphs),
    transports: { leads: transportFor(subgraphs.leads), scores },
  });
  const front = createHttpFront({ engine, contextFor: () => ({}) });
  const server = createServer((req, res) => void front.handle(req, res)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ask: (accept: string) =>
      fetch(`http://127.0.0.1:${port}`, {
        method: 'POST',
        headers: { accept, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ lead { name ... @defer { score } } }' }),
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

/** The JSON of each part; fails when the body is not multipart with the boundary `-`. */
function partsOf(body: string): unknown[] {
  expect(body.startsWith('\r\n---\r\n')).toBe(true);
  expect(body.endsWith('\r\n-----\r\n')).toBe(true);
  return body
    .slice(0, -'\r\n-----\r\n'.length)
    .split('\r\n---\r\n')
    .slice(1)
    .map((part) => {
      const [head, json] = part.split('\r\n\r\n');
      expect(head).toBe('content-type: application/json; charset=utf-8');
      return JSON.parse(json ?? '') as unknown;
    });
}

describe('a response with deferred parts over HTTP', () => {
  it('comes in parts to a client that asks for the format of 2022-08-24', async () => {
    await using server = await serve();
    const response = await server.ask('multipart/mixed; deferSpec=20220824, application/json');
    expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(partsOf(await response.text())).toEqual([
      { data: { lead: { name: 'Ada' } }, hasNext: true },
      { incremental: [{ path: ['lead'], data: { score: 10 } }], hasNext: false },
    ]);
  });

  it('comes in parts to a client that asks for the incremental specification', async () => {
    await using server = await serve();
    const response = await server.ask('application/json;q=0.5, multipart/mixed; incrementalSpec="v0.2"');
    expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; incrementalSpec=v0.2');
    expect(partsOf(await response.text())).toEqual([
      { data: { lead: { name: 'Ada' } }, pending: [{ id: '0', path: ['lead'] }], hasNext: true },
      { incremental: [{ id: '0', data: { score: 10 } }], completed: [{ id: '0' }], hasNext: false },
    ]);
  });

  it('lets the client see the end of the first part before the next is there', async () => {
    const answering = Promise.withResolvers<void>();
    const scores = transportFor(subgraphs.scores);
    await using server = await serve({
      ...scores,
      execute: (request) => answering.promise.then(() => scores.execute(request)),
    });
    const response = await server.ask('multipart/mixed; deferSpec=20220824');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let body = '';
    while (!body.includes('"hasNext":true}\r\n---\r\n')) body += (await reader?.read())?.value ?? '';
    answering.resolve();
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read())
      body += read.value;
    expect(partsOf(body)).toHaveLength(2);
  });

  it('comes whole to a client that takes JSON', async () => {
    await using server = await serve();
    const response = await server.ask('application/json');
    expect(await response.json()).toEqual({ data: { lead: { name: 'Ada', score: 10 } } });
  });
});
