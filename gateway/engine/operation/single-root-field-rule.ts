import { GraphQLError, Kind, OperationTypeNode } from 'graphql';
import type { ASTVisitor, FieldNode, SelectionSetNode, ValidationContext } from 'graphql';

/**
 * A subscription selects one root field, and that is no introspection field. Counts fields under `@skip` and `@include`
 * as selected, since validation does not know the variables.
 */
export function SingleRootFieldRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation !== OperationTypeNode.SUBSCRIPTION) return;
      const fields = new Map<string, FieldNode[]>();
      collectRootFields(node.selectionSet, context, new Set(), fields);
      const name = node.name ? `Subscription "${node.name.value}"` : 'Anonymous Subscription';
      if (fields.size > 1) {
        const extra = [...fields.values()].slice(1).flat();
        context.reportError(
          new GraphQLError(`${name} must select only one top level field.`, { nodes: extra }),
        );
      }
      for (const nodes of fields.values()) {
        if (!nodes[0]?.name.value.startsWith('__')) continue;
        context.reportError(
          new GraphQLError(`${name} must not select an introspection top level field.`, { nodes }),
        );
      }
    },
  };
}

function collectRootFields(
  { selections }: SelectionSetNode,
  context: ValidationContext,
  visited: Set<string>,
  fields: Map<string, FieldNode[]>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collectRootFields(selection.selectionSet, context, visited, fields);
    } else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      const fragment = context.getFragment(selection.name.value);
      if (fragment) collectRootFields(fragment.selectionSet, context, visited, fields);
    }
  }
}
