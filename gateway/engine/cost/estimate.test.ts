import { describe, expect, it } from '@jest/globals';
import { asJson, engineFor } from '../testing/subgraphs.ts';
import type { TestSubgraph } from '../testing/subgraphs.ts';
import { costOf } from './operation-costs.ts';

/** What operations on one subgraph may cost, and do cost. */
async function costsOn(typeDefs: string, resolvers: TestSubgraph['resolvers'] = {}, listSize = 100) {
  const engine = await engineFor({ only: { typeDefs, resolvers } }, { cost: { listSize } });
  const estimate = (query: string, variables = {}): number | undefined =>
    engine.estimate({ query, variables, context: {} });
  return {
    estimate,
    async costs(query: string, variables = {}) {
      const result = await engine.execute({ query, variables, context: {} });
      expect(asJson(result).errors).toBeUndefined();
      return costOf(result);
    },
    refusal: (query: string, variables = {}) => {
      try {
        return estimate(query, variables);
      } catch (error) {
        return JSON.parse(JSON.stringify(error)) as unknown;
      }
    },
  };
}

const library = `
  type Query {
    text: String  book: Book  books: [Book]  thing: Thing  either: Either
    byFilter(filter: Filter, filters: [Filter!]): Int
  }
  type Mutation { add: Book  touch: Int }
  type Book implements Thing { id: ID author: Author authors: [Author] similar: [Book] }
  type Author { name: String }
  interface Thing { id: ID }
  union Either = Book | Author
  input Filter { text: String and: Filter or: [Filter] }
`;

describe('the estimated cost of an operation', () => {
  // As Apollo's documentation of demand control has the defaults, with lists of 100.
  it.each([
    ['a leaf is free', '{ text }', 0],
    ['an object is 1', '{ book { id } }', 1],
    ['an object of an interface is 1', '{ thing { id } }', 1],
    ['an object of a union is 1', '{ either { __typename } }', 1],
    ['a list is as many objects as lists are thought to have', '{ books { id } }', 100],
    ['lists in lists multiply', '{ books { authors { name } } }', 100 + 100 * 100],
    ['a mutation is 10 and its fields', 'mutation { add { id author { name } } }', 12],
    ['a mutation without objects is 10', 'mutation { touch }', 10],
    ['introspection is free', '{ __schema { types { name fields { name } } } __typename }', 0],
    ['introspection is free beside others', '{ book { __typename } __type(name: "Book") { name } }', 1],
    ['what is left out is free', '{ book @skip(if: true) { id } books @include(if: false) { id } }', 0],
    ['each alias counts', '{ a: book { id } b: book { id } }', 2],
    ['the same field counts once', '{ book { id } book { author { name } } }', 2],
    [
      'fragments count where they are spread, and once',
      '{ book { ...A ...A author { name } } } fragment A on Book { author { name } }',
      2,
    ],
    [
      'of the types of a union the most expensive counts',
      '{ either { ... on Book { author { name } similar { id } } ... on Author { name } } }',
      1 + 1 + 100,
    ],
    [
      'fields of all types of an interface add up where they may be together',
      '{ thing { id ... on Book { author { name } } ... on Thing { ... on Book { similar { id } } } } }',
      1 + 1 + 100,
    ],
    ['an input object is 1', '{ byFilter(filter: { text: "a" }) }', 1],
    ['input objects within it are 1 each', '{ byFilter(filter: { and: { and: {} } or: [{} {}] }) }', 5],
    ['a list of input objects is their number', '{ byFilter(filters: [{} { and: {} }]) }', 3],
    ['null is free', '{ byFilter(filter: null) }', 0],
  ])('%s', async (_, query, expected) => {
    const { estimate } = await costsOn(library);
    expect(estimate(query)).toBe(expected);
  });

  it('of arguments is the same whether they come as literals or as variables', async () => {
    const { estimate } = await costsOn(library);
    const filter = { and: { and: {} }, or: [{}, { text: 'a' }] };
    expect(estimate('query ($f: Filter) { byFilter(filter: $f) }', { f: filter })).toBe(5);
    expect(estimate('query ($f: Filter) { byFilter(filter: { and: $f }) }', { f: filter })).toBe(6);
    expect(estimate('query ($f: [Filter!]) { byFilter(filters: $f) }', { f: [filter, {}] })).toBe(6);
    expect(estimate('query ($f: Filter) { byFilter(filter: $f) }')).toBe(0);
  });

  it('depends on the conditions that hold', async () => {
    const { estimate } = await costsOn(library);
    const query = 'query ($all: Boolean!) { book { id similar @include(if: $all) { id } } }';
    expect(estimate(query, { all: true })).toBe(101);
    expect(estimate(query, { all: false })).toBe(1);
  });

  it('is unknown for what cannot run', async () => {
    const { estimate } = await costsOn(library);
    expect(estimate('{ nothing }')).toBeUndefined();
    expect(estimate('query ($f: Int!) { byFilter(filter: $f) }')).toBeUndefined();
  });
});

