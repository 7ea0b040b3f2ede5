import { Kind, isInterfaceType, isObjectType, parse, visit } from 'graphql';
import type { FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { SelectedOperation } from './prepare.ts';

export interface RenamedOperation extends SelectedOperation {
  /** From the new aliases to the keys that the client expects. */
  readonly responseKeys: ReadonlyMap<string, string>;
}

/** Names of a supergraph that a planner may add to an operation by itself. */
export interface ReservedNames {
  /** Every field name: keys and required fields are among them. */
  readonly fields: ReadonlySet<string>;
  /** Fields that take arguments and are required by some subgraph, perhaps with other arguments than the client's. */
  readonly requiredWithArguments: ReadonlySet<string>;
}

/** Finds the reserved names of a supergraph (its full schema, with the join directives). */
export function reservedNamesOf(schema: GraphQLSchema): ReservedNames {
  const fields = new Set<string>();
  const withArguments = new Set<string>();
  const required = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      fields.add(field.name);
      if (field.args.length > 0) withArguments.add(field.name);
      for (const directive of field.astNode?.directives ?? []) {
        for (const argument of directive.arguments ?? []) {
          if (argument.name.value !== 'requires' || argument.value.kind !== Kind.STRING) continue;
          for (const name of fieldNamesIn(argument.value.value)) required.add(name);
        }
      }
    }
  }
  return { fields, requiredWithArguments: new Set([...required].filter((name) => withArguments.has(name))) };
}

/**
 * Renames what could be mistaken for a field that the planner adds. It asks for keys and required fields under their own
 * names; where the client gave such a name to another field, or to the same field with other arguments, one of the two
 * would get the other's value.
 */
export function renameConflictingAliases(
  { operation, fragments }: SelectedOperation,
  reserved: ReservedNames,
): RenamedOperation {
  const namer = new Namer(reserved, [operation, ...fragments.values()]);
  const apply = <Node extends OperationDefinitionNode | FragmentDefinitionNode>(definition: Node): Node =>
    visit(definition, {
      Field(node) {
        if (!namer.conflicts(node)) return undefined;
        return { ...node, alias: { kind: Kind.NAME, value: namer.nameFor(node) } };
      },
    });
  return {
    operation: apply(operation),
    fragments: new Map([...fragments].map(([name, fragment]) => [name, apply(fragment)])),
    responseKeys: namer.responseKeys,
  };
}

class Namer {
  readonly responseKeys = new Map<string, string>();
  readonly #reserved: ReservedNames;
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();

  constructor(
    reserved: ReservedNames,
    definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[],
  ) {
    this.#reserved = reserved;
    this.#taken = new Set(reserved.fields);
    for (const definition of definitions) {
      visit(definition, {
        Field: ({ alias }) => {
          if (alias) this.#taken.add(alias.value);
        },
      });
    }
  }

  conflicts({ alias, name }: FieldNode): boolean {
    const key = (alias ?? name).value;
    if (key === name.value) return this.#reserved.requiredWithArguments.has(key);
    return this.#reserved.fields.has(key) || key.startsWith('__') || key in Object.prototype;
  }

  /** The same name for the same key of the same field, so that selections that merge still do. */
  nameFor({ alias, name }: FieldNode): string {
    const key = (alias ?? name).value;
    const known = this.#names.get(`${key}:${name.value}`);
    if (known !== undefined) return known;
    const base = key.replace(/^_+/, '') || 'field';
    let counter = 0;
    while (this.#taken.has(`${base}_${counter}`)) counter++;
    const unique = `${base}_${counter}`;
    this.#taken.add(unique);
    this.#names.set(`${key}:${name.value}`, unique);
    this.responseKeys.set(unique, key);
    return unique;
  }
}

function fieldNamesIn(selection: string): readonly string[] {
  const names: string[] = [];
  visit(parse(`{ ${selection} }`), {
    Field({ name }) {
      names.push(name.value);
    },
  });
  return names;
}
