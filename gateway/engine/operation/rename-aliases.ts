import { Kind, isInterfaceType, isObjectType, print, visit } from 'graphql';
import type { FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { SelectedOperation } from './prepare.ts';

export interface RenamedOperation extends SelectedOperation {
  /** From the new aliases to the keys that the client expects. */
  readonly responseKeys: ReadonlyMap<string, string>;
}

/** Every field name of a supergraph, inaccessible ones too: what a planner may add to an operation by itself. */
export function fieldNamesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const name of Object.keys(type.getFields())) names.add(name);
  }
  return names;
}

/**
 * Renames what could be mistaken for a field that the planner adds. It asks for keys and required fields under their own
 * names; where the client gave such a name to another field, one of the two would get the other's value. Equal keys of
 * different calls, which are valid on different types, are told apart too: to a subgraph that sees an interface as an
 * object they stand on the same type. Names that begin with an underscore are kept for the engine's own fields.
 */
export function renameConflictingAliases(
  { operation, fragments }: SelectedOperation,
  reserved: ReadonlySet<string>,
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
  readonly #reserved: ReadonlySet<string>;
  readonly #taken: Set<string>;
  /** The first call under each response key keeps it. */
  readonly #firstCalls = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(
    reserved: ReadonlySet<string>,
    definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[],
  ) {
    this.#reserved = reserved;
    this.#taken = new Set(reserved);
    for (const definition of definitions) {
      visit(definition, {
        Field: (node) => {
          const key = responseKeyOf(node);
          this.#taken.add(key);
          if (!this.#firstCalls.has(key)) this.#firstCalls.set(key, callOf(node));
        },
      });
    }
  }

  conflicts(node: FieldNode): boolean {
    const key = responseKeyOf(node);
    if (this.#firstCalls.get(key) !== callOf(node)) return true;
    if (key === node.name.value) return false;
    return this.#reserved.has(key) || key.startsWith('_') || key in Object.prototype;
  }

  /** The same name for the same key of the same call, so that selections that merge still do. */
  nameFor(node: FieldNode): string {
    const key = responseKeyOf(node);
    const identity = `${key}:${callOf(node)}`;
    const known = this.#names.get(identity);
    if (known !== undefined) return known;
    const base = key.replace(/^_+/, '') || 'field';
    let counter = 0;
    while (this.#taken.has(`${base}_${counter}`)) counter++;
    const unique = `${base}_${counter}`;
    this.#taken.add(unique);
    this.#names.set(identity, unique);
    this.responseKeys.set(unique, key);
    return unique;
  }
}

function responseKeyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function callOf({ name, arguments: args = [] }: FieldNode): string {
  return args.length === 0 ? name.value : `${name.value}(${args.map(print).sort().join(',')})`;
}
