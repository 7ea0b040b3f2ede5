import { GraphQLError } from 'graphql';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { TransportError } from '../errors.ts';
import type { SubgraphRequest } from '../types.ts';
import { OPENING, openingOf, tellsOpening } from './stream-opening.ts';

export interface UpstreamOptions {
  readonly name: string;
  readonly url: string;
  readonly subscriptionUrl?: string | undefined;
  readonly headers?: ((context: unknown) => Readonly<Record<string, string>>) | undefined;
  /** How long the connection may take until it is acknowledged, in milliseconds. */
  readonly timeoutMs: number;
}

type Events = ReturnType<Client['iterate']>;

/** How often an upstream is asked whether it is still there, and how long it has to answer. */
const KEEP_ALIVE_MS = 10_000;

/**
 * Opens streams at a subgraph, each on a connection of its own, since a connection carries the headers of one caller.
 *
 * A stream ends its connection when its consumer returns. It throws a `TransportError` when the connection is lost, and
 * yields one result with `errors` when the subgraph refuses the operation.
 */
export function createUpstreamSubscriber(options: UpstreamOptions) {
  const url = options.subscriptionUrl ?? options.url.replace(/^http/, 'ws');
  const open = new Set<Client>();

  async function subscribe(request: SubgraphRequest): Promise<AsyncIterable<ExecutionResult>> {
    const client = connect(request);
    const acknowledged = connectionOutcome(client);
    const { query, operationName, variables } = request;
    const extensions = { [OPENING]: true };
    const events = client.iterate({ query, operationName, variables: { ...variables }, extensions });
    open.add(client);
    let acknowledgement: unknown;
    try {
      acknowledgement = await acknowledged;
    } catch (cause) {
      await release(client, events);
      throw unreachable('did not accept a connection for the subscription', cause);
    }
    const stream = streamOf(client, events, request.signal);
    return tellsOpening(acknowledgement) ? opened(stream, request) : stream;
  }

  /** Waits until the subgraph has opened the stream, or has refused it. */
  async function opened(
    stream: AsyncIterable<ExecutionResult>,
    request: SubgraphRequest,
  ): Promise<AsyncIterable<ExecutionResult>> {
    const iterator = stream[Symbol.asyncIterator]();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void iterator.return?.();
    }, options.timeoutMs);
    const first = await iterator.next().finally(() => clearTimeout(timer));
    if (isLate) throw tooLate();
    const opening = first.done === true ? undefined : openingOf(first.value);
    if (opening === undefined) return startingWith(first, iterator);
    request.onOpened?.(opening);
    return { [Symbol.asyncIterator]: () => iterator };
  }

  function connect({ context }: SubgraphRequest): Client {
    const headers = { ...options.headers?.(context) };
    class UpstreamSocket extends WebSocket {
      constructor(address: string, protocols: string | string[]) {
        super(address, protocols, {
          headers,
          handshakeTimeout: options.timeoutMs,
          perMessageDeflate: false,
        });
      }
    }
    const client = createClient({
      url,
      webSocketImpl: UpstreamSocket,
      connectionParams: headers,
      retryAttempts: 0,
      connectionAckWaitTimeout: options.timeoutMs,
      keepAlive: KEEP_ALIVE_MS,
    });
    cutWhenSilent(client);
    return client;
  }

  function streamOf(client: Client, events: Events, signal: AbortSignal): AsyncIterable<ExecutionResult> {
    const end = async (): Promise<IteratorResult<ExecutionResult>> => {
      signal.removeEventListener('abort', onAbort);
      await release(client, events);
      return { value: undefined, done: true };
    };
    const onAbort = () => void end();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => nextResult(events, end),
        return: end,
      }),
    };
  }

  async function nextResult(
    events: Events,
    end: () => Promise<IteratorResult<ExecutionResult>>,
  ): Promise<IteratorResult<ExecutionResult>> {
    try {
      const { value, done } = await events.next();
      return done ? await end() : { value: value as ExecutionResult, done: false };
    } catch (failure) {
      await end();
      if (!Array.isArray(failure)) throw unreachable('broke off the subscription', failure);
      return { value: { errors: failure.map(toGraphQLError) }, done: false };
    }
  }

  async function release(client: Client, events: Events): Promise<void> {
    open.delete(client);
    await events.return?.();
    await Promise.resolve(client.dispose()).catch(() => undefined);
  }

  function tooLate(): TransportError {
    const { name, timeoutMs } = options;
    const message = `The subgraph "${name}" did not open the subscription within ${timeoutMs} ms.`;
    return new TransportError('SUBGRAPH_TIMEOUT', message, { details: { reason: 'TIMEOUT', timeoutMs } });
  }

  function unreachable(what: string, cause: unknown): TransportError {
    const message = `The subgraph "${options.name}" ${what}.`;
    const closeCode = (cause as { code?: unknown } | null)?.code;
    const details = {
      reason: 'RESET',
      ...(typeof closeCode === 'number' && { closeCode }),
    };
    return new TransportError('SUBGRAPH_UNREACHABLE', message, { cause, details });
  }

  return {
    subscribe,
    /** Cuts every stream that is open. */
    async close(): Promise<void> {
      for (const client of open) client.terminate();
      open.clear();
    },
  };
}

/** Settles when the subgraph has acknowledged the connection, with the payload of that, or will not. */
function connectionOutcome(client: Client): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client.on('connected', (_socket, acknowledgement) => resolve(acknowledgement));
    client.on('error', reject);
    client.on('closed', reject);
  });
}

function startingWith(
  first: IteratorResult<ExecutionResult>,
  rest: AsyncIterator<ExecutionResult>,
): AsyncIterable<ExecutionResult> {
  let held: IteratorResult<ExecutionResult> | undefined = first;
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const step = held ?? (await rest.next());
        held = undefined;
        return step;
      },
      return: async () => (await rest.return?.()) ?? { value: undefined, done: true },
    }),
  };
}

/** A peer that vanished without closing would otherwise look like a stream without events. */
function cutWhenSilent(client: Client): void {
  let timer: NodeJS.Timeout | undefined;
  client.on('ping', (received) => {
    if (!received) timer = setTimeout(() => client.terminate(), KEEP_ALIVE_MS);
  });
  client.on('pong', (received) => received && clearTimeout(timer));
  client.on('closed', () => clearTimeout(timer));
}

function toGraphQLError(error: GraphQLFormattedError): GraphQLError {
  const { message, path, extensions } = error;
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}
