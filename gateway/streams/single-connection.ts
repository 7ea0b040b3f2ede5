import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { httpError } from '../http/errors.ts';
import type { Exchange } from '../http/plugin.ts';
import { sharedSseComplete, sharedSseEncoding } from './encodings.ts';
import { createHttpOutlet } from './http-client.ts';
import type { HttpOutlet } from './http-client.ts';
import { operationOf } from './http-streams.ts';
import { resultText } from './result-text.ts';
import type { Outlet, StreamClient } from './stream-client.ts';

const TOKEN_HEADER = 'x-graphql-event-stream-token';
/** A reserved stream that nobody connects to is forgotten after this long. */
const RESERVED_MS = 30_000;

export interface SingleConnectionOptions<Context> {
  readonly keepAliveMs: number;
  readonly authenticate: (req: IncomingMessage) => Promise<Context> | Context;
  readonly openClient: (outlet: Outlet, context: Context, id: string) => StreamClient<Context>;
  /** What a caller may do: a stream is used by those alone who may do what its client may. */
  readonly accessOf: (context: Context) => string;
}

/** One event stream for all operations of a client: the single connection mode of graphql-sse. */
export interface SingleConnections<Context> {
  /** Whether a request belongs to a reserved stream. */
  concerns(req: IncomingMessage): boolean;
  /** Reserves a stream (PUT), connects to it (GET) or ends an operation on it (DELETE). */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Puts a subscription on the stream that the request names. */
  serveSubscription(exchange: Exchange<Context>, res: ServerResponse): Promise<ExecutionResult | undefined>;
  /** Puts a result on the stream that the request names; false when it names none. */
  serveResult(result: ExecutionResult, exchange: Exchange<Context>, res: ServerResponse): boolean;
}

/** A stream between its reservation and its end. What comes before the client connects waits in `early`. */
interface Reservation<Context> {
  /** What leaves each operation that runs, by its id. */
  readonly operations: Map<string, () => void>;
  readonly client: StreamClient<Context>;
  outlet: HttpOutlet | undefined;
  early: string[];
  earlyBytes: number;
}

