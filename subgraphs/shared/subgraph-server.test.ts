import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { buildSchema } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import type { BaseContext, Viewer } from './context.ts';
import { createViewerSigner } from './internal-token.ts';
import { createLogger } from './logger.ts';
import { serveSubgraph } from './subgraph-server.ts';
import type { SubgraphServer } from './subgraph-server.ts';
import { deriveKey } from './vault.ts';

const secret = 'a secret of at least 32 characters';
const viewer: Viewer = { subject: 'somebody', role: 'agent', agentId: 'a1' };
const schema = buildSchema('type Query { viewer: String } type Subscription { count: Int }');
schema.getQueryType()!.getFields()['viewer']!.resolve = (_, __, ctx: BaseContext) =>
  JSON.stringify(ctx.viewer);

(schema.getSubscriptionType() as GraphQLObjectType).getFields()['count']!.subscribe = () =>
  Object.assign(
    (async function* () {
      yield { count: 8 };
    })(),
    { opensAt: 'seven' },
  );

let server: SubgraphServer;
beforeAll(async () => {
  server = await serveSubgraph({
    schema,
    secret,
    host: '127.0.0.1',
    port: 0,
    logger: createLogger('silent'),
    createContext: (who) => ({ viewer: who }) as BaseContext,
  });
});
afterAll(() => server.stop());

/** A token as the gateway signs it, but for what is said otherwise. */
async function token(
  changes: { secret?: string; expiresAt?: number; issuer?: string; viewer?: object } = {},
) {
  return new SignJWT({ viewer: changes.viewer ?? viewer })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(changes.issuer ?? 'leadgraph-gateway')
    .setExpirationTime(changes.expiresAt ?? Math.floor(Date.now() / 1_000) + 60)
    .sign(deriveKey(changes.secret ?? secret, 'subgraph context'));
}

const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ viewer, iss: 'leadgraph-gateway' }))}.`;
const refused: [string, () => Promise<string | undefined>][] = [
  ['no token', async () => undefined],
  ['nonsense', async () => 'nonsense'],
  ['an unsigned token', async () => unsigned],
  ['an expired token', () => token({ expiresAt: Math.floor(Date.now() / 1_000) - 1 })],
  ['a token signed with another secret', () => token({ secret: 'x'.repeat(32) })],
  ['a token of another issuer', () => token({ issuer: 'somebody' })],
  ['a token of an unknown role', () => token({ viewer: { subject: 's', role: 'god' } })],
];

async function ask(authorization: string | undefined, body: unknown = { query: '{ viewer }' }) {
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as any };
}

/** @returns what the server does with the connection: its acknowledgement, or the code with which it closes. */
async function open(payload: object | undefined): Promise<unknown> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', ...(payload && { payload }) }));
  const outcome = await Promise.race([
    once(socket, 'message').then(([message]) => JSON.parse(String(message)).type),
    once(socket, 'close').then(([code]) => code),
  ]);
  socket.terminate();
  return outcome;
}

/** @returns all that the server says to a subscription, its acknowledgement first. */
async function hear(payload: object, parts: object): Promise<unknown[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
  const heard: unknown[] = [];
  const { promise: completed, resolve } = Promise.withResolvers<void>();
  const say = (message: object): void => socket.send(JSON.stringify(message));
  socket.on('message', (text) => {
    const message = JSON.parse(String(text)) as { type: string };
    heard.push(message);
    if (message.type === 'connection_ack')
      say({ id: '1', type: 'subscribe', payload: { query: 'subscription { count }', ...parts } });
    if (message.type === 'complete') resolve();
  });
  await once(socket, 'open');
  say({ type: 'connection_init', payload });
  await completed;
  socket.terminate();
  return heard;
}

describe('a subgraph', () => {
  it('answers the gateway, and knows who asks', async () => {
    const authorization = `Bearer ${createViewerSigner(secret)(viewer)}`;
    const { status, answer } = await ask(authorization);
    expect([status, JSON.parse(answer.data.viewer)]).toEqual([200, viewer]);
    expect(await open({ authorization })).toBe('connection_ack');
  });

  it('tells when a stream is open and where it begins, if it is asked to', async () => {
    const authorization = `Bearer ${createViewerSigner(secret)(viewer)}`;
    const eight = { id: '1', type: 'next', payload: { data: { count: 8 } } };
    const opening = { id: '1', type: 'next', payload: { extensions: { opening: { cursor: 'seven' } } } };
    const complete = { id: '1', type: 'complete' };
    const acknowledgement = { type: 'connection_ack', payload: { opening: true } };
    const asked = await hear({ authorization }, { extensions: { opening: true } });
    expect(asked).toEqual([acknowledgement, opening, eight, complete]);
    expect(await hear({ authorization }, {})).toEqual([acknowledgement, eight, complete]);
  });

  it.each(refused)('answers 401 to %s, and says nothing of its schema', async (_, make) => {
    const given = await make();
    const { status, answer } = await ask(given && `Bearer ${given}`, { query: '{ nothing }' });
    expect(status).toBe(401);
    expect(answer).toEqual({
      errors: [{ message: 'Subgraphs answer the gateway only.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it.each(refused)('closes a connection with %s', async (_, make) => {
    const given = await make();
    expect(await open(given === undefined ? undefined : { authorization: `Bearer ${given}` })).toBe(4401);
  });

  it('closes a connection whose token is no text', async () => {
    expect(await open({ authorization: { a: 1 } })).toBe(4401);
  });

  it('refuses what is not JSON', async () => {
    const { status, answer } = await ask(`Bearer ${await token()}`, '{');
    expect([status, answer.errors[0].message]).toEqual([400, 'The body is not JSON.']);
  });

  it.each(['//', '/\\', '/%', 'http://[', '*'])('lives on after a request for %s', async (target) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    const [reply] = (await once(socket, 'data')) as [Buffer];
    expect(reply.toString()).toMatch(/^HTTP\/1.1 40[04] /);
    socket.destroy();
    const health = await fetch(`http://127.0.0.1:${server.port}/health`);
    expect(await health.json()).toEqual({ status: 'ok' });
  });
});
