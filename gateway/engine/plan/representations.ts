import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { RenamedFieldNode } from '../planner/resolve-stand-ins.ts';
import type { TypeIndex } from '../supergraph/type-index.ts';
import { isObject } from './merge.ts';
import type { DataObject } from './merge.ts';

/** Builds what a subgraph needs to know of an entity, or `undefined` where the entity lacks a part of it. */
export type RepresentationBuilder = (entity: DataObject) => DataObject | undefined;

type Filler = (from: DataObject, into: DataObject) => boolean;

/** Compiles the `requires` of a fetch. */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  types: TypeIndex,
): RepresentationBuilder {
  const fill = compileFiller(requires, types);
  let calls = 0;
  let build: RepresentationBuilder = (entity) => {
    if (calls++ === WRITE_AFTER_CALLS) build = writeFlatBuilder(requires, types) ?? build;
    const representation: DataObject = {};
    if (!fill(entity, representation)) return undefined;
    return typeof representation.__typename === 'string' ? representation : undefined;
  };
  return (entity) => build(entity);
}

/** Writing a builder as JavaScript takes a fraction of a millisecond; this many entities later it has paid. */
const WRITE_AFTER_CALLS = 200;

/**
 * The builder as a JavaScript function with an object literal, whose layout V8 knows ahead. Only for leaf fields of one type
 * condition, which is what keys mostly are.
 */
function writeFlatBuilder(
  requires: readonly QueryPlanSelectionNode[],
  types: TypeIndex,
): RepresentationBuilder | undefined {
  const [fragment, ...others] = requires;
  if (fragment?.kind !== 'InlineFragment' || fragment.typeCondition === undefined || others.length > 0)
    return undefined;
  const lines: string[] = [];
  const entries = new Map<string, string>();
  for (const selection of fragment.selections) {
    if (selection.kind !== 'Field' || selection.selections?.length) return undefined;
    const { alias, name, writeAs = alias ?? name }: RenamedFieldNode = selection;
    if (writeAs === '__proto__' || entries.has(writeAs)) return undefined;
    const variable = `v${entries.size}`;
    lines.push(`const ${variable} = entity[${JSON.stringify(alias ?? name)}];`);
    lines.push(`if (${variable} === undefined) return undefined;`);
    entries.set(writeAs, `${JSON.stringify(writeAs)}: ${variable}`);
  }
  if (!entries.has('__typename')) return undefined;
  const body = `return (entity) => {
    const typename = entity.__typename;
    if (typeof typename !== 'string' || !names.has(typename)) return undefined;
    ${lines.join('\n')}
    return { ${[...entries.values()].join(', ')} };
  };`;
  // The text is made of names of GraphQL, which are letters, digits and underscores, and quoted even so.
  const make = new Function('names', body) as (names: ReadonlySet<string>) => RepresentationBuilder;
  return make(types.namesFulfilling(fragment.typeCondition));
}

function compileFiller(selections: readonly QueryPlanSelectionNode[], types: TypeIndex): Filler {
  const fillers = selections.map((selection): Filler => {
    if (selection.kind === 'Field') return compileField(selection, types);
    const inner = compileFiller(selection.selections, types);
    if (selection.typeCondition === undefined) return inner;
    const names = types.namesFulfilling(selection.typeCondition);
    return (from, into) =>
      typeof from.__typename === 'string' && names.has(from.__typename) ? inner(from, into) : true;
  });
  return (from, into) => {
    for (const filler of fillers) if (!filler(from, into)) return false;
    return true;
  };
}

function compileField(selection: RenamedFieldNode, types: TypeIndex): Filler {
  const key = selection.alias ?? selection.name;
  const writeAs = selection.writeAs ?? key;
  const { selections } = selection;
  if (!selections || selections.length === 0) {
    return (from, into) => {
      const value = from[key];
      if (value === undefined) return false;
      into[writeAs] = value;
      return true;
    };
  }
  const inner = compileFiller(selections, types);
  return (from, into) => {
    if (from[key] === undefined) return false;
    const projected = project(from[key], into[writeAs], inner);
    if (projected === undefined) return false;
    into[writeAs] = projected;
    return true;
  };
}

/** The part of `value` that the selections name, merged into `existing`; `undefined` where a piece is missing. */
function project(value: unknown, existing: unknown, inner: Filler): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const [index, item] of value.entries()) {
      const projected = project(item, Array.isArray(existing) ? existing[index] : undefined, inner);
      if (projected === undefined) return undefined;
      items.push(projected);
    }
    return items;
  }
  if (!isObject(value)) return value;
  const into = isObject(existing) ? existing : {};
  return inner(value, into) ? into : undefined;
}

/**
 * A text that is equal for equal representations of one fetch and different for different ones. Cheaper than JSON for what
 * representations mostly are: a type name and a string.
 */
export function representationKey(representation: DataObject): string {
  let key = '';
  for (const name in representation) {
    const value = representation[name];
    // The length keeps apart what could otherwise run together.
    key +=
      typeof value === 'string'
        ? `${name}:${value.length}:${value}`
        : `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)};`;
  }
  return key;
}
