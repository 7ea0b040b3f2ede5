import { Kind, visit } from 'graphql';
import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import type { SelectedOperation } from './prepare.ts';

export interface RenamedOperation extends SelectedOperation {
  /** From the new aliases to the keys that the client expects. */
  readonly responseKeys: ReadonlyMap<string, string>;
}

/**
 * Renames aliases that could be mistaken for a field. A planner adds keys and required fields to what it asks for under
 * their own names; where the client gave such a name to another field, one of the two would get the other's value.
 */
export function renameConflictingAliases(
  { operation, fragments }: SelectedOperation,
  schema: GraphQLSchema,
): RenamedOperation {
  const taken = fieldNamesOf(schema);
  const names = new Map<string, string>();
  const responseKeys = new Map<string, string>();
  const rename = (alias: string, field: string): string => {
    const known = names.get(`${alias}:${field}`);
    if (known !== undefined) return known;
    let counter = names.size;
    while (taken.has(`${alias}_${counter}`)) counter++;
    const name = `${alias.replace(/^__/, 'u')}_${counter}`;
    names.set(`${alias}:${field}`, name);
    responseKeys.set(name, alias);
    return name;
  };
  const conflicts = (alias: string): boolean =>
    taken.has(alias) || alias.startsWith('__') || alias in Object.prototype;
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Field(node) {
        if (node.alias && !conflicts(node.alias.value)) taken.add(node.alias.value);
      },
    });
  }
  const apply = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(definition: Node): Node =>
    visit(definition, {
      Field(node) {
        const alias = node.alias?.value;
        if (alias === undefined || alias === node.name.value || !conflicts(alias)) return undefined;
        return { ...node, alias: { kind: Kind.NAME, value: rename(alias, node.name.value) } };
      },
    });
  return {
    operation: apply(operation),
    fragments: new Map([...fragments].map(([name, fragment]) => [name, apply(fragment)])),
    responseKeys,
  };
}

function fieldNamesOf(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const name of Object.keys(type.getFields())) names.add(name);
  }
  return names;
}
