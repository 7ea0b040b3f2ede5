import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { TypeIndex } from '../supergraph/type-index.ts';
import type { DataObject } from './merge.ts';

/** Names the fields that tell entities of a type apart for one fetch; `undefined` where that takes more than leaf fields. */
export type IdentifyingKeys = (typename: string) => readonly string[] | undefined;

/** Compiles the `requires` of a fetch. */
export function compileIdentifyingKeys(
  requires: readonly QueryPlanSelectionNode[],
  types: TypeIndex,
): IdentifyingKeys {
  const known = new Map<string, readonly string[] | undefined>();
  return (typename) => {
    if (!known.has(typename)) {
      const keys = new Set<string>();
      known.set(typename, collectKeys(requires, typename, types, keys) ? [...keys] : undefined);
    }
    return known.get(typename);
  };
}

/** False when a required field has fields of its own. */
function collectKeys(
  requires: readonly QueryPlanSelectionNode[],
  typename: string,
  types: TypeIndex,
  keys: Set<string>,
): boolean {
  return requires.every((selection) => {
    if (selection.kind === 'Field') {
      if (selection.selections?.length) return false;
      const key = selection.alias ?? selection.name;
      // Told apart by it already: it is what the question is asked for.
      if (key !== '__typename') keys.add(key);
      return true;
    }
    const { typeCondition, selections } = selection;
    if (typeCondition !== undefined && !types.namesFulfilling(typeCondition).has(typename)) return true;
    return collectKeys(selections, typename, types, keys);
  });
}

/** By the value of one key: the position of the only entity with it so far, or more by the value of the next key. */
type Branch = Map<unknown, Branch | number>;

interface SeenOfType {
  readonly typename: unknown;
  readonly keys: readonly string[] | undefined;
  readonly branch: Branch;
}

/**
 * Finds the entities of a list that look the same to a fetch, by the values themselves: lists mostly refer to few
 * entities many times, and building a representation and a text for each of them would be most of the work.
 */
export class SeenEntities {
  readonly #identifyingKeys: IdentifyingKeys;
  readonly #root: Branch = new Map();
  /** By position, the entity that was noted under it. */
  readonly #first: DataObject[] = [];
  /** Neighbours in a list are mostly of one type. */
  #last: SeenOfType | undefined;

  constructor(identifyingKeys: IdentifyingKeys) {
    this.#identifyingKeys = identifyingKeys;
  }

  /**
   * The position under which the first entity that looks the same was noted, which may be this one.
   *
   * @param position under which to note the entity if it is the first of its kind
   * @returns `undefined`, with nothing noted, when this cannot be told or the entity lacks a field
   */
  positionOf(entity: DataObject, position: number): number | undefined {
    const typename = entity.__typename;
    const last = this.#last;
    const { keys, branch: first } =
      last !== undefined && last.typename === typename ? last : this.#lookUp(typename);
    if (keys === undefined) return undefined;
    if (keys.length === 1) {
      const value = entity[keys[0] as string];
      if (value === undefined) return undefined;
      const noted = first.get(value);
      if (typeof noted === 'number') return noted;
      first.set(value, position);
      return position;
    }
    for (const key of keys) if (entity[key] === undefined) return undefined;
    let branch = first;
    for (let index = 0; index < keys.length; index++) {
      const value = entity[keys[index] as string];
      const noted = branch.get(value);
      if (noted === undefined) return this.#note(branch, value, entity, position);
      if (typeof noted !== 'number') {
        branch = noted;
        continue;
      }
      const next = keys[index + 1];
      const other = this.#first[noted] as DataObject;
      if (next === undefined || sameFrom(keys, index + 1, entity, other)) return noted;
      const deeper: Branch = new Map([[other[next], noted]]);
      branch.set(value, deeper);
      branch = deeper;
    }
    // Only without keys does the search come here: all entities of the type are alike.
    const noted = branch.get(typename);
    return typeof noted === 'number' ? noted : this.#note(branch, typename, entity, position);
  }

  #note(branch: Branch, value: unknown, entity: DataObject, position: number): number {
    branch.set(value, position);
    this.#first[position] = entity;
    return position;
  }

  #lookUp(typename: unknown): SeenOfType {
    const keys = typeof typename === 'string' ? this.#identifyingKeys(typename) : undefined;
    return (this.#last = { typename, keys, branch: branchAt(this.#root, typename) });
  }
}

function sameFrom(keys: readonly string[], from: number, one: DataObject, other: DataObject): boolean {
  for (let index = from; index < keys.length; index++) {
    const key = keys[index] as string;
    if (one[key] !== other[key]) return false;
  }
  return true;
}

function branchAt(branch: Branch, value: unknown): Branch {
  let next = branch.get(value);
  if (!(next instanceof Map)) branch.set(value, (next = new Map()));
  return next;
}
