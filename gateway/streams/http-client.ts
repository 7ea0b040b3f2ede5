import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CLOSINGS, RECONNECT_AFTER_MS, closingError } from './closing.ts';
import type { CloseReason } from './closing.ts';
import type { StreamEncoding } from './encodings.ts';
import type { Outlet } from './stream-client.ts';

/** How long a dropped client may take to read why, before it is cut. */
const FAREWELL_MS = 5_000;

/** An HTTP response that carries a stream. */
export interface HttpOutlet extends Outlet {
  /** Writes the head of the response and the beginning of the stream. */
  open(headers: Readonly<Record<string, string>>): void;
  /** @param text in the format of the encoding */
  write(text: string): void;
  /** Ends the stream as one that has told everything. */
  complete(): void;
}

export function createHttpOutlet(res: ServerResponse, encoding: StreamEncoding): HttpOutlet {
  let heartbeat: NodeJS.Timeout | undefined;
  const socket = res.req.socket;
  const beat = (): void => {
    if (encoding.heartbeat !== undefined) res.write(encoding.heartbeat.text);
  };
  const end = (text: string): void => {
    clearInterval(heartbeat);
    if (res.writableEnded) return;
    res.end(text);
  };
  res.once('close', () => clearInterval(heartbeat));

  return {
    get bufferedBytes() {
      return Math.max(res.writableLength, socket.writableLength);
    },
    drained: () => drained(socket),
    open(headers) {
      res.writeHead(200, {
        ...headers,
        'content-type': encoding.contentType,
        'cache-control': 'no-cache, no-transform',
        'x-content-type-options': 'nosniff',
        'x-accel-buffering': 'no',
        vary: 'accept',
      });
      res.write(encoding.preamble);
      if (encoding.heartbeat !== undefined) heartbeat = setInterval(beat, encoding.heartbeat.everyMs);
    },
    write(text) {
      heartbeat?.refresh();
      res.write(text);
    },
    complete: () => end(encoding.complete()),
    close(reason) {
      if (!res.headersSent) return refuse(res, reason);
      end(encoding.closing(reason));
      cutLater(res);
    },
  };
}

/** One wait for all streams on a connection: one that is slow would gather listeners while others are told. */
const waits = new WeakMap<Socket, Promise<void>>();

/** Resolves when a socket has passed on what waited, or is closed. */
export async function drained(socket: Socket): Promise<void> {
  if (socket.destroyed || !socket.writableNeedDrain) return;
  const wait = waits.get(socket) ?? untilDrained(socket).finally(() => waits.delete(socket));
  waits.set(socket, wait);
  return wait;
}

async function untilDrained(socket: Socket): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(socket, 'drain', { signal }), once(socket, 'close', { signal })]).catch(() => {});
  either.abort();
}

function refuse(res: ServerResponse, reason: CloseReason): void {
  const { retry } = CLOSINGS[reason];
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  if (retry) res.writeHead(503, { ...headers, 'retry-after': String(RECONNECT_AFTER_MS / 1_000) });
  else res.writeHead(401, headers);
  res.end(JSON.stringify({ errors: [closingError(reason)] }));
}

function cutLater(res: ServerResponse): void {
  const timer = setTimeout(() => res.destroy(), FAREWELL_MS);
  res.once('close', () => clearTimeout(timer));
}
