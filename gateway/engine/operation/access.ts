import { Kind, TypeInfo, isAbstractType, isObjectType, visit, visitWithTypeInfo } from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
} from 'graphql';
import type { AccessGrants, AccessRules } from '../supergraph/access-rules.ts';
import { satisfies } from '../supergraph/access-rules.ts';
import type { SelectedOperation } from './prepare.ts';
import { PLACEHOLDER } from './specialise.ts';

/** Which fields and types one caller may not see. */
export interface Denials {
  /** Whether a field of an object type may not be read. */
  field(objectType: string, field: string): boolean;
  /** Whether objects of this type may not be seen at all. */
  type(name: string): boolean;
}

/** The part of the access rules that matters to one operation. */
export class OperationAccess {
  readonly #rules: AccessRules;
  readonly #relevant: readonly number[];

  constructor(selected: SelectedOperation, schema: GraphQLSchema, rules: AccessRules) {
    this.#rules = rules;
    this.#relevant = [...relevantRules(selected, schema, rules)];
  }

  /** Equal for callers who may see the same of this operation; empty for those who may see all. */
  keyFor(grants: AccessGrants): string {
    return this.#relevant.filter((position) => !this.#holds(position, grants)).join(',');
  }

  /** `undefined` when nothing of this operation is denied. */
  denialsFor(grants: AccessGrants): Denials | undefined {
    const missing = new Set(this.#relevant.filter((position) => !this.#holds(position, grants)));
    if (missing.size === 0) return undefined;
    const denied = (positions: readonly number[]): boolean =>
      positions.some((position) => missing.has(position));
    return {
      field: (objectType, field) => denied(this.#rules.ofField(objectType, field)),
      type: (name) => denied(this.#rules.ofType(name)),
    };
  }

  #holds(position: number, grants: AccessGrants): boolean {
    const rule = this.#rules.rules[position];
    return rule !== undefined && satisfies(rule, grants);
  }
}

function relevantRules(
  { operation, fragments }: SelectedOperation,
  schema: GraphQLSchema,
  rules: AccessRules,
): ReadonlySet<number> {
  const relevant = new Set<number>();
  const typeInfo = new TypeInfo(schema);
  for (const definition of [operation, ...fragments.values()]) {
    const visitor = visitWithTypeInfo(typeInfo, {
      Field(node) {
        for (const type of possibleTypes(schema, typeInfo.getParentType())) {
          for (const position of rules.ofField(type, node.name.value)) relevant.add(position);
          for (const position of rules.ofType(type)) relevant.add(position);
        }
      },
    });
    visit(definition, visitor);
  }
  return relevant;
}

/**
 * The operation without what is denied. A field of an interface that is denied for some of its types only is asked for on
 * the others, type by type.
 */
export function withoutDenied(
  { operation, fragments }: SelectedOperation,
  schema: GraphQLSchema,
  denials: Denials,
): SelectedOperation {
  const typeInfo = new TypeInfo(schema);
  const restrict = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(
    definition: Node,
  ): Node => {
    const visitor = visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        enter(node) {
          const parent = typeInfo.getParentType();
          const selections = node.selections.flatMap((selection) =>
            permitted(selection, parent ?? undefined, schema, denials),
          );
          return { ...node, selections: selections.length > 0 ? selections : [PLACEHOLDER] };
        },
      },
    });
    return visit(definition, visitor);
  };
  return {
    operation: restrict(operation),
    fragments: new Map([...fragments].map(([name, fragment]) => [name, restrict(fragment)])),
  };
}

function permitted(
  selection: SelectionNode,
  parent: GraphQLCompositeType | undefined,
  schema: GraphQLSchema,
  denials: Denials,
): readonly SelectionNode[] {
  if (selection.kind !== Kind.FIELD || selection.name.value.startsWith('__')) return [selection];
  const types = possibleTypes(schema, parent);
  const allowed = types.filter((type) => !denials.field(type, selection.name.value));
  if (allowed.length === types.length) return [selection];
  return allowed.map((type) => onType(type, selection));
}

function onType(type: string, field: FieldNode): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
}

function possibleTypes(
  schema: GraphQLSchema,
  type: GraphQLCompositeType | null | undefined,
): readonly string[] {
  if (!type) return [];
  if (isObjectType(type)) return [type.name];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}
