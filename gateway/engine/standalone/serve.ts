import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLError } from 'graphql';
import { createHttpFront } from '../../http/http-front.ts';
import { attachWebSocket } from '../../http/websocket.ts';
import type { StreamIdentity } from '../../streams/stream-client.ts';
import { createStreams } from '../../streams/streams.ts';
import { createEngine } from '../engine.ts';
import { createWorkerPlanner } from '../planner/worker.ts';
import { allowHeaders } from '../transports/allow-headers.ts';
import { createHttpTransport } from '../transports/http.ts';
import type { Engine, SubgraphInfo } from '../types.ts';
import { UsageError } from './options.ts';
import type { StandaloneOptions } from './options.ts';
import { watchFile } from './supergraph-file.ts';

/** Told what happens, a line each. */
export interface StandaloneLog {
  info(line: string): void;
  error(line: string): void;
}

/** A gateway that is serving. */
export interface Standalone {
  readonly port: number;
  /** Turns readiness off, finishes what is in progress and stops. */
  close(): Promise<void>;
}

interface Context {
  readonly headers: IncomingHttpHeaders;
}

const GRAPHQL_PATH = '/graphql';
const STREAM_PATH = '/graphql/stream';

/**
 * Serves the supergraph of a file with its subgraphs at the URLs in it: `/graphql` over HTTP and WebSocket,
 * `/health/live`, and `/health/ready`, which is 200 until the gateway is told to stop. A changed file is taken over without
 * dropping a request; a bad one is refused with its reason in the log, and the last good one goes on serving.
 *
 * @throws UsageError when the file cannot be read or served, or the port is taken
 */
export async function serveStandalone(options: StandaloneOptions, log: StandaloneLog): Promise<Standalone> {
  const supergraphSdl = await readSupergraph(options.supergraphFile);
  const engine = await openEngine(supergraphSdl, options, log);
  const onError = (error: unknown): void => log.error(describe(error));
  const contextFor = ({ headers }: IncomingMessage): Context => ({ headers });
  const streams = createStreams<Context>({
    engine,
    identify: identifyBy(forwardedHeaders(options)),
    contextFor,
    contextOf: (authorization) => ({ headers: { authorization } }),
    // All who forward nothing look like one client.
    settings: { maxConnections: Infinity, maxSubscriptions: Infinity },
    onError,
  });
  const front = createHttpFront<Context>({ engine, contextFor, ...streams.front, onError });
  const graphql = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (!(await streams.handle(req, res))) await front.handle(req, res);
  };
  let stopping = false;
  const httpServer = createServer((req, res) => route(req, res, graphql, () => !stopping));
  const webSocket = attachWebSocket<Context>({
    httpServer,
    path: GRAPHQL_PATH,
    engine,
    contextFor: (connectionParams, { headers }) => ({
      headers: { ...headers, ...strings(connectionParams) },
    }),
    subscriptions: streams.webSocket,
    onError,
  });
  const port = await listen(httpServer, options);
  const stopWatching = watchFile(options.supergraphFile, supergraphSdl, (changed) =>
    takeOver(engine, streams.renew, changed, log),
  );

  return {
    port,
    async close() {
      stopping = true;
      stopWatching();
      const closed = new Promise((resolve) => httpServer.close(resolve));
      streams.shutDown();
      await Promise.all([front.drain(), webSocket.dispose()]);
      httpServer.closeIdleConnections();
      await closed;
      await engine.close();
    },
  };
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--supergraph: cannot read ${file} (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** This command knows no callers, so with `access: on` the engine refuses a supergraph that restricts any. */
async function openEngine(
  supergraphSdl: string,
  options: StandaloneOptions,
  log: StandaloneLog,
): Promise<Engine> {
  const headers = forwardedHeaders(options);
  const transports = ({ name, url }: SubgraphInfo) => {
    if (!URL.canParse(url)) throw new UsageError(`the subgraph "${name}" has no URL`);
    return createHttpTransport({ name, url, headers, timeoutMs: options.subgraphTimeoutMs });
  };
  try {
    return await createEngine({
      supergraphSdl,
      transports,
      planner: createWorkerPlanner,
      ...(options.deadlineMs !== undefined && { deadlineMs: options.deadlineMs }),
      ...(options.access === 'off' && { access: 'off' }),
      hooks: { onFailure: ({ error }) => log.error(describeFailure(error)) },
    });
  } catch (error) {
    throw new UsageError(`--supergraph: ${options.supergraphFile} cannot be served: ${describe(error)}`);
  }
}

function forwardedHeaders({ forwardedHeaders: names }: StandaloneOptions) {
  return allowHeaders(names, (context) => (context as Context).headers);
}

/** Callers whose forwarded headers are the same look the same to every subgraph. */
function identifyBy(headers: (context: unknown) => Record<string, string>) {
  return (context: Context): StreamIdentity => {
    const forwarded = JSON.stringify(headers(context));
    return { client: forwarded, access: forwarded, expiresAt: undefined };
  };
}

async function takeOver(
  engine: Engine,
  renewStreams: () => void,
  supergraphSdl: string,
  log: StandaloneLog,
): Promise<void> {
  try {
    await engine.reload(supergraphSdl);
    renewStreams();
    log.info('The changed supergraph is being served.');
  } catch (error) {
    log.error(`The changed supergraph is refused, the last one is still served: ${describe(error)}`);
  }
}

function route(
  req: IncomingMessage,
  res: ServerResponse,
  graphql: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
  isReady: () => boolean,
): void {
  const path = req.url?.split('?', 1)[0];
  if (path === GRAPHQL_PATH || path === STREAM_PATH) return void graphql(req, res);
  if (path === '/health/live') return sendJson(res, 200, { status: 'live' });
  if (path === '/health/ready') {
    return isReady() ? sendJson(res, 200, { status: 'ready' }) : sendJson(res, 503, { status: 'stopping' });
  }
  sendJson(res, 404, { errors: [{ message: `Nothing is here; GraphQL is at ${GRAPHQL_PATH}` }] });
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

function listen(server: ReturnType<typeof createServer>, { port, host }: StandaloneOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(new UsageError(`--port: cannot listen on ${port} (${code})`)),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** The whole of what clients may be told a part of. */
function describeFailure({ message, path, extensions, originalError }: GraphQLError): string {
  const where = `${extensions.code} from ${extensions.service} at ${path?.join('.')}`;
  return originalError == null ? `${where}: ${message}` : `${where}: ${describe(originalError)}`;
}

/** An error and its causes on one line. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.message.replaceAll(/\s*\n\s*/g, ' ');
  return error.cause === undefined ? own : `${own}: ${describe(error.cause)}`;
}

/** Connection parameters stand for headers, which browsers cannot set on a WebSocket. */
function strings(connectionParams: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(connectionParams).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value as string]));
}
