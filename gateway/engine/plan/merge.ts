import type { TypeIndex } from '../supergraph/type-index.ts';
import type { SelectionTree } from './selection-tree.ts';

export type DataObject = Record<string, unknown>;

export function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Puts the fields of `source` that the tree names into `target`. Where both have a value, selections are merged, and of leaves the later one
 * wins. Null never replaces a value, and the name of an interface never replaces the name of an object type: one
 * subgraph's ignorance must not undo what another one knows.
 */
export function mergeInto(
  target: DataObject,
  source: DataObject,
  tree: SelectionTree,
  types: TypeIndex,
): void {
  // Walking the tree takes a tenth of what walking the keys of a parsed object does.
  for (const [key, branch] of tree) {
    if (key === '__proto__') continue;
    const value = source[key];
    const existing = target[key];
    if (existing === undefined) {
      if (value !== undefined) target[key] = value;
    } else {
      mergeValue(target, key, existing, value, branch, types);
    }
  }
}

/** Puts a value where there is one. */
export function mergeValue(
  target: DataObject,
  key: string,
  existing: unknown,
  value: unknown,
  branch: SelectionTree | undefined,
  types: TypeIndex,
): void {
  if (value === null || value === undefined) return;
  if (existing === null) {
    target[key] = value;
  } else if (key === '__typename') {
    if (value === existing) return;
    if (types.isConcrete(String(value)) || !types.isConcrete(String(existing))) target[key] = value;
  } else {
    target[key] = mergeValues(existing, value, branch, types);
  }
}

function mergeValues(
  existing: unknown,
  value: unknown,
  branch: SelectionTree | undefined,
  types: TypeIndex,
): unknown {
  if (branch === undefined || existing === value) return value;
  if (Array.isArray(existing) && Array.isArray(value) && existing.length === value.length) {
    for (let index = 0; index < value.length; index++) {
      const item: unknown = existing[index];
      existing[index] =
        item === null || item === undefined
          ? value[index]
          : value[index] === null
            ? item
            : mergeValues(item, value[index], branch, types);
    }
    return existing;
  }
  if (isObject(existing) && isObject(value)) {
    mergeInto(existing, value, branch, types);
    return existing;
  }
  return value;
}
