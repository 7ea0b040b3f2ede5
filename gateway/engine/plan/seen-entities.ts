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
      return value === undefined ? undefined : notedAt(first, value, position);
    }
    for (const key of keys) if (entity[key] === undefined) return undefined;
    let branch = first;
    for (let index = 0; index < keys.length - 1; index++) {
      branch = branchAt(branch, entity[keys[index] as string]);
    }
    return notedAt(branch, entity[keys.at(-1) ?? '__typename'], position);
  }

  #lookUp(typename: unknown): SeenOfType {
    const keys = typeof typename === 'string' ? this.#identifyingKeys(typename) : undefined;
    return (this.#last = { typename, keys, branch: branchAt(this.#root, typename) });
  }
}

function notedAt(branch: Branch, value: unknown, position: number): number {
  const noted = branch.get(value);
  if (typeof noted === 'number') return noted;
  branch.set(value, position);
  return position;
}

function branchAt(branch: Branch, value: unknown): Branch {
  let next = branch.get(value);
  if (!(next instanceof Map)) branch.set(value, (next = new Map()));
  return next;
}
