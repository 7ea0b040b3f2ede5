import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '../subgraphs/shared/context.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';
import type { SizeSettings } from '../subgraphs/shared/limit-settings.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { noSigning } from '../subgraphs/shared/signing-settings.ts';
import type { SigningSettings } from '../subgraphs/shared/signing-settings.ts';
import { createCallers } from './access/callers.ts';
import type { Budgets } from './access/cost/budgets.ts';
import { asksForCost, withCost } from './access/cost/report.ts';
import { createRevocationEndpoint } from './access/revocations/endpoint.ts';
import { createRevocations } from './access/revocations/revocations.ts';
import type { Revocations } from './access/revocations/revocations.ts';
import { createTokenVerifier, onlyLocalTokens } from './access/token-verifier.ts';
import type { Caller, TokenVerifier } from './access/token-verifier.ts';
import { serveConsole } from './console/serve-console.ts';
import type { Engine } from './engine/types.ts';
import type { Metrics } from './metrics.ts';
import { createHttpFront } from './http/http-front.ts';
import { attachWebSocket } from './http/websocket.ts';
import type { StreamIdentity, StreamSettings } from './streams/stream-client.ts';
import { createStreams } from './streams/streams.ts';
import type { Operations } from './operations/operations.ts';
import { createLeadCaller } from './operations/inbound/lead-caller.ts';
import { createLeadEndpoint } from './operations/plain/lead-endpoint.ts';
import { createPushEndpoint } from './operations/push/push-endpoint.ts';

/** What travels with a request to every subgraph. */
export interface RequestContext {
  readonly viewer: Viewer;
  /** When the caller's token ends, in milliseconds since 1970; undefined for never. */
  readonly expiresAt?: number | undefined;
  /** What its token says, before anything was revoked of it. Undefined where no token came. */
  readonly caller?: Caller | undefined;
}

export interface Gateway {
  readonly port: number;
  /** Such as `http://localhost:4000`. */
  readonly url: string;
  /**
   * Serves another supergraph from now on. Requests under way end on the old one; streams that can be resumed move.
   * Rejects with the reason when it is bad or a published operation no longer fits: then the old one goes on being served.
   */
  reload(supergraphSdl: string): Promise<void>;
  /** Ends in order: no new requests, those under way are answered, streams are closed. */
  stop(): Promise<void>;
}

export interface GatewayOptions {
  readonly engine: Engine;
  /** What clients have published; planned before the gateway is ready. */
  readonly operations: Operations;
  readonly secret: string;
  /** Whose tokens are accepted. Default: those of the installation alone. */
  readonly tokens?: TokenVerifier;
  /** What was taken back of them. Default: kept as long as the process runs. */
  readonly revocations?: Revocations;
  /** Who signs the leads that come by plain HTTP. Default: nobody does. */
  readonly signing?: SigningSettings;
  readonly host: string;
  readonly port: number;
  readonly logger: Logger;
  /** What streams and their events are paid from; the engine has the rest. Default: nobody pays. */
  readonly budgets?: Budgets;
  /** How large a request may be. Default: see `HttpFrontOptions`. */
  readonly sizes?: SizeSettings;
  /** Whether GraphiQL is served at `/`. Default true. */
  readonly isConsoleServed?: boolean;
  /** Limits of subscriptions. */
  readonly streams?: Partial<StreamSettings>;
  /** Shown at `/metrics`. Default: nothing is. */
  readonly metrics?: Metrics;
  /** What readiness depends on beside the gateway itself. @returns what is not ready, in words; none when all is. */
  readonly notReady?: () => Promise<string[]>;
}

