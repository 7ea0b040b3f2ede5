import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { WebSocket } from 'ws';

/** A graphql-transport-ws connection in the raw, acknowledged. */
export async function connectSocket(address: string, authorization: string) {
  const socket = new WebSocket(address.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const messages: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  socket.on('message', (message) => {
    messages.push(JSON.parse(String(message)));
    for (const check of waiting) check();
  });
  /** The first message that fits, be it here or still to come. */
  const message = (fits: (message: Record<string, unknown>) => boolean) =>
    new Promise<Record<string, unknown>>((resolve) => {
      const check = (): void => {
        const found = messages.find(fits);
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  const send = (text: object): void => socket.send(JSON.stringify(text));
  await once(socket, 'open');
  send({ type: 'connection_init', payload: { authorization } });
  await Promise.race([message(({ type }) => type === 'connection_ack'), closed]);
  return {
    socket,
    messages,
    message,
    send,
    closed,
    subscribe: (id: string, query: string) => send({ type: 'subscribe', id, payload: { query } }),
  };
}

/** A subscription over HTTP in the raw: the response, and its body line by line. */
export async function openResponse(
  address: string,
  authorization: string,
  query: string,
  accept = 'text/event-stream',
  headers: Record<string, string> = {},
) {
  const cutter = new AbortController();
  const response = await fetch(address, {
    signal: cutter.signal,
    method: 'POST',
    headers: { authorization, accept, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  const reader = createInterface({ input: body });
  const lines = reader[Symbol.asyncIterator]();
  for (const part of [body, reader]) part.on('error', () => undefined);
  return {
    response,
    lines,
    /** Cuts the connection. */
    cut: () => cutter.abort(),
    /** All lines up to the end. */
    async rest(): Promise<string[]> {
      const all: string[] = [];
      for await (const line of { [Symbol.asyncIterator]: () => lines }) all.push(line);
      return all;
    },
    /** Lines up to the first that fits, this one included. */
    async until(fits: (line: string) => boolean): Promise<string[]> {
      const all: string[] = [];
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error(`The stream ended without it: ${all.join('\n')}`);
        all.push(value);
        if (fits(value)) return all;
      }
    },
  };
}
