import { describe, expect, it } from '@jest/globals';
import { GraphQLSchema, NoUnusedVariablesRule, parse, validate } from 'graphql';
import { asJson, engineFor } from './testing/subgraphs.ts';
import type { TestSubgraph } from './testing/subgraphs.ts';

type Subgraphs = Record<string, TestSubgraph>;

/** Each of these is answered wrongly by Apollo's gateway, whose planner this engine uses. */
async function answer(subgraphs: Subgraphs, query: string, variables: Record<string, unknown> = {}) {
  const engine = await engineFor(subgraphs);
  return asJson(await engine.execute({ query, variables, context: {} }));
}

const users = {
  users: {
    typeDefs: 'type Query { users: [User] } type User @key(fields: "id") { id: ID! name: String rank: Int }',
    resolvers: { Query: { users: () => [{ id: '1', name: 'Ada', rank: 3 }] } },
  },
  reviews: {
    typeDefs: `
      type User @key(fields: "id") {
        id: ID! reviewCount: Int rank: Int @external badge: String @requires(fields: "rank")
      }
    `,
    resolvers: {
      User: {
        __resolveReference: (reference: object) => reference,
        reviewCount: ({ id }: { id: string }) => Number(id) * 10,
        badge: ({ rank }: { rank: number }) => `rank ${rank}`,
      },
    },
  },
} satisfies Subgraphs;

describe('an alias with the name of another field', () => {
  it('has the aliased value although the name is that of a key', async () => {
    expect(await answer(users, '{ users { id: name reviewCount } }')).toEqual({
      data: { users: [{ id: 'Ada', reviewCount: 10 }] },
    });
  });

  it('has the aliased value although the name is that of a required field', async () => {
    expect(await answer(users, '{ users { rank: name badge } }')).toEqual({
      data: { users: [{ rank: 'Ada', badge: 'rank 3' }] },
    });
  });

  it('may be one that only JavaScript gives a meaning to', async () => {
    const query =
      '{ users { constructor: name toString: id valueOf: reviewCount __typename: rank __proto__: id } }';
    const { data } = await answer(users, query);
    expect(JSON.stringify(data)).toBe(
      '{"users":[{"constructor":"Ada","toString":"1","valueOf":10,"__typename":3,"__proto__":"1"}]}',
    );
  });
});

const products = {
  prices: {
    typeDefs: `
      type Query { product: Product }
      type Product @key(fields: "id") { id: ID! price(currency: String! = "USD"): Int }
    `,
    resolvers: {
      Query: { product: () => ({ id: '1' }) },
      Product: {
        price: (_: unknown, { currency }: { currency: string }) => ({ USD: 1, EUR: 2, YEN: 300 })[currency],
      },
    },
  },
  shipping: {
    typeDefs: `
      type Product @key(fields: "id") {
        id: ID! price(currency: String! = "USD"): Int @external
        inEuro: Int @requires(fields: "price(currency: \\"EUR\\")")
        inYen: Int @requires(fields: "price(currency: \\"YEN\\")")
        inDollar: Int @requires(fields: "price")
        inEuros(times: Int!): Int @requires(fields: "price(currency: \\"EUR\\")")
      }
    `,
    resolvers: {
      Product: {
        __resolveReference: (reference: object) => reference,
        inEuro: ({ price }: { price: number }) => price,
        inYen: ({ price }: { price: number }) => price,
        inDollar: ({ price }: { price: number }) => price,
        inEuros: ({ price }: { price: number }, { times }: { times: number }) => price * times,
      },
    },
  },
} satisfies Subgraphs;

