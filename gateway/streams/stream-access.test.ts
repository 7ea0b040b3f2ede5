import { describe, expect, it } from '@jest/globals';
import { connectSocket, openResponse } from './testing/connections.ts';
import { startStreamGateway } from './testing/stream-gateway.ts';

const told = 'subscription { told }';
const soon = (): string => `ada until ${Date.now() + 150}`;
const later = (): number => Math.ceil((Date.now() + 60_000) / 1_000) * 1_000;

describe('a token that runs out', () => {
  it('ends the connection with its own code, within a second, also in silence', async () => {
    await using gateway = await startStreamGateway();
    const { subscribe, closed } = await connectSocket(gateway.address, soon());
    subscribe('1', told);
    const startedAt = Date.now();
    expect(await closed).toEqual({ code: 4010, reason: 'The token has expired' });
    expect(Date.now() - startedAt).toBeLessThan(1_150);
    expect(gateway.told.listening).toBe(0);
  });

  it('ends a stream that has an event at every moment', async () => {
    await using gateway = await startStreamGateway();
    const { subscribe, closed } = await connectSocket(gateway.address, soon());
    subscribe('1', 'subscription { forever }');
    expect(await closed).toMatchObject({ code: 4010 });
    await gateway.foreverEnded;
  });

  it.each([
    [
      'text/event-stream',
      [
        'event: next',
        'data: {"errors":[{"message":"The token has expired","extensions":{"code":"TOKEN_EXPIRED"}}]}',
        '',
        'event: complete',
        'data:',
        '',
      ],
    ],
    [
      'multipart/mixed;subscriptionSpec=1.0',
      [
        '{"payload":null,"errors":[{"message":"The token has expired","extensions":{"code":"TOKEN_EXPIRED"}}]}',
        '--graphql--',
      ],
    ],
    [
      'multipart/mixed',
      [
        '{"errors":[{"message":"The token has expired","extensions":{"code":"TOKEN_EXPIRED"}}]}',
        '--graphql--',
      ],
    ],
  ])('ends %s with a last error', async (accept, end) => {
    await using gateway = await startStreamGateway();
    const { rest } = await openResponse(gateway.address, soon(), told, accept);
    expect((await rest()).slice(-end.length)).toEqual(end);
    expect(gateway.told.listening).toBe(0);
  });
});

describe('a token that is renewed', () => {
  it('keeps a WebSocket open, and what follows runs for the new caller', async () => {
    await using gateway = await startStreamGateway();
    const { subscribe, send, message, closed } = await connectSocket(gateway.address, soon());
    subscribe('1', told);
    const until = later();
    send({ type: 'ping', payload: { authorization: `ada until ${until}` } });
    expect(await message(({ type }) => type === 'pong')).toEqual({
      type: 'pong',
      payload: { renewed: true, expiresAt: new Date(until).toISOString() },
    });
    const open = Symbol('open');
    const outlived = new Promise((resolve) => setTimeout(resolve, 300, open));
    expect(await Promise.race([closed, outlived])).toBe(open);
    gateway.told.tell('still here');
    expect(await message(({ type }) => type === 'next')).toMatchObject({
      payload: { data: { told: 'still here' } },
    });
  });

  it.each([
    [
      'bob',
      {
        message: 'Expected a token for the same caller',
        extensions: { code: 'FORBIDDEN' },
      },
    ],
    ['?', { message: 'Expected an authorization', extensions: { code: 'UNAUTHENTICATED' } }],
  ])('is not taken from a ping with the authorization %s', async (authorization, error) => {
    await using gateway = await startStreamGateway();
    const { send, message, closed } = await connectSocket(gateway.address, soon());
    send({ type: 'ping', payload: { authorization } });
    expect(await message(({ type }) => type === 'pong')).toEqual({
      type: 'pong',
      payload: { renewed: false, error },
    });
    expect(await closed).toMatchObject({ code: 4010 });
  });

  it('keeps a stream on HTTP open', async () => {
    await using gateway = await startStreamGateway();
    const { response, until } = await openResponse(gateway.address, soon(), told);
    const id = response.headers.get('x-graphql-stream-id');
    const expiresAt = later();
    const renewal = await renew(gateway.address, id, `ada until ${expiresAt}`);
    expect(renewal).toEqual({ status: 200, body: { expiresAt: new Date(expiresAt).toISOString() } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    gateway.told.tell('still here');
    await until((line) => line === 'data: {"data":{"told":"still here"}}');
  });

  it.each([
    ['an unknown id', 'nothing', 'ada', 404, 'NOT_FOUND'],
    ["another caller's token", undefined, 'bob', 403, 'FORBIDDEN'],
    ['no token', undefined, '?', 401, 'UNAUTHENTICATED'],
  ])('is not taken from a request with %s', async (_what, id, authorization, status, code) => {
    await using gateway = await startStreamGateway();
    const { response } = await openResponse(gateway.address, 'ada', told);
    const asked = id ?? response.headers.get('x-graphql-stream-id');
    expect(await renew(gateway.address, asked, authorization)).toMatchObject({
      status,
      body: { errors: [{ extensions: { code } }] },
    });
  });
});

async function renew(address: string, id: string | null, authorization: string) {
  const response = await fetch(`${address}/stream?renew=${id}`, {
    method: 'POST',
    headers: { authorization },
  });
  return { status: response.status, body: (await response.json()) as object };
}
