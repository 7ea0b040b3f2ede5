import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { createEngine } from './engine.ts';
import { TransportError } from './errors.ts';
import type { ReportedFailure } from './hooks.ts';
import { asJson, composeForTest, engineFor, transportFor } from './testing/subgraphs.ts';
import type { TestSubgraph } from './testing/subgraphs.ts';
import type { SubgraphTransport } from './types.ts';

const library = {
  books: {
    typeDefs: `
      type Query { books: [Book] hardcover: Book! }
      type Book @key(fields: "id") { id: ID! title: String }
    `,
    resolvers: {
      Query: {
        books: () => [
          { id: '1', title: 'One' },
          { id: '2', title: 'Two' },
        ],
        hardcover: () => ({ id: '3' }),
      },
    },
  },
  stock: {
    typeDefs: `type Book @key(fields: "id") { id: ID! copies: Int shelf: String! }`,
    resolvers: {
      Book: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        copies: ({ id }: { id: string }) => {
          if (id === '2')
            throw new GraphQLError('Book 2 is being counted.', { extensions: { code: 'COUNTING' } });
          return 7;
        },
        shelf: () => {
          throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
        },
      },
    },
  },
} satisfies Record<string, TestSubgraph>;

/** The library with another transport for its stock. */
async function libraryWith(stock: Partial<SubgraphTransport>, options: { deadlineMs?: number } = {}) {
  const failures: ReportedFailure[] = [];
  const engine = await createEngine({
    supergraphSdl: composeForTest(library),
    transports: { books: transportFor(library.books), stock: { ...transportFor(library.stock), ...stock } },
    hooks: { onFailure: (failure) => failures.push(failure) },
    ...options,
  });
  return { engine, failures };
}

const query = '{ books { title number: copies } }';
const withoutCopies = {
  books: [
    { title: 'One', number: null },
    { title: 'Two', number: null },
  ],
};

describe('what a client sees when something fails', () => {
  it('has the path in its own aliases, the code and the subgraph of each error', async () => {
    const engine = await engineFor(library);
    const result = asJson(await engine.execute({ query, context: {} }));
    expect(result.data).toEqual({
      books: [
        { title: 'One', number: 7 },
        { title: 'Two', number: null },
      ],
    });
    expect(result.errors).toEqual([
      {
        message: 'Book 2 is being counted.',
        path: ['books', 1, 'number'],
        extensions: { code: 'COUNTING', service: 'stock' },
      },
    ]);
  });

  it('is not shown a message that was not meant for it, which the hook gets whole', async () => {
    const { engine, failures } = await libraryWith({});
    const result = asJson(await engine.execute({ query: '{ hardcover { title shelf } }', context: {} }));
    expect(result).toEqual({
      data: null,
      errors: [
        {
          message: 'Something went wrong while this was fetched.',
          path: ['hardcover', 'shelf'],
          extensions: { code: 'SUBGRAPH_ERROR', service: 'stock' },
        },
      ],
    });
    expect(failures).toMatchObject([
      { masked: true, error: { message: 'connect ECONNREFUSED 10.0.0.7:5432' } },
    ]);
  });

  it('keeps everything else when a subgraph cannot be reached', async () => {
    const { engine } = await libraryWith({
      execute: () =>
        Promise.reject(new TransportError('SUBGRAPH_UNREACHABLE', 'The subgraph "stock" refused.')),
    });
    const result = asJson(await engine.execute({ query, context: {} }));
    expect(result.data).toEqual(withoutCopies);
    expect(result.errors).toEqual([
      {
        message: 'The subgraph "stock" refused.',
        path: ['books', 0],
        extensions: { code: 'SUBGRAPH_UNREACHABLE', service: 'stock' },
      },
    ]);
  });

  it.each<[string, ExecutionResult]>([
    ['too few entities', { data: { _entities: [{ __typename: 'Book', copies: 1 }] } }],
    ['entities that are no list', { data: { _entities: {} } }],
    ['no data and no errors', {}],
  ])('keeps everything else when a subgraph answers with %s', async (_, answer) => {
    const { engine } = await libraryWith({ execute: async () => answer });
    const result = asJson(await engine.execute({ query, context: {} }));
    expect(result.data).toEqual(withoutCopies);
    expect(result.errors).toMatchObject([
      { path: ['books', 0], extensions: { code: 'SUBGRAPH_INVALID_RESPONSE', service: 'stock' } },
    ]);
  });

  it.each([
    ['a string for a number', 'seven'],
    ['a fraction for a whole number', 1.5],
    ['an object for a number', {}],
    ['a list for a number', [1]],
  ])('has null and an error where a subgraph answers with %s', async (_, copies) => {
    const { engine } = await libraryWith({
      execute: async () => ({ data: { _entities: [{ number: copies }, { number: 1 }] } }),
    });
    const result = asJson(await engine.execute({ query, context: {} }));
    expect(result.data).toEqual({
      books: [
        { title: 'One', number: null },
        { title: 'Two', number: 1 },
      ],
    });
    expect(result.errors).toMatchObject([
      { path: ['books', 0, 'number'], extensions: { code: 'INVALID_VALUE' } },
    ]);
  });

  it('gets what has arrived when the deadline passes', async () => {
    let aborted = false;
    const { engine } = await libraryWith(
      {
        execute: ({ signal }) =>
          new Promise(() => {
            signal.addEventListener('abort', () => (aborted = true));
          }),
      },
      { deadlineMs: 20 },
    );
    const result = asJson(await engine.execute({ query, context: {} }));
    expect(result.data).toEqual(withoutCopies);
    expect(result.errors).toMatchObject([
      {
        path: ['books', 0],
        extensions: { code: 'REQUEST_DEADLINE_EXCEEDED', service: 'stock', deadlineMs: 20 },
      },
    ]);
    expect(aborted).toBe(true);
  });

  it('stops the fetches when it goes away', async () => {
    const controller = new AbortController();
    const { engine } = await libraryWith({
      execute: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          controller.abort();
        }),
    });
    const result = asJson(await engine.execute({ query, context: {}, signal: controller.signal }));
    expect(result.errors).toMatchObject([{ extensions: { code: 'REQUEST_ABORTED' } }]);
  });

  it.each([
    ['a document that is not GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ film }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an operation that is not there', 'query A { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    [
      'a missing variable',
      'query B($x: Int!) { books @include(if: true) { id } __type(name: "A") { name } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('is refused with a code for %s', async (_, document, code) => {
    const engine = await engineFor(library);
    const operationName = code === 'OPERATION_RESOLUTION_FAILURE' ? 'Z' : undefined;
    const result = asJson(await engine.execute({ query: document, operationName, context: {} }));
    expect(result).not.toHaveProperty('data');
    expect(result.errors?.[0]?.extensions?.code).toBe(code);
  });
});