describe('a field that is required with arguments', () => {
  it('does not disturb the same field with the arguments of the client', async () => {
    expect(await answer(products, '{ product { price(currency: "YEN") inEuro } }')).toEqual({
      data: { product: { price: 300, inEuro: 2 } },
    });
    expect(await answer(products, '{ product { price inEuro } }')).toEqual({
      data: { product: { price: 1, inEuro: 2 } },
    });
  });

  it('has the right value for each of several fields that require it differently', async () => {
    expect(await answer(products, '{ product { inEuro inYen inDollar price(currency: "EUR") } }')).toEqual({
      data: { product: { inEuro: 2, inYen: 300, inDollar: 1, price: 2 } },
    });
  });

  it('leaves each fetch only the variables that it uses', async () => {
    const query =
      'query ($t: Int! = 3, $s: Int! = 4) { product { inYen inEuros(times: $t) more: inEuros(times: $s) } }';
    const engine = await engineFor(products);
    expect(asJson(await engine.execute({ query, variables: { s: 5 }, context: {} }))).toEqual({
      data: { product: { inYen: 300, inEuros: 6, more: 10 } },
    });
    const anySchema = new GraphQLSchema({ assumeValid: true });
    const refused = engine.asked.filter(
      (asked) => validate(anySchema, parse(asked.query), [NoUnusedVariablesRule]).length > 0,
    );
    expect(refused).toEqual([]);
  });

  it('may be required differently by each subgraph that shares the field', async () => {
    const estimating = (currency: string, times: number): TestSubgraph => ({
      typeDefs: `
        type Product @key(fields: "id") {
          id: ID! price(currency: String! = "USD"): Int @external
          estimate: Int @shareable @requires(fields: "price(currency: \\"${currency}\\")")
          only${currency}: Int @requires(fields: "price(currency: \\"${currency}\\")")
        }
      `,
      resolvers: {
        Product: {
          __resolveReference: (reference: object) => reference,
          estimate: ({ price }: { price: number }) => price * times,
          [`only${currency}`]: ({ price }: { price: number }) => price,
        },
      },
    });
    const subgraphs = { prices: products.prices, euro: estimating('EUR', 150), yen: estimating('YEN', 1) };
    expect(await answer(subgraphs, '{ product { estimate } }')).toEqual({
      data: { product: { estimate: 300 } },
    });
    expect(await answer(subgraphs, '{ product { estimate onlyYEN onlyEUR } }')).toEqual({
      data: { product: { estimate: 300, onlyYEN: 300, onlyEUR: 2 } },
    });
  });

  it.each(['price__for_0', '_for_price_0', '_for_price_1'])(
    'is not mistaken for the alias %s',
    async (alias) => {
      expect(await answer(products, `{ product { inYen ${alias}: id inEuro } }`)).toEqual({
        data: { product: { inYen: 300, [alias]: '1', inEuro: 2 } },
      });
    },
  );
});

