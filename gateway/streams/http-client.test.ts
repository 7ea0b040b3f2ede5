import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { drained } from './http-client.ts';

describe('a connection that many streams wait for', () => {
  it('is listened to once, until it has taken what waited', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const reader = connect(port, '127.0.0.1');
    const [socket] = (await once(server, 'connection')) as [Socket];
    reader.pause();
    while (socket.write(Buffer.alloc(1024 * 1024)));
    const before = socket.listenerCount('drain');
    const waits = Array.from({ length: 20 }, () => drained(socket));
    expect(socket.listenerCount('drain')).toBe(before + 1);
    reader.resume();
    await Promise.all(waits);
    expect(socket.listenerCount('drain')).toBe(before);
    while (socket.write(Buffer.alloc(1024 * 1024)));
    const again = drained(socket);
    reader.destroy();
    socket.destroy();
    await again;
    server.close();
  });
});
