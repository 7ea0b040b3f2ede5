import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { asksForCost } from '../access/cost/report.ts';
import { httpError } from '../http/errors.ts';
import type { Exchange } from '../http/plugin.ts';
import { chooseProtocol, readsOnlyEvents } from './choose-protocol.ts';
import type { StreamProtocol } from './choose-protocol.ts';
import { apolloMultipartEncoding, multipartEncoding, sseEncoding } from './encodings.ts';
import type { StreamEncoding } from './encodings.ts';
import { createHttpOutlet } from './http-client.ts';
import { resultText } from './result-text.ts';
import type { Outlet, StreamClient, StreamOperation } from './stream-client.ts';

/** Names a stream to the endpoint that renews it. */
export const STREAM_ID_HEADER = 'x-graphql-stream-id';

export interface HttpStreamsOptions<Context> {
  readonly keepAliveMs: number;
  readonly multipartHeartbeatMs: number;
  /** @throws GraphQLError TOO_MANY_CONNECTIONS */
  readonly openClient: (outlet: Outlet, context: Context, id: string) => StreamClient<Context>;
}

/** Subscriptions that are answered by the response to their request. */
export interface HttpStreams<Context> {
  /** Resolves to what refuses the subscription, or to undefined when the response is taken over. */
  serveSubscription(exchange: Exchange<Context>, res: ServerResponse): Promise<ExecutionResult | undefined>;
  /** Answers a client that reads nothing but events with a single result; false when this is none. */
  serveResult(result: ExecutionResult, req: IncomingMessage, res: ServerResponse): boolean;
}

export function createHttpStreams<Context>(options: HttpStreamsOptions<Context>): HttpStreams<Context> {
  const encodings: Record<StreamProtocol, StreamEncoding> = {
    sse: sseEncoding(options.keepAliveMs),
    'apollo multipart': apolloMultipartEncoding(options.multipartHeartbeatMs),
    multipart: multipartEncoding(),
  };

  async function serveSubscription(
    exchange: Exchange<Context>,
    res: ServerResponse,
  ): Promise<ExecutionResult | undefined> {
    const protocol = chooseProtocol(exchange.request.headers.accept);
    if (protocol === undefined) throw needsStream();
    // Who is gone already will not be heard going.
    if (res.destroyed) return undefined;
    const id = randomUUID();
    const encoding = encodings[protocol];
    const outlet = createHttpOutlet(res, encoding);
    const client = options.openClient(outlet, exchange.context, id);
    res.once('close', () => client.gone());
    try {
      const answer = await client.subscribe(operationOf(exchange), {
        opened(cursor) {
          outlet.open({ ...exchange.responseHeaders, [STREAM_ID_HEADER]: id });
          const begin = cursor === undefined ? '' : encoding.beginsBehind(cursor);
          if (begin !== '') outlet.write(begin);
        },
        next: ({ text, cursor }) => outlet.write(encoding.next(text, cursor)),
        complete: () => outlet.complete(),
      });
      if (!('errors' in answer)) return undefined;
      client.gone();
      return answer;
    } catch (error) {
      client.gone();
      throw error;
    }
  }

  function serveResult(result: ExecutionResult, req: IncomingMessage, res: ServerResponse): boolean {
    if (!readsOnlyEvents(req.headers.accept)) return false;
    const outlet = createHttpOutlet(res, encodings.sse);
    outlet.open({});
    outlet.write(encodings.sse.next(resultText(result)));
    outlet.complete();
    return true;
  }

  return { serveSubscription, serveResult };
}

export function operationOf({ params, request }: Exchange): StreamOperation {
  const { query = '', operationName, variables } = params;
  const lastCursor = request.headers['last-event-id'];
  return {
    query,
    operationName,
    variables,
    ...(typeof lastCursor === 'string' && { lastCursor }),
    ...(asksForCost(params, request.headers) && { reportsCost: true }),
  };
}

function needsStream() {
  const message =
    'This operation is a subscription: send it over WebSocket (graphql-transport-ws), or accept text/event-stream or multipart/mixed';
  return httpError('SUBSCRIPTION_NEEDS_A_STREAM', message);
}
