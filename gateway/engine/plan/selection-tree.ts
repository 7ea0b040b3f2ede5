import type { FetchDataRewrite } from '@apollo/query-planner';
import { Kind } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

/**
 * Response keys of a selection, fragments flattened: a branch per key with sub-selections, `undefined` for leaves. Tells
 * the objects and lists that belong to the engine from leaf values (JSON scalars) that only look the same.
 */
export type SelectionTree = ReadonlyMap<string, SelectionTree | undefined>;

type MutableTree = Map<string, MutableTree | undefined>;

/** The selection tree of the document's only operation. */
export function selectionTreeOf(document: DocumentNode): SelectionTree {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const tree: MutableTree = new Map();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) grow(tree, definition.selectionSet, fragments);
  }
  return tree;
}

function grow(
  tree: MutableTree,
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      const branch = tree.get(key) ?? (selection.selectionSet ? new Map() : undefined);
      tree.set(key, branch);
      if (branch && selection.selectionSet) grow(branch, selection.selectionSet, fragments);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      grow(tree, selection.selectionSet, fragments);
    } else {
      const fragment = fragments.get(selection.name.value);
      if (fragment) grow(tree, fragment.selectionSet, fragments);
    }
  }
}

/**
 * The tree of data in which rewrites have renamed keys: what stood under the old key may stand under either.
 *
 * @param rewrites with paths that begin where the tree does
 */
export function withRenamedKeys(
  tree: SelectionTree,
  rewrites: readonly FetchDataRewrite[] | undefined,
): SelectionTree {
  let renamed = tree;
  for (const rewrite of rewrites ?? []) {
    if (rewrite.kind !== 'KeyRenamer') continue;
    const keys = rewrite.path.filter((part) => !part.startsWith('... on '));
    renamed = withRenamedKey(renamed, keys, rewrite.renameKeyTo);
  }
  return renamed;
}

function withRenamedKey(tree: SelectionTree, [key, ...inner]: readonly string[], to: string): SelectionTree {
  if (key === undefined || !tree.has(key)) return tree;
  const branch = tree.get(key);
  if (inner.length === 0) return new Map(tree).set(to, tree.get(to) ?? branch);
  return branch === undefined ? tree : new Map(tree).set(key, withRenamedKey(branch, inner, to));
}

/** A copy of the value in which every object and list of a selection is new and leaves are shared. */
export function copySelected(value: unknown, tree: SelectionTree | undefined): unknown {
  if (tree === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copySelected(item, tree));
  const copy: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) copy[key] = copySelected(child, tree.get(key));
  return copy;
}
