import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { asJson, engineFor } from './testing/subgraphs.ts';
import type { TestSubgraph } from './testing/subgraphs.ts';
import type { AccessGrants } from './supergraph/access-rules.ts';

const people = [
  { __typename: 'Agent', id: '1', name: 'Ada', licence: 'CA-1' },
  { __typename: 'Customer', id: '2', name: 'Ben', phone: '+1' },
];

const subgraphs = {
  people: {
    typeDefs: `
      type Query { people: [Person!]! secrets: [Secret] @policy(policies: [["auditor"]]) found: [Found] count: Int }
      type Mutation { erase(id: ID!): Boolean @requiresScopes(scopes: [["people:write", "people:read"], ["admin"]]) }
      type Subscription { joined: Customer left: Customer! @requiresScopes(scopes: [["people:read"]]) }
      interface Person { id: ID! name: String }
      type Agent implements Person @key(fields: "id") { id: ID! name: String licence: String! @authenticated }
      type Customer implements Person @key(fields: "id") {
        id: ID! name: String @requiresScopes(scopes: [["people:read"]]) phone: Phone
      }
      scalar Phone @authenticated
      type Secret @authenticated { text: String }
      union Found = Agent | Secret
    `,
    resolvers: {
      Query: {
        people: () => people,
        secrets: () => [{ text: 'psst' }],
        found: () => [people[0], { __typename: 'Secret', text: 'psst' }],
        count: () => 2,
      },
      Mutation: { erase: () => true },
      Subscription: {
        joined: {
          async *subscribe() {
            yield { joined: people[1] };
            yield { joined: people[1] };
          },
        },
        left: {
          async *subscribe() {
            yield { left: people[1] };
            yield { left: people[1] };
          },
        },
      },
    },
  },
  notes: {
    typeDefs: `type Customer @key(fields: "id") { id: ID! notes: [String] @authenticated }`,
    resolvers: { Customer: { __resolveReference: ({ id }: { id: string }) => ({ id, notes: ['called'] }) } },
  },
} satisfies Record<string, TestSubgraph>;

const nobody: AccessGrants = { authenticated: false, scopes: new Set(), policies: new Set() };
const reader: AccessGrants = { authenticated: true, scopes: new Set(['people:read']), policies: new Set() };

/** An engine for which the request's context is what the caller may do. */
const engineWithRules = () => engineFor(subgraphs, { access: (context) => context as AccessGrants });

const denied = (coordinate: string, path: unknown) => ({
  message: `You may not see ${coordinate}.`,
  path,
  extensions: { code: 'ACCESS_DENIED' },
});

