import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answerParent } from '../answer-parent.ts';
import type { EchoRequests } from './requests.ts';

// A bare WebSocket server: what the way there and back costs when nothing is done in between.

answerParent<EchoRequests>({
  async start() {
    const server = createServer();
    const sockets = new WebSocketServer({
      server,
      handleProtocols: (protocols) => [...protocols][0] ?? false,
    });
    sockets.on('connection', (socket) => {
      socket.on('message', (message: Buffer) => socket.send(message, { binary: false }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port };
  },
});
