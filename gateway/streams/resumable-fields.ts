import { Kind, OperationTypeNode, parse } from 'graphql';
import type { DirectiveNode, DocumentNode } from 'graphql';

/** How a subscription field is resumed. */
export interface ResumableField {
  /** The field of its events that says where they stand. */
  readonly cursor: string;
  /** The argument that takes such a cursor: events behind it follow. */
  readonly after: string;
}

/** The subscription fields that a supergraph marks with `@resumable`, by name. */
export function resumableFields(supergraphSdl: string): ReadonlyMap<string, ResumableField> {
  const found = new Map<string, ResumableField>();
  if (!supergraphSdl.includes('@resumable')) return found;
  const document = parse(supergraphSdl, { noLocation: true });
  const typeName = subscriptionTypeName(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== typeName) continue;
    for (const { name, directives } of definition.fields ?? []) {
      const mark = directives?.find((directive) => directive.name.value === 'resumable');
      if (mark) found.set(name.value, fieldOf(mark));
    }
  }
  return found;
}

function subscriptionTypeName({ definitions }: DocumentNode): string {
  for (const definition of definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    const root = definition.operationTypes.find((each) => each.operation === OperationTypeNode.SUBSCRIPTION);
    if (root) return root.type.name.value;
  }
  return 'Subscription';
}

function fieldOf(mark: DirectiveNode): ResumableField {
  const argument = (name: string): string => {
    const value = mark.arguments?.find((each) => each.name.value === name)?.value;
    return value?.kind === Kind.STRING ? value.value : name;
  };
  return { cursor: argument('cursor'), after: argument('after') };
}