export function createSingleConnections<Context>(
  options: SingleConnectionOptions<Context>,
): SingleConnections<Context> {
  const reservations = new Map<string, Reservation<Context>>();
  const encoding = sharedSseEncoding(options.keepAliveMs);

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const context = await options.authenticate(req);
    if (req.method === 'PUT') return reserve(context, res);
    const { reservation, token } = find(req, context);
    // Who is gone already will not be heard going.
    if (res.destroyed) return;
    if (req.method === 'DELETE') return endOperation(req, res, reservation);
    connect(token, reservation, res);
  }

  function reserve(context: Context, res: ServerResponse): void {
    const token = randomUUID();
    const outlet: Outlet = {
      get bufferedBytes() {
        return reservation.outlet?.bufferedBytes ?? reservation.earlyBytes;
      },
      drained: async () => reservation.outlet?.drained(),
      close(reason) {
        reservations.delete(token);
        reservation.outlet?.close(reason);
      },
    };
    const client = options.openClient(outlet, context, token);
    const reservation: Reservation<Context> = {
      operations: new Map(),
      client,
      outlet: undefined,
      early: [],
      earlyBytes: 0,
    };
    reservations.set(token, reservation);
    setTimeout(() => reservation.outlet ?? release(token), RESERVED_MS).unref();
    respond(res, 201, token);
  }

  function connect(token: string, reservation: Reservation<Context>, res: ServerResponse): void {
    if (reservation.outlet !== undefined) return respondError(res, 409, 'Stream already open');
    reservation.outlet = createHttpOutlet(res, encoding);
    reservation.outlet.open({});
    for (const text of reservation.early) reservation.outlet.write(text);
    reservation.early = [];
    reservation.earlyBytes = 0;
    res.once('close', () => release(token));
  }

  function release(token: string): void {
    const reservation = reservations.get(token);
    reservations.delete(token);
    reservation?.client.gone();
  }

  function endOperation(req: IncomingMessage, res: ServerResponse, reservation: Reservation<Context>): void {
    const id = searchOf(req).get('operationId');
    if (id === null) return respondError(res, 400, 'Operation ID is missing');
    reservation.operations.get(id)?.();
    reservation.operations.delete(id);
    respond(res, 200);
  }

  async function serveSubscription(
    exchange: Exchange<Context>,
    res: ServerResponse,
  ): Promise<ExecutionResult | undefined> {
    const { reservation } = find(exchange.request, exchange.context);
    const id = operationIdOf(exchange);
    if (reservation.operations.has(id)) throw httpError('BAD_REQUEST', 'Operation with ID already exists');
    let ended = false;
    reservation.operations.set(id, () => (ended = true));
    const finish = (): void => {
      reservation.operations.delete(id);
    };
    try {
      const answer = await reservation.client.subscribe(operationOf(exchange), {
        next: ({ text }) => {
          if (!ended) sendResult(reservation, id, text);
        },
        complete: () => {
          finish();
          send(reservation, sharedSseComplete(id));
        },
      });
      if ('errors' in answer) {
        finish();
        return answer;
      }
      if (ended) answer.leave();
      else if (reservation.operations.has(id)) reservation.operations.set(id, answer.leave);
    } catch (error) {
      finish();
      throw error;
    }
    respond(res, 202);
    return undefined;
  }

  function serveResult(result: ExecutionResult, exchange: Exchange<Context>, res: ServerResponse): boolean {
    if (tokenOf(exchange.request) === undefined) return false;
    const { reservation } = find(exchange.request, exchange.context);
    const id = operationIdOf(exchange);
    if (reservation.client.dropIfSlow()) throw streamNotFound();
    sendResult(reservation, id, resultText(result));
    send(reservation, sharedSseComplete(id));
    respond(res, 202);
    return true;
  }

  function sendResult(reservation: Reservation<Context>, id: string, result: string): void {
    send(reservation, encoding.next(`{"id":${JSON.stringify(id)},"payload":${result}}`));
  }

  function send(reservation: Reservation<Context>, text: string): void {
    if (reservation.outlet !== undefined) return reservation.outlet.write(text);
    reservation.early.push(text);
    reservation.earlyBytes += text.length;
  }

  /** @throws GraphQLError when there is no such stream, or it is another's */
  function find(req: IncomingMessage, context: Context) {
    const token = tokenOf(req);
    const reservation = token === undefined ? undefined : reservations.get(token);
    if (token === undefined || reservation?.client.identity.access !== options.accessOf(context))
      throw streamNotFound();
    return { token, reservation };
  }

  return {
    concerns: (req) => tokenOf(req) !== undefined || req.method === 'PUT',
    handle,
    serveSubscription,
    serveResult,
  };
}

function tokenOf(req: IncomingMessage): string | undefined {
  const header = req.headers[TOKEN_HEADER];
  return typeof header === 'string' ? header : (searchOf(req).get('token') ?? undefined);
}

export function searchOf({ url = '/' }: IncomingMessage): URLSearchParams {
  return new URL(url, 'http://gateway').searchParams;
}

function operationIdOf({ params }: Exchange): string {
  const id = params.extensions?.['operationId'];
  if (typeof id === 'string' && id !== '') return id;
  throw httpError('BAD_REQUEST', 'Operation ID is missing');
}

export function streamNotFound(): GraphQLError {
  return new GraphQLError('Stream not found', { extensions: { code: 'NOT_FOUND', http: { status: 404 } } });
}

function respond(res: ServerResponse, status: number, text = ''): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  res.end(text);
}

function respondError(res: ServerResponse, status: number, message: string): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(JSON.stringify({ errors: [{ message }] }));
}
