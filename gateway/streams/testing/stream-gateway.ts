import { setImmediate } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { createHttpFront } from '../../http/http-front.ts';
import { listen } from '../../http/testing/listen.ts';
import { createSchemaEngine } from '../../http/testing/schema-engine.ts';
import { attachWebSocket } from '../../http/websocket.ts';
import type { StreamSettings } from '../stream-client.ts';
import { createStreams } from '../streams.ts';

const sdl = /* GraphQL */ `
  type Query {
    viewer: String
  }
  type Subscription {
    count(to: Int!): Int
    forever: Int
    failing: Int
    told: String
    flood(bytes: Int!): String
  }
`;

/** Who calls in these tests. */
export interface Caller {
  readonly name: string;
  readonly expiresAt: number | undefined;
}

/** A source of events that a test feeds. */
export interface Told {
  tell(text: string): void;
  end(): void;
  /** How many listen now. */
  readonly listening: number;
  /** How many have listened, from the beginning. */
  readonly opened: number;
}

/**
 * Both doors with their streams over one plain schema. An authorization is `NAME`, or `NAME until MILLISECONDS`.
 *
 * `forever` counts until it is left, which `foreverEnded` tells; `told` gives what the test tells; `flood` gives texts of
 * a size as fast as they are taken; `failing` fails after its first event.
 */
export async function startStreamGateway(settings: Partial<StreamSettings> = {}) {
  let admitted: Promise<void> | undefined;
  const server = await listen();
  const foreverEnded = Promise.withResolvers<void>();
  const told = createTold();
  const floodEnded = Promise.withResolvers<void>();
  const engine = createSchemaEngine(sdl, {
    viewer: (_args: unknown, { name }: Caller) => name,
    async *count({ to }: { to: number }) {
      for (let count = 1; count <= to; count++) yield { count };
    },
    async *forever() {
      try {
        for (let forever = 0; ; forever++) {
          yield { forever };
          await setImmediate();
        }
      } finally {
        foreverEnded.resolve();
      }
    },
    async *failing() {
      yield { failing: 1 };
      throw new Error('secret of the house');
    },
    told: () => told.listen(),
    async *flood({ bytes }: { bytes: number }) {
      try {
        for (;;) {
          yield { flood: 'x'.repeat(bytes) };
          await setImmediate();
        }
      } finally {
        floodEnded.resolve();
      }
    },
  });
  const contextOf = (authorization: string | undefined): Caller => {
    const [, name, until] = /^(\w+)(?: until (\d+))?$/.exec(authorization ?? '') ?? [];
    if (name === undefined) throw unauthenticated();
    return { name, expiresAt: until === undefined ? undefined : Number(until) };
  };
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const contextFor = async ({ headers }: { headers: { authorization?: string } }) => {
    await admitted;
    return contextOf(headers.authorization);
  };
  const streams = createStreams<Caller>({
    engine,
    identify: ({ name, expiresAt }) => ({ client: name, access: name, expiresAt }),
    contextFor,
    contextOf,
    settings,
    onError,
  });
  const front = createHttpFront<Caller>({ engine, contextFor, onError, ...streams.front });
  server.server.on('request', async (req, res) => {
    if (!(await streams.handle(req, res))) await front.handle(req, res);
  });
  const sockets = attachWebSocket<Caller>({
    httpServer: server.server,
    path: '/graphql',
    engine,
    contextFor: ({ authorization }) => contextOf(authorization as string | undefined),
    subscriptions: streams.webSocket,
    onError,
  });
  return {
    ...server,
    address: `${server.url}/graphql`,
    streams,
    front,
    sockets,
    errors,
    told,
    /** From here on the caller of a request on HTTP is known only after `until`. */
    delay: (until: Promise<void>) => void (admitted = until),
    foreverEnded: foreverEnded.promise,
    floodEnded: floodEnded.promise,
    async [Symbol.asyncDispose]() {
      streams.shutDown();
      await sockets.dispose({ graceMs: 500 });
      await server[Symbol.asyncDispose]();
    },
  };
}

function unauthenticated(): GraphQLError {
  const extensions = { code: 'UNAUTHENTICATED', http: { status: 401 } };
  return new GraphQLError('Expected an authorization', { extensions });
}

function createTold(): Told & { listen(): AsyncGenerator<{ told: string }> } {
  const wakes = new Set<(text: string | undefined) => void>();
  let opened = 0;
  return {
    get listening() {
      return wakes.size;
    },
    get opened() {
      return opened;
    },
    tell: (text) => wakes.forEach((wake) => wake(text)),
    end: () => wakes.forEach((wake) => wake(undefined)),
    listen() {
      opened++;
      const waiting: (string | undefined)[] = [];
      let resume: (() => void) | undefined;
      const wake = (text: string | undefined): void => {
        waiting.push(text);
        resume?.();
      };
      wakes.add(wake);
      const next = async (): Promise<IteratorResult<{ told: string }>> => {
        while (waiting.length === 0) await new Promise<void>((resolve) => (resume = resolve));
        const text = waiting.shift();
        if (text !== undefined) return { value: { told: text }, done: false };
        wakes.delete(wake);
        return { value: undefined, done: true };
      };
      const leave = async (): Promise<IteratorResult<{ told: string }>> => {
        wakes.delete(wake);
        wake(undefined);
        return { value: undefined, done: true };
      };
      return {
        next,
        return: leave,
        throw: leave,
        [Symbol.asyncIterator]() {
          return this;
        },
        async [Symbol.asyncDispose]() {
          await leave();
        },
      };
    },
  };
}
