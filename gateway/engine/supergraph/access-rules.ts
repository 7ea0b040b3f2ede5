import {
  Kind,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  valueFromASTUntyped,
} from 'graphql';
import type {
  ConstDirectiveNode,
  GraphQLInterfaceType,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';

/** What a caller may do, as the server of the engine found out from its token. */
export interface AccessGrants {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  /** Policies that hold for this caller. */
  readonly policies: ReadonlySet<string>;
}

/** One `@authenticated`, `@requiresScopes` or `@policy`. */
export type AccessRule =
  | { readonly kind: 'authenticated' }
  /** At least one of the lists must be held completely. */
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

export function satisfies(rule: AccessRule, grants: AccessGrants): boolean {
  if (rule.kind === 'authenticated') return grants.authenticated;
  const held = grants[rule.kind];
  return rule.anyOf.some((all) => all.every((name) => held.has(name)));
}

/** The rules of a supergraph. */
export interface AccessRules {
  /** Every distinct rule; other members speak of rules by their position here. */
  readonly rules: readonly AccessRule[];
  /** Positions of the rules for reading a field of an object type: its own, those of its type and of what it returns. */
  ofField(objectType: string, field: string): readonly number[];
  /** Positions of the rules for a type as such. */
  ofType(name: string): readonly number[];
}

/** Directive names as this supergraph imports them. */
export interface AccessDirectiveNames {
  readonly authenticated: string | undefined;
  readonly requiresScopes: string | undefined;
  readonly policy: string | undefined;
}

/** Reads the rules; `undefined` when there are none. */
export function readAccessRules(schema: GraphQLSchema, names: AccessDirectiveNames): AccessRules | undefined {
  const reader = new RuleReader(schema, names);
  const ofFields = new Map<string, readonly number[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const { name } of Object.values(type.getFields())) {
      ofFields.set(`${type.name}.${name}`, [...new Set(reader.rulesForReading(type, name))]);
    }
  }
  if (reader.rules.length === 0) return undefined;
  return {
    rules: reader.rules,
    ofField: (objectType, field) => ofFields.get(`${objectType}.${field}`) ?? [],
    ofType: (name) => reader.ofType(name),
  };
}

class RuleReader {
  readonly rules: AccessRule[] = [];
  readonly #positions = new Map<string, number>();
  readonly #schema: GraphQLSchema;
  readonly #names: AccessDirectiveNames;

  constructor(schema: GraphQLSchema, names: AccessDirectiveNames) {
    this.#schema = schema;
    this.#names = names;
  }

  rulesForReading(type: GraphQLObjectType, name: string): readonly number[] {
    const field = type.getFields()[name];
    if (!field) return [];
    return [
      ...this.ofType(type.name),
      ...this.#read(field.astNode?.directives),
      ...type.getInterfaces().flatMap((parent) => this.#ofInterfaceField(parent, name)),
      ...this.ofType(getNamedType(field.type).name),
    ];
  }

  ofType(name: string): readonly number[] {
    const type = this.#schema.getType(name);
    if (!type) return [];
    const own = this.#read(directivesOf(type));
    if (isObjectType(type))
      return [...own, ...type.getInterfaces().flatMap((parent) => this.ofType(parent.name))];
    if (!isInterfaceType(type)) return own;
    const derived = this.#implementations(type).some((each) => this.#read(directivesOf(each)).length > 0);
    return derived ? [] : own;
  }

  /**
   * Composition gives an interface the rules of its implementations, for executors that know no better than to ask for all
   * of them. Only rules that no implementation has are the interface's own.
   */
  #ofInterfaceField(type: GraphQLInterfaceType, name: string): readonly number[] {
    const rulesOn = (each: GraphQLObjectType | GraphQLInterfaceType): readonly number[] =>
      this.#read(each.getFields()[name]?.astNode?.directives);
    const derived = this.#implementations(type).some((each) => rulesOn(each).length > 0);
    return derived ? [] : rulesOn(type);
  }

  #implementations(type: GraphQLInterfaceType): readonly GraphQLObjectType[] {
    return this.#schema.getImplementations(type).objects;
  }

  #read(directives: readonly ConstDirectiveNode[] = []): readonly number[] {
    return directives.flatMap((directive) => {
      const rule = this.#ruleOf(directive);
      return rule ? [this.#positionOf(rule)] : [];
    });
  }

  #ruleOf({ name, arguments: args }: ConstDirectiveNode): AccessRule | undefined {
    if (name.value === this.#names.authenticated) return { kind: 'authenticated' };
    const kind =
      name.value === this.#names.requiresScopes
        ? 'scopes'
        : name.value === this.#names.policy
          ? 'policies'
          : undefined;
    const value = args?.[0]?.value;
    if (!kind || value?.kind !== Kind.LIST) return undefined;
    return { kind, anyOf: valueFromASTUntyped(value) as string[][] };
  }

  #positionOf(rule: AccessRule): number {
    const key = JSON.stringify(rule);
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    this.#positions.set(key, this.rules.length);
    return this.rules.push(rule) - 1;
  }
}

function directivesOf(type: GraphQLNamedType): readonly ConstDirectiveNode[] {
  if (!isObjectType(type) && !isInterfaceType(type) && !isScalarType(type) && !isEnumType(type)) return [];
  return [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
}
