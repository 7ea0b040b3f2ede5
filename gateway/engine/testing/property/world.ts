import {
  Kind,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
  valueFromAST,
  visit,
} from 'graphql';
import type {
  FieldNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionNode,
} from 'graphql';
import { hashOf } from './random.ts';

/** Lists have fewer items than this, and no more than an argument `first` asks for. */
export const LIST_BOUND = 4;

/** An object of the world: entities have ids like `Book2`, from which everything about them follows. */
export interface WorldObject {
  readonly __typename: string;
  readonly id: string;
  /** What a subgraph was told when it was asked for this entity. */
  readonly representation?: Readonly<Record<string, unknown>>;
}

const POOL_SIZE = 4;

/**
 * Data without tables: the value of a field is a function of seed, object, field and arguments. One schema over
 * everything and many subgraphs that each know a part therefore agree by construction. A field with `@requires` is a
 * function of the required values too: as the whole computes them, or as the subgraph was told them.
 */
export class World {
  readonly #schema: GraphQLSchema;
  readonly #seed: number;
  readonly #requires: ReadonlyMap<string, readonly SelectionNode[]>;

  constructor(schema: GraphQLSchema, seed: number, requires: ReadonlyMap<string, readonly SelectionNode[]>) {
    this.#schema = schema;
    this.#seed = seed;
    this.#requires = requires;
  }

  /** The object with this key value; the type is written in the id. */
  entity(id: string, representation?: WorldObject['representation']): WorldObject {
    const __typename = id.replace(/\d+$/, '');
    return representation ? { __typename, id, representation } : { __typename, id };
  }

  /** Throws for the few fields that fail in this world. */
  resolve(source: WorldObject, fieldName: string, args: Readonly<Record<string, unknown>>): unknown {
    const type = this.#schema.getType(source.__typename) as GraphQLObjectType;
    const field = type.getFields()[fieldName];
    if (!field) throw new Error(`The world has no ${source.__typename}.${fieldName}.`);
    const required = this.#requires.get(`${source.__typename}.${fieldName}`);
    const inputs = required ? JSON.stringify(this.#requiredValues(source, required)) : '';
    const key = `${this.#seed}|${source.id}|${fieldName}|${JSON.stringify(args)}|${inputs}`;
    if (fieldName === 'id') return source.id;
    if (fieldName === 'email') return `${source.id}@example.com`;
    if (!isNonNullType(field.type) && hashOf(`${key}|fails`) % 40 === 0)
      throw new Error(`No ${fieldName} today.`);
    const value = this.#value(field.type, key);
    const { first } = args;
    return Array.isArray(value) && typeof first === 'number' ? value.slice(0, first) : value;
  }

  #requiredValues(source: WorldObject, selections: readonly SelectionNode[]): unknown {
    if (source.representation) return readSelected(source.representation, selections);
    return this.#select(source, selections);
  }

  #select(source: WorldObject, selections: readonly SelectionNode[]): Record<string, unknown> {
    const type = this.#schema.getType(source.__typename) as GraphQLObjectType;
    const selected: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#fits(source.__typename, selection.typeCondition?.name.value)) {
          Object.assign(selected, this.#select(source, selection.selectionSet.selections));
        }
      } else if (selection.kind === Kind.FIELD) {
        const field = type.getFields()[selection.name.value];
        if (field) selected[selection.name.value] = this.#selectField(source, field, selection);
      }
    }
    return selected;
  }

  #selectField(source: WorldObject, field: GraphQLField<unknown, unknown>, node: FieldNode): unknown {
    let value: unknown;
    try {
      value = this.resolve(source, field.name, argumentsOf(field, node));
    } catch {
      return null;
    }
    const selections = node.selectionSet?.selections;
    if (!selections) return value;
    const each = (item: unknown): unknown =>
      Array.isArray(item)
        ? item.map(each)
        : item === null
          ? null
          : this.#select(item as WorldObject, selections);
    return each(value);
  }

  #fits(typename: string, condition: string | undefined): boolean {
    if (condition === undefined || condition === typename) return true;
    const abstract = this.#schema.getType(condition);
    const type = this.#schema.getType(typename);
    return isAbstractType(abstract) && isObjectType(type) && this.#schema.isSubType(abstract, type);
  }

  #value(type: GraphQLOutputType, key: string): unknown {
    if (isNonNullType(type)) return this.#present(type.ofType, key);
    return hashOf(`${key}|null`) % 7 === 0 ? null : this.#present(type, key);
  }

  #present(type: GraphQLOutputType, key: string): unknown {
    const hash = hashOf(key);
    if (isListType(type)) {
      return Array.from({ length: hash % LIST_BOUND }, (_, index) =>
        this.#value(type.ofType, `${key}|${index}`),
      );
    }
    const named = getNamedType(type);
    if (isScalarType(named)) return scalar(named.name, hash);
    if (isEnumType(named)) return named.getValues()[hash % named.getValues().length]?.name;
    return this.#object(named, hash);
  }

  #object(type: GraphQLNamedType, hash: number): WorldObject {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    const chosen = possible[hash % possible.length];
    if (!chosen || !isObjectType(chosen)) throw new Error(`No object type for ${type.name}.`);
    const isEntity = chosen.getFields().id !== undefined;
    const number = isEntity ? Math.floor(hash / 64) % POOL_SIZE : hash;
    return { __typename: chosen.name, id: `${chosen.name}${number}` };
  }
}

function scalar(name: string, hash: number): unknown {
  switch (name) {
    case 'Int':
      return hash % 1000;
    case 'Float':
      return (hash % 1000) / 8;
    case 'Boolean':
      return hash % 2 === 0;
    case 'ID':
      return `id-${hash % 50}`;
    case 'String':
      return ['plain', 'with "quotes"', 'new\nline', 'ünïcode 🎈', '', '\u2028'][hash % 6];
    default:
      return { nested: [hash % 10], name };
  }
}

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const { name, type, defaultValue } of field.args) {
    const given = node.arguments?.find((argument) => argument.name.value === name);
    const value: unknown = given ? valueFromAST(given.value, type) : defaultValue;
    if (value !== undefined) args[name] = value;
  }
  return args;
}

function readSelected(value: unknown, selections: readonly SelectionNode[]): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => readSelected(item, selections));
  const object = value as Readonly<Record<string, unknown>>;
  const selected: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (object.__typename === selection.typeCondition?.name.value) {
        Object.assign(selected, readSelected(object, selection.selectionSet.selections));
      }
    } else if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet?.selections;
      const field = object[selection.name.value];
      selected[selection.name.value] = inner ? readSelected(field, inner) : (field ?? null);
    }
  }
  return selected;
}

/** What each field with `@requires` needs, by `Type.field`. */
export function requirementsOf(typeDefs: readonly string[]): ReadonlyMap<string, readonly SelectionNode[]> {
  const requirements = new Map<string, readonly SelectionNode[]>();
  for (const source of typeDefs) {
    visit(parse(source), {
      ObjectTypeDefinition(type) {
        for (const field of type.fields ?? []) {
          const fields = field.directives?.find(({ name }) => name.value === 'requires')?.arguments?.[0]
            ?.value;
          if (fields?.kind !== Kind.STRING) continue;
          const [definition] = parse(`{ ${fields.value} }`, { noLocation: true }).definitions;
          if (definition?.kind !== Kind.OPERATION_DEFINITION) continue;
          requirements.set(`${type.name.value}.${field.name.value}`, definition.selectionSet.selections);
        }
      },
    });
  }
  return requirements;
}
