import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { connectSocket, openResponse } from './testing/connections.ts';
import { startStreamGateway } from './testing/stream-gateway.ts';

const APOLLO = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';

describe('a client that does not read', () => {
  const flood = 'subscription { flood(bytes: 300000) }';

  it('is told and dropped over WebSocket, and its stream ends upstream', async () => {
    await using gateway = await startStreamGateway({ maxStallMs: 50 });
    const { socket, subscribe, closed } = await connectSocket(gateway.address, 'ada');
    subscribe('1', flood);
    socket.pause();
    await gateway.floodEnded;
    socket.resume();
    expect(await closed).toEqual({
      code: 4008,
      reason: 'Too slow: what waits is more than is kept; reconnect after 1000 ms',
    });
  });

  it.each([
    [
      'text/event-stream',
      /^data: \{"errors":\[\{"message":"Too slow.*"code":"SLOW_CLIENT","reconnectAfterMs"/,
    ],
    [APOLLO, /^\{"payload":null,"errors":\[\{"message":"Too slow.*"code":"SLOW_CLIENT"/],
    ['multipart/mixed', /^\{"errors":\[\{"message":"Too slow.*"code":"SLOW_CLIENT"/],
  ])('is told and dropped over %s', async (accept, told) => {
    await using gateway = await startStreamGateway({ maxStallMs: 50 });
    const { rest } = await openResponse(gateway.address, 'ada', flood, accept);
    await gateway.floodEnded;
    expect((await rest()).filter((line) => told.test(line))).toHaveLength(1);
  });
});

describe('a client that does not read, beside one that does', () => {
  it('is dropped, and the other hears everything without waiting for it', async () => {
    await using gateway = await startStreamGateway();
    const fast = await connectSocket(gateway.address, 'ada');
    const slow = await connectSocket(gateway.address, 'ada');
    for (const { subscribe } of [fast, slow]) subscribe('1', 'subscription { told }');
    while (gateway.told.listening === 0) await new Promise(setImmediate);
    gateway.told.tell('begin');
    await slow.message(({ type }) => type === 'next');
    slow.socket.pause();
    const filler = 'x'.repeat(512 * 1024);
    // More than the limit and what the system itself keeps for a connection.
    const told = 40;
    for (let place = 0; place < told; place++) {
      gateway.told.tell(`${place} ${filler}`);
      await fast.message(() => fast.messages.filter(({ type }) => type === 'next').length === place + 2);
    }
    slow.socket.resume();
    expect(await slow.closed).toMatchObject({ code: 4008 });
    const heard = fast.messages.flatMap(({ payload }) => {
      const data = (payload as { data?: { told: string } } | undefined)?.data;
      return data ? [data.told.split(' ', 1)[0]] : [];
    });
    expect(heard).toEqual(['begin', ...Array.from({ length: told }, (_, place) => String(place))]);
    expect(gateway.told.opened).toBe(1);
  });
});

describe('a stream in silence', () => {
  it.each([
    ['text/event-stream', ':'],
    [APOLLO, '{}'],
  ])('shows signs of life over %s', async (accept, sign) => {
    await using gateway = await startStreamGateway({ keepAliveMs: 5, multipartHeartbeatMs: 5 });
    const { until } = await openResponse(gateway.address, 'ada', 'subscription { told }', accept);
    for (let beat = 0; beat < 3; beat++) await until((line) => line === sign);
  });

  it('ends with its lifetime', async () => {
    await using gateway = await startStreamGateway({ maxLifetimeMs: 30 });
    const { subscribe, closed } = await connectSocket(gateway.address, 'ada');
    subscribe('1', 'subscription { told }');
    expect(await closed).toEqual({
      code: 4009,
      reason: 'Open for as long as allowed; reconnect after 1000 ms',
    });
    expect(gateway.told.listening).toBe(0);
  });
});

describe('a stream on HTTP that is as old as one may become', () => {
  const extensions = '"extensions":{"code":"LIFETIME_EXCEEDED","reconnectAfterMs":1000}';
  const told = `{"message":"Open for as long as allowed",${extensions}}`;

  it.each([
    ['text/event-stream', ['retry: 1000', ': LIFETIME_EXCEEDED', '']],
    [APOLLO, [`{"payload":null,"errors":[${told}]}`, '--graphql--']],
    ['multipart/mixed', [`{"errors":[${told}]}`, '--graphql--']],
  ])('ends over %s with the time to come back', async (accept, end) => {
    await using gateway = await startStreamGateway({ maxLifetimeMs: 30 });
    const { rest } = await openResponse(gateway.address, 'ada', 'subscription { told }', accept);
    expect((await rest()).slice(-end.length)).toEqual(end);
    expect(gateway.told.listening).toBe(0);
  });
});

describe('the share of one client', () => {
  it('has a number of connections, whatever they speak', async () => {
    await using gateway = await startStreamGateway({ maxConnections: 2 });
    await connectSocket(gateway.address, 'ada');
    const { response } = await openResponse(gateway.address, 'ada', 'subscription { told }');
    expect(response.status).toBe(200);
    const third = await openResponse(gateway.address, 'ada', 'subscription { told }', APOLLO);
    expect(third.response.status).toBe(429);
    expect(JSON.parse((await third.rest()).join(''))).toEqual({
      errors: [
        {
          message: 'Expected at most 2 connections of one client at the same time',
          extensions: { code: 'TOO_MANY_CONNECTIONS', maximum: 2 },
        },
      ],
    });
    expect(await (await connectSocket(gateway.address, 'ada')).closed).toEqual({
      code: 4429,
      reason: 'Expected at most 2 connections of one client at the same time',
    });
    const other = await openResponse(gateway.address, 'bob', 'subscription { told }');
    expect(other.response.status).toBe(200);
  });

  it('has a number of subscriptions, and gives back those that ended', async () => {
    await using gateway = await startStreamGateway({ maxSubscriptions: 1 });
    const { subscribe, send, message } = await connectSocket(gateway.address, 'ada');
    subscribe('1', 'subscription { told }');
    subscribe('2', 'subscription { told }');
    expect(await message(({ id }) => id === '2')).toEqual({
      id: '2',
      type: 'error',
      payload: [
        {
          message: 'Expected at most 1 subscriptions of one client at the same time',
          extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', maximum: 1 },
        },
      ],
    });
    send({ id: '1', type: 'complete' });
    subscribe('3', 'subscription { count(to: 1) }');
    expect(await message(({ id, type }) => id === '3' && type === 'complete')).toBeDefined();
    const refused = await connectSocket(gateway.address, 'ada');
    refused.subscribe('4', 'subscription { nothing }');
    await refused.message(({ id }) => id === '4');
    refused.socket.terminate();
    subscribe('5', 'subscription { count(to: 1) }');
    expect(await message(({ id, type }) => id === '5' && type !== 'next')).toMatchObject({
      type: 'complete',
    });
  });
});

describe('a client that is gone before its caller is known', () => {
  it.each(['text/event-stream', APOLLO, 'multipart/mixed'])('holds nothing over %s', async (accept) => {
    const { promise: admitted, resolve: admit } = Promise.withResolvers<void>();
    await using gateway = await startStreamGateway({ maxConnections: 1 });
    gateway.delay(admitted);
    const arrived = once(gateway.server, 'request');
    const leaving = new AbortController();
    const leavingInit = { headers: { authorization: 'ada', accept }, signal: leaving.signal };
    const query = encodeURIComponent('subscription { told }');
    const left = fetch(`${gateway.address}?query=${query}`, leavingInit).catch(() => undefined);
    const [, response] = (await arrived) as [unknown, ServerResponse];
    leaving.abort();
    await Promise.all([left, once(response, 'close')]);
    admit();
    const next = await openResponse(gateway.address, 'ada', 'subscription { told }', accept);
    expect(next.response.headers.get('x-graphql-stream-id')).not.toBeNull();
    expect(gateway.told.opened).toBe(1);
  });

  it('holds no reserved stream', async () => {
    await using gateway = await startStreamGateway({ maxConnections: 1 });
    const stream = await reserveStream(gateway.address);
    const { promise: admitted, resolve: admit } = Promise.withResolvers<void>();
    gateway.delay(admitted);
    const arrived = once(gateway.server, 'request');
    const leaving = new AbortController();
    const left = fetch(stream, { headers: { authorization: 'ada' }, signal: leaving.signal }).catch(
      () => undefined,
    );
    const [, response] = (await arrived) as [unknown, ServerResponse];
    leaving.abort();
    await Promise.all([left, once(response, 'close')]);
    admit();
    const again = await fetch(stream, { headers: { authorization: 'ada' } });
    expect(again.status).toBe(200);
  });
});

describe('a client that does not take the results on its shared stream', () => {
  it('is dropped before much is kept for it', async () => {
    await using gateway = await startStreamGateway({ maxBufferedBytes: 20 });
    const stream = await reserveStream(gateway.address);
    const ask = async (operationId: string) => {
      const response = await fetch(stream, {
        method: 'POST',
        headers: { authorization: 'ada', 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ viewer }', extensions: { operationId } }),
      });
      return { status: response.status, text: await response.text() };
    };
    expect(await ask('1')).toEqual({ status: 202, text: '' });
    expect(await ask('2')).toEqual({
      status: 404,
      text: '{"errors":[{"message":"Stream not found","extensions":{"code":"NOT_FOUND"}}]}',
    });
    const connected = await fetch(stream, { headers: { authorization: 'ada' } });
    expect(connected.status).toBe(404);
  });
});

/** The address of a stream in single connection mode that is reserved for `ada`. */
async function reserveStream(address: string): Promise<string> {
  const reserved = await fetch(`${address}/stream`, { method: 'PUT', headers: { authorization: 'ada' } });
  return `${address}/stream?token=${await reserved.text()}`;
}

describe('a gateway that stops', () => {
  it('asks the clients on WebSocket to come back', async () => {
    await using gateway = await startStreamGateway();
    const { subscribe, closed } = await connectSocket(gateway.address, 'ada');
    subscribe('1', 'subscription { told }');
    gateway.streams.shutDown();
    expect(await closed).toEqual({
      code: 1012,
      reason: 'The gateway is stopping; reconnect after 1000 ms',
    });
  });

  it('ends the streams on HTTP with the time to come back', async () => {
    await using gateway = await startStreamGateway();
    const events = await openResponse(gateway.address, 'ada', 'subscription { told }');
    const parts = await openResponse(gateway.address, 'ada', 'subscription { told }', APOLLO);
    const plain = await openResponse(gateway.address, 'ada', 'subscription { told }', 'multipart/mixed');
    gateway.streams.shutDown();
    await gateway.front.drain();
    expect((await events.rest()).slice(-3)).toEqual(['retry: 1000', ': SHUTTING_DOWN', '']);
    expect((await parts.rest()).slice(-2)).toEqual([
      '{"payload":null,"errors":[{"message":"The gateway is stopping","extensions":{"code":"SHUTTING_DOWN","reconnectAfterMs":1000}}]}',
      '--graphql--',
    ]);
    expect((await plain.rest()).slice(-2)).toEqual([
      '{"errors":[{"message":"The gateway is stopping","extensions":{"code":"SHUTTING_DOWN","reconnectAfterMs":1000}}]}',
      '--graphql--',
    ]);
  });

  it('sends on what still comes over open connections', async () => {
    await using gateway = await startStreamGateway();
    gateway.streams.shutDown();
    const { response, rest } = await openResponse(gateway.address, 'ada', 'subscription { told }');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(JSON.parse((await rest()).join(''))).toEqual({
      errors: [
        {
          message: 'The gateway is stopping',
          extensions: { code: 'SHUTTING_DOWN', reconnectAfterMs: 1000 },
        },
      ],
    });
    expect(await (await connectSocket(gateway.address, 'ada')).closed).toEqual({
      code: 1012,
      reason: 'The gateway is stopping; reconnect after 1000 ms',
    });
    expect(gateway.told.listening).toBe(0);
  });
});
