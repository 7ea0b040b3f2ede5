import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { startCostGateway } from './testing/cost-gateway.ts';
import type { CostGateway } from './testing/cost-gateway.ts';

const env = {
  AGENT_COST_BUDGET: '100:1',
  MANAGER_COST_BUDGET: '1000:10',
  INTEGRATOR_COST_BUDGET: '100:1',
  CLIENT_COST_BUDGETS: 'big-crm:500:5',
  MAX_BATCH_OPERATIONS: '3',
};
const exceeded = (numbers: object) => ({
  code: 'COST_BUDGET_EXCEEDED',
  capacity: 100,
  refillPerSecond: 1,
  ...numbers,
});

let gateway: CostGateway;
beforeAll(async () => {
  gateway = await startCostGateway({ env });
});
afterAll(() => gateway[Symbol.asyncDispose]());
// Every bucket is full again.
beforeEach(() => {
  gateway.clock.now += 1_000_000;
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setImmediate();
}

describe('what an operation costs', () => {
  const cost = { estimated: 10, actual: 3 };

  it('is told to who asks for it', async () => {
    const { body } = await gateway.ask('{ items { id } }', {}, { 'graphql-cost': 'report' });
    expect(body).toEqual({ data: { items: [{ id: '0' }, { id: '1' }, { id: '2' }] }, extensions: { cost } });
    expect((await gateway.ask('{ items { id } }')).body).toEqual({ data: body.data });
    const inBody = { query: '{ items { id } }', extensions: { cost: 'report' } };
    expect((await gateway.send('/graphql', inBody)).body.extensions).toEqual({ cost });
    const batch = await gateway.send('/graphql', [inBody, { query: '{ items { id } }' }]);
    expect(batch.body.map(({ extensions }: { extensions?: object }) => extensions)).toEqual([
      { cost },
      undefined,
    ]);
  });

  it('is told over WebSocket, of results and of events', async () => {
    const client = await gateway.overWebSocket();
    const results = client.iterate({ query: '{ items { id } }', extensions: { cost: 'report' } });
    expect((await results.next()).value).toMatchObject({ extensions: { cost } });
    const heard = client.iterate({
      query: 'subscription { items { id inner { id } } }',
      extensions: { cost: 'report' },
    });
    const first = heard.next();
    await until(() => gateway.events.listening > 0);
    gateway.events.tell({ id: 1, inner: null });
    expect((await first).value).toEqual({
      data: { items: { id: '1', inner: null } },
      extensions: { cost: { estimated: 2, actual: 1 } },
    });
    await heard.return?.();
    await client.dispose();
    await until(() => gateway.events.listening === 0);
  });

  it('is measured', async () => {
    await gateway.ask('{ items { id } }');
    const text = await gateway.metrics();
    expect(text).toMatch(/leadgraph_gateway_operation_cost_count\{kind="query",figure="estimated"\} \d+/);
    expect(text).toMatch(/leadgraph_gateway_operation_cost_sum\{kind="query",figure="actual"\} \d+/);
  });
});

describe('a caller with too little left', () => {
  it('is told so with the numbers, and when to come again', async () => {
    expect((await gateway.ask('{ items(first: 90) { id } }')).status).toBe(200);
    expect(await gateway.left()).toBe(97);
    const { status, headers, body } = await gateway.ask('{ items(first: 100) { id } }');
    expect({ status, retryAfter: headers.get('retry-after'), body }).toEqual({
      status: 429,
      retryAfter: '3',
      body: {
        errors: [
          {
            message:
              'Expected a cost of at most the 97 that are left of the budget, got an estimate of 100. Try again in 3 s.',
            extensions: exceeded({ estimated: 100, available: 97, retryAfterSeconds: 3 }),
          },
        ],
      },
    });
    gateway.clock.now += 3_000;
    expect((await gateway.ask('{ items(first: 100) { id } }')).status).toBe(200);
    expect(await gateway.metrics()).toMatch(
      /leadgraph_gateway_cost_refused_total\{code="COST_BUDGET_EXCEEDED",role="agent"\} [1-9]/,
    );
  });

  it('is told at once that an operation can never run', async () => {
    const { status, headers, body } = await gateway.ask('{ items(first: 101) { id } }');
    expect({ status, retryAfter: headers.get('retry-after'), body }).toEqual({
      status: 400,
      retryAfter: null,
      body: {
        errors: [
          {
            message:
              'Expected an estimated cost of at most 100, got 101. Ask for fewer items or fields at once.',
            extensions: { code: 'COST_LIMIT_EXCEEDED', estimated: 101, capacity: 100, refillPerSecond: 1 },
          },
        ],
      },
    });
    expect(await gateway.left()).toBe(100);
  });

  it('may ask what costs nothing', async () => {
    gateway.buckets.charge('agent:agent', { capacity: 100, refillPerSecond: 1 }, 150);
    expect((await gateway.ask('{ __typename }')).status).toBe(200);
    expect((await gateway.ask('{ items(first: 1) { id } }')).body.errors[0].extensions).toEqual(
      exceeded({ estimated: 1, available: -50, retryAfterSeconds: 51 }),
    );
  });

  it('is told so by each operation of a batch', async () => {
    const query = '{ items(first: 60) { inner { id } } }';
    const one = { query: '{ items(first: 40) { inner { id } } }' };
    const { status, body } = await gateway.send('/graphql', [one, { query }, one]);
    expect(status).toBe(200);
    const outcomes = (body as { errors?: { extensions: { code: string } }[] }[]).map(
      ({ errors }) => errors?.[0]?.extensions.code ?? 'ran',
    );
    // 80, 120 and 80 at the same time.
    expect(outcomes).toEqual(['ran', 'COST_LIMIT_EXCEEDED', 'COST_BUDGET_EXCEEDED']);
  });

  it('is told so by plain HTTP', async () => {
    const crm = { role: 'integrator', subject: 'crm' } as const;
    const submit = (key: string) =>
      gateway.send('/api/v1/leads', { source: 'web' }, crm, { 'idempotency-key': key });
    expect((await submit('one')).status).toBe(201);
    gateway.buckets.charge('integrator:crm', { capacity: 100, refillPerSecond: 1 }, 80);
    const { status, headers, body } = await submit('two');
    // A mutation of 10, an input of 1, a result of 1 and, of its types, the one with a list of 10 reasons.
    const estimated = 22;
    const available = 100 - (10 + 1 + 1 + 1) - 80;
    expect({
      status,
      type: headers.get('content-type'),
      retryAfter: headers.get('retry-after'),
      body,
    }).toEqual({
      status: 429,
      type: 'application/problem+json',
      retryAfter: String(estimated - available),
      body: {
        type: 'urn:leadgraph:problem:rate-limited',
        title: 'Too much was asked',
        status: 429,
        detail: `Expected a cost of at most the ${available} that are left of the budget, got an estimate of ${estimated}. Try again in ${estimated - available} s.`,
        code: 'COST_BUDGET_EXCEEDED',
      },
    });
    gateway.clock.now += 60_000;
    expect((await submit('two')).status).toBe(201);
  });

  it('is told so over WebSocket, and the connection stays', async () => {
    const client = await gateway.overWebSocket();
    const ask = async (query: string) => {
      for await (const result of client.iterate({ query })) return result;
      return undefined;
    };
    gateway.buckets.charge('agent:agent', { capacity: 100, refillPerSecond: 1 }, 95);
    const refusal = [
      {
        message:
          'Expected a cost of at most the 5 that are left of the budget, got an estimate of 10. Try again in 5 s.',
        extensions: exceeded({ estimated: 10, available: 5, retryAfterSeconds: 5 }),
      },
    ];
    await expect(ask('{ items { id } }')).rejects.toEqual(refusal);
    gateway.buckets.charge('agent:agent', { capacity: 100, refillPerSecond: 1 }, 4);
    await expect(ask('subscription { items { inner { id } } }')).rejects.toMatchObject([
      { extensions: exceeded({ estimated: 2, available: 1, retryAfterSeconds: 1 }) },
    ]);
    expect(await ask('{ items(first: 1) { id } }')).toEqual({ data: { items: [{ id: '0' }] } });
    await client.dispose();
  });

  it('is told so by a stream of server-sent events', async () => {
    gateway.buckets.charge('agent:agent', { capacity: 100, refillPerSecond: 1 }, 99);
    const { status, headers, body } = await gateway.ask(
      'subscription { items { inner { id } } }',
      {},
      { accept: 'application/json, text/event-stream' },
    );
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 429, retryAfter: '1' });
    expect(body.errors[0].extensions).toEqual(exceeded({ estimated: 2, available: 1, retryAfterSeconds: 1 }));
  });
});

