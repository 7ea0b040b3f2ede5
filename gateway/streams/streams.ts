import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Engine } from '../engine/types.ts';
import { httpHintOf, toClientError, withoutHttpHints } from '../http/errors.ts';
import type { HttpFrontOptions } from '../http/http-front.ts';
import type { SubscriptionServer } from '../http/websocket.ts';
import { createClientLimits } from './client-limits.ts';
import { createHttpStreams } from './http-streams.ts';
import { createSingleConnections } from './single-connection.ts';
import { DEFAULT_STREAM_SETTINGS, StreamClient } from './stream-client.ts';
import type { Outlet, StreamIdentity, StreamSettings } from './stream-client.ts';
import { createStreamHub } from './stream-hub.ts';
import { createWebSocketStreams } from './websocket-streams.ts';

export interface StreamsOptions<Context> {
  readonly engine: Pick<Engine, 'subscribe' | 'schema'>;
  /** Who a context stands for. */
  readonly identify: (context: Context) => StreamIdentity;
  /** Reads the caller of an HTTP request, as the front does. @throws GraphQLError */
  readonly contextFor: (req: IncomingMessage) => Promise<Context> | Context;
  /** Reads the caller from a renewed `authorization`. @throws GraphQLError */
  readonly contextOf: (authorization: string) => Promise<Context> | Context;
  readonly settings?: Partial<StreamSettings>;
  /** Told what failed with something that clients do not get to read. */
  readonly onError?: (error: unknown) => void;
}

/** Subscriptions on every transport. */
export interface Streams<Context> {
  /** What the HTTP front needs for them. */
  readonly front: Required<Pick<HttpFrontOptions<Context>, 'serveSubscription' | 'serveResult'>>;
  /** What the WebSocket endpoint needs for them. */
  readonly webSocket: SubscriptionServer<Context>;
  /** Serves `/graphql/stream` and what is below it; false when the request is the front's. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Ends every connection and tells its client to connect again. */
  shutDown(): void;
}

export function createStreams<Context>(options: StreamsOptions<Context>): Streams<Context> {
  const { engine, identify, contextFor, onError } = options;
  const settings: StreamSettings = { ...DEFAULT_STREAM_SETTINGS, ...options.settings };
  const { keepAliveMs, maxStallMs } = settings;
  const hub = createStreamHub({ engine, maxStallMs, onError });
  const limits = createClientLimits(settings);
  const clients = new Map<string | symbol, StreamClient<Context>>();

  function openClient(outlet: Outlet, context: Context, id: string | symbol = Symbol()) {
    const onGone = (): void => void clients.delete(id);
    const client = new StreamClient({ outlet, context, identify, hub, limits, settings, onGone });
    clients.set(id, client);
    return client;
  }

  const http = createHttpStreams<Context>({ keepAliveMs, openClient });
  const single = createSingleConnections<Context>({
    keepAliveMs,
    authenticate: contextFor,
    openClient,
    ownerOf: (context) => identify(context).client,
  });

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    if (req.method === 'POST' || !single.concerns(req)) return false;
    try {
      await single.handle(req, res);
    } catch (error) {
      const clientError = toClientError(error);
      if (clientError !== error) onError?.(error);
      answerError(res, { errors: [clientError] });
    }
    return true;
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
    webSocket: createWebSocketStreams<Context>({ openClient, authenticate: options.contextOf, onError }),
    handle,
    shutDown() {
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
