import type { FetchDataKeyRenamer, FetchDataRewrite } from '@apollo/query-planner';
import type { TypeIndex } from '../supergraph/type-index.ts';
import { isObject } from './merge.ts';
import type { DataObject } from './merge.ts';

/** Changes a value in place. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT_PREFIX = '... on ';

/** Compiles a fetch's rewrites into one function; `undefined` when there are none. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: TypeIndex,
): Rewrite | undefined {
  if (!rewrites || rewrites.length === 0) return undefined;
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, types: TypeIndex): Rewrite {
  const last = rewrite.path.at(-1);
  if (last === undefined) return () => undefined;
  let apply = atObject(rewrite, last);
  for (const part of rewrite.path.slice(0, -1).reverse()) apply = atPart(part, apply, types);
  return apply;
}

function atObject(rewrite: FetchDataRewrite, key: string): Rewrite {
  if (rewrite.kind === 'ValueSetter') {
    return onEachObject((object) => {
      object[key] = rewrite.setValueTo;
    });
  }
  return onEachObject((object) => {
    if (object[key] === undefined) return;
    object[rewrite.renameKeyTo] = joined(object[rewrite.renameKeyTo], object[key]);
    delete object[key];
  });
}

/** One value of two selections of the same field, which the planner had to ask for under two names. */
function joined(existing: unknown, value: unknown): unknown {
  if (existing === undefined || existing === null) return value;
  if (Array.isArray(existing) && Array.isArray(value)) {
    return existing.map((item, index) => joined(item, value[index]));
  }
  if (!isObject(existing) || !isObject(value)) return existing;
  const both: DataObject = { ...existing };
  for (const [key, child] of Object.entries(value)) both[key] = joined(both[key], child);
  return both;
}

function atPart(part: string, apply: Rewrite, types: TypeIndex): Rewrite {
  if (!part.startsWith(FRAGMENT_PREFIX)) return onEachObject((object) => apply(object[part]));
  const names = types.namesFulfilling(part.slice(FRAGMENT_PREFIX.length));
  return onEachObject((object) => {
    if (typeof object.__typename !== 'string' || names.has(object.__typename)) apply(object);
  });
}

function onEachObject(apply: (object: DataObject) => void): Rewrite {
  const each: Rewrite = (value) => {
    if (Array.isArray(value)) value.forEach(each);
    else if (isObject(value)) apply(value);
  };
  return each;
}

/** Reads one contextual argument: a value found some levels above an entity. */
export interface ContextReader {
  readonly variable: string;
  /** `ancestors` ends with the entity itself. `undefined` where the path does not lead to a value. */
  read(ancestors: readonly DataObject[]): unknown;
}

/** Compiles `contextRewrites`: `..` climbs to the parent object, other parts descend. */
export function compileContextReaders(
  renamers: readonly FetchDataKeyRenamer[] | undefined,
  types: TypeIndex,
): readonly ContextReader[] {
  return (renamers ?? []).map(({ path, renameKeyTo }) => {
    const levels = path.filter((part) => part === '..').length;
    const descend = path.slice(levels).map((part) => {
      if (!part.startsWith(FRAGMENT_PREFIX)) return { key: part };
      return { names: types.namesFulfilling(part.slice(FRAGMENT_PREFIX.length)) };
    });
    return {
      variable: renameKeyTo,
      read(ancestors) {
        let value: unknown = ancestors[ancestors.length - 1 - levels];
        for (const step of descend) {
          if (!isObject(value)) return undefined;
          if (step.key !== undefined) value = value[step.key];
          else if (typeof value.__typename === 'string' && !step.names.has(value.__typename))
            return undefined;
        }
        return value;
      },
    };
  });
}
