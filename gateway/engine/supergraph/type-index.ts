import { isAbstractType, isInterfaceType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** Answers type questions about the whole supergraph in constant time. */
export interface TypeIndex {
  readonly schema: GraphQLSchema;
  /**
   * Names that `__typename` may have for a value to fulfil the condition. Contains interfaces too: a subgraph that sees
   * an interface as an object (`@interfaceObject`) answers with the interface's name.
   */
  namesFulfilling(typeCondition: string): ReadonlySet<string>;
  /** Whether a value with this `__typename` is known to be of one object type. */
  isConcrete(typename: string): boolean;
}

export function createTypeIndex(schema: GraphQLSchema): TypeIndex {
  const fulfilling = new Map<string, ReadonlySet<string>>();
  const compute = (name: string): ReadonlySet<string> => {
    const type = schema.getType(name);
    const names = new Set([name]);
    if (!type || !isAbstractType(type)) return names;
    for (const possible of schema.getPossibleTypes(type)) names.add(possible.name);
    if (isInterfaceType(type)) {
      for (const sub of schema.getImplementations(type).interfaces) names.add(sub.name);
    }
    return names;
  };
  return {
    schema,
    namesFulfilling(typeCondition) {
      let names = fulfilling.get(typeCondition);
      if (!names) fulfilling.set(typeCondition, (names = compute(typeCondition)));
      return names;
    },
    isConcrete(typename) {
      const type = schema.getType(typename);
      return type !== undefined && !isAbstractType(type);
    },
  };
}