describe('what was set aside', () => {
  const setAside = '{ slow { inner { id } } items(first: 40) { id } }';

  async function whileItRuns(
    end: (abort: AbortController, answer: Promise<unknown>) => Promise<void> | void,
  ) {
    const abort = new AbortController();
    const answer = gateway.send('/graphql', { query: setAside }, {}, {}, abort.signal).catch(() => undefined);
    await until(() => gateway.slow.length === 1);
    expect(await gateway.left()).toBe(100 - 42);
    await end(abort, answer);
    await answer;
    gateway.slow.splice(0).forEach(({ resolve }) => resolve({ id: 1 }));
  }

  it('comes back but for what was used', async () => {
    await whileItRuns((_, answer) => {
      gateway.slow[0]?.resolve({ id: 1, inner: null });
      return answer as Promise<void>;
    });
    expect(await gateway.left()).toBe(100 - (1 + 3));
  });

  it('comes back when the client leaves', async () => {
    await whileItRuns((abort) => abort.abort());
    await until(async () => (await gateway.left()) > 58);
    expect(await gateway.left()).toBeGreaterThanOrEqual(95);
  });

  it('comes back when the subgraph fails', async () => {
    const { body } = await gateway.ask('{ failing(first: 90) { id } }');
    expect(body).toMatchObject({ data: { failing: null }, errors: [{ path: ['failing'] }] });
    expect(await gateway.left()).toBe(100);
  });

  it('comes back when variables turn out wrong, and nothing was set aside for what is not valid', async () => {
    expect((await gateway.ask('{ items(first: "x") { id } }')).body.errors).toHaveLength(1);
    expect((await gateway.ask('query ($n: Int!) { items(first: $n) { id } }')).body.errors).toHaveLength(1);
    expect(await gateway.left()).toBe(100);
  });

  it('is never more than there is, however many ask at once', async () => {
    const statuses: number[] = [];
    const answers = Array.from({ length: 100 }, () =>
      gateway.ask('{ slow { id } items(first: 9) { id } }').then(({ status }) => void statuses.push(status)),
    );
    await until(() => statuses.length === 90);
    expect(new Set(statuses)).toEqual(new Set([429]));
    expect(await gateway.left()).toBe(0);
    gateway.slow.splice(0).forEach(({ resolve }) => resolve({ id: 1 }));
    await Promise.all(answers);
    expect(statuses.slice(90)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await gateway.left()).toBe(100 - 10 * 4);
  });
});

