import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startCostGateway } from './cost/testing/cost-gateway.ts';
import type { CostGateway } from './cost/testing/cost-gateway.ts';

let production: CostGateway;
let development: CostGateway;
beforeAll(async () => {
  production = await startCostGateway({ environment: 'production', isConsoleServed: false });
  development = await startCostGateway();
});
afterAll(async () => {
  await production[Symbol.asyncDispose]();
  await development[Symbol.asyncDispose]();
});

describe('introspection', () => {
  const refused = {
    errors: [
      { message: 'The schema cannot be asked for here.', extensions: { code: 'INTROSPECTION_DISABLED' } },
    ],
  };

  it('is for those alone who have the scope, in production', async () => {
    for (const role of ['agent', 'manager', 'integrator'] as const) {
      expect((await production.ask('{ __schema { queryType { name } } }', { role })).body).toEqual(refused);
      expect((await production.ask('{ __type(name: "Item") { name } }', { role })).body).toEqual(refused);
    }
    const inLine = await production.ask(
      '{ items(first: 1) { id } ...F } fragment F on Query { s: __schema { queryType { name } } }',
    );
    expect(inLine.body).toEqual(refused);
    const admin = { role: 'admin' } as const;
    const { status, body } = await production.ask(getIntrospectionQuery(), admin);
    expect({ status, name: body.data.__schema.queryType.name }).toEqual({ status: 200, name: 'Query' });
    const narrowed = { ...admin, scopes: ['leads:read'] };
    expect((await production.ask('{ __schema { queryType { name } } }', narrowed)).body).toEqual(refused);
    const tool = { role: 'agent', scopes: ['graph:introspect'] } as const;
    expect((await production.ask('{ __schema { queryType { name } } }', tool)).body).not.toHaveProperty(
      'errors',
    );
  });

  it('of a client that reads the newer media type is refused with 400', async () => {
    const accept = 'application/graphql-response+json';
    const { status, body } = await production.ask('{ __schema { queryType { name } } }', {}, { accept });
    expect({ status, body }).toEqual({ status: 400, body: refused });
  });

  it('leaves __typename to everybody', async () => {
    expect((await production.ask('{ __typename items(first: 1) { __typename } }')).body).toEqual({
      data: { __typename: 'Query', items: [{ __typename: 'Item' }] },
    });
  });

  it('is for everybody in development', async () => {
    const { body } = await development.ask(getIntrospectionQuery());
    expect(body.data.__schema.queryType.name).toBe('Query');
  });
});

describe('the console', () => {
  const html = { headers: { accept: 'text/html' }, redirect: 'manual' } as const;

  it('is not served where it is off', async () => {
    for (const path of ['/', '/console/console.js'])
      expect((await fetch(production.url + path, html)).status).toBe(404);
    const response = await fetch(`${production.url}/graphql`, html);
    expect(response.status).not.toBe(302);
  });

  it('is served otherwise', async () => {
    expect((await fetch(development.url, html)).status).toBe(200);
    expect((await fetch(`${development.url}/graphql`, html)).status).toBe(302);
  });
});

describe('the size of a request', () => {
  it.each([
    ['{ ' + 'a: __typename '.repeat(201) + '}', 'OPERATION_TOO_LARGE', { aliases: 201, maxAliases: 200 }],
    ['{ ' + '__typename '.repeat(101) + '}', 'OPERATION_TOO_LARGE', { rootFields: 101, maxRootFields: 100 }],
    [
      '{ __typename ' + '@skip(if: false) '.repeat(201) + '}',
      'OPERATION_TOO_LARGE',
      { directives: 201, maxDirectives: 200 },
    ],
    [
      `{ items { ${'inner { '.repeat(50)} id ${'} '.repeat(50)} } }`,
      'OPERATION_TOO_LARGE',
      { depth: 52, maxDepth: 50 },
    ],
    [`{ ${'__typename '.repeat(10_000)} }`, 'OPERATION_TOO_LARGE', { maxTokens: 10_000 }],
  ])('is held to the settings (%#)', async (query, code, numbers) => {
    const { body } = await development.ask(query);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].extensions).toEqual({ code, ...numbers });
  });

  it('is held to them for variables, bodies and batches', async () => {
    const query = '{ __typename }';
    const values = Array.from({ length: 100_000 }, () => 1);
    expect((await development.send('/graphql', { query, variables: { a: values } })).body.errors[0]).toEqual({
      message: 'Expected at most 100000 values in variables, got more.',
      extensions: { code: 'VARIABLES_TOO_LARGE', maxVariableValues: 100_000 },
    });
    const long = await development.send('/graphql', { query: ' '.repeat(1024 * 1024) });
    expect({ status: long.status, extensions: long.body.errors[0].extensions }).toMatchObject({
      status: 413,
      extensions: { code: 'PAYLOAD_TOO_LARGE' },
    });
    const list = await development.send('/graphql', [{ query }]);
    expect({ status: list.status, body: list.body }).toEqual({
      status: 400,
      body: {
        errors: [
          {
            message: 'Expected one operation, got a list',
            extensions: { code: 'BATCHING_REFUSED' },
          },
        ],
      },
    });
  });
});
