import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { openOperations } from '../../operations/operations.ts';
import { startGateway } from '../../server.ts';
import type { RequestContext } from '../../server.ts';
import { createLogbook } from '../../streams/testing/logbook.ts';
import type { Revocations } from '../revocations/revocations.ts';
import { grantsOf } from '../scopes.ts';
import { issueToken } from '../tokens.ts';
import type { TokenRequest } from '../tokens.ts';

export const secret = 'a secret for this test alone, 32 characters';

/** What a client heard: the text of each entry with the phone of its author, or the errors. */
export type Heard = string;

export interface Listener {
  readonly heard: Heard[];
  /** Resolves to what was heard once it is this many. */
  first(count: number): Promise<Heard[]>;
  /** Resolves to how it ended. */
  readonly ended: Promise<unknown>;
  /** A new token in-band: on WebSocket a ping, over HTTP a request. Resolves to the answer. */
  renew(token: string): Promise<unknown>;
  leave(): void;
}

const query = 'subscription { entries(book: 1) { text author { phone } } }';

/** A gateway over a book of entries whose authors have a phone that takes a scope to see. */
export async function openDesk(revocations?: Revocations) {
  const cleanup = new AsyncDisposableStack();
  const logger = createLogger('silent');
  const logbook = await createLogbook((context) => grantsOf((context as RequestContext).viewer));
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-desk-'));
  cleanup.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const modes = { operationsMode: 'open', integratorOperationsMode: 'open' } as const;
  const operations = openOperations({
    config: { ...modes, redisUrl: undefined, dataFolder },
    secret,
    logger,
    isAlone: true,
    manifestFolder: dataFolder,
  });
  const { engine } = logbook;
  const gateway = await startGateway({
    engine,
    operations,
    secret,
    host: '127.0.0.1',
    port: 0,
    logger,
    ...(revocations && { revocations }),
  });
  cleanup.defer(() => gateway.stop());
  const url = `http://127.0.0.1:${gateway.port}`;
  return {
    logbook,
    url,
    token: (request: Partial<TokenRequest> = {}) => issueToken(secret, { role: 'agent', ...request }),
    overWebSocket: (token: string) => overWebSocket(url, token),
    overSse: (token: string) => overSse(url, token),
    async ask(token: string, document = '{ person { phone } }') {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: document }),
      });
      return { status: response.status, ...((await response.json()) as object) };
    },
    async call(method: string, token: string, body?: unknown, id?: string) {
      const response = await fetch(`${url}/api/v1/revocations${id === undefined ? '' : `/${id}`}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    [Symbol.asyncDispose]: () => cleanup.disposeAsync(),
  };
}

interface Result {
  readonly data?: { readonly entries: { text: string; author: { phone: string | null } } | null } | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly string[] }[];
}

function collect() {
  const heard: Heard[] = [];
  let check = (): void => undefined;
  const ended = Promise.withResolvers<unknown>();
  return {
    heard,
    ended: ended.promise,
    end: ended.resolve,
    next(result: unknown) {
      const { data, errors } = result as Result;
      const entry = data?.entries;
      const failures = (errors ?? []).map(({ message, path }) => `${path?.join('.') ?? ''}: ${message}`);
      heard.push(
        entry ? [`${entry.text} ${entry.author.phone}`, ...failures].join('; ') : failures.join('; '),
      );
      check();
    },
    first: (count: number) =>
      new Promise<Heard[]>((resolve) => {
        check = () => heard.length >= count && resolve(heard);
        check();
      }),
  };
}

function overWebSocket(url: string, token: string): Listener {
  const listener = collect();
  const pongs: ((payload: unknown) => void)[] = [];
  let socket: WebSocket | undefined;
  const client = createWsClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: {
      opened: (opened) => (socket = opened as WebSocket),
      pong: (_received, payload) => pongs.shift()?.(payload),
    },
  });
  const leave = client.subscribe(
    { query },
    {
      next: listener.next,
      complete: () => listener.end('complete'),
      error: (error) => {
        const { code, reason } = error as { code?: number; reason?: string };
        listener.end(code === undefined ? error : { code, reason });
      },
    },
  );
  return {
    ...listener,
    leave,
    renew: (renewed) =>
      new Promise((resolve) => {
        pongs.push(resolve);
        socket?.send(JSON.stringify({ type: 'ping', payload: { authorization: `Bearer ${renewed}` } }));
      }),
  };
}

function overSse(url: string, token: string): Listener {
  const listener = collect();
  const id = Promise.withResolvers<string | null>();
  const client = createSseClient({
    url: `${url}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    fetchFn: async (address: string, init: RequestInit) => {
      const response = await fetch(address, init);
      id.resolve(response.headers.get('x-graphql-stream-id'));
      return response;
    },
  });
  const leave = client.subscribe(
    { query },
    {
      next: listener.next,
      complete: () => listener.end('complete'),
      error: (error) => listener.end(error),
    },
  );
  return {
    ...listener,
    leave,
    async renew(renewed) {
      const response = await fetch(`${url}/graphql/stream?renew=${await id.promise}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${renewed}` },
      });
      return { status: response.status, ...((await response.json()) as object) };
    },
  };
}
