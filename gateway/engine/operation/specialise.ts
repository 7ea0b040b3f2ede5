import { Kind, visit } from 'graphql';
import type {
  DirectiveNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { SelectedOperation } from './prepare.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Stands in a selection that would be empty. The very same node everywhere; it is no part of the response. */
export const PLACEHOLDER: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
const CONDITIONALS: ReadonlySet<string> = new Set(['skip', 'include', 'defer', 'stream']);

/** Variables that decide what is part of the response, or whether a part of it comes later. */
export function conditionVariables({ operation, fragments }: SelectedOperation): readonly string[] {
  const names = new Set<string>();
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Directive(node) {
        if (!CONDITIONALS.has(node.name.value)) return;
        const value = ifArgument(node);
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}

/** Whether any part of the operation is deferred, under whatever condition. */
export function usesDefer({ operation, fragments }: SelectedOperation): boolean {
  let found = false;
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Directive(node) {
        if (node.name.value === 'defer') found = true;
      },
    });
  }
  return found;
}

/**
 * The operation as it is for these variables: what `@skip` and `@include` leave out is gone, and so are the directives. A
 * planner that need not think of conditions plans less and errs less. Selections that become empty keep a placeholder,
 * since the client still expects an object there. With `keepDefers` a `@defer` that applies stays, without its condition.
 */
export function specialise(
  { operation, fragments }: SelectedOperation,
  variables: Variables,
  keepDefers: boolean,
): SelectedOperation {
  const reduce = (selectionSet: SelectionSetNode): SelectionSetNode => {
    const selections = selectionSet.selections.flatMap((selection) =>
      reduceSelection(selection, variables, keepDefers, reduce),
    );
    return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [PLACEHOLDER] };
  };
  return {
    operation: withSelections(operation, reduce),
    fragments: new Map([...fragments].map(([name, fragment]) => [name, withSelections(fragment, reduce)])),
  };
}

function withSelections<Node extends OperationDefinitionNode | FragmentDefinitionNode>(
  definition: Node,
  reduce: (selectionSet: SelectionSetNode) => SelectionSetNode,
): Node {
  return { ...definition, selectionSet: reduce(definition.selectionSet) };
}

function reduceSelection(
  selection: SelectionNode,
  variables: Variables,
  keepDefers: boolean,
  reduce: (selectionSet: SelectionSetNode) => SelectionSetNode,
): readonly SelectionNode[] {
  let directives = selection.directives;
  if (directives && directives.length > 0) {
    if (!directives.every((directive) => isIncluded(directive, variables))) return [];
    directives = directives.flatMap((directive) => remainingDirective(directive, variables, keepDefers));
  }
  const reduced = { ...selection, ...(directives ? { directives } : {}) };
  if (!('selectionSet' in reduced) || !reduced.selectionSet) return [reduced];
  return [{ ...reduced, selectionSet: reduce(reduced.selectionSet) } as SelectionNode];
}

function isIncluded(directive: DirectiveNode, variables: Variables): boolean {
  const name = directive.name.value;
  return (name !== 'skip' && name !== 'include') || isOn(directive, variables) === (name === 'include');
}

function remainingDirective(
  directive: DirectiveNode,
  variables: Variables,
  keepDefers: boolean,
): readonly DirectiveNode[] {
  const name = directive.name.value;
  if (!CONDITIONALS.has(name)) return [directive];
  if (name !== 'defer' || !keepDefers || !isOn(directive, variables)) return [];
  return [
    {
      ...directive,
      arguments: (directive.arguments ?? []).filter((argument) => argument.name.value !== 'if'),
    },
  ];
}

function isOn(directive: DirectiveNode, variables: Variables): boolean {
  const value = ifArgument(directive);
  if (!value) return true;
  if (value.kind === Kind.VARIABLE) return variables[value.name.value] === true;
  return value.kind === Kind.BOOLEAN && value.value;
}

function ifArgument(directive: DirectiveNode) {
  return directive.arguments?.find(({ name }) => name.value === 'if')?.value;
}
