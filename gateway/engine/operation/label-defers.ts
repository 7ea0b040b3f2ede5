import { Kind } from 'graphql';
import type {
  DirectiveNode,
  FragmentDefinitionNode,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { SelectedOperation } from './prepare.ts';
import { PLACEHOLDER } from './specialise.ts';

export interface LabelledOperation extends SelectedOperation {
  /** From the labels given here to those of the client, which need not have given any. */
  readonly clientLabels: ReadonlyMap<string, string | undefined>;
}

/**
 * Gives every `@defer` a label of its own, so that what a planner says of it can be found again. Fragments are written out
 * where they are spread, since one `@defer` inside a fragment stands for as many deferred parts as the fragment has places.
 */
export function labelDefers({ operation, fragments }: SelectedOperation): LabelledOperation {
  const labeller = new Labeller(fragments);
  return {
    operation: { ...operation, selectionSet: labeller.selectionSet(operation.selectionSet) },
    fragments: new Map(),
    clientLabels: labeller.clientLabels,
  };
}

/** The label of a deferred fragment; `undefined` for any other selection. */
export function deferLabelOf(selection: SelectionNode): string | undefined {
  const directive = selection.directives?.find(({ name }) => name.value === 'defer');
  const label = directive?.arguments?.find(({ name }) => name.value === 'label')?.value;
  return label?.kind === Kind.STRING ? label.value : undefined;
}

class Labeller {
  readonly clientLabels = new Map<string, string | undefined>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  selectionSet({ selections }: SelectionSetNode): SelectionSetNode {
    const labelled = selections.flatMap((selection) => this.#selection(selection));
    // A planner does not ask for an object at first of which everything is deferred; clients expect it, empty.
    const onlyDeferred = labelled.every((selection) => deferLabelOf(selection) !== undefined);
    return { kind: Kind.SELECTION_SET, selections: onlyDeferred ? [PLACEHOLDER, ...labelled] : labelled };
  }

  #selection(selection: SelectionNode): readonly SelectionNode[] {
    if (selection.kind === Kind.FIELD) {
      if (!selection.selectionSet) return [selection];
      return [{ ...selection, selectionSet: this.selectionSet(selection.selectionSet) }];
    }
    const fragment: InlineFragmentNode | undefined =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#writtenOut(selection);
    if (!fragment) return [];
    return [
      {
        ...fragment,
        directives: (fragment.directives ?? []).map((directive) => this.#directive(directive)),
        selectionSet: this.selectionSet(fragment.selectionSet),
      },
    ];
  }

  #writtenOut(
    spread: Extract<SelectionNode, { kind: Kind.FRAGMENT_SPREAD }>,
  ): InlineFragmentNode | undefined {
    const fragment = this.#fragments.get(spread.name.value);
    if (!fragment) return undefined;
    const { typeCondition, selectionSet } = fragment;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, directives: spread.directives ?? [] };
  }

  #directive(directive: DirectiveNode): DirectiveNode {
    if (directive.name.value !== 'defer') return directive;
    const given = directive.arguments?.find(({ name }) => name.value === 'label')?.value;
    const label = `part${this.clientLabels.size}`;
    this.clientLabels.set(label, given?.kind === Kind.STRING ? given.value : undefined);
    return {
      ...directive,
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'label' },
          value: { kind: Kind.STRING, value: label },
        },
      ],
    };
  }
}
