import { describe, expect, it } from '@jest/globals';
import { asJson, engineFor } from './testing/subgraphs.ts';
import type { TestSubgraph } from './testing/subgraphs.ts';

const priced = {
  accounts: {
    typeDefs: `
      type Query { accounts: [Account!]! }
      type Account @key(fields: "id") @context(name: "account") { id: ID! currency: String! items: [Item!]! }
      type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$account { currency }")): String }
    `,
    resolvers: {
      Query: {
        accounts: () => [
          { id: '1', currency: 'USD' },
          { id: '2', currency: 'EUR' },
        ],
      },
      Account: { items: () => [{ id: 'a' }, { id: 'b' }] },
      Item: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        price: ({ id }: { id: string }, { currency }: { currency: string }) => `${id} in ${currency}`,
      },
    },
  },
} satisfies Record<string, TestSubgraph>;

const moving = (label: string) => ({
  old: {
    typeDefs: 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! colour: String }',
    resolvers: { Query: { thing: () => ({ id: '1' }) }, Thing: { colour: () => 'old' } },
  },
  new: {
    typeDefs: `type Thing @key(fields: "id") { id: ID! colour: String @override(from: "old", label: "${label}") }`,
    resolvers: { Thing: { __resolveReference: ({ id }: { id: string }) => ({ id, colour: 'new' }) } },
  },
});

describe('arguments from the context', () => {
  it('are read from the object above, separately for each place of the same entity', async () => {
    const engine = await engineFor(priced);
    const result = await engine.execute({ query: '{ accounts { items { price } } }', context: {} });
    expect(asJson(result)).toEqual({
      data: {
        accounts: [
          { items: [{ price: 'a in USD' }, { price: 'b in USD' }] },
          { items: [{ price: 'a in EUR' }, { price: 'b in EUR' }] },
        ],
      },
    });
  });
});

describe('a field that moves to another subgraph', () => {
  it('comes from where its label says', async () => {
    const engine = await engineFor(moving('beta'), {
      overrideLabels: (context) => (context as { labels: string[] }).labels,
    });
    const colourFor = async (labels: string[]) =>
      asJson(await engine.execute({ query: '{ thing { colour } }', context: { labels } })).data;
    expect(await colourFor([])).toEqual({ thing: { colour: 'old' } });
    expect(await colourFor(['beta'])).toEqual({ thing: { colour: 'new' } });
    expect(await colourFor(['gamma'])).toEqual({ thing: { colour: 'old' } });
  });

  it('comes from there for a share of requests when its label is a percentage', async () => {
    let chance = 0;
    const engine = await engineFor(moving('percent(25)'), { random: () => chance });
    const colour = async () =>
      asJson(await engine.execute({ query: '{ thing { colour } }', context: {} })).data;
    chance = 0.2499;
    expect(await colour()).toEqual({ thing: { colour: 'new' } });
    chance = 0.25;
    expect(await colour()).toEqual({ thing: { colour: 'old' } });
  });
});
