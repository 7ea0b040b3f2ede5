import { Kind, getNullableType, isInputObjectType, isListType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLInputType, ValueNode } from 'graphql';
import { sum } from './amount.ts';
import type { Amount } from './amount.ts';
import type { CostRules } from './cost-rules.ts';

/** What one value costs. */
type Scorer = (value: unknown) => number;

const nothing: Scorer = () => 0;

/**
 * What arguments cost. An input object costs the weight of the argument or input field that it is the value of, else 1, and
 * what its own fields cost; a leaf that weight, else its type's. A list costs the weight of its argument once and then each
 * of its items. Null costs nothing.
 */
export class InputCosts {
  readonly #rules: CostRules;
  readonly #objects = new Map<string, Scorer>();

  constructor(rules: CostRules) {
    this.#rules = rules;
  }

  /** What the arguments of one use of a field cost. */
  ofArguments(typeName: string, field: GraphQLField<unknown, unknown>, node: FieldNode): Amount {
    return sum(
      (node.arguments ?? []).map(({ name, value }) => {
        const argument = field.args.find((each) => each.name === name.value);
        if (!argument) return 0;
        return this.#ofNode(value, argument.type, this.#rules.ofArgument(typeName, field.name, name.value));
      }),
    );
  }

  #ofNode(node: ValueNode, declared: GraphQLInputType, own: number | undefined): Amount {
    const type = getNullableType(declared) as GraphQLInputType;
    if (node.kind === Kind.NULL) return 0;
    if (node.kind === Kind.VARIABLE) {
      const score = this.#scorer(type, own);
      const { value: name } = node.name;
      return score === nothing ? 0 : (variables) => score(variables[name]);
    }
    if (isListType(type)) {
      // A single value stands for a list of one.
      const items = node.kind === Kind.LIST ? node.values : [node];
      return sum([own ?? 0, ...items.map((item) => this.#ofNode(item, type.ofType, undefined))]);
    }
    if (isInputObjectType(type) && node.kind === Kind.OBJECT) {
      const fields = node.fields.map(({ name, value }) => {
        const field = type.getFields()[name.value];
        return field ? this.#ofNode(value, field.type, this.#rules.ofInputField(type.name, name.value)) : 0;
      });
      return sum([own ?? 1, ...fields]);
    }
    return own ?? this.#leafWeight(type);
  }

  #leafWeight(type: GraphQLInputType): number {
    return 'name' in type && !isInputObjectType(type) ? this.#rules.ofType(type.name) : 0;
  }

  /** `nothing` itself where no value can cost anything. */
  #scorer(declared: GraphQLInputType, own: number | undefined): Scorer {
    const type = getNullableType(declared) as GraphQLInputType;
    if (isListType(type)) {
      const score = this.#scorer(type.ofType, undefined);
      const weight = own ?? 0;
      if (score === nothing && weight === 0) return nothing;
      return (value) => {
        if (value === null || value === undefined) return 0;
        if (!Array.isArray(value)) return weight + score(value);
        let cost = weight;
        for (const item of value) cost += score(item);
        return cost;
      };
    }
    if (isInputObjectType(type)) {
      const score = this.#objectScorer(type.name, () => Object.values(type.getFields()));
      const weight = own ?? 1;
      return (value) => (value === null || value === undefined ? 0 : weight + score(value));
    }
    const weight = own ?? this.#leafWeight(type);
    return weight === 0 ? nothing : (value) => (value === null || value === undefined ? 0 : weight);
  }

  /** What the fields of an input object cost. Its type may hold itself, so the scorer is there before it is complete. */
  #objectScorer(
    typeName: string,
    fieldsOf: () => readonly { readonly name: string; readonly type: GraphQLInputType }[],
  ): Scorer {
    const known = this.#objects.get(typeName);
    if (known) return known;
    const fields: { readonly name: string; readonly score: Scorer }[] = [];
    const score: Scorer = (value) => {
      let cost = 0;
      const object = value as Readonly<Record<string, unknown>>;
      for (const field of fields) cost += field.score(object[field.name]);
      return cost;
    };
    this.#objects.set(typeName, score);
    for (const { name, type } of fieldsOf()) {
      const fieldScore = this.#scorer(type, this.#rules.ofInputField(typeName, name));
      if (fieldScore !== nothing) fields.push({ name, score: fieldScore });
    }
    return score;
  }
}
