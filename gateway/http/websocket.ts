import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { Context as ConnectionContext, SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Engine } from '../engine/types.ts';
import { formatWithoutHint, httpError, httpHintOf, toClientError } from './errors.ts';
import { createOperationReader } from './known-operations.ts';
import { checkParams } from './read-params.ts';
import type { GraphQLParams } from './read-params.ts';

export interface WebSocketOptions<Context = unknown> {
  readonly httpServer: Server;
  /** Upgrades to other paths are left to others, and refused with 404 when nobody else listens for upgrades. */
  readonly path: string;
  readonly engine: Engine;
  /**
   * Who has connected, from the payload of `connection_init` and the upgrade request; becomes `EngineRequest.context` of
   * every operation on this connection. A `GraphQLError` thrown here closes the connection: with 4401 where its
   * `extensions.http.status` is 401, with 1013 where it is 503, else with 4403. Anything else thrown closes it with 4500.
   */
  readonly contextFor: (
    connectionParams: Readonly<Record<string, unknown>>,
    req: IncomingMessage,
  ) => Promise<Context> | Context;
  /** May replace what an operation asks for before it is read, for example to turn a document id into its text. */
  readonly resolveParams?: (
    params: GraphQLParams,
    context: Context,
  ) => Promise<GraphQLParams> | GraphQLParams;
  /** May replace the result of a query or mutation before it is sent. */
  readonly onResult?: (result: ExecutionResult, params: GraphQLParams) => ExecutionResult;
  /** How often the server asks whether the client is still there; a client that misses one is cut. Default 12 000. */
  readonly keepAliveMs?: number;
  /** Longer messages close the connection with 1009. Default 1 MiB. */
  readonly maxMessageBytes?: number;
  /** How many parsed documents are remembered. Default 1000. */
  readonly maxDocuments?: number;
  /** Documents of more lexical tokens are refused. Default 10 000. */
  readonly maxTokens?: number;
  /** Told what failed with something that clients do not get to read. Default: nobody is told. */
  readonly onError?: (error: unknown) => void;
  /** Serves the subscriptions in place of the endpoint. */
  readonly subscriptions?: SubscriptionServer<Context>;
}

/** Takes the subscriptions of accepted connections over. */
export interface SubscriptionServer<Context> {
  /** Called once per connection, before it is acknowledged. @throws GraphQLError when it may not be open */
  open(connection: AcceptedConnection<Context>): SubscriptionSession;
}

/** A connection whose caller is known. */
export interface AcceptedConnection<Context> {
  readonly socket: WebSocket;
  /** What is below the socket. */
  readonly network: Socket;
  /** The caller; when replaced, operations that follow run for the new one. */
  context: Context;
  /** Whether the endpoint runs an operation of this id. */
  holds(id: string): boolean;
  /** What a message asks for, with its document. @throws GraphQLError */
  paramsOf(payload: SubscribePayload): Promise<GraphQLParams & { query: string }>;
}

/** The subscriptions on one connection. */
export interface SubscriptionSession {
  /** Handles a message; false when it is the endpoint's. One that turns out to be so only later is handed to `pass`. */
  takes(message: string, pass: () => void): boolean;
  closed(): void;
}

/** A running WebSocket endpoint. */
export interface WebSocketEndpoint {
  /** Connections that are open now. */
  readonly connections: number;
  /**
   * Refuses new connections and closes each open one with 1001, which ends its streams. Resolves when all are closed and
   * their streams have ended upstream; clients that do not answer within `graceMs` (default 5 000) are cut. The HTTP server stays open.
   */
  dispose(options?: { graceMs?: number }): Promise<void>;
}

/** What hangs on one connection. */
interface Connection<Context> {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Aborts when the connection closes. */
  readonly closed: AbortController;
  context: Context | undefined;
  session: SubscriptionSession | undefined;
}

/** Arguments for graphql-ws that carry the answer which the engine has already given. */
interface AnsweredArgs extends ExecutionArgs {
  readonly answer: AsyncIterable<ExecutionResult> | ExecutionResult;
}

const CLOSE_REASON_MAX_BYTES = 123;

/**
 * Serves queries, mutations and subscriptions over the graphql-transport-ws protocol. An operation that cannot be executed
 * is answered with an `error` message, everything else with `next` and `complete`.
 */