describe('a key that is not resolvable', () => {
  it('is not used to come back to a subgraph', async () => {
    const subgraphs: Subgraphs = {
      names: {
        typeDefs: 'type Thing @key(fields: "id") { id: ID! name: String }',
        resolvers: {
          Thing: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Thing ${id}` }) },
        },
      },
      things: {
        typeDefs: `
          type Query { thing: Thing }
          type Thing @key(fields: "code", resolvable: false) @key(fields: "id") {
            id: ID! code: String! name: String @external shout: String @requires(fields: "name")
          }
        `,
        resolvers: {
          Query: { thing: () => ({ id: '1', code: 'x' }) },
          Thing: {
            __resolveReference: (reference: { id?: string }) =>
              reference.id === undefined ? null : reference,
            shout: ({ name }: { name: string }) => `${name}!`,
          },
        },
      },
    };
    expect(await answer(subgraphs, '{ thing { shout } }')).toEqual({
      data: { thing: { shout: 'Thing 1!' } },
    });
  });
});

describe('a field that no subgraph can resolve from where it stands', () => {
  it('is an error and not a silent null', async () => {
    const subgraphs: Subgraphs = {
      a: {
        typeDefs: `type Query { node: Node } interface Node @key(fields: "id") { id: ID! }
                   type Item implements Node @key(fields: "id") { id: ID! }`,
      },
      b: {
        typeDefs: `type Query { other: Node }
                   type Node @interfaceObject @key(fields: "id", resolvable: false) { id: ID! field: String }`,
      },
    };
    const engine = await engineFor(subgraphs).catch((error: Error) => error);
    // Newer composition refuses such a supergraph altogether; an older one may still have made it.
    if (engine instanceof Error) return expect(engine.message).toContain('field');
    const result = asJson(await engine.execute({ query: '{ node { field } }', context: {} }));
    expect(result.errors).toMatchObject([{ extensions: { code: 'FIELD_UNRESOLVABLE' } }]);
  });
});

describe('conditions', () => {
  const ticking: Subgraphs = {
    clock: {
      typeDefs: 'type Query { now: Int } type Subscription { tick: Int }',
      resolvers: {
        Query: { now: () => 12 },
        Subscription: {
          tick: {
            async *subscribe() {
              yield { tick: 1 };
            },
          },
        },
      },
    },
  };

  it.each(['query', 'subscription'])('may stand on the root field of a %s', async (kind) => {
    const engine = await engineFor(ticking);
    const request = {
      query: `${kind} ($yes: Boolean!) { ${kind === 'query' ? 'now' : 'tick'} @include(if: $yes) }`,
      variables: { yes: true },
      context: {},
    };
    if (kind === 'query') {
      expect(asJson(await engine.execute(request))).toEqual({ data: { now: 12 } });
      return;
    }
    const stream = await engine.subscribe(request);
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    expect(asJson((await stream.next()).value as object)).toEqual({ data: { tick: 1 } });
  });

  it('that leave nothing of an object leave an empty object', async () => {
    const query =
      'query ($no: Boolean!) { users { name @include(if: $no) ... on User @include(if: $no) { id } } }';
    expect(await answer(users, query, { no: false })).toEqual({ data: { users: [{}] } });
  });

  it('on a required field do not cost the other fields of the same subgraph', async () => {
    const query = 'query ($no: Boolean!) { users { badge @include(if: $no) reviewCount } }';
    expect(await answer(users, query, { no: false })).toEqual({ data: { users: [{ reviewCount: 10 }] } });
  });
});

describe('an interface that a subgraph sees as one object', () => {
  it('keeps equal keys with different arguments on its types apart', async () => {
    const subgraphs: Subgraphs = {
      shop: {
        typeDefs: `
          type Query { items: [Item] }
          interface Item @key(fields: "id") { id: ID! }
          type Book implements Item @key(fields: "id") { id: ID! }
          type Film implements Item @key(fields: "id") { id: ID! }
        `,
        resolvers: {
          Query: {
            items: () => [
              { __typename: 'Book', id: '1' },
              { __typename: 'Film', id: '2' },
            ],
          },
        },
      },
      reviews: {
        typeDefs: 'type Item @interfaceObject @key(fields: "id") { id: ID! stars(of: Int!): String }',
        resolvers: {
          Item: {
            __resolveReference: ({ id }: { id: string }) => ({ id }),
            stars: ({ id }: { id: string }, { of }: { of: number }) => `${id} of ${of}`,
          },
        },
      },
    };
    const query = '{ items { ... on Book { stars(of: 5) } ... on Film { stars(of: 10) } } }';
    expect(await answer(subgraphs, query)).toEqual({
      data: { items: [{ stars: '1 of 5' }, { stars: '2 of 10' }] },
    });
  });
});

describe('a subgraph that only one type of a union leads to', () => {
  it('is not asked for the others', async () => {
    const subgraphs: Subgraphs = {
      reviews: {
        typeDefs: `
          type Query { reviews: [Review] } union Review = Named | Anonymous
          type Named { product: Product } type Anonymous { product: Product }
          type Product @key(fields: "id") { id: ID! }
        `,
        resolvers: {
          Query: {
            reviews: () => [
              { __typename: 'Named', product: { id: '1' } },
              { __typename: 'Anonymous', product: { id: '2' } },
            ],
          },
        },
      },
      names: {
        typeDefs: 'type Product @key(fields: "id") { id: ID! name: String }',
        resolvers: { Product: { name: ({ id }: { id: string }) => `Product ${id}` } },
      },
    };
    const engine = await engineFor(subgraphs);
    const query = '{ reviews { ... on Named { product { name } } ... on Anonymous { product { id } } } }';
    expect(asJson(await engine.execute({ query, context: {} }))).toEqual({
      data: { reviews: [{ product: { name: 'Product 1' } }, { product: { id: '2' } }] },
    });
    expect(engine.asked.map(({ variables }) => variables.representations)).toEqual([
      undefined,
      [{ __typename: 'Product', id: '1' }],
    ]);
  });
});
