import {
  Kind,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import type {
  FieldNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import type { SelectedOperation } from '../operation/prepare.ts';
import { PLACEHOLDER } from '../operation/specialise.ts';
import { largest, product, sum, valueOf } from './amount.ts';
import type { Amount } from './amount.ts';
import type { CostRules } from './cost-rules.ts';
import type { InputCosts } from './input-cost.ts';
import { sizeOf } from './list-size.ts';

export interface EstimateInput {
  /** Conditions are resolved already. */
  readonly selected: SelectedOperation;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly rules: CostRules;
  readonly inputs: InputCosts;
  /** How many items a list has of which nothing is known. */
  readonly listSize: number;
}

/** What an operation costs beside its fields. */
export const MUTATION_COST = 10;

/**
 * What an operation may cost at most, if lists keep what `@listSize` promises of them:
 *
 * - an operation: that of its fields; a mutation 10 more;
 * - a field: its arguments, and for each of its items the weight of the field (`@cost` on it, else on its type, else 1 for
 *   an object and 0 for a scalar or enum) with what is selected below. A field asked for twice under one name counts once;
 * - a field of an interface or union: that of the type for which it is most;
 * - introspection: nothing.
 *
 * Weights and arguments together are never less than nothing. Time is linear in the fields of the operation and the types
 * that each may have.
 */
export function compileEstimate(input: EstimateInput): Amount {
  const { schema, selected } = input;
  const kind = selected.operation.operation;
  const root = schema.getRootType(kind);
  if (!root) return 0;
  const compiler = new EstimateCompiler(input);
  const fields = compiler.ofRoot(root, selected.operation.selectionSet);
  return sum([kind === 'mutation' ? MUTATION_COST : 0, fields]);
}

/** One field as it is selected somewhere, and the types of which that holds: all of them. */
interface Occurrence {
  readonly node: FieldNode;
  readonly conditions: readonly string[];
}

/** All occurrences of a field under one response key in one place of the response. */
class Group {
  readonly name: string;
  readonly occurrences: Occurrence[] = [];
  /** The fields selected below, whatever the type. */
  below: readonly Group[] | undefined;
  /** What the fields below cost on a type, where nothing tells how long their lists are. */
  readonly costBelow = new Map<string, Amount>();

  constructor(name: string) {
    this.name = name;
  }
}

/** Lists among the fields of an object, of which the field that returned the object told the size. */
interface SizedLists {
  readonly names: ReadonlySet<string>;
  readonly size: Amount;
}

class EstimateCompiler {
  readonly #input: EstimateInput;

  constructor(input: EstimateInput) {
    this.#input = input;
  }

  ofRoot(root: GraphQLObjectType, selectionSet: SelectionSetNode): Amount {
    return this.#fieldsOf(root, this.#collect([selectionSet]), undefined);
  }

  /** Groups regardless of types: which of them a type has is asked later, or there would be a group for each combination. */
  #collect(selectionSets: readonly SelectionSetNode[]): readonly Group[] {
    const groups = new Map<string, Group>();
    const visited = new Set<string>();
    const visit = ({ selections }: SelectionSetNode, conditions: readonly string[]): void => {
      for (const selection of selections) {
        if (selection === PLACEHOLDER) continue;
        if (selection.kind === Kind.FIELD) {
          const name = selection.name.value;
          if (name.startsWith('__')) continue;
          const key = `${(selection.alias ?? selection.name).value} ${name}`;
          const group = groups.get(key) ?? new Group(name);
          groups.set(key, group);
          group.occurrences.push({ node: selection, conditions });
          continue;
        }
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value;
          visit(selection.selectionSet, condition === undefined ? conditions : [...conditions, condition]);
          continue;
        }
        const fragment = this.#input.selected.fragments.get(selection.name.value);
        if (!fragment) continue;
        const within = [...conditions, fragment.typeCondition.name.value];
        // The same fragment under other conditions may hold of other types.
        const spread = `${selection.name.value} ${within.join(' ')}`;
        if (visited.has(spread)) continue;
        visited.add(spread);
        visit(fragment.selectionSet, within);
      }
    };
    for (const selectionSet of selectionSets) visit(selectionSet, []);
    return [...groups.values()];
  }

  #fieldsOf(type: GraphQLObjectType, groups: readonly Group[], sized: SizedLists | undefined): Amount {
    const costs: Amount[] = [];
    for (const group of groups) {
      const occurrence = group.occurrences.find(({ conditions }) => this.#holds(type, conditions));
      const field = occurrence && type.getFields()[group.name];
      if (field) costs.push(this.#ofField(type, field, occurrence.node, group, sized));
    }
    return sum(costs);
  }

  #holds(type: GraphQLObjectType, conditions: readonly string[]): boolean {
    return conditions.every((name) => {
      const condition = this.#input.schema.getType(name);
      return (
        name === type.name || (isAbstractType(condition) && this.#input.schema.isSubType(condition, type))
      );
    });
  }

  #ofField(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    group: Group,
    sized: SizedLists | undefined,
  ): Amount {
    const { rules, inputs, listSize } = this.#input;
    const rule = rules.listSize(parent.name, field.name);
    const size = rule && sizeOf(rule, field, node, listSize);
    const isSized = rule !== undefined && rule.sizedFields.size > 0;
    const items = this.#itemsOf(
      field.type,
      sized?.names.has(field.name) === true ? sized.size : isSized ? undefined : size,
    );
    const lists = isSized && size !== undefined ? { names: rule.sizedFields, size } : undefined;
    const own = rules.ofField(parent.name, field.name);
    const args = inputs.ofArguments(parent.name, field, node);
    const type = getNamedType(field.type);
    if (!isCompositeType(type))
      return atLeastNothing(sum([product(items, own ?? rules.ofType(type.name)), args]));
    const below = product(items, this.#below(type, group, own, lists));
    if (typeof args === 'number' && args >= 0 && (own ?? 0) >= 0) return sum([below, args]);
    // Apart, since negative weights may come to less than nothing, and what is below must not make up for that.
    const weight = own ?? this.#lightest(type);
    return sum([below, product(items, -weight), atLeastNothing(sum([product(items, weight), args]))]);
  }

  /** What one item costs: its weight and the fields below, for the type for which that is most. */
  #below(
    type: GraphQLCompositeType,
    group: Group,
    own: number | undefined,
    sized: SizedLists | undefined,
  ): Amount {
    const groups = (group.below ??= this.#collect(
      group.occurrences.flatMap(({ node }) => node.selectionSet ?? []),
    ));
    return largest(
      this.#objectTypes(type).map((each) =>
        sum([own ?? this.#input.rules.ofType(each.name), this.#costBelow(each, group, groups, sized)]),
      ),
    );
  }

  #costBelow(
    type: GraphQLObjectType,
    group: Group,
    groups: readonly Group[],
    sized: SizedLists | undefined,
  ): Amount {
    if (sized) return this.#fieldsOf(type, groups, sized);
    const known = group.costBelow.get(type.name);
    if (known !== undefined) return known;
    const cost = this.#fieldsOf(type, groups, undefined);
    group.costBelow.set(type.name, cost);
    return cost;
  }

  #objectTypes(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.#input.schema.getPossibleTypes(type);
  }

  #lightest(type: GraphQLCompositeType): number {
    const weights = this.#objectTypes(type).map(({ name }) => this.#input.rules.ofType(name));
    return weights.length === 0 ? 0 : Math.min(...weights);
  }

  /** `size` is that of the outermost list; of lists within lists nothing is known. */
  #itemsOf(type: GraphQLOutputType, size: Amount | undefined): Amount {
    const outer = getNullableType(type);
    if (!isListType(outer)) return 1;
    return product(size ?? this.#input.listSize, this.#itemsOf(outer.ofType, undefined));
  }
}

function atLeastNothing(amount: Amount): Amount {
  return typeof amount === 'number'
    ? Math.max(0, amount)
    : (variables) => Math.max(0, valueOf(amount, variables));
}
