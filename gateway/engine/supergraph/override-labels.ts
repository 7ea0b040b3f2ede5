import { Kind, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** Labels of `@override(label:)` in a supergraph, in the order of the alphabet. */
export function overrideLabelsOf(schema: GraphQLSchema): readonly string[] {
  const labels = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const directive of field.astNode?.directives ?? []) {
        const label = directive.arguments?.find(({ name }) => name.value === 'overrideLabel')?.value;
        if (label?.kind === Kind.STRING) labels.add(label.value);
      }
    }
  }
  return [...labels].sort();
}

const PERCENTAGE = /^percent\((\d+(?:\.\d+)?)\)$/;

/** The labels that are on for one request: those that the caller names, and `percent(x)` for x in a hundred requests. */
export function activeLabels(
  labels: readonly string[],
  named: ReadonlySet<string>,
  random: () => number,
): readonly string[] {
  return labels.filter((label) => {
    const percentage = PERCENTAGE.exec(label)?.[1];
    return percentage === undefined ? named.has(label) : random() * 100 < Number(percentage);
  });
}
