import { isEnumType } from 'graphql';
import type { GraphQLLeafType } from 'graphql';

/** Whether a subgraph's value may stand for the type. Gets no null. */
export type LeafCheck = (value: unknown) => boolean;

const MAX_INT = 2 ** 31;

const builtIn: Readonly<Record<string, LeafCheck>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
  Int: (value) => Number.isInteger(value) && (value as number) >= -MAX_INT && (value as number) < MAX_INT,
};

/** Custom scalars may be anything: only their subgraph knows. */
export function leafCheckFor(type: GraphQLLeafType): LeafCheck {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return builtIn[type.name] ?? (() => true);
}