export function attachWebSocket<Context>(options: WebSocketOptions<Context>): WebSocketEndpoint {
  const { httpServer, path, keepAliveMs = 12_000, maxMessageBytes = 1024 * 1024 } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: maxMessageBytes,
    // Subscription servers write frames of their own to the network.
    perMessageDeflate: false,
  });
  const protocol = makeServer(protocolHooks(options));
  const cleanups = new Set<Promise<void>>();

  function onUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (pathOf(req) === path) {
      sockets.handleUpgrade(req, socket, head, (webSocket) => serve(webSocket, req));
    } else if (httpServer.listenerCount('upgrade') === 1) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  }

  function serve(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection<Context> = {
      socket,
      request,
      closed: new AbortController(),
      context: undefined,
      session: undefined,
    };
    const stopPinging = keepAlive(socket, keepAliveMs);
    socket.on('error', (error) => options.onError?.(error));
    const onClosed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => sendText(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (message) => {
            const text = withQuery(String(message));
            const pass = (): void =>
              void receive(text).catch((error: unknown) => failConnection(socket, error));
            if (!connection.session?.takes(text, pass)) pass();
          }),
      },
      connection,
    );
    socket.once('close', (code, reason) => {
      stopPinging();
      connection.closed.abort();
      connection.session?.closed();
      const cleanup = onClosed(code, String(reason)).catch((error) => options.onError?.(error));
      cleanups.add(cleanup);
      void cleanup.finally(() => cleanups.delete(cleanup));
    });
  }

  function failConnection(socket: WebSocket, error: unknown): void {
    options.onError?.(error);
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  }

  async function dispose({ graceMs = 5_000 }: { graceMs?: number } = {}): Promise<void> {
    httpServer.off('upgrade', onUpgrade);
    const all = [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of sockets.clients) socket.close(1001, 'Going away');
    const timer = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), graceMs);
    await Promise.all(all);
    await Promise.all(cleanups);
    clearTimeout(timer);
  }

  httpServer.on('upgrade', onUpgrade);
  return {
    get connections() {
      return sockets.clients.size;
    },
    dispose,
  };
}

function protocolHooks<Context>(options: WebSocketOptions<Context>) {
  const { engine, maxDocuments = 1000, maxTokens = 10_000 } = options;
  const readOperation = createOperationReader({ maxDocuments, maxTokens });
  type Ctx = ConnectionContext<Record<string, unknown> | undefined, Connection<Context>>;

  async function onConnect(ctx: Ctx): Promise<boolean> {
    const { connectionParams, extra } = ctx;
    try {
      extra.context = await options.contextFor(connectionParams ?? {}, extra.request);
      if (extra.socket.readyState === extra.socket.OPEN) {
        extra.session = options.subscriptions?.open(
          acceptedConnection(ctx, extra.context, (payload) => paramsOf(payload, extra)),
        );
      }
      return true;
    } catch (error) {
      const clientError = toClientError(error);
      if (clientError !== error) options.onError?.(error);
      extra.socket.close(closeCodeFor(clientError), closeReason(clientError.message));
      return false;
    }
  }

  /** Runs the operation here already, since only here graphql-ws lets errors out as an `error` message. */
  async function onSubscribe({ extra }: Ctx, _id: string, payload: SubscribePayload) {
    try {
      const args = await answerOperation(payload, extra);
      return isRefused(args.answer) ? args.answer.errors : args;
    } catch (error) {
      const clientError = toClientError(error);
      if (clientError !== error) options.onError?.(error);
      return [clientError];
    }
  }

  async function answerOperation(
    payload: SubscribePayload,
    extra: Connection<Context>,
  ): Promise<AnsweredArgs> {
    const params = await paramsOf(payload, extra);
    const { query, operationName, variables } = params;
    const operation = readOperation(query, operationName);
    const request = {
      query,
      operationName,
      variables,
      context: extra.context,
      signal: extra.closed.signal,
    };
    const isSubscription = operation?.type === 'subscription';
    const given = await (isSubscription ? engine.subscribe(request) : engine.execute(request));
    const answer = Symbol.asyncIterator in given ? given : (options.onResult?.(given, params) ?? given);
    const document = operation?.document ?? { kind: 'Document' as never, definitions: [] };
    return { schema: engine.schema, document, operationName, answer };
  }

  async function paramsOf(payload: SubscribePayload, extra: Connection<Context>) {
    const asked = checkParams({ ...payload, query: payload.query === '' ? null : payload.query });
    const params = (await options.resolveParams?.(asked, extra.context as Context)) ?? asked;
    const { query } = params;
    if (query === undefined) throw httpError('BAD_REQUEST', 'Expected "query" to be a string, got none');
    return { ...params, query };
  }

  const answerOf = (args: ExecutionArgs) => (args as AnsweredArgs).answer;
  return {
    onConnect,
    onSubscribe,
    execute: answerOf,
    subscribe: answerOf,
    onNext: (_ctx: unknown, _id: string, _payload: unknown, _args: unknown, result: ExecutionResult) =>
      formatResult(result),
    onError: (_ctx: unknown, _id: string, _payload: unknown, errors: readonly GraphQLError[]) =>
      errors.map((error) => formatWithoutHint(toClientError(error))),
  };
}

