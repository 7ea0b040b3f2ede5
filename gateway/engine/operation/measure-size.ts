import { Kind } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode, GraphQLError } from 'graphql';
import { engineError } from '../errors.ts';

/** How large an operation is once its fragments stand where they are spread. */
interface Size {
  /** Fields, each counted as often as it is reached. */
  readonly fields: number;
  /** Fields below each other, at most. */
  readonly depth: number;
}

export interface SizeLimits {
  /** Fields of one operation or fragment with its fragments in place. */
  readonly maxFields: number;
  readonly maxDepth: number;
}

/**
 * Refuses documents that are short as text and huge once their fragments are in place: a fragment that spreads another
 * one twice, thirty times over, stands for a thousand million fields. Linear in the text, so it runs before anything that
 * looks at selections.
 * @returns what is wrong, with both numbers in its extensions; undefined when nothing is, or when validation has to say it
 *   (fragments that are missing or spread themselves).
 */
export function refuseOversize(document: DocumentNode, limits: SizeLimits): GraphQLError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Size>();
  const nothing: Size = { fields: 0, depth: 0 };

  function sizeOfFragment(name: string): Size {
    const measured = known.get(name);
    const fragment = fragments.get(name);
    if (measured !== undefined || fragment === undefined) return measured ?? nothing;
    // Stands for a fragment that is being measured: one that spreads itself ends here, and validation refuses it.
    known.set(name, nothing);
    const size = sizeOf(fragment.selectionSet);
    known.set(name, size);
    return size;
  }

  function sizeOf(selectionSet: SelectionSetNode): Size {
    let fields = 0;
    let depth = 0;
    for (const selection of selectionSet.selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? sizeOfFragment(selection.name.value)
          : selection.selectionSet === undefined
            ? nothing
            : sizeOf(selection.selectionSet);
      fields += inner.fields + (isField ? 1 : 0);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
    }
    return { fields, depth };
  }

  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    const { fields, depth } =
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? sizeOfFragment(definition.name.value)
        : sizeOf(definition.selectionSet);
    if (depth > limits.maxDepth) {
      return tooLarge('fields below each other', { depth, maxDepth: limits.maxDepth });
    }
    if (fields > limits.maxFields) {
      return tooLarge('fields with all fragments in place', { fields, maxFields: limits.maxFields });
    }
  }
  return undefined;
}

function tooLarge(what: string, numbers: Record<string, number>): GraphQLError {
  const [received, most] = Object.values(numbers);
  return engineError('OPERATION_TOO_LARGE', `Expected at most ${most} ${what}, got ${received}.`, {
    details: numbers,
  });
}