const weighted = `
  type Query {
    fieldWithCost: Int @cost(weight: 5)
    argWithCost(arg: Int @cost(weight: 10)): Int
    enumWithCost: AorB
    inputWithCost(someInput: InputTypeWithCost): Int
    scalarWithCost: ExpensiveInt
    objectWithCost: ExpensiveObject
    overruled: ExpensiveObject @cost(weight: 2)
    either: Either
    cheap(exact: Boolean @cost(weight: -3)): Int @cost(weight: 5)
    cheapest(exact: Boolean @cost(weight: -30), of: Int @cost(weight: 1)): Int @cost(weight: 5)
    products(filter: Filter @cost(weight: 15)): [String] @cost(weight: 5)
  }
  type Other { id: ID }
  union Either = ExpensiveObject | Other
  enum AorB @cost(weight: 15) { A B }
  scalar ExpensiveInt @cost(weight: 30)
  type ExpensiveObject @cost(weight: 40) { id: ID }
  input InputTypeWithCost { somethingWithCost: Int @cost(weight: 20) }
  input Filter { approx: Boolean @cost(weight: -12) }
`;

describe('the weights of @cost', () => {
  it.each([
    ['on a field', '{ fieldWithCost }', 5],
    ['on an argument', '{ argWithCost(arg: 3) }', 10],
    ['on an argument that is not given', '{ argWithCost }', 0],
    ['on an enum', '{ enumWithCost }', 15],
    ['on a scalar', '{ scalarWithCost }', 30],
    ['on an object', '{ objectWithCost { id } }', 40],
    ['on a field rather than its type', '{ overruled { id } }', 2],
    ['on the most expensive type of a union', '{ either { __typename } }', 40],
    ['on a field of an input object', '{ inputWithCost(someInput: { somethingWithCost: 10 }) }', 21],
    ['below nothing, beside others', '{ cheap(exact: false) }', 2],
    ['below nothing, never less than nothing', '{ cheapest(exact: true, of: 1) fieldWithCost }', 5],
    ['on a field, for each of its items', '{ products }', 500],
    ['on a filter', '{ products(filter: {}) }', 515],
    ['on a filter and in it', '{ products(filter: { approx: true }) }', 503],
  ])('count %s', async (_, query, expected) => {
    const { estimate } = await costsOn(weighted);
    expect(estimate(query)).toBe(expected);
  });

  it('count in variables', async () => {
    const { estimate } = await costsOn(weighted);
    const query =
      'query ($i: InputTypeWithCost, $a: Int) { inputWithCost(someInput: $i) argWithCost(arg: $a) }';
    expect(estimate(query, { i: { somethingWithCost: 1 }, a: 1 })).toBe(31);
    expect(estimate(query, { i: {}, a: null })).toBe(1);
  });
});

const sized = `
  type Query {
    fixed: [Item] @listSize(assumedSize: 20)
    users(max: Int): [Item] @listSize(slicingArguments: ["max"])
    page(first: Int = 10, last: Int): Page @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"], requireOneSlicingArgument: false)
    some(limit: Int): [Item] @listSize(slicingArguments: ["limit"], assumedSize: 7, requireOneSlicingArgument: false)
    strict(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
    grid: [[Item]] @listSize(assumedSize: 3)
    ages(max: Int): [Int] @listSize(slicingArguments: ["max"]) @cost(weight: 2)
  }
  type Page { edges: [Edge] others: [Item] info: Item }
  type Edge { node: Item }
  type Item { id: ID age: Int @cost(weight: 2) parts(first: Int = 5): Parts @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) }
  type Parts { edges: [Edge] }
`;