describe('access rules in the supergraph', () => {
  it('are a reason not to load it when nobody tells what callers may do', async () => {
    await expect(engineFor(subgraphs)).rejects.toThrow('@authenticated');
  });

  it('can be switched off on purpose', async () => {
    const engine = await engineFor(subgraphs, { access: 'off' });
    const result = await engine.execute({ query: '{ secrets { text } }', context: nobody });
    expect(asJson(result)).toEqual({ data: { secrets: [{ text: 'psst' }] } });
  });

  it('let a caller through who fulfils them', async () => {
    const engine = await engineWithRules();
    const query = '{ people { name ... on Agent { licence } ... on Customer { phone notes } } }';
    expect(asJson(await engine.execute({ query, context: reader }))).toEqual({
      data: {
        people: [
          { name: 'Ada', licence: 'CA-1' },
          { name: 'Ben', phone: '+1', notes: ['called'] },
        ],
      },
    });
  });

  it('take a denied field out of what is fetched and answer null with an error at its path', async () => {
    const engine = await engineWithRules();
    const query = '{ count people { id ... on Customer { tel: phone notes } } }';
    const result = asJson(await engine.execute({ query, context: nobody }));
    expect(result).toEqual({
      data: { count: 2, people: [{ id: '1' }, { id: '2', tel: null, notes: null }] },
      errors: [
        denied('Customer.phone', ['people', 1, 'tel']),
        denied('Customer.notes', ['people', 1, 'notes']),
      ],
    });
    expect(engine.asked.map(({ service }) => service)).toEqual(['people']);
    expect(engine.asked[0]?.query).not.toMatch(/phone|notes/);
  });

  it('ask for a field of an interface only on the types on which the caller may see it', async () => {
    const engine = await engineWithRules();
    const result = asJson(await engine.execute({ query: '{ people { name } }', context: nobody }));
    expect(result).toEqual({
      data: { people: [{ name: 'Ada' }, { name: null }] },
      errors: [denied('Customer.name', ['people', 1, 'name'])],
    });
    expect(engine.asked[0]?.query).toContain('...on Agent{name}');
    expect(engine.asked[0]?.query.match(/name}/g)).toHaveLength(1);
  });

  it('hide objects of a denied type', async () => {
    const engine = await engineWithRules();
    const query = '{ found { __typename ... on Secret { text } } }';
    const result = asJson(await engine.execute({ query, context: nobody }));
    expect(result).toEqual({
      data: { found: [{ __typename: 'Agent' }, null] },
      errors: [denied('Query.found', ['found', 1])],
    });
    expect(engine.asked[0]?.query).not.toContain('text');
  });

  it('let null rise where a denied field is never null', async () => {
    const engine = await engineWithRules();
    const result = asJson(
      await engine.execute({ query: '{ found { ... on Agent { licence } } }', context: nobody }),
    );
    expect(result.data).toEqual({ found: [null, null] });
  });

  it('keep a mutation from being run', async () => {
    const engine = await engineWithRules();
    const result = asJson(await engine.execute({ query: 'mutation { erase(id: 1) }', context: reader }));
    expect(result).toEqual({ data: { erase: null }, errors: [denied('Mutation.erase', ['erase'])] });
    expect(engine.asked).toEqual([]);
  });

  it('need every scope of one of their lists', async () => {
    const engine = await engineWithRules();
    const erase = async (...scopes: string[]) => {
      const context = { ...reader, scopes: new Set(scopes) };
      return asJson(await engine.execute({ query: 'mutation { erase(id: 1) }', context })).data;
    };
    expect(await erase('people:write')).toEqual({ erase: null });
    expect(await erase('people:write', 'people:read')).toEqual({ erase: true });
    expect(await erase('admin')).toEqual({ erase: true });
  });

  it('are looked at again for each event of a stream', async () => {
    const grants = { ...reader };
    const engine = await engineFor(subgraphs, { access: () => ({ ...grants }) });
    const stream = await engine.subscribe({ query: 'subscription { joined { name phone } }', context: {} });
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    expect(asJson((await stream.next()).value as object).data).toEqual({
      joined: { name: 'Ben', phone: '+1' },
    });
    grants.authenticated = false;
    expect(asJson((await stream.next()).value as object)).toEqual({
      data: { joined: { name: 'Ben', phone: null } },
      errors: [denied('Customer.phone', ['joined', 'phone'])],
    });
  });

  it('keep a stream from being opened whose field is denied', async () => {
    const engine = await engineWithRules();
    const query = 'subscription { gone: left { id } }';
    const result = await engine.subscribe({ query, context: nobody });
    expect(asJson(result as ExecutionResult)).toEqual({
      errors: [denied('Subscription.left', ['gone'])],
    });
    expect(engine.asked).toEqual([]);
  });

  it('withhold a stream’s own field from the event on at which it is denied', async () => {
    let grants = reader;
    const engine = await engineFor(subgraphs, { access: () => grants });
    const stream = await engine.subscribe({ query: 'subscription { left { id notes } }', context: {} });
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    expect(asJson((await stream.next()).value as ExecutionResult)).toEqual({
      data: { left: { id: '2', notes: ['called'] } },
    });
    grants = nobody;
    engine.asked.length = 0;
    expect(asJson((await stream.next()).value as ExecutionResult)).toEqual({
      data: null,
      errors: [denied('Subscription.left', ['left'])],
    });
    expect(engine.asked).toEqual([]);
  });

  it('are applied to what a spread fragment selects', async () => {
    const engine = await engineWithRules();
    const query =
      '{ people { ...Everything } } fragment Everything on Person { ... on Customer { phone } id }';
    const result = asJson(await engine.execute({ query, context: nobody }));
    expect(result.data).toEqual({ people: [{ id: '1' }, { id: '2', phone: null }] });
    expect(engine.asked[0]?.query).not.toContain('phone');
  });
});