function acceptedConnection<Context>(
  { extra, subscriptions }: ConnectionContext<Record<string, unknown> | undefined, Connection<Context>>,
  context: Context,
  paramsOf: AcceptedConnection<Context>['paramsOf'],
): AcceptedConnection<Context> {
  return {
    paramsOf,
    socket: extra.socket,
    network: extra.request.socket,
    get context() {
      return extra.context ?? context;
    },
    set context(renewed) {
      extra.context = renewed;
    },
    holds: (id) => id in subscriptions,
  };
}

function isRefused(
  answer: AsyncIterable<ExecutionResult> | ExecutionResult,
): answer is ExecutionResult & { errors: readonly GraphQLError[] } {
  return !(Symbol.asyncIterator in answer) && answer.data === undefined && (answer.errors?.length ?? 0) > 0;
}

function formatResult({ errors, ...rest }: ExecutionResult) {
  return errors === undefined ? rest : { ...rest, errors: errors.map(formatWithoutHint) };
}

/** The code of RFC 6455's registry; client libraries connect again after it, which they do not after 44xx. */
const tryAgainLater = 1013;

function closeCodeFor(error: GraphQLError): number {
  const status = httpHintOf(error)?.status;
  if (status === 401) return CloseCode.Unauthorized;
  if (status === 429) return CloseCode.TooManyInitialisationRequests;
  if (status === 503) return tryAgainLater;
  return status === 500 ? CloseCode.InternalServerError : CloseCode.Forbidden;
}

/**
 * graphql-ws closes the connection on an operation without a text, which is how a persisted document is asked for: such a
 * message gets an empty one.
 */
function withQuery(message: string): string {
  if (!message.includes('"subscribe"')) return message;
  const parsed = parseMessage(message);
  if (parsed?.type !== 'subscribe' || typeof parsed.payload !== 'object') return message;
  if (parsed.payload === null || parsed.payload.query != null) return message;
  return JSON.stringify({ ...parsed, payload: { ...parsed.payload, query: '' } });
}

/** Undefined for what is not JSON: graphql-ws says so itself. */
function parseMessage(message: string): { type?: unknown; payload?: { query?: unknown } | null } | undefined {
  try {
    return JSON.parse(message) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A longer reason would make `ws` throw. */
function closeReason(message: string): string {
  return Buffer.byteLength(message) <= CLOSE_REASON_MAX_BYTES ? message : 'Refused';
}

function pathOf({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}

/**
 * Resolves when the text has left for the network, so that a slow client slows its stream and nothing piles up. On a
 * closing socket it waits for the end: a stream that has events at hand would otherwise spin and keep the end from coming.
 */
function sendText(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState === socket.CLOSED) return resolve();
    if (socket.readyState !== socket.OPEN) return void socket.once('close', () => resolve());
    socket.send(text, (error) => (error && socket.readyState === socket.OPEN ? reject(error) : resolve()));
  });
}

/** Pings every `intervalMs` and cuts a client that did not answer the ping before. Returns what stops it. */
function keepAlive(socket: WebSocket, intervalMs: number): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, intervalMs);
  return () => clearInterval(timer);
}
