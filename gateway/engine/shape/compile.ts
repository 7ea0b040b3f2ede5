import {
  Kind,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLOutputType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { Amount } from '../cost/amount.ts';
import type { InputCosts } from '../cost/input-cost.ts';
import type { Denials } from '../operation/access.ts';
import { deferLabelOf } from '../operation/label-defers.ts';
import { PLACEHOLDER } from '../operation/specialise.ts';
import { ANYTHING, leafCheckFor } from './leaf.ts';
import type { LeafCheck } from './leaf.ts';

/** What one place of the response holds. */
export type ValueShape =
  | { readonly kind: 'leaf'; readonly nonNull: boolean; readonly type: string; readonly check: LeafCheck }
  | { readonly kind: 'list'; readonly nonNull: boolean; readonly type: string; readonly item: ValueShape }
  | {
      readonly kind: 'object';
      readonly nonNull: boolean;
      readonly type: string;
      readonly fields: FieldsShape;
    };

/** The fields of one selection; which ones depends on the runtime type of the object. */
export interface FieldsShape {
  /** Whether the type is known without the data. */
  readonly isFixed: boolean;
  /**
   * The shape for a value of that `__typename`; `hidden` when clients must not know of such a type, `undefined` when it
   * cannot stand here.
   */
  forType(typename: string | undefined): ObjectShape | 'hidden' | undefined;
}

export interface ObjectShape {
  /** The name to answer for `__typename`; `undefined` where the data did not tell an object type. */
  readonly typename: string | undefined;
  /** Whether the caller may not see objects of this type at all. */
  readonly denied: boolean;
  readonly fields: readonly FieldShape[];
  /** Parts of the object that come later. */
  readonly deferred: readonly DeferredShape[];
}

export interface DeferredShape {
  readonly label: string;
  /** By the type that the object turns out to have: a subgraph that sees an interface as an object does not know it yet. */
  readonly fields: FieldsShape;
}

export interface FieldShape {
  /** The key in the response. */
  readonly key: string;
  /** The key in the data of the plan. */
  readonly dataKey: string;
  /** `Type.field`, for messages. */
  readonly coordinate: string;
  /** `denied`: the caller may not see it, so nothing was fetched. */
  readonly source: 'data' | 'typename' | 'introspection' | 'denied';
  /** What its arguments cost; 0 where costs are not counted. */
  readonly args: Amount;
  readonly value: ValueShape;
}

/** Everything that the shapes of one operation are compiled from. Conditions are resolved already. */
export interface ShapeInput {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The same with inaccessible elements. */
  readonly supergraph: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** From keys in the plan's data to keys in the response, where they differ. */
  readonly responseKeys: ReadonlyMap<string, string>;
  /** What the caller may not see; unset when that is nothing. */
  readonly denials?: Denials | undefined;
  /** Set where costs are counted. */
  readonly inputs?: InputCosts | undefined;
}

/** Compiles the response shape of an operation. Shapes below abstract types are compiled when first met. */
export function compileShape(input: ShapeInput): ObjectShape {
  const root = input.schema.getRootType(input.operation.operation);
  if (!root) throw new Error(`The schema has no ${input.operation.operation} type.`);
  return new ShapeCompiler(input).objectShape(root, root.name, [input.operation.selectionSet]);
}

class ShapeCompiler {
  readonly #input: ShapeInput;

  constructor(input: ShapeInput) {
    this.#input = input;
  }

  objectShape(
    type: GraphQLCompositeType,
    typename: string | undefined,
    selectionSets: readonly SelectionSetNode[],
  ): ObjectShape {
    const grouped = new Map<string, FieldNode[]>();
    const later: InlineFragmentNode[] = [];
    for (const selectionSet of selectionSets) this.#collect(type, selectionSet, new Set(), grouped, later);
    const fields: FieldShape[] = [];
    for (const [key, nodes] of grouped) {
      const field = this.#fieldShape(type, key, nodes);
      if (field) fields.push(field);
    }
    const denied = typename !== undefined && (this.#input.denials?.type(typename) ?? false);
    const deferred = later.map((fragment) => ({
      label: deferLabelOf(fragment) ?? '',
      fields: this.#fieldsShape(type, [withoutDirectives(fragment)]),
    }));
    return { typename, denied, fields, deferred };
  }

  #collect(
    type: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    visited: Set<string>,
    grouped: Map<string, FieldNode[]>,
    later: InlineFragmentNode[],
  ): void {
    for (const selection of selections) {
      if (selection === PLACEHOLDER) continue;
      if (selection.kind === Kind.FIELD) {
        const dataKey = (selection.alias ?? selection.name).value;
        const key = this.#input.responseKeys.get(dataKey) ?? dataKey;
        const nodes = grouped.get(key);
        if (nodes) nodes.push(selection);
        else grouped.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const applies = this.#applies(type, selection.typeCondition?.name.value);
        if (deferLabelOf(selection) !== undefined) {
          if (applies || !isObjectType(type)) later.push(selection);
        } else if (applies) {
          this.#collect(type, selection.selectionSet, visited, grouped, later);
        }
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = this.#input.fragments.get(selection.name.value);
        if (fragment && this.#applies(type, fragment.typeCondition.name.value)) {
          this.#collect(type, fragment.selectionSet, visited, grouped, later);
        }
      }
    }
  }

  #applies(type: GraphQLCompositeType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = this.#input.schema.getType(condition);
    return (
      isAbstractType(conditionType) && !isUnion(type) && this.#input.schema.isSubType(conditionType, type)
    );
  }

  #fieldShape(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): FieldShape | undefined {
    const [first] = nodes;
    if (!first) return undefined;
    const name = first.name.value;
    const dataKey = (first.alias ?? first.name).value;
    const coordinate = `${type.name}.${name}`;
    if (name === '__typename') {
      const value = { kind: 'leaf', nonNull: true, type: 'String', check: ANYTHING } as const;
      return { key, dataKey, coordinate, source: 'typename', args: 0, value };
    }
    const meta = name === '__schema' ? SchemaMetaFieldDef : name === '__type' ? TypeMetaFieldDef : undefined;
    if (meta) {
      const value = { kind: 'leaf', nonNull: false, type: 'Introspection', check: ANYTHING } as const;
      return { key, dataKey, coordinate, source: 'introspection', args: 0, value };
    }
    const field = 'getFields' in type ? type.getFields()[name] : undefined;
    if (!field) return undefined;
    const selectionSets = nodes.flatMap((node) => node.selectionSet ?? []);
    const source = this.#input.denials?.field(type.name, name) ? 'denied' : 'data';
    const args = this.#input.inputs?.ofArguments(type.name, field, first) ?? 0;
    return { key, dataKey, coordinate, source, args, value: this.#valueShape(field.type, selectionSets) };
  }

  #valueShape(type: GraphQLOutputType, selectionSets: readonly SelectionSetNode[]): ValueShape {
    const nonNull = isNonNullType(type);
    const nullable = isNonNullType(type) ? type.ofType : type;
    const name = getNamedType(nullable).name;
    if (isListType(nullable)) {
      return { kind: 'list', nonNull, type: name, item: this.#valueShape(nullable.ofType, selectionSets) };
    }
    if (isLeafType(nullable))
      return { kind: 'leaf', nonNull, type: name, check: leafCheckFor(nullable, this.#input.supergraph) };
    return { kind: 'object', nonNull, type: name, fields: this.#fieldsShape(nullable, selectionSets) };
  }

  #fieldsShape(type: GraphQLCompositeType, selectionSets: readonly SelectionSetNode[]): FieldsShape {
    if (isObjectType(type)) {
      let shape: ObjectShape | undefined;
      return {
        isFixed: true,
        forType: () => (shape ??= this.objectShape(type, type.name, selectionSets)),
      };
    }
    const byName = new Map<string | undefined, ObjectShape>();
    return {
      isFixed: false,
      forType: (typename) => {
        const known = byName.get(typename);
        if (known) return known;
        const shape = this.#shapeBelow(type, typename, selectionSets);
        if (shape) {
          byName.set(typename, shape);
          return shape;
        }
        // Subgraphs choose these names: they are not kept, or a misbehaving one would fill the memory.
        return typename !== undefined && this.#input.supergraph.getType(typename) ? 'hidden' : undefined;
      },
    };
  }

  #shapeBelow(
    declared: GraphQLCompositeType,
    typename: string | undefined,
    selectionSets: readonly SelectionSetNode[],
  ): ObjectShape | undefined {
    const type = typename === undefined ? declared : this.#input.schema.getType(typename);
    if (!type || !isCompositeType(type)) return undefined;
    if (isObjectType(type)) {
      const fits = isAbstractType(declared) && this.#input.schema.isSubType(declared, type);
      return fits ? this.objectShape(type, type.name, selectionSets) : undefined;
    }
    return this.objectShape(type, undefined, selectionSets);
  }
}

/** The fragment as the only selection, to be taken up at once. */
function withoutDirectives(fragment: InlineFragmentNode): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [{ ...fragment, directives: [] }] };
}

function isUnion(type: GraphQLCompositeType): type is Extract<GraphQLCompositeType, { getTypes(): unknown }> {
  return 'getTypes' in type;
}
