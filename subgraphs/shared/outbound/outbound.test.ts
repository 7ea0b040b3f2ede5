import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createSecureServer } from 'node:https';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { startReceiver, status } from '../../../test/webhooks/receiver.ts';
import { openOutbound } from './outbound.ts';
import type { Address, OutboundAnswer, OutboundOptions } from './outbound.ts';
import { readRetryAfter } from './read-retry-after.ts';

const now = new Date('2025-03-01T12:00:00Z');
const ipv4 = (address: string): Address => ({ address, family: 4 });

async function post(
  url: string,
  options: OutboundOptions = { allowPrivate: true },
  stopping: AbortSignal = new AbortController().signal,
): Promise<OutboundAnswer> {
  await using outbound = openOutbound(options);
  return await outbound.post({ url, headers: {}, body: '{}', now, stopping });
}

/** A server that speaks as `speak` says, on the level of TCP. */
async function startRaw(speak: (socket: Socket) => unknown) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    speak(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('the check of a target', () => {
  it('refuses a name that has a private address, also beside public ones', async () => {
    const addresses: Record<string, Address[]> = {
      'hooks.example.com': [ipv4('93.184.216.34')],
      'inside.example.com': [ipv4('10.0.0.7')],
      'both.example.com': [ipv4('93.184.216.34'), { address: '::1', family: 6 }],
      'none.example.com': [],
    };
    await using outbound = openOutbound({ resolve: async (name) => addresses[name] ?? [] });
    expect((await outbound.check('https://hooks.example.com/')).ok).toBe(true);
    const refused = { ok: false, expected: 'a host with public addresses only' };
    expect(await outbound.check('https://inside.example.com/')).toEqual(refused);
    expect(await outbound.check('https://both.example.com/')).toEqual(refused);
    expect(await outbound.check('https://none.example.com/')).toEqual(refused);
  });

  it('refuses a name that does not resolve', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    await using outbound = openOutbound({ resolve });
    expect(await outbound.check('https://nobody.example.com/')).toEqual({
      ok: false,
      expected: 'a host name that resolves',
    });
  });

  it('asks no resolver about an address', async () => {
    await using outbound = openOutbound({ resolve: () => Promise.reject(new Error('asked')) });
    expect((await outbound.check('https://8.8.8.8/')).ok).toBe(true);
  });
});

describe('an attempt', () => {
  it('connects to the address that was checked, under the name that was asked for', async () => {
    await using receiver = await startReceiver();
    const url = receiver.url.replace('127.0.0.1', 'hooks.example.com');
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return [ipv4('127.0.0.1')];
    };
    expect(await post(url, { allowPrivate: true, resolve })).toMatchObject({ statusCode: 204, error: null });
    expect(asked).toEqual(['hooks.example.com']);
    expect(receiver.received[0]?.headers.host).toBe(new URL(url).host);
  });

  it('is not made when the name has become private since it was checked', async () => {
    const answers = ['93.184.216.34', '127.0.0.1'];
    const resolve = async () => [ipv4(answers.shift() as string)];
    await using outbound = openOutbound({ resolve });
    const url = 'https://rebind.example.com:8443/';
    expect((await outbound.check(url)).ok).toBe(true);
    const { signal: stopping } = new AbortController();
    expect(await outbound.post({ url, headers: {}, body: '{}', now, stopping })).toMatchObject({
      statusCode: null,
      error: 'the address is not a public one',
      isStopped: false,
    });
    expect(answers).toEqual([]);
  });

  it('is not made to an address that is written out and private', async () => {
    expect(await post('https://127.0.0.1:8443/', {})).toEqual({
      statusCode: null,
      durationMs: 0,
      error: 'the address is not a public one',
      retryAfterMs: null,
      isStopped: false,
    });
  });

  it('says in words why there was no answer', async () => {
    await using closed = await startRaw(() => undefined);
    const { url } = closed;
    await closed[Symbol.asyncDispose]();
    expect((await post(url)).error).toBe('the connection was refused');

    await using hangsUp = await startRaw((socket) => socket.on('data', () => socket.destroy()));
    expect((await post(hangsUp.url)).error).toBe('the connection was closed before an answer came');

    await using chatters = await startRaw((socket) => socket.on('data', () => socket.write('hello\r\n\r\n')));
    expect((await post(chatters.url)).error).toBe('the answer is not HTTP');

    await using boasts = await startRaw((socket) =>
      socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`)),
    );
    expect((await post(boasts.url)).error).toBe('the headers of the answer are too long');

    const noTls = hangsUp.url.replace('http:', 'https:');
    expect((await post(noTls)).error).toMatch(/^the connection was closed|^the TLS connection failed/);

    const unknown = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect((await post('https://nobody.example.com/', { resolve: unknown })).error).toBe(
      'the host name does not resolve',
    );
  });

  it('is not made to a server that cannot prove its name', async () => {
    // Signed by itself, for hooks.example.com.
    const pem = readFileSync(
      new URL('../../../test/webhooks/fixtures/self-signed.pem', import.meta.url),
      'utf8',
    );
    const bodies: unknown[] = [];
    const server = createSecureServer({ key: pem, cert: pem }, (request) => bodies.push(request.url));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `https://hooks.example.com:${(server.address() as AddressInfo).port}/`;
    const answer = await post(url, { allowPrivate: true, resolve: async () => [ipv4('127.0.0.1')] });
    server.close();
    expect(answer.error).toBe('the TLS connection failed (DEPTH_ZERO_SELF_SIGNED_CERT)');
    expect(bodies).toEqual([]);
  });

  it('ends when the time is up, also when bytes keep trickling', async () => {
    await using trickles = await startRaw((socket) => {
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
    });
    expect(await post(trickles.url, { allowPrivate: true, timeoutMs: 200 })).toMatchObject({
      statusCode: null,
      error: 'no answer within 0.2 s',
      isStopped: false,
    });
  });

  it('is broken off when the process stops, which is no failure of the receiver', async () => {
    await using receiver = await startReceiver(() => undefined);
    const stopping = new AbortController();
    const answer = post(receiver.url, { allowPrivate: true }, stopping.signal);
    await receiver.hasReceived(1);
    stopping.abort();
    expect((await answer).isStopped).toBe(true);
  });

  it('takes a status for what it is, whatever follows it', async () => {
    await using receiver = await startReceiver((_, response) => response.writeHead(202).write('begun, '));
    expect(await post(receiver.url)).toMatchObject({ statusCode: 202, error: null });
    receiver.answer = status(599);
    expect(await post(receiver.url)).toMatchObject({ statusCode: 599, error: 'answered 599' });
  });

  it('tells what the receiver asked for with 429 or 503, and with nothing else', async () => {
    await using receiver = await startReceiver(status(503, { 'retry-after': '7' }));
    expect((await post(receiver.url)).retryAfterMs).toBe(7_000);
    receiver.answer = status(500, { 'retry-after': '7' });
    expect((await post(receiver.url)).retryAfterMs).toBeNull();
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sat, 01 Mar 2025 12:00:30 GMT', 30_000],
    ['Sat, 01 Mar 2025 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['99999999999', null],
    ['Xxx, 99 Foo 2025 12:00:30 GMT', null],
    ['', null],
  ])('%j is %p ms', (value, ms) => expect(readRetryAfter(value, now)).toBe(ms));
});
