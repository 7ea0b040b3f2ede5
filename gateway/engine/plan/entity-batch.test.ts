import { describe, expect, it } from '@jest/globals';
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { createTypeIndex } from '../supergraph/type-index.ts';
import type { FetchStep } from './compile.ts';
import { batchEntities } from './entity-batch.ts';
import type { DataObject } from './merge.ts';
import { compileRepresentation } from './representations.ts';
import { compileIdentifyingKeys } from './seen-entities.ts';

const types = createTypeIndex(
  buildSchema(/* GraphQL */ `
    interface Item {
      id: ID
    }
    type Book implements Item {
      id: ID
      shop: ID
    }
    type Disc implements Item {
      id: ID
    }
    type Query {
      items: [Item]
    }
  `),
);

function field(name: string, selections?: QueryPlanSelectionNode[]): QueryPlanSelectionNode {
  return { kind: 'Field', name, ...(selections && { selections }) };
}

function on(typeCondition: string, ...names: string[]): QueryPlanSelectionNode {
  const selections = [field('__typename'), ...names.map((name) => field(name))];
  return { kind: 'InlineFragment', typeCondition, selections };
}

/** Which entities share a representation, by their positions in the list, for each representation. */
function batch(requires: QueryPlanSelectionNode[], entities: readonly DataObject[]) {
  const step = { identifyingKeys: compileIdentifyingKeys(requires, types) } as FetchStep;
  const { representations, targets } = batchEntities(step, compileRepresentation(requires, types), entities);
  return { representations, groups: targets.map((group) => group.map((entity) => entities.indexOf(entity))) };
}

describe('a batch of entities', () => {
  it('should ask once for entities that look the same', () => {
    expect(
      batch(
        [on('Book', 'id')],
        [
          { __typename: 'Book', id: '1', title: 'A' },
          { __typename: 'Book', id: '2' },
          { __typename: 'Book', id: '1' },
        ],
      ),
    ).toEqual({
      representations: [
        { __typename: 'Book', id: '1' },
        { __typename: 'Book', id: '2' },
      ],
      groups: [[0, 2], [1]],
    });
  });

  it('should tell entities apart by every field, by type, and texts from numbers', () => {
    const entities = [
      { __typename: 'Book', id: '1', shop: 'a' },
      { __typename: 'Book', id: '1', shop: 'b' },
      { __typename: 'Book', id: 1, shop: 'a' },
      { __typename: 'Book', id: null, shop: 'a' },
      { __typename: 'Disc', id: '1' },
    ];
    const { groups } = batch([on('Book', 'id', 'shop'), on('Disc', 'id')], entities);
    expect(groups).toEqual([[0], [1], [2], [3], [4]]);
  });

  it('should leave out entities that lack a field and keep the others in their places', () => {
    const entities = [
      { __typename: 'Book' },
      { __typename: 'Book', id: '2' },
      { id: '2' },
      { __typename: 'Book' },
      { __typename: 'Book', id: '2' },
    ];
    expect(batch([on('Book', 'id')], entities)).toEqual({
      representations: [{ __typename: 'Book', id: '2' }],
      groups: [[1, 4]],
    });
  });

  it('should not confuse entities when what looks complete gives no representation', () => {
    const entities = [
      { __typename: 'Disc', id: '1' },
      { __typename: 'Book', id: '1' },
      { __typename: 'Disc', id: '1' },
      { __typename: 'Book', id: '1' },
    ];
    const withoutTypename = {
      kind: 'InlineFragment' as const,
      typeCondition: 'Disc',
      selections: [field('id')],
    };
    expect(batch([withoutTypename, on('Book', 'id')], entities).groups).toEqual([[1, 3]]);
  });

  it('should compare by their text what has fields of its own', () => {
    const requires = [
      {
        kind: 'InlineFragment' as const,
        typeCondition: 'Book',
        selections: [field('__typename'), field('id', [field('part')])],
      },
    ];
    const entities = ['x', 'y', 'x'].map((part) => ({ __typename: 'Book', id: { part } }));
    expect(batch(requires, entities).groups).toEqual([[0, 2], [1]]);
  });

  it('should group a long list as comparing texts does, whichever keys are shared', () => {
    const requires = [on('Book', 'id', 'shop', 'shelf'), on('Disc')];
    const values = ['a', 'b', 1, null, undefined];
    const entities = Array.from({ length: 1000 }, (_, index) => ({
      __typename: index % 7 === 0 ? 'Disc' : 'Book',
      id: values[(index * 3) % (index % 11 === 0 ? 5 : 4)],
      shop: values[(index * 5) % 3],
      shelf: values[Math.floor(index / 9) % 4],
    }));
    const groups = new Map<string, number[]>();
    for (const [index, entity] of entities.entries()) {
      const { __typename, ...fields } = entity;
      if (__typename === 'Book' && Object.values(fields).includes(undefined)) continue;
      const text = JSON.stringify(__typename === 'Book' ? entity : __typename);
      groups.set(text, [...(groups.get(text) ?? []), index]);
    }
    expect(batch(requires, entities).groups).toEqual([...groups.values()]);
  });
});

describe('a builder of representations that is used often', () => {
  it.each<{ requires: QueryPlanSelectionNode[] }>([
    { requires: [on('Book', 'id', 'shop')] },
    { requires: [on('Item', 'id')] },
    { requires: [{ kind: 'InlineFragment', typeCondition: 'Book', selections: [field('id')] }] },
    { requires: [on('Book', 'id'), on('Disc', 'id')] },
  ])('builds what it built at first: $requires', ({ requires }) => {
    const entities: DataObject[] = [
      { __typename: 'Book', id: '1', shop: null, title: 'not required' },
      { __typename: 'Book', id: 1, shop: 's' },
      { __typename: 'Book', shop: 's' },
      { __typename: 'Disc', id: '1', shop: 's' },
      { __typename: 'Item', id: '1' },
      { __typename: 7, id: '1', shop: 's' },
      { id: '1', shop: 's' },
    ];
    const build = compileRepresentation(requires, types);
    const first = entities.map((entity) => build(entity));
    for (let call = 0; call < 300; call++) build(entities[0] as DataObject);
    const later = entities.map((entity) => build(entity));
    expect(later).toEqual(first);
    expect(JSON.stringify(later)).toBe(JSON.stringify(first));
  });
});
