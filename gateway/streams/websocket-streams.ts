import type { Socket } from 'node:net';
import { parseMessage } from 'graphql-ws';
import type { SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { asksForCost } from '../access/cost/report.ts';
import { formatWithoutHint, toClientError } from '../http/errors.ts';
import { createOperationReader } from '../http/known-operations.ts';
import type { AcceptedConnection, SubscriptionServer, SubscriptionSession } from '../http/websocket.ts';
import { CLOSINGS, closingText } from './closing.ts';
import { drained } from './http-client.ts';
import type { Outlet, StreamClient } from './stream-client.ts';
import { nextFrame } from './text-frame.ts';

/** How long a dropped client may take to read why, before it is cut. */
const FAREWELL_MS = 5_000;
const ID_TAKEN = 4409;

export interface WebSocketStreamsOptions<Context> {
  readonly openClient: (outlet: Outlet, context: Context) => StreamClient<Context>;
  /** Reads the caller from a renewed authorization. */
  readonly authenticate: (authorization: string) => Promise<Context> | Context;
  readonly maxDocuments?: number;
  readonly maxTokens?: number;
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The subscriptions of graphql-transport-ws connections; all else of that protocol is left to the endpoint. */
export function createWebSocketStreams<Context>(
  options: WebSocketStreamsOptions<Context>,
): SubscriptionServer<Context> {
  const { maxDocuments = 1000, maxTokens = 15_000 } = options;
  const readOperation = createOperationReader({ maxDocuments, maxTokens });

  function open(connection: AcceptedConnection<Context>): SubscriptionSession {
    const { socket, network } = connection;
    const client = options.openClient(createSocketOutlet(socket, network), connection.context);
    /** What leaves each subscription, by its id; undefined while it opens. */
    const subscriptions = new Map<string, () => void>();

    function takes(text: string, pass: () => void): boolean {
      client.refresh();
      // What comes while the close frame is under way is no longer this caller's to ask.
      if (client.isClosed) return true;
      connection.context = client.context;
      const message = read(text);
      if (message?.type === 'complete') return complete(message.id);
      if (message?.type === 'ping') return renewal(message.payload);
      if (message?.type !== 'subscribe') return false;
      if (subscriptions.has(message.id)) {
        socket.close(ID_TAKEN, `Subscriber for ${message.id} already exists`);
        return true;
      }
      if (connection.holds(message.id)) return false;
      void subscribe(message.id, message.payload, pass);
      return true;
    }

    function complete(id: string): boolean {
      const leave = subscriptions.get(id);
      subscriptions.delete(id);
      leave?.();
      return leave !== undefined;
    }

    async function subscribe(id: string, payload: SubscribePayload, pass: () => void): Promise<void> {
      let left = false;
      subscriptions.set(id, () => (left = true));
      const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
      const own = subscriptions.get(id);
      const forget = (): void => {
        if (!left) subscriptions.delete(id);
      };
      try {
        const params = await connection.paramsOf(payload);
        const { query, operationName, variables } = params;
        if (left) return;
        if (readOperation(query, operationName)?.type !== 'subscription') {
          forget();
          return pass();
        }
        const answer = await client.subscribe(
          { query, operationName, variables, reportsCost: asksForCost(params) },
          {
            next: (event) => {
              // What `ws` has to send it has written by then: the endpoint compresses nothing.
              if (!left && socket.readyState === socket.OPEN) network.write(nextFrame(head, event));
            },
            complete: () => {
              forget();
              if (!left) send(`{"id":${JSON.stringify(id)},"type":"complete"}`);
            },
          },
        );
        if ('errors' in answer) return refuse(answer.errors);
        if (left) return answer.leave();
        if (subscriptions.get(id) !== own) return;
        subscriptions.set(id, () => {
          left = true;
          answer.leave();
        });
      } catch (error) {
        refuse([error]);
      }

      function refuse(errors: readonly unknown[]): void {
        forget();
        if (left) return;
        const payload = errors.map((error) => formatWithoutHint(clientErrorOf(error)));
        send(JSON.stringify({ id, type: 'error', payload }));
      }
    }

    /** A ping that brings a new authorization; it is answered with how that went. */
    function renewal(payload: Readonly<Record<string, unknown>> | undefined): boolean {
      const authorization = payload?.['authorization'] ?? payload?.['Authorization'];
      if (typeof authorization !== 'string') return false;
      void renew(authorization).then((answer) => send(JSON.stringify({ type: 'pong', payload: answer })));
      return true;
    }

    async function renew(authorization: string): Promise<object> {
      try {
        const context = await options.authenticate(authorization);
        const { expiresAt } = client.renew(context);
        connection.context = context;
        return {
          renewed: true,
          ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
        };
      } catch (error) {
        return { renewed: false, error: formatWithoutHint(clientErrorOf(error)) };
      }
    }

    function send(text: string): void {
      if (socket.readyState === socket.OPEN) socket.send(text);
    }

    return { takes, closed: () => client.gone() };
  }

  function clientErrorOf(error: unknown) {
    const clientError = toClientError(error);
    if (clientError !== error) options.onError?.(error);
    return clientError;
  }

  return { open };
}

/** Undefined for what is no message of the protocol: the endpoint closes the connection over it. */
function read(text: string) {
  try {
    return parseMessage(text);
  } catch {
    return undefined;
  }
}

function createSocketOutlet(socket: WebSocket, network: Socket): Outlet {
  return {
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    drained: () => drained(network),
    close(reason) {
      socket.close(CLOSINGS[reason].closeCode, closingText(reason));
      const timer = setTimeout(() => socket.terminate(), FAREWELL_MS);
      socket.once('close', () => clearTimeout(timer));
    },
  };
}
