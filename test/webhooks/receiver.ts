import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The header `webhook-id`. */
  readonly id: string;
}

/** A server as an integrator runs it, on a free port of the loopback. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** Everything that came, oldest first. */
  readonly received: readonly Received[];
  /** How requests are answered. Default: 204. */
  answer: (request: Received, response: ServerResponse) => unknown;
  /** Resolves when so many requests have come. */
  hasReceived(count: number): Promise<void>;
}

export async function startReceiver(answer?: Receiver['answer']): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { url = '', headers } = request;
      const came = { path: url, headers, body, id: String(headers['webhook-id']) };
      received.push(came);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      receiver.answer(came, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    answer: answer ?? ((_, response) => response.writeHead(204).end()),
    hasReceived: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => undefined);
    },
  };
  return receiver;
}

/** Answers every request with this status. */
export function status(code: number, headers: Record<string, string> = {}): Receiver['answer'] {
  return (_, response) => response.writeHead(code, headers).end();
}
