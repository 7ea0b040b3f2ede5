import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { createTypeIndex } from '../supergraph/type-index.ts';
import { mergeInto } from './merge.ts';
import type { DataObject } from './merge.ts';
import { mergerFor } from './merger.ts';
import type { Merger } from './merger.ts';
import { selectionTreeOf } from './selection-tree.ts';

const types = createTypeIndex(
  buildSchema('interface Node { id: ID } type Book implements Node { id: ID } type Query { node: Node }'),
);
const tree = selectionTreeOf(parse('{ __typename id name part { id list { id } } }'));

/** The merger of a tree that is used often. */
function frequentMerger(of = tree): Merger {
  for (let run = 0; run < 3; run++) mergerFor(of, types);
  return mergerFor(of, types);
}

describe('the compiled merger', () => {
  it.each<[DataObject, DataObject]>([
    [{}, { id: '1', name: null, unasked: true }],
    [{ id: '1' }, {}],
    [{ id: '1' }, { id: null }],
    [{ id: null }, { id: '1' }],
    [{ id: '1' }, { id: '2' }],
    [{ __typename: 'Book' }, { __typename: 'Node' }],
    [{ __typename: 'Node' }, { __typename: 'Book' }],
    [{ name: { json: 1 } }, { name: { other: 2 } }],
    [{ part: { id: '1' } }, { part: { list: [{ id: '2' }] } }],
    [{ part: { id: '1' } }, { part: null }],
    [{ part: null }, { part: { id: '1' } }],
    [{ part: { list: [{ id: '1' }, null] } }, { part: { list: [null, { id: '2' }] } }],
    [{ part: { list: [{ id: '1' }] } }, { part: { list: [{ id: '2' }, { id: '3' }] } }],
  ])('puts into %j what %j has, as the plain one does', (target, source) => {
    const expected = structuredClone(target);
    mergeInto(expected, structuredClone(source), tree, types);
    frequentMerger()(target, source);
    expect(target).toEqual(expected);
  });

  it('never sets a prototype', () => {
    const target: DataObject = {};
    const source = JSON.parse('{ "__proto__": { "polluted": true }, "id": "1" }') as DataObject;
    frequentMerger(selectionTreeOf(parse('{ __proto__: name id }')))(target, source);
    expect(target['polluted']).toBeUndefined();
    expect(target['id']).toBe('1');
  });
});
