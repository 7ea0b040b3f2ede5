import { describe, expect, it } from '@jest/globals';
import { createEngine } from './engine.ts';
import { TransportError } from './errors.ts';
import { asDeferSpec20220824, asIncrementalSpecV02 } from './incremental/formats.ts';
import type { Payload } from './incremental/formats.ts';
import type { IncrementalResponse } from './incremental/types.ts';
import { composeForTest, transportFor } from './testing/subgraphs.ts';
import type { TestSubgraph } from './testing/subgraphs.ts';
import type { Engine, SubgraphTransport } from './types.ts';

const leads = [
  { id: '1', name: 'Ada' },
  { id: '2', name: 'Ben' },
];

const subgraphs = {
  leads: {
    typeDefs:
      'type Query { leads: [Lead!]! } type Lead @key(fields: "id") { id: ID! name: String note: String! }',
    resolvers: { Query: { leads: () => leads }, Lead: { note: () => null } },
  },
  scores: {
    typeDefs:
      'type Lead @key(fields: "id") { id: ID! score: Int reasons: [Reason] } type Reason { text: String }',
    resolvers: {
      Lead: {
        __resolveReference: ({ id }: { id: string }) => ({ id, score: Number(id) * 10 }),
        reasons: ({ id }: { id: string }) => [{ text: `because ${id}` }],
      },
    },
  },
} satisfies Record<string, TestSubgraph>;

async function engineWith(scores: Partial<SubgraphTransport> = {}): Promise<Engine> {
  return createEngine({
    supergraphSdl: composeForTest(subgraphs),
    transports: {
      leads: transportFor(subgraphs.leads),
      scores: { ...transportFor(subgraphs.scores), ...scores },
    },
  });
}

async function respond(
  engine: Engine,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<IncrementalResponse> {
  const response = await engine.executeIncremental({ query, variables, context: {} });
  if (!('steps' in response)) throw new Error(`Nothing was deferred: ${JSON.stringify(response)}`);
  return response;
}

async function read(payloads: AsyncIterable<Payload>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const payload of payloads) all.push(JSON.parse(JSON.stringify(payload)));
  return all;
}

const query = '{ leads { name ... @defer(label: "slow") { score } } }';