describe('the sizes of @listSize', () => {
  it.each([
    ['an assumed size', '{ fixed { id } }', 20],
    ['a slicing argument', '{ users(max: 5) { id } }', 5],
    // Example 2 of the specification: one field and five items of 2. The field's weight counts per item here.
    ['a slicing argument, with weights below', '{ users(max: 5) { age } }', 5 * (1 + 2)],
    ['a slicing argument, on leaves', '{ ages(max: 4) }', 8],
    ['a default', '{ page { edges { node { id } } } }', 1 + 10 * 2],
    ['what is given rather than the default', '{ page(first: 3) { edges { node { id } } } }', 1 + 3 * 2],
    ['the largest of several', '{ page(first: 3, last: 8) { edges { node { id } } } }', 1 + 8 * 2],
    ['sized fields alone', '{ page(first: 3) { others { id } info { id } } }', 1 + 100 + 1],
    ['the assumed size where no argument is given', '{ some { id } }', 7],
    ['the argument rather than the assumed size', '{ some(limit: 2) { id } }', 2],
    ['nothing for a size below nothing', '{ some(limit: -5) { id } }', 0],
    ['the outer one of lists in lists', '{ grid { id } }', 3 * 100],
    [
      'pages in pages',
      '{ page(first: 4) { edges { node { parts { edges { node { id } } } } } } }',
      1 + 4 * (1 + 1 + 1 + 5 * 2),
    ],
  ])('take %s', async (_, query, expected) => {
    const { estimate } = await costsOn(sized);
    expect(estimate(query)).toBe(expected);
  });

  it('come with each request', async () => {
    const { estimate } = await costsOn(sized);
    const query = 'query ($n: Int) { page(first: $n) { edges { node { id } } } }';
    expect(estimate(query, { n: 3 })).toBe(7);
    expect(estimate(query, { n: 40 })).toBe(81);
    expect(estimate(query)).toBe(21);
    // An explicit null is a value, and not one that is a size.
    expect(estimate(query, { n: null })).toBe(1 + 100 * 2);
    expect(estimate('query ($n: Int = 2) { page(first: $n) { edges { node { id } } } }')).toBe(5);
  });

  it('that multiply beyond all measure stay a number', async () => {
    const { estimate } = await costsOn(sized);
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `parts(first: 2147483647) { edges { node { ${nested(depth - 1)} } } }`;
    expect(estimate(`query ($n: Int) { users(max: $n) { ${nested(20)} } }`, { n: 2147483647 })).toBe(
      Number.MAX_SAFE_INTEGER,
    );
  });

  it.each([
    ['none', '{ strict { id } }', 0],
    ['two', '{ strict(first: 1, last: 2) { id } }', 2],
    ['null', 'query ($n: Int) { strict(first: $n, last: null) { id } }', 0],
  ])('ask for exactly one argument, not for %s', async (_, query, given) => {
    const { refusal } = await costsOn(sized);
    expect(refusal(query)).toEqual({
      message: `Expected exactly one of the arguments first, last of "strict" to have a value, got ${given}.`,
      extensions: {
        code: 'SLICING_ARGUMENT_REQUIRED',
        field: 'strict',
        slicingArguments: ['first', 'last'],
        given,
      },
    });
    expect(refusal('{ strict(last: 4) { id } }')).toBe(4);
  });

  it('of an interface hold for the types that say nothing else', async () => {
    const { estimate } = await costsOn(`
      type Query { a: A i: I }
      interface I { many: [A] @listSize(assumedSize: 9) }
      type A implements I { many: [A] }
      type B implements I { many: [A] @listSize(assumedSize: 30) }
    `);
    expect(estimate('{ a { many { __typename } } }')).toBe(1 + 9);
    expect(estimate('{ i { many { __typename } } }')).toBe(1 + 30);
  });
});

describe('the actual cost of an operation', () => {
  it('is that of what came', async () => {
    const { costs } = await costsOn(sized, {
      Query: {
        users: () => [{ age: 33 }, { age: 45 }, null, { age: 27 }],
        page: () => ({ edges: [{ node: { parts: { edges: [{ node: null }] } } }, { node: null }] }),
        fixed: () => null,
        ages: () => [1, 2],
      },
    });
    expect(await costs('{ users(max: 5) { age } }')).toEqual({ estimated: 15, actual: 9 });
    expect(await costs('{ page(first: 2) { edges { node { parts { edges { node { id } } } } } } }')).toEqual({
      estimated: 1 + 2 * (2 + 1 + 5 * 2),
      actual: 1 + 2 + 1 + 1 + 1,
    });
    expect(await costs('{ fixed { id } x: ages(max: 9) }')).toEqual({ estimated: 20 + 18, actual: 4 });
  });

  it('has what was given and what was asked for in vain', async () => {
    const { costs } = await costsOn(weighted, {
      Query: { argWithCost: () => null, inputWithCost: () => 1, products: () => ['a', 'b'], cheap: () => 1 },
    });
    expect(await costs('{ fieldWithCost argWithCost(arg: 1) objectWithCost { id } }')).toEqual({
      estimated: 55,
      actual: 15,
    });
    expect(await costs('{ inputWithCost(someInput: { somethingWithCost: 1 }) }')).toEqual({
      estimated: 21,
      actual: 21,
    });
    expect(await costs('{ products(filter: { approx: true }) cheap(exact: false) }')).toEqual({
      estimated: 505,
      actual: 10 + 3 + 2,
    });
  });

  it('is that of the types that came', async () => {
    const { costs } = await costsOn(weighted, {
      Query: { either: () => ({ __typename: 'Other', id: 1 }) },
    });
    expect(await costs('{ either { ... on Other { id } } }')).toEqual({ estimated: 40, actual: 1 });
  });

  it('of a mutation is 10 more', async () => {
    const { costs } = await costsOn(library, { Mutation: { add: () => ({ author: null }) } });
    expect(await costs('mutation { add { author { name } } }')).toEqual({ estimated: 12, actual: 11 });
  });
});
