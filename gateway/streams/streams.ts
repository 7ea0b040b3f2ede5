import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Engine } from '../engine/types.ts';
import { httpHintOf, toClientError, withoutHttpHints } from '../http/errors.ts';
import type { HttpFrontOptions } from '../http/http-front.ts';
import type { SubscriptionServer } from '../http/websocket.ts';
import { createClientLimits } from './client-limits.ts';
import { createHttpStreams } from './http-streams.ts';
import { createSingleConnections, searchOf, streamNotFound } from './single-connection.ts';
import { DEFAULT_STREAM_SETTINGS, StreamClient } from './stream-client.ts';
import type { Outlet, StreamCosts, StreamIdentity, StreamSettings } from './stream-client.ts';
import { createStreamHub } from './stream-hub.ts';
import { createWebSocketStreams } from './websocket-streams.ts';

export interface StreamsOptions<Context> {
  readonly engine: Pick<Engine, 'subscribe' | 'schema' | 'supergraphSdl'>;
  /** Who a context stands for. */
  readonly identify: (context: Context) => StreamIdentity;
  /** Reads the caller of an HTTP request, as the front does. @throws GraphQLError */
  readonly contextFor: (req: IncomingMessage) => Promise<Context> | Context;
  /** Reads the caller from a renewed `authorization`. @throws GraphQLError */
  readonly contextOf: (authorization: string) => Promise<Context> | Context;
  /** See `StreamClientOptions`. */
  readonly current?: (context: Context) => Context | undefined;
  readonly settings?: Partial<StreamSettings>;
  /** Who pays for them. Default: they cost nothing. */
  readonly costs?: StreamCosts<Context>;
  /** See `HttpFrontOptions.maxTokens`. */
  readonly maxTokens?: number | undefined;
  /** Told what failed with something that clients do not get to read. */
  readonly onError?: (error: unknown) => void;
}

/** Subscriptions on every transport. */
export interface Streams<Context> {
  /** What the HTTP front needs for them. */
  readonly front: Required<Pick<HttpFrontOptions<Context>, 'serveSubscription' | 'serveResult'>>;
  /** What the WebSocket endpoint needs for them. */
  readonly webSocket: SubscriptionServer<Context>;
  /**
   * Serves the requests about streams: PUT, GET and DELETE of the single connection mode, and POST with `renew=ID`, which
   * lets the stream of that id go on for as long as the token of the request is valid. False when it is the front's.
   */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** To be called when the engine serves another supergraph: open streams move there as far as they can be resumed. */
  renew(): void;
  /** To be called when `current` may answer otherwise than before. */
  refresh(): void;
  /** Ends every connection and tells its client to connect again. */
  shutDown(): void;
}

export function createStreams<Context>(options: StreamsOptions<Context>): Streams<Context> {
  const { engine, identify, contextFor, onError } = options;
  const settings: StreamSettings = { ...DEFAULT_STREAM_SETTINGS, ...options.settings };
  const { keepAliveMs, multipartHeartbeatMs, maxStallMs, resumeWithinMs } = settings;
  const hub = createStreamHub({ engine, maxStallMs, resumeWithinMs, onError });
  const limits = createClientLimits(settings);
  const clients = new Map<string | symbol, StreamClient<Context>>();
  let isShuttingDown = false;

  function openClient(outlet: Outlet, context: Context, id: string | symbol = Symbol()) {
    const onGone = (): void => void clients.delete(id);
    const { current, costs } = options;
    const client = new StreamClient({
      outlet,
      context,
      identify,
      hub,
      limits,
      settings,
      current,
      costs,
      onGone,
    });
    clients.set(id, client);
    // Connections that are still open may ask for more.
    if (isShuttingDown) client.close('SHUTTING_DOWN');
    return client;
  }

  const http = createHttpStreams<Context>({ keepAliveMs, multipartHeartbeatMs, openClient });
  const single = createSingleConnections<Context>({
    keepAliveMs,
    authenticate: contextFor,
    openClient,
    accessOf: (context) => identify(context).access,
  });

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    const renewed = req.method === 'POST' ? searchOf(req).get('renew') : null;
    if (renewed === null && (req.method === 'POST' || !single.concerns(req))) return false;
    try {
      if (renewed === null) await single.handle(req, res);
      else await renew(renewed, req, res);
    } catch (error) {
      const clientError = toClientError(error);
      if (clientError !== error) onError?.(error);
      answerError(res, { errors: [clientError] });
    }
    return true;
  }

  async function renew(id: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const context = await contextFor(req);
    const client = clients.get(id);
    if (client === undefined) throw streamNotFound();
    const { expiresAt } = client.renew(context);
    res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    res.end(
      JSON.stringify({ expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString() }),
    );
  }

  return {
    front: {
      serveSubscription: (exchange, res) =>
        single.concerns(exchange.request)
          ? single.serveSubscription(exchange, res)
          : http.serveSubscription(exchange, res),
      serveResult: (result, exchange, res) =>
        single.serveResult(result, exchange, res) || http.serveResult(result, exchange.request, res),
    },
    webSocket: createWebSocketStreams<Context>({
      openClient,
      authenticate: options.contextOf,
      ...(options.maxTokens !== undefined && { maxTokens: options.maxTokens }),
      onError,
    }),
    handle,
    renew: () => hub.renew(),
    refresh() {
      for (const client of [...clients.values()]) client.refresh();
    },
    shutDown() {
      isShuttingDown = true;
      for (const client of [...clients.values()]) client.close('SHUTTING_DOWN');
    },
  };
}

function answerError(res: ServerResponse, result: ExecutionResult): void {
  const hints = (result.errors ?? []).map(httpHintOf);
  const headers = Object.assign({}, ...hints.map((hint) => hint?.headers));
  res.writeHead(hints[0]?.status ?? 400, { ...headers, 'content-type': 'application/json' });
  res.end(JSON.stringify(withoutHttpHints(result)));
}
