import type { TypeIndex } from '../supergraph/type-index.ts';
import { isObject } from './merge.ts';
import type { DataObject } from './merge.ts';

/** One step from a value to values inside it. */
export type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'items' }
  | { readonly kind: 'type'; readonly names: ReadonlySet<string> };

/** Where something is in the response. */
export type ResponsePath = readonly (string | number)[];

/**
 * Reads a planner's path: keys, `@` for list items, and `key|[A,B]` for "only where the value is an A or a B".
 */
export function parsePath(path: readonly (string | number)[], types: TypeIndex): readonly PathStep[] {
  return path.flatMap((part): PathStep[] => {
    const [key = '', condition] = String(part).split('|');
    const steps: PathStep[] = [];
    if (key === '@') steps.push({ kind: 'items' });
    else if (key !== '') steps.push({ kind: 'key', key });
    if (condition !== undefined) {
      const names = condition.slice(1, -1).split(',');
      steps.push({ kind: 'type', names: new Set(names.flatMap((name) => [...types.namesFulfilling(name)])) });
    }
    return steps;
  });
}

/** Appends every object at the path to `found`. Nulls on the way are passed over. */
export function collectAt(
  value: unknown,
  path: readonly PathStep[],
  index: number,
  found: DataObject[],
): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    const next = path[index]?.kind === 'items' ? index + 1 : index;
    for (const item of value) collectAt(item, path, next, found);
    return;
  }
  const step = path[index];
  if (step === undefined) {
    found.push(value as DataObject);
  } else if (step.kind === 'key') {
    collectAt((value as DataObject)[step.key], path, index + 1, found);
  } else if (step.kind === 'type') {
    const typename = (value as DataObject).__typename;
    if (typeof typename !== 'string' || step.names.has(typename)) collectAt(value, path, index + 1, found);
  }
}

/** Every place at which the object stands, found by walking the path once more. */
export function placesOf(
  root: DataObject,
  path: readonly PathStep[],
  wanted: ReadonlySet<DataObject>,
): Map<DataObject, ResponsePath[]> {
  const places = new Map<DataObject, ResponsePath[]>();
  const walk = (value: unknown, index: number, trail: (string | number)[]): void => {
    if (Array.isArray(value)) {
      const next = path[index]?.kind === 'items' ? index + 1 : index;
      value.forEach((item, position) => walk(item, next, [...trail, position]));
      return;
    }
    if (!isObject(value)) return;
    const step = path[index];
    if (step === undefined) {
      if (wanted.has(value)) places.set(value, [...(places.get(value) ?? []), trail]);
    } else if (step.kind === 'key') {
      walk(value[step.key], index + 1, [...trail, step.key]);
    } else if (step.kind === 'type') {
      if (typeof value.__typename !== 'string' || step.names.has(value.__typename))
        walk(value, index + 1, trail);
    }
  };
  walk(root, 0, []);
  return places;
}

/** Visits every object at the path with the objects above it, root first, the object itself last. */
export function eachWithAncestors(
  root: DataObject,
  path: readonly PathStep[],
  visit: (object: DataObject, ancestors: readonly DataObject[]) => void,
): void {
  const walk = (value: unknown, index: number, above: readonly DataObject[]): void => {
    if (Array.isArray(value)) {
      const next = path[index]?.kind === 'items' ? index + 1 : index;
      for (const item of value) walk(item, next, above);
      return;
    }
    if (!isObject(value)) return;
    const step = path[index];
    const ancestors = above.at(-1) === value ? above : [...above, value];
    if (step === undefined) {
      visit(value, ancestors);
    } else if (step.kind === 'key') {
      walk(value[step.key], index + 1, ancestors);
    } else if (step.kind === 'type') {
      if (typeof value.__typename !== 'string' || step.names.has(value.__typename))
        walk(value, index + 1, ancestors);
    }
  };
  walk(root, 0, []);
}
