import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { selectionTreeOf, withRenamedKeys } from './selection-tree.ts';

const tree = selectionTreeOf(parse('{ item { ... on Book { name__alias_0: name author { id } } } }'));

describe('withRenamedKeys', () => {
  it('should hold the new key of a leaf beside the old one', () => {
    const renamed = withRenamedKeys(tree, [
      { kind: 'KeyRenamer', path: ['item', '... on Book', 'name__alias_0'], renameKeyTo: 'name' },
    ]);
    expect([...(renamed.get('item')?.keys() ?? [])]).toEqual(['name__alias_0', 'author', 'name']);
    expect([...(tree.get('item')?.keys() ?? [])]).toEqual(['name__alias_0', 'author']);
  });

  it('should hold what is below under the new key', () => {
    const renamed = withRenamedKeys(tree, [
      { kind: 'KeyRenamer', path: ['item', 'author'], renameKeyTo: 'writer' },
    ]);
    expect(renamed.get('item')?.get('writer')).toEqual(new Map([['id', undefined]]));
  });

  it('should leave a tree alone that no rewrite is about', () => {
    expect(withRenamedKeys(tree, undefined)).toBe(tree);
    expect(withRenamedKeys(tree, [{ kind: 'ValueSetter', path: ['item'], setValueTo: 1 }])).toBe(tree);
  });
});
