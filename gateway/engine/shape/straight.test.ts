import { describe, expect, it } from '@jest/globals';
import { Kind, buildSchema, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import type { DataObject } from '../plan/merge.ts';
import { compileShape } from './compile.ts';
import { NOT_STRAIGHT, straightShaperFor } from './straight.ts';
import type { StraightShaper } from './straight.ts';

const schema = buildSchema(/* GraphQL */ `
  scalar Json
  enum Colour {
    RED
    BLUE
  }
  interface Thing {
    name: String
  }
  type Car implements Thing {
    name: String
    doors: Int
  }
  type Boat implements Thing {
    name: String
  }
  type Query {
    id: ID
    text: String!
    count: Int
    ratio: Float
    yes: Boolean
    colour: Colour
    any: Json
    grid: [[Int!]]
    things: [Thing]
    car: Car!
  }
`);

/** The shaper that a query has once it is used often; `undefined` where it never gets one. */
function straightShaper(query: string): StraightShaper | undefined {
  const operation = parse(query).definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const input = { schema, supergraph: schema, operation, fragments: new Map(), responseKeys: new Map() };
  const shape = compileShape(input);
  expect(straightShaperFor(shape)).toBeUndefined();
  expect(straightShaperFor(shape)).toBeUndefined();
  return straightShaperFor(shape);
}

describe('the straight shaper', () => {
  it.each<{ query: string; data: DataObject; response: unknown }>([
    { query: '{ id }', data: { id: '1', more: 1 }, response: { id: '1' } },
    { query: '{ id }', data: { id: 7 }, response: { id: 7 } },
    { query: '{ id }', data: {}, response: { id: null } },
    { query: '{ other: id count }', data: { other: '1', count: 2 }, response: { other: '1', count: 2 } },
    {
      query: '{ __typename ratio yes }',
      data: { yes: false },
      response: { __typename: 'Query', ratio: null, yes: false },
    },
    { query: '{ ratio }', data: { ratio: 0.5 }, response: { ratio: 0.5 } },
    { query: '{ any }', data: { any: { deep: [1, null] } }, response: { any: { deep: [1, null] } } },
    { query: '{ grid }', data: { grid: [[1, 2], null, []] }, response: { grid: [[1, 2], null, []] } },
    { query: '{ colour }', data: { colour: 'RED' }, response: { colour: 'RED' } },
    { query: '{ car { doors } }', data: { car: { doors: 3, name: 'x' } }, response: { car: { doors: 3 } } },
    {
      query: '{ things { __typename name ... on Car { doors } } }',
      data: { things: [{ __typename: 'Boat', name: 'b' }, null, { __typename: 'Car', name: 'c', doors: 5 }] },
      response: {
        things: [{ __typename: 'Boat', name: 'b' }, null, { __typename: 'Car', name: 'c', doors: 5 }],
      },
    },
  ])('answers $query from $data', ({ query, data, response }) => {
    const answered = straightShaper(query)?.(data);
    expect(answered).toEqual(response);
    expect(JSON.stringify(answered)).toBe(JSON.stringify(response));
  });

  it.each<{ query: string; data: DataObject }>([
    { query: '{ text }', data: {} },
    { query: '{ text }', data: { text: 1 } },
    { query: '{ count }', data: { count: 2 ** 31 } },
    { query: '{ count }', data: { count: 1.5 } },
    { query: '{ count }', data: { count: '1' } },
    { query: '{ yes }', data: { yes: 'true' } },
    { query: '{ ratio }', data: { ratio: '0.5' } },
    { query: '{ colour }', data: { colour: 'GREEN' } },
    { query: '{ grid }', data: { grid: [[1, null]] } },
    { query: '{ grid }', data: { grid: 1 } },
    { query: '{ car { doors } }', data: { car: null } },
    { query: '{ car { doors } }', data: { car: [{ doors: 1 }] } },
    { query: '{ car { doors } }', data: { car: 'car' } },
    { query: '{ things { __typename } }', data: { things: [{ name: 'of no known type' }] } },
    { query: '{ things { name } }', data: { things: [{ __typename: 'Plane', name: 'p' }] } },
  ])('leaves $query from $data to the thorough one', ({ query, data }) => {
    expect(straightShaper(query)?.(data)).toBe(NOT_STRAIGHT);
  });

  it.each(['{ __schema { description } }', '{ __proto__: id }'])('does not exist for %s', (query) => {
    expect(straightShaper(query)).toBeUndefined();
  });
});
