import { describe, expect, it } from '@jest/globals';
import { asJson, engineFor } from './testing/subgraphs.ts';

const people = [
  { id: '1', name: 'Ada', employerId: 'a' },
  { id: '2', name: 'Ben', employerId: 'a' },
  { id: '3', name: 'Cleo', employerId: 'b' },
];

const subgraphs = {
  people: {
    typeDefs: `
      type Query { people: [Person!]! person(id: ID!): Person }
      type Mutation { rename(id: ID!, name: String!): Person }
      type Subscription { renamed: Person! }
      type Person @key(fields: "id") { id: ID! name: String! employer: Employer }
      type Employer @key(fields: "id") { id: ID! }
    `,
    resolvers: {
      Query: {
        people: () => people,
        person: (_: unknown, { id }: { id: string }) => people.find((person) => person.id === id),
      },
      Mutation: {
        rename: (_: unknown, args: { id: string; name: string }) => ({ ...args, employerId: 'b' }),
      },
      Subscription: {
        renamed: {
          async *subscribe() {
            for (const person of people) yield { renamed: person };
          },
        },
      },
      Person: {
        employer: ({ employerId }: { employerId: string }) => ({ id: employerId }),
        __resolveReference: ({ id }: { id: string }) => people.find((person) => person.id === id),
      },
    },
  },
  employers: {
    typeDefs: `type Query { employers: [Employer] } type Employer @key(fields: "id") { id: ID! title: String! }`,
    resolvers: {
      Employer: {
        __resolveReference: ({ id }: { id: string }) => ({ id, title: `Employer ${id}` }),
      },
    },
  },
};

describe('an engine over two subgraphs', () => {
  it('joins what several subgraphs know of one entity', async () => {
    const engine = await engineFor(subgraphs);
    const result = await engine.execute({ query: '{ people { name employer { title } } }', context: {} });
    expect(asJson(result)).toEqual({
      data: {
        people: [
          { name: 'Ada', employer: { title: 'Employer a' } },
          { name: 'Ben', employer: { title: 'Employer a' } },
          { name: 'Cleo', employer: { title: 'Employer b' } },
        ],
      },
    });
  });

  it('asks for an entity once however often it stands in the data', async () => {
    const engine = await engineFor(subgraphs);
    await engine.execute({ query: '{ people { employer { title } } }', context: {} });
    expect(engine.asked.map(({ service }) => service)).toEqual(['people', 'employers']);
    expect(engine.asked[1]?.variables.representations).toHaveLength(2);
  });

  it('passes to each subgraph only the variables that it uses', async () => {
    const engine = await engineFor(subgraphs);
    await engine.execute({
      query: 'query ($id: ID!) { person(id: $id) { employer { title } } }',
      variables: { id: '3' },
      context: {},
    });
    expect(engine.asked.map(({ variables }) => Object.keys(variables))).toEqual([
      ['id'],
      ['representations'],
    ]);
  });

  it('runs a mutation and joins its payload', async () => {
    const engine = await engineFor(subgraphs);
    const query = 'mutation { rename(id: 1, name: "Eve") { name employer { title } } }';
    const result = await engine.execute({ query, context: {} });
    expect(asJson(result)).toEqual({ data: { rename: { name: 'Eve', employer: { title: 'Employer b' } } } });
  });

  it('joins every event of a subscription', async () => {
    const engine = await engineFor(subgraphs);
    const events = await engine.subscribe({
      query: 'subscription { renamed { name employer { title } } }',
      context: {},
    });
    if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
    const seen: unknown[] = [];
    for await (const event of events) seen.push(asJson(event).data);
    expect(seen).toEqual([
      { renamed: { name: 'Ada', employer: { title: 'Employer a' } } },
      { renamed: { name: 'Ben', employer: { title: 'Employer a' } } },
      { renamed: { name: 'Cleo', employer: { title: 'Employer b' } } },
    ]);
  });

  it('answers introspection beside data', async () => {
    const engine = await engineFor(subgraphs);
    const query =
      '{ __schema { queryType { name } } __typename person(id: 1) { __typename kind: __typename } }';
    expect(asJson(await engine.execute({ query, context: {} }))).toEqual({
      data: {
        __schema: { queryType: { name: 'Query' } },
        __typename: 'Query',
        person: { __typename: 'Person', kind: 'Person' },
      },
    });
  });

  it('gives an alias its own value when it has the name of a key', async () => {
    const engine = await engineFor(subgraphs);
    const query = '{ people { id: name employer { id: title } } }';
    expect(asJson(await engine.execute({ query, context: {} })).data).toMatchObject({
      people: [{ id: 'Ada', employer: { id: 'Employer a' } }, {}, {}],
    });
  });
});
