import { isEnumType } from 'graphql';
import type { GraphQLLeafType, GraphQLSchema } from 'graphql';

/**
 * How a subgraph's value stands to its type: it may be answered, it is right but clients must not know of it
 * (`@inaccessible`), or it is wrong. Gets no null.
 */
export type LeafCheck = (value: unknown) => 'valid' | 'hidden' | 'invalid';

const MAX_INT = 2 ** 31;

const validIf =
  (test: (value: unknown) => boolean): LeafCheck =>
  (value) =>
    test(value) ? 'valid' : 'invalid';

const builtIn: Readonly<Record<string, LeafCheck>> = {
  String: validIf((value) => typeof value === 'string'),
  ID: validIf((value) => typeof value === 'string' || typeof value === 'number'),
  Boolean: validIf((value) => typeof value === 'boolean'),
  Float: validIf((value) => typeof value === 'number' && Number.isFinite(value)),
  Int: validIf(
    (value) => Number.isInteger(value) && (value as number) >= -MAX_INT && (value as number) < MAX_INT,
  ),
};

/** Custom scalars may be anything: only their subgraph knows. */
export const ANYTHING: LeafCheck = () => 'valid';

/** `supergraph` has the inaccessible enum values too. */
export function leafCheckFor(type: GraphQLLeafType, supergraph: GraphQLSchema): LeafCheck {
  if (!isEnumType(type)) return builtIn[type.name] ?? ANYTHING;
  const visible = new Set<unknown>(type.getValues().map(({ name }) => name));
  const full = supergraph.getType(type.name);
  const all = new Set<unknown>(isEnumType(full) ? full.getValues().map(({ name }) => name) : []);
  return (value) => (visible.has(value) ? 'valid' : all.has(value) ? 'hidden' : 'invalid');
}
