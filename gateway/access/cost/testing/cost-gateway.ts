import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createLogger } from '../../../../subgraphs/shared/logger.ts';
import { readCostSettings, readSizeSettings } from '../../../../subgraphs/shared/limit-settings.ts';
import { composeForTest, transportFor } from '../../../engine/testing/subgraphs.ts';
import { openEngine } from '../../../open-engine.ts';
import { openOperations } from '../../../operations/operations.ts';
import { buildFromTexts, writeManifests } from '../../../operations/testing/manifest-folder.ts';
import { startGateway } from '../../../server.ts';
import { issueToken } from '../../tokens.ts';
import type { TokenRequest } from '../../tokens.ts';
import type { Buckets } from '../buckets.ts';
import { createBudgets } from '../budgets.ts';
import { createMemoryBuckets } from '../memory-buckets.ts';

export const secret = 'a secret for this test alone, 32 characters';

/** A subgraph of items: as many as are asked for up to three, some that fail and some that take until they are let go. */
const typeDefs = `
  type Query {
    items(first: Int = 10): [Item!] @listSize(slicingArguments: ["first"])
    failing(first: Int = 10): [Item!] @listSize(slicingArguments: ["first"])
    slow: Item
  }
  type Mutation { submitLead(input: SubmitLeadInput!): SubmitLeadResult! }
  type Subscription { items: Item! }
  type Item { id: ID! inner: Item }
  input SubmitLeadInput { idempotencyKey: String!, source: String }
  union SubmitLeadResult = LeadSubmitted | LeadRejected
  type LeadSubmitted { lead: Item! }
  type LeadRejected { reasons: [Reason!]! }
  type Reason { field: String! message: String! }
`;
const submit = `mutation Submit($input: SubmitLeadInput!) {
  submitLead(input: $input) {
    __typename
    ... on LeadSubmitted { lead { id } }
    ... on LeadRejected { reasons { field message } }
  }
}`;

/** Events that a test tells, to whoever listens. */
function createEvents() {
  const listening = new Set<(event: object) => void>();
  function listen(): AsyncIterableIterator<object> {
    const waiting: object[] = [];
    let left = false;
    let wake = (): void => undefined;
    const hear = (event: object): void => {
      waiting.push(event);
      wake();
    };
    listening.add(hear);
    return {
      async next() {
        while (waiting.length === 0 && !left) await new Promise<void>((resolve) => (wake = resolve));
        return left ? { done: true, value: undefined } : { done: false, value: waiting.shift() as object };
      },
      async return() {
        left = true;
        listening.delete(hear);
        wake();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
  return {
    listen,
    tell: (event: object) => listening.forEach((hear) => hear(event)),
    get listening() {
      return listening.size;
    },
  };
}

export interface CostGatewayOptions {
  /** Settings of the environment, such as `AGENT_COST_BUDGET`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly environment?: 'development' | 'production';
  /** Default: in memory, by a clock that stands still. */
  readonly buckets?: Buckets;
  readonly isConsoleServed?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into it and state what they expect.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A gateway before that subgraph, whose callers have budgets. */
export async function startCostGateway(options: CostGatewayOptions = {}) {
  const { env = {}, environment = 'development', isConsoleServed } = options;
  const cleanup = new AsyncDisposableStack();
  const clock = { now: 0 };
  const buckets = options.buckets ?? createMemoryBuckets({ now: () => clock.now });
  const config = { environment, cost: readCostSettings(env), sizes: readSizeSettings(env) };
  const logger = createLogger('silent');
  const events = createEvents();
  const slow: PromiseWithResolvers<object>[] = [];
  const some = (first: number): object[] =>
    Array.from({ length: Math.min(3, first) }, (_, index) => ({ id: index, inner: { id: index } }));
  const subgraph = {
    typeDefs,
    resolvers: {
      Query: {
        items: (_: unknown, { first }: { first: number }) => some(first),
        failing: () => {
          throw new Error('broken');
        },
        slow() {
          const held = Promise.withResolvers<object>();
          slow.push(held);
          return held.promise;
        },
      },
      Mutation: {
        submitLead: (_: unknown, { input }: { input: { source?: string } }) =>
          input.source === undefined
            ? { __typename: 'LeadRejected', reasons: [{ field: 'source', message: 'missing' }] }
            : { __typename: 'LeadSubmitted', lead: { id: 1 } },
      },
      Subscription: { items: { subscribe: () => events.listen(), resolve: (event: object) => event } },
    },
  };
  const budgets = createBudgets({ settings: config.cost, buckets, chargeEveryMs: 1 });
  const { engine, metrics } = await openEngine({
    supergraphSdl: composeForTest({ only: subgraph }),
    transports: { only: transportFor(subgraph) },
    logger,
    config,
    budgets,
  });
  cleanup.defer(() => engine.close());
  const manifests = await writeManifests(buildFromTexts({ integrator: submit }));
  cleanup.use(manifests);
  const operations = openOperations({
    config: {
      operationsMode: 'open',
      integratorOperationsMode: 'open',
      redisUrl: undefined,
      dataFolder: manifests.path,
    },
    secret,
    logger,
    isAlone: true,
    manifestFolder: manifests.path,
  });
  cleanup.defer(() => operations.close());
  const gateway = await startGateway({
    engine,
    metrics,
    operations,
    secret,
    host: '127.0.0.1',
    port: 0,
    logger,
    budgets,
    sizes: config.sizes,
    ...(isConsoleServed !== undefined && { isConsoleServed }),
  });
  cleanup.defer(() => budgets.close());
  cleanup.defer(() => gateway.stop());
  const url = `http://127.0.0.1:${gateway.port}`;

  const tokenOf = (caller: Partial<TokenRequest> = {}) => issueToken(secret, { role: 'agent', ...caller });

  async function send(
    path: string,
    body: unknown,
    caller: Partial<TokenRequest> = {},
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(caller)}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  return {
    url,
    clock,
    buckets,
    budgets,
    events,
    slow,
    tokenOf,
    send,
    ask: (query: string, caller?: Partial<TokenRequest>, headers?: Record<string, string>) =>
      send('/graphql', { query }, caller, headers),
    /** What a caller has left: asked without spending anything. */
    left: (name = 'agent:agent', capacity = 100) =>
      Promise.resolve(buckets.charge(name, { capacity, refillPerSecond: 1 }, 0)),
    metrics: () => fetch(`${url}/metrics`).then((response) => response.text()),
    async overWebSocket(caller: Partial<TokenRequest> = {}) {
      const authorization = `Bearer ${await tokenOf(caller)}`;
      return createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      });
    },
    [Symbol.asyncDispose]: () => cleanup.disposeAsync(),
  };
}

export type CostGateway = Awaited<ReturnType<typeof startCostGateway>>;