describe('a deferred fragment', () => {
  it('comes after the first answer, once per object, in the format of 2022-08-24', async () => {
    const response = await respond(await engineWith(), query);
    expect(await read(asDeferSpec20220824(response))).toEqual([
      { data: { leads: [{ name: 'Ada' }, { name: 'Ben' }] }, hasNext: true },
      {
        incremental: [
          { label: 'slow', path: ['leads', 0], data: { score: 10 } },
          { label: 'slow', path: ['leads', 1], data: { score: 20 } },
        ],
        hasNext: false,
      },
    ]);
  });

  it('is announced, delivered and completed in the format of the incremental specification', async () => {
    const response = await respond(await engineWith(), query);
    expect(await read(asIncrementalSpecV02(response))).toEqual([
      {
        data: { leads: [{ name: 'Ada' }, { name: 'Ben' }] },
        pending: [
          { id: '0', path: ['leads', 0], label: 'slow' },
          { id: '1', path: ['leads', 1], label: 'slow' },
        ],
        hasNext: true,
      },
      {
        incremental: [
          { id: '0', data: { score: 10 } },
          { id: '1', data: { score: 20 } },
        ],
        completed: [{ id: '0' }, { id: '1' }],
        hasNext: false,
      },
    ]);
  });

  it('does not hold up the first answer', async () => {
    const go = Promise.withResolvers<void>();
    const inner = transportFor(subgraphs.scores);
    const engine = await engineWith({
      async execute(request) {
        await go.promise;
        return inner.execute(request);
      },
    });
    const response = await respond(engine, query);
    expect(response.initial).toEqual({ data: { leads: [{ name: 'Ada' }, { name: 'Ben' }] } });
    go.resolve();
    expect((await response.steps.next()).value).toMatchObject({ hasNext: false });
  });

  it('is part of the whole answer for a client that takes only one', async () => {
    const engine = await engineWith();
    expect(await engine.execute({ query, context: {} })).toEqual({
      data: {
        leads: [
          { name: 'Ada', score: 10 },
          { name: 'Ben', score: 20 },
        ],
      },
    });
  });

  it('is not deferred where its condition does not hold', async () => {
    const engine = await engineWith();
    const conditional = 'query ($later: Boolean!) { leads { ... @defer(if: $later) { name } } }';
    expect(
      await engine.executeIncremental({ query: conditional, variables: { later: false }, context: {} }),
    ).toEqual({ data: { leads: [{ name: 'Ada' }, { name: 'Ben' }] } });
    const response = await respond(engine, conditional, { later: true });
    expect(response.initial).toEqual({ data: { leads: [{}, {}] } });
    await response.steps.return();
  });

  it('may stand inside another and inside a fragment', async () => {
    const nested = `
      { leads { ...Parts } }
      fragment Parts on Lead { id ... @defer(label: "outer") { score ... @defer(label: "inner") { why: reasons { text } } } }
    `;
    const payloads = await read(asDeferSpec20220824(await respond(await engineWith(), nested)));
    const parts = payloads.flatMap((payload) => (payload as { incremental?: object[] }).incremental ?? []);
    expect(payloads[0]).toEqual({ data: { leads: [{ id: '1' }, { id: '2' }] }, hasNext: true });
    expect(parts).toHaveLength(4);
    expect(parts).toEqual(
      expect.arrayContaining([
        { label: 'outer', path: ['leads', 0], data: { score: 10 } },
        { label: 'inner', path: ['leads', 1], data: { why: [{ text: 'because 2' }] } },
      ]),
    );
    expect(payloads.at(-1)).toMatchObject({ hasNext: false });
  });

  it('brings its own errors and costs nothing else', async () => {
    const engine = await engineWith({
      execute: () => Promise.reject(new TransportError('SUBGRAPH_TIMEOUT', 'The subgraph "scores" is slow.')),
    });
    const [first, second] = await read(asDeferSpec20220824(await respond(engine, query)));
    expect(first).toEqual({ data: { leads: [{ name: 'Ada' }, { name: 'Ben' }] }, hasNext: true });
    expect(second).toMatchObject({
      incremental: [
        { data: { score: null }, errors: [{ extensions: { code: 'SUBGRAPH_TIMEOUT', service: 'scores' } }] },
        { data: { score: null } },
      ],
    });
  });

  it('is null as a whole when a field of it that is never null has no value', async () => {
    const response = await respond(await engineWith(), '{ leads { name ... @defer { note } } }');
    const [, second] = await read(asIncrementalSpecV02(response));
    expect(second).toMatchObject({
      completed: [
        { id: '0', errors: [{ path: ['leads', 0, 'note'] }] },
        { id: '1', errors: [{ path: ['leads', 1, 'note'] }] },
      ],
      hasNext: false,
    });
  });

  it('is no longer fetched when the client leaves', async () => {
    const aborted = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const engine = await engineWith({
      execute: ({ signal }) =>
        new Promise(() => {
          asked.resolve();
          signal.addEventListener('abort', () => aborted.resolve());
        }),
    });
    const response = await respond(engine, query);
    void response.steps.next();
    await asked.promise;
    await response.steps.return();
    await aborted.promise;
    await engine.close();
  });
});

describe('what is deferred until a fetch that is split', () => {
  const split = {
    prices: {
      typeDefs: `
        type Query { product: Product }
        type Product @key(fields: "id") { id: ID! price(currency: String!): Int }
      `,
      resolvers: {
        Query: { product: () => ({ id: '1' }) },
        Product: {
          price: (_: unknown, { currency }: { currency: string }) => (currency === 'EUR' ? 2 : 1),
        },
      },
    },
    shipping: {
      typeDefs: `
        type Product @key(fields: "id") {
          id: ID! price(currency: String!): Int @external
          inEuro: Int @requires(fields: "price(currency: \\"EUR\\")")
          parcel: Parcel @requires(fields: "price(currency: \\"USD\\")")
        }
        type Parcel @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Product: {
          __resolveReference: (reference: object) => reference,
          inEuro: ({ price }: { price: number }) => price,
          parcel: ({ price }: { price: number }) => ({ id: `p${price}` }),
        },
      },
    },
    tracking: {
      typeDefs: 'type Parcel @key(fields: "id") { id: ID! place: String }',
      resolvers: { Parcel: { place: ({ id }: { id: string }) => `place of ${id}` } },
    },
  } satisfies Record<string, TestSubgraph>;

  it.each(['inEuro', 'parcel'])('waits for all of it, also where %s comes last', async (slow) => {
    const go = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const shipping = transportFor(split.shipping);
    const engine = await createEngine({
      supergraphSdl: composeForTest(split),
      transports: {
        prices: transportFor(split.prices),
        tracking: transportFor(split.tracking),
        shipping: {
          ...shipping,
          async execute(request) {
            if (request.query.includes(slow)) {
              asked.resolve();
              await go.promise;
            }
            return shipping.execute(request);
          },
        },
      },
    });
    const responding = respond(engine, '{ product { inEuro parcel { id ... @defer { place } } } }');
    await asked.promise;
    setImmediate(go.resolve);
    const [, later] = await read(asDeferSpec20220824(await responding));
    expect(later).toMatchObject({
      incremental: [{ path: ['product', 'parcel'], data: { place: 'place of p1' } }],
    });
  });
});