/** Opens the front door: `/graphql` over HTTP and WebSocket, `/health/live`, `/health/ready`, the console at `/`. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { engine, operations, secret, logger, budgets, sizes, isConsoleServed = true } = options;
  let stopping = false;
  let prepared = false;

  const onError = (error: unknown): void =>
    logger.error({ error: messageOf(error), stack: stackOf(error) }, 'request failed');
  const tokens = options.tokens ?? createTokenVerifier({ secret, settings: onlyLocalTokens, logger });
  const revocations = options.revocations ?? createRevocations();
  const callers = createCallers({ tokens, revocations });
  const { contextOf } = callers;
  const contextFor = ({ headers }: IncomingMessage): Promise<RequestContext> =>
    contextOf(headers.authorization);
  const streams = createStreams<RequestContext>({
    engine,
    identify: identityOf,
    contextFor,
    contextOf,
    current: callers.current,
    settings: options.streams ?? {},
    ...(budgets && {
      costs: {
        admit: async (context, operation) =>
          budgets.admitStream(context.viewer, engine.estimate({ ...operation, context }) ?? 0),
        charge: ({ viewer }, cost) => budgets.chargeEvent(viewer, cost),
      },
    }),
    maxTokens: sizes?.maxTokens,
    onError,
  });
  revocations.onChange(streams.refresh);
  const front = createHttpFront<RequestContext>({
    engine,
    contextFor,
    ...streams.front,
    plugins: [
      {
        async onRequest(exchange) {
          exchange.params = await operations.resolve(exchange.params, exchange.context.viewer);
        },
        onResponse(exchange) {
          const { params, request, result } = exchange;
          if (result && asksForCost(params, request.headers)) exchange.result = withCost(result);
        },
      },
    ],
    ...(sizes && {
      maxBodyBytes: sizes.maxBodyBytes,
      maxTokens: sizes.maxTokens,
      batching: sizes.maxBatchOperations > 0 && { maxOperations: sizes.maxBatchOperations },
    }),
    onError,
  });

  const leads = createLeadEndpoint<RequestContext>({
    schemaOf: () => engine.schema,
    paramsFor: (variables) => operations.ofTheHouse('integrator', 'Submit', variables),
    identify: createLeadCaller<RequestContext>({
      secret,
      signing: options.signing ?? noSigning,
      contextFor,
      contextOfSigner: callers.contextOfSigner,
    }),
    run: front.run,
    onError,
  });
  const pushes = createPushEndpoint({
    secret,
    publish: (push) => operations.publish(engine, push),
    onError,
  });

  const revocationDoor = createRevocationEndpoint({ revocations, contextFor, logger, onError });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://gateway');
    if (pathname === '/graphql') {
      if (isConsoleServed && isBrowserNavigation(request)) return redirect(response, '/');
      return front.handle(request, response);
    }
    if (pathname === '/graphql/stream') {
      if (!(await streams.handle(request, response))) await front.handle(request, response);
      return;
    }
    if (await leads.handle(pathname, request, response)) return;
    if (await pushes.handle(pathname, request, response)) return;
    if (await revocationDoor.handle(pathname, request, response)) return;
    if (pathname === '/health/live') return respond(response, 200, { status: 'live' });
    if (pathname === '/health/ready') return answerReadiness(response);
    if (pathname === '/metrics' && options.metrics !== undefined)
      return answerMetrics(options.metrics, response);
    if (isConsoleServed && request.method === 'GET' && (await serveConsole(pathname, response))) return;
    respond(response, 404, { error: `There is nothing at ${pathname}.` });
  }

  async function answerReadiness(response: ServerResponse): Promise<void> {
    const waitingFor = stopping ? ['stopping'] : await whatIsNotReady();
    respond(response, waitingFor.length === 0 ? 200 : 503, {
      status: waitingFor.length === 0 ? 'ready' : 'not ready',
      waitingFor,
    });
  }

  async function whatIsNotReady(): Promise<string[]> {
    const others = await Promise.all([callers.notReady(), options.notReady?.() ?? []]);
    return [...(prepared ? [] : ['operations']), ...others.flat()];
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  });
  const sockets = attachWebSocket<RequestContext>({
    httpServer: server,
    path: '/graphql',
    engine,
    contextFor: (params) => contextOf(authorizationOf(params)),
    subscriptions: streams.webSocket,
    resolveParams: (params, { viewer }) => operations.resolve(params, viewer),
    onResult: (result, params) => (asksForCost(params) ? withCost(result) : result),
    ...(sizes && { maxMessageBytes: sizes.maxBodyBytes, maxTokens: sizes.maxTokens }),
    onError,
  });
  const port = await listen(server, options.host, options.port);
  await operations.prepare(engine);
  prepared = true;

  return {
    port,
    url: `http://${options.host === '127.0.0.1' || options.host === '0.0.0.0' ? 'localhost' : options.host}:${port}`,
    async reload(supergraphSdl) {
      await engine.reload(supergraphSdl);
      // What did not fit before may fit now.
      await operations.prepare(engine);
      streams.renew();
    },
    async stop() {
      stopping = true;
      const closed = once(server, 'close');
      server.close();
      streams.shutDown();
      await Promise.all([front.drain(), sockets.dispose()]);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whoever is the same person in the same role, with the same rights, sees the same. */
function identityOf({ viewer, expiresAt }: RequestContext): StreamIdentity {
  const { subject, role, agentId, teams, client, scopes } = viewer;
  const access = JSON.stringify([subject, role, agentId, teams, client, scopes]);
  return { client: subject, access, expiresAt };
}

/** Finds a taken port before anything is started. @throws SettingError */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, host, port);
  probe.close();
  await once(probe, 'close');
}

async function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new SettingError('PORT', 'a port that nothing else listens on', String(port));
    if (code === 'EACCES')
      throw new SettingError('PORT', 'a port that this user may listen on', String(port));
    throw new SettingError('HOST', 'an address of this machine', `${host} (${code ?? messageOf(error)})`);
  }
  return (server.address() as { port: number }).port;
}

/** A browser that was pointed at the endpoint wants to see something; a program asks for JSON. */
function isBrowserNavigation({ method, headers, url }: IncomingMessage): boolean {
  return method === 'GET' && !url?.includes('?') && (headers.accept?.includes('text/html') ?? false);
}

/** Connection parameters carry the header's content as `authorization`, in either case. */
function authorizationOf(params: Readonly<Record<string, unknown>>): string | undefined {
  const value = params['authorization'] ?? params['Authorization'];
  return typeof value === 'string' ? value : undefined;
}

async function answerMetrics(metrics: Metrics, response: ServerResponse): Promise<void> {
  const text = await metrics.text();
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
