import { Kind } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLError,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { engineError } from '../errors.ts';

/** How large an operation is once its fragments stand where they are spread. */
interface Size {
  /** Fields, each counted as often as it is reached. */
  readonly fields: number;
  /** Fields below each other, at most. */
  readonly depth: number;
  /** Fields with an alias, each counted as often as it is reached. */
  readonly aliases: number;
  /** Fields directly here, those of fragments included. */
  readonly rootFields: number;
}

export interface SizeLimits {
  /** Fields of one operation or fragment with its fragments in place. */
  readonly maxFields: number;
  readonly maxDepth: number;
  /** Fields with an alias, of one operation or fragment with its fragments in place. */
  readonly maxAliases: number;
  /** Fields of the root, of one operation with its fragments in place. */
  readonly maxRootFields: number;
  /** Directives in the text of a document. */
  readonly maxDirectives: number;
}

/**
 * Refuses documents that are too large or too deep, also those that are short as text and huge once their fragments are
 * in place: a fragment that spreads another one twice, thirty times over, stands for a thousand million fields. One pass,
 * linear in the text, so it runs before anything that looks at selections.
 * @returns what is wrong, with both numbers in its extensions; undefined when nothing is, or when validation has to say it
 *   (fragments that are missing or spread themselves).
 */
export function refuseOversize(document: DocumentNode, limits: SizeLimits): GraphQLError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Size>();
  const nothing: Size = { fields: 0, depth: 0, aliases: 0, rootFields: 0 };
  let directives = 0;

  function sizeOfFragment(name: string): Size {
    const measured = known.get(name);
    const fragment = fragments.get(name);
    if (measured !== undefined || fragment === undefined) return measured ?? nothing;
    // Stands for a fragment that is being measured: one that spreads itself ends here, and validation refuses it.
    known.set(name, nothing);
    directives += fragment.directives?.length ?? 0;
    const size = sizeOf(fragment.selectionSet);
    known.set(name, size);
    return size;
  }

  function sizeOf(selectionSet: SelectionSetNode): Size {
    let fields = 0;
    let depth = 0;
    let aliases = 0;
    let rootFields = 0;
    for (const selection of selectionSet.selections) {
      const isField = selection.kind === Kind.FIELD;
      directives += selection.directives?.length ?? 0;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? sizeOfFragment(selection.name.value)
          : selection.selectionSet === undefined
            ? nothing
            : sizeOf(selection.selectionSet);
      fields += inner.fields + (isField ? 1 : 0);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
      rootFields += isField ? 1 : inner.rootFields;
    }
    return { fields, depth, aliases, rootFields };
  }

  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    const isOperation = definition.kind === Kind.OPERATION_DEFINITION;
    if (isOperation) directives += directivesOf(definition);
    const { fields, depth, aliases, rootFields } = isOperation
      ? sizeOf(definition.selectionSet)
      : sizeOfFragment(definition.name.value);
    if (depth > limits.maxDepth) {
      return tooLarge('fields below each other', { depth, maxDepth: limits.maxDepth });
    }
    if (fields > limits.maxFields) {
      return tooLarge('fields with all fragments in place', { fields, maxFields: limits.maxFields });
    }
    if (aliases > limits.maxAliases) {
      return tooLarge('aliases with all fragments in place', { aliases, maxAliases: limits.maxAliases });
    }
    if (isOperation && rootFields > limits.maxRootFields) {
      const { maxRootFields } = limits;
      return tooLarge('fields of the root with all fragments in place', { rootFields, maxRootFields });
    }
  }
  const { maxDirectives } = limits;
  return directives > maxDirectives ? tooLarge('directives', { directives, maxDirectives }) : undefined;
}

function directivesOf({ directives = [], variableDefinitions = [] }: OperationDefinitionNode): number {
  return variableDefinitions.reduce(
    (count, variable) => count + (variable.directives?.length ?? 0),
    directives.length,
  );
}

function tooLarge(what: string, numbers: Record<string, number>): GraphQLError {
  const [received, most] = Object.values(numbers);
  return engineError('OPERATION_TOO_LARGE', `Expected at most ${most} ${what}, got ${received}.`, {
    details: numbers,
  });
}
