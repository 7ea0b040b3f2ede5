import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { BaseContext, Viewer } from './context.ts';
import { GraphError, messageOf } from './errors.ts';
import { verifyViewer } from './internal-token.ts';
import type { Logger } from './logger.ts';
import { OpenedStream, acknowledgement, asksForOpening, openStream } from './opened-stream.ts';

/** Serves one subgraph to the gateway over HTTP and graphql-ws. */
export interface SubgraphServer {
  readonly port: number;
  stop(): Promise<void>;
}

const bodyLimitBytes = 10 * 1024 * 1024;

export async function serveSubgraph(options: {
  schema: GraphQLSchema;
  createContext: (viewer: Viewer, operation?: string) => BaseContext;
  /** Answers `/health`. Default: always. */
  isReady?: () => Promise<boolean>;
  /** The installation's secret: requests must carry a context that the gateway signed with it. */
  secret: string;
  host: string;
  port: number;
  logger: Logger;
}): Promise<SubgraphServer> {
  const { schema, createContext, secret, logger } = options;
  const apollo = new ApolloServer<BaseContext>({
    schema,
    csrfPrevention: false,
    introspection: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  await apollo.start();

  async function answerHealth(response: ServerResponse): Promise<void> {
    const isReady = (await options.isReady?.()) ?? true;
    respond(response, isReady ? 200 : 503, { status: isReady ? 'ok' : 'not ready' });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname = '', search = '' } = URL.parse(request.url ?? '/', 'http://subgraph') ?? {};
    if (pathname === '/health') return answerHealth(response);
    if (pathname !== '/graphql') return respond(response, 404, { status: 'not found' });
    try {
      // Before the body: what anybody sends is not worth reading.
      const viewer = await verifyViewer(secret, tokenOf(request.headers.authorization));
      const body = await readJson(request);
      const context = createContext(viewer, operationNameIn(body));
      const result = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method?.toUpperCase() ?? 'POST',
          headers: headersOf(request),
          search,
          body,
        },
        context: async () => context,
      });
      for (const [key, value] of result.headers) response.setHeader(key, value);
      response.statusCode = result.status ?? 200;
      response.end(result.body.kind === 'complete' ? result.body.string : undefined);
    } catch (error) {
      if (error instanceof GraphError) {
        const status = error.extensions['code'] === 'UNAUTHENTICATED' ? 401 : 400;
        return respond(response, status, { errors: [error.toJSON()] });
      }
      logger.error({ error: messageOf(error) }, 'request failed');
      respond(response, 500, { errors: [{ message: 'The subgraph failed.' }] });
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const disposable = useServer<{ authorization?: unknown }, { viewer?: Viewer }>(
    {
      schema,
      // The signature is good for a minute, the connection for as long as it lives: the viewer is fixed when it opens.
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.viewer = await verifyViewer(secret, tokenOf(connectionParams?.authorization));
          return acknowledgement;
        } catch {
          extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
          return false;
        }
      },
      subscribe: openStream,
      onOperation: (_ctx, _id, payload, _args, result) =>
        result instanceof OpenedStream && asksForOpening(payload) ? result.tellOpening() : undefined,
      context: ({ extra }, _id, { operationName }) =>
        createContext(extra.viewer as Viewer, operationName ?? undefined),
    },
    sockets,
  );
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      await disposable.dispose();
      server.closeIdleConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
      await apollo.stop();
    },
  };
}

function operationNameIn(body: unknown): string | undefined {
  const { operationName } = Object(body) as { operationName?: unknown };
  return typeof operationName === 'string' ? operationName : undefined;
}

/** Connection parameters are whatever the other side sends. */
function tokenOf(authorization: unknown): string | undefined {
  return typeof authorization === 'string' ? authorization.replace(/^Bearer /, '') : undefined;
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [key, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(key, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimitBytes)
      throw new GraphError('BAD_USER_INPUT', `The body is larger than ${bodyLimitBytes} bytes.`);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new GraphError('BAD_USER_INPUT', 'The body is not JSON.');
  }
}
