import type { TypeIndex } from '../supergraph/type-index.ts';
import { mergeInto, mergeValue } from './merge.ts';
import type { DataObject } from './merge.ts';
import type { SelectionTree } from './selection-tree.ts';

/** `mergeInto` for one tree. */
export type Merger = (target: DataObject, source: DataObject) => void;

/** Compiling takes a fraction of a millisecond, which a plan that runs once or twice does not give back. */
const COMPILE_AFTER_RUNS = 2;

type CompiledMerger = (target: DataObject, source: DataObject, types: TypeIndex) => void;

interface Entry {
  runs: number;
  merger: CompiledMerger | undefined;
}

const known = new WeakMap<SelectionTree, Entry>();

/** The way to merge many objects by the same tree: compiled to JavaScript from the third time on. */
export function mergerFor(tree: SelectionTree, types: TypeIndex): Merger {
  let entry = known.get(tree);
  if (!entry) known.set(tree, (entry = { runs: 0, merger: undefined }));
  if (entry.runs <= COMPILE_AFTER_RUNS && entry.runs++ === COMPILE_AFTER_RUNS) entry.merger = compile(tree);
  const { merger } = entry;
  if (merger) return (target, source) => merger(target, source, types);
  return (target, source) => mergeInto(target, source, tree, types);
}

/** Constant keys, each read and written at a place of its own in the code, are what V8 makes fast. */
function compile(tree: SelectionTree): CompiledMerger | undefined {
  if (tree.has('__proto__')) return undefined;
  const lines = [...tree.keys()].map((name, index) => {
    const key = JSON.stringify(name);
    return `value = source[${key}];
      if (value !== undefined) {
        existing = target[${key}];
        if (existing === undefined) target[${key}] = value;
        else mergeValue(target, ${key}, existing, value, branches[${index}], types);
      }`;
  });
  const body = `return (target, source, types) => { let value, existing; ${lines.join('\n')} };`;
  // The text is made of names of GraphQL, which are letters, digits and underscores, and quoted even so.
  const make = new Function('mergeValue', 'branches', body) as (...values: unknown[]) => CompiledMerger;
  return make(mergeValue, [...tree.values()]);
}
