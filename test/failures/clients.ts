import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

/** What a client keeps of one subscription over all its connections. */
export interface Heard {
  readonly cursors: string[];
  /** What came instead of an event: errors, a completion, the end of a connection. */
  readonly interruptions: unknown[];
}

/** Numbers that cursors of this graph stand for. */
export function sequencesOf(cursors: readonly string[]): number[] {
  return cursors.map((cursor) => JSON.parse(Buffer.from(cursor, 'base64url').toString())[0]);
}

export const upTo = (last: number): number[] => Array.from({ length: last }, (_, place) => place + 1);

/** One client with one subscription, which asks for the field `cursor` below its only root field. */
export interface Follower extends Heard {
  /** Resolves when so many events have come, over all connections. */
  received(count: number): Promise<void>;
  /** Resolves when the server has completed the stream. */
  readonly completed: Promise<void>;
  /** Cuts the connection without a word. */
  cut(): void;
  /** Connects, at this gateway, behind the last event that came. Resolves when the stream is asked for. */
  connect(url: string): Promise<void>;
}

function createHeard() {
  const waiting = new Set<() => void>();
  const { promise: completed, resolve: complete } = Promise.withResolvers<void>();
  const heard: Heard = { cursors: [], interruptions: [] };
  return {
    ...heard,
    completed,
    complete,
    take(payload: { data?: Record<string, { cursor: string }>; errors?: unknown }): void {
      const event = Object.values(payload.data ?? {})[0];
      if (event == null || payload.errors !== undefined) heard.interruptions.push(payload);
      if (event == null) return;
      heard.cursors.push(event.cursor);
      for (const check of [...waiting]) check();
    },
    received: (count: number) =>
      new Promise<void>((resolve) => {
        const check = (): void => {
          if (heard.cursors.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

export interface FollowerOptions {
  readonly token: string;
  readonly query: string;
  /** Without `after`, which is the cursor of the last event. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A client on graphql-transport-ws. It takes a lost connection for an interruption unless it cut it itself. */
export function followOverWebSocket({ token, query, variables }: FollowerOptions): Follower {
  const heard = createHeard();
  let socket: WebSocket | undefined;
  return {
    ...heard,
    cut() {
      socket?.removeAllListeners('close');
      socket?.terminate();
    },
    async connect(url) {
      const own = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
      socket = own;
      const say = (message: object): void => own.send(JSON.stringify(message));
      const asked = Promise.withResolvers<void>();
      own.on('close', (code, reason) => heard.interruptions.push({ code, reason: String(reason) }));
      own.on('error', (error) => asked.reject(error));
      own.on('message', (text) => {
        // What was under way when the client was cut has not reached it.
        if (own !== socket || own.readyState !== own.OPEN) return;
        const { type, payload } = JSON.parse(String(text));
        if (type === 'next') heard.take(payload);
        if (type === 'error') heard.interruptions.push(payload);
        if (type === 'complete') heard.complete();
        if (type !== 'connection_ack') return;
        const after = heard.cursors.at(-1) ?? null;
        say({ id: '1', type: 'subscribe', payload: { query, variables: { ...variables, after } } });
        asked.resolve();
      });
      await once(own, 'open');
      say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      await asked.promise;
    },
  };
}

/** A client on server-sent events that knows of cursors only what `Last-Event-ID` says. */
export function followOverEvents({ token, query, variables }: FollowerOptions): Follower {
  const heard = createHeard();
  let lastEventId: string | undefined;
  let call: ClientRequest | undefined;

  function read(response: IncomingMessage, own: ClientRequest): void {
    let data = '';
    let type = '';
    let id: string | undefined;
    const lines = createInterface({ input: response });
    // A response that is cut is what these tests are about.
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      if (own !== call || own.destroyed) return;
      const [, field, value = ''] = /^(\w*):? ?(.*)$/.exec(line) ?? [];
      if (field === 'id') id = value;
      if (field === 'event') type = value;
      if (field === 'data') data = value;
      if (line !== '') return;
      lastEventId = id ?? lastEventId;
      if (type === 'complete') heard.complete();
      else if (data !== '') heard.take(JSON.parse(data));
      [data, type, id] = ['', '', undefined];
    });
  }

  return {
    ...heard,
    cut: () => call?.destroy(),
    async connect(url) {
      const own = request(`${url}/graphql`, {
        method: 'POST',
        agent: false,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'text/event-stream',
          'content-type': 'application/json',
          ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
        },
      });
      call = own;
      const answered = once(own, 'response') as Promise<[IncomingMessage]>;
      own.end(JSON.stringify({ query, variables }));
      const [response] = await answered;
      own.on('error', () => undefined);
      response.on('error', () => undefined);
      read(response, own);
    },
  };
}