describe('parts that come later', () => {
  it('are paid as well', async () => {
    const query = '{ items(first: 3) { id ... @defer { inner { id } } } }';
    const { body } = await gateway.ask(query, {}, { accept: 'multipart/mixed; deferSpec=20220824' });
    expect(body).toContain('"hasNext":false');
    expect(await gateway.left()).toBe(100 - 6);
  });
});

describe('a budget', () => {
  it('is that of the client for integrators, and of each person for others', async () => {
    const spend = (caller: object) => gateway.ask('{ items(first: 100) { id } }', caller);
    const integrator = (subject: string) => ({ role: 'integrator', client: 'acme', subject }) as const;
    gateway.buckets.charge('integrator:acme', { capacity: 100, refillPerSecond: 1 }, 50);
    expect((await spend(integrator('one'))).status).toBe(429);
    expect((await spend(integrator('two'))).status).toBe(429);
    gateway.buckets.charge('agent:ann', { capacity: 100, refillPerSecond: 1 }, 50);
    expect((await spend({ client: 'desk', subject: 'ann' })).status).toBe(429);
    expect((await spend({ client: 'desk', subject: 'bob' })).status).toBe(200);
  });

  it('has the size of the role, or of the client', async () => {
    const capacityFor = async (caller: object): Promise<unknown> =>
      (await gateway.ask('{ items(first: 200000) { id } }', caller)).body.errors[0].extensions.capacity;
    expect(await capacityFor({ role: 'manager' })).toBe(1_000);
    expect(await capacityFor({ role: 'integrator' })).toBe(100);
    expect(await capacityFor({ role: 'integrator', client: 'big-crm' })).toBe(500);
    expect(await capacityFor({ role: 'admin' })).toBe(100_000);
  });
});

describe('events', () => {
  const query = 'subscription { items { id inner { id } } }';
  const event = { id: 1, inner: { id: 2 } };

  it('are paid by each who listens, also into debt, which others wait for', async () => {
    const client = await gateway.overWebSocket();
    const heard = client.iterate({ query });
    const first = heard.next();
    await until(() => gateway.events.listening === 1);
    expect(await gateway.left()).toBe(99);
    gateway.buckets.charge('agent:agent', { capacity: 100, refillPerSecond: 1 }, 98);
    gateway.events.tell(event);
    expect((await first).value).toEqual({ data: { items: { id: '1', inner: { id: '2' } } } });
    await until(async () => (await gateway.left()) === -1);
    expect((await gateway.ask('{ items(first: 1) { id } }')).status).toBe(429);
    gateway.events.tell(event);
    await heard.next();
    await until(async () => (await gateway.left()) === -3);
    await client.dispose();
    await until(() => gateway.events.listening === 0);
  });

  it('are no longer told to who owes as much as it may ever have', async () => {
    const client = createSseClient({
      url: `${gateway.url}/graphql/stream`,
      headers: async () => ({ authorization: `Bearer ${await gateway.tokenOf()}` }),
    });
    const heard = client.iterate({ query });
    const first = heard.next();
    await until(() => gateway.events.listening === 1);
    gateway.events.tell(event);
    expect((await first).value).toMatchObject({ data: { items: { id: '1' } } });
    await until(async () => (await gateway.left()) === 97);
    gateway.buckets.charge('agent:agent', { capacity: 100, refillPerSecond: 1 }, 197);
    gateway.events.tell(event);
    const second = await heard.next();
    expect(second.value).toMatchObject({ data: {} });
    await until(async () => (await gateway.left()) === -100);
    const results: unknown[] = [];
    const rest = (async () => {
      for await (const result of heard) results.push(result);
    })();
    await until(() => {
      gateway.events.tell(event);
      return gateway.events.listening === 0;
    });
    await rest;
    expect(results.at(-1)).toMatchObject({
      errors: [{ extensions: { code: 'COST_BUDGET_EXCEEDED', estimated: 2, capacity: 100 } }],
    });
    client.dispose();
  });
});
