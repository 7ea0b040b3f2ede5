import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphQLArgument, GraphQLCompositeType, GraphQLField, GraphQLSchema } from 'graphql';
import type { Random } from './random.ts';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A query that is probably valid: aliases may collide, so validate before use. */
export function randomOperation(
  schema: GraphQLSchema,
  random: Random,
  options: { readonly deferProbability?: number } = {},
): RandomOperation {
  return new OperationWriter(schema, random, options.deferProbability ?? 0).write();
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #fieldNames: readonly string[];
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  readonly #deferProbability: number;
  #budget: number;

  constructor(schema: GraphQLSchema, random: Random, deferProbability: number) {
    this.#deferProbability = deferProbability;
    this.#schema = schema;
    this.#random = random;
    this.#budget = 8 + random.below(40);
    this.#fieldNames = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : []));
  }

  write(): RandomOperation {
    const root = this.#schema.getQueryType();
    if (!root) throw new Error('The schema has no query type.');
    const body = this.#selections(root, 0);
    const definitions = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    return {
      query: [`query Q${definitions} ${body}`, ...this.#fragments].join('\n'),
      variables: this.#variables,
    };
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#random.below(depth === 0 ? 3 : 4);
    const parts = Array.from({ length: count }, () => this.#selection(type, depth)).filter(
      (part) => part !== '',
    );
    return parts.length > 0 ? `{ ${parts.join(' ')} }` : '{ __typename }';
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    this.#budget--;
    const choice = this.#random.next();
    if (choice < 0.07) return `${this.#alias(0.3)}__typename${this.#condition()}`;
    if (choice < 0.22 && depth < 6) return this.#fragment(type, depth);
    if (!('getFields' in type)) return depth < 6 ? this.#fragment(type, depth) : '__typename';
    return this.#field(this.#random.pick(Object.values(type.getFields())), depth);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    if (isCompositeType(type) && (depth >= 5 || this.#budget < 0)) return '';
    const args = field.args.map((arg) => this.#argument(arg)).filter((text) => text !== '');
    const head = `${this.#alias(0.2)}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#condition()}`;
    return isCompositeType(type) ? `${head} ${this.#selections(type, depth + 1)}` : head;
  }

  /** Half of the aliases have the name of some field: those that a planner can confuse. */
  #alias(probability: number): string {
    if (!this.#random.chance(probability)) return '';
    return `${this.#random.chance(0.5) ? this.#random.pick(this.#fieldNames) : `a${this.#random.below(5)}`}: `;
  }

  #condition(): string {
    if (!this.#random.chance(0.08)) return '';
    const value = this.#random.chance(0.7) ? this.#variable('Boolean!', this.#random.chance(0.5)) : 'true';
    return ` @${this.#random.pick(['skip', 'include'])}(if: ${value})`;
  }

  #defer(): string {
    // Without a choice nothing is drawn, so that operations without @defer stay the same for a seed.
    if (this.#deferProbability === 0 || !this.#random.chance(this.#deferProbability)) return '';
    return ' @defer';
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const conditions = this.#typesWithin(type);
    const condition = this.#random.pick(conditions);
    const body = this.#selections(condition, depth + 1);
    if (this.#random.chance(0.7)) {
      const on = condition === type && this.#random.chance(0.3) ? '' : ` on ${condition.name}`;
      return `...${on}${this.#condition()}${this.#defer()} ${body}`;
    }
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${condition.name} ${body}`);
    return `...${name}${this.#condition()}${this.#defer()}`;
  }

  #typesWithin(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    const related = Object.values(this.#schema.getTypeMap()).filter(
      (other) => isAbstractType(other) && isObjectType(type) && this.#schema.isSubType(other, type),
    ) as GraphQLCompositeType[];
    if (!isAbstractType(type)) return [type, type, ...related];
    const { interfaces } = 'getFields' in type ? this.#schema.getImplementations(type) : { interfaces: [] };
    return [type, ...this.#schema.getPossibleTypes(type), ...interfaces];
  }

  #argument(arg: GraphQLArgument): string {
    const required = isNonNullType(arg.type) && arg.defaultValue === undefined;
    if (!required && this.#random.chance(0.4)) return '';
    const named = getNamedType(arg.type);
    if (!isLeafType(named)) return '';
    const value: unknown = isEnumType(named)
      ? this.#random.pick(named.getValues()).name
      : named.name === 'Int'
        ? this.#random.below(3)
        : `${this.#random.pick(['Book', 'Film', 'Person', 'Maker'])}${this.#random.below(4)}`;
    if (this.#random.chance(0.4)) return `${arg.name}: ${this.#variable(String(arg.type), value)}`;
    return `${arg.name}: ${isEnumType(named) ? String(value) : JSON.stringify(value)}`;
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#definitions.length}`;
    this.#definitions.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }
}
