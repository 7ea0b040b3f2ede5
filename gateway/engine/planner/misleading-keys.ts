import { Kind, print, visit } from 'graphql';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';

/**
 * The supergraph without keys that are not resolvable, where the subgraph has one that is. After fetching what a field
 * requires, Apollo's planner goes back to the field's subgraph by the first key that it finds there, resolvable or not.
 */
export function withoutMisleadingKeys(supergraph: DocumentNode): DocumentNode {
  const reduce = (directives: readonly ConstDirectiveNode[] = []): readonly ConstDirectiveNode[] =>
    directives.filter((directive) => {
      if (!isUnresolvableKey(directive)) return true;
      const graph = argument(directive, 'graph');
      return !directives.some((other) => isResolvableKey(other) && argument(other, 'graph') === graph);
    });
  return visit(supergraph, {
    ObjectTypeDefinition: (node) => ({ ...node, directives: reduce(node.directives) }),
    InterfaceTypeDefinition: (node) => ({ ...node, directives: reduce(node.directives) }),
  });
}

function isUnresolvableKey(directive: ConstDirectiveNode): boolean {
  return hasKey(directive) && argument(directive, 'resolvable') === 'false';
}

function isResolvableKey(directive: ConstDirectiveNode): boolean {
  return hasKey(directive) && argument(directive, 'resolvable') !== 'false';
}

function hasKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && argument(directive, 'key') !== undefined;
}

function argument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  return value && value.kind !== Kind.NULL ? print(value) : undefined;
}
