import { Kind, parse, valueFromASTUntyped } from 'graphql';
import type { DirectiveNode, ObjectTypeDefinitionNode, TypeNode } from 'graphql';
import { grantsOf } from '../gateway/access/scopes.ts';
import type { AccessGrants } from '../gateway/engine/supergraph/access-rules.ts';
import { roles } from '../subgraphs/shared/context.ts';
import type { AnySubgraph } from '../subgraphs/shared/subgraph.ts';
import { typeDefsOf } from '../subgraphs/shared/subgraph.ts';

// The rules are read from the schemas of the subgraphs, not from the supergraph and not by the engine's own reader: what
// composition and engine make of them is held against this table.

/** Callers of the table: a token of each role, one that names no scope at all, and none. */
export const callers = {
  ...Object.fromEntries(roles.map((role) => [role, grantsOf({ subject: role, role })])),
  'no scopes': grantsOf({ subject: 'no scopes', role: 'integrator', scopes: [] }),
  nobody: grantsOf(undefined),
} as Readonly<Record<CallerName, AccessGrants>>;
export type CallerName = (typeof roles)[number] | 'no scopes' | 'nobody';
export const callerNames = Object.keys(callers) as readonly CallerName[];

/** Alternatives, of which one must be held completely; no names at all: being somebody is enough. */
interface Need {
  readonly kind: 'scopes' | 'policies';
  readonly anyOf: readonly (readonly string[])[];
}

export interface FieldAccess {
  /** `Type.field` */
  readonly coordinate: string;
  readonly type: string;
  readonly field: string;
  /** Names of the subgraphs that know the field. */
  readonly subgraphs: readonly string[];
  /** Whether any rule speaks of the field: its own, its type's or that of what it returns. */
  readonly hasRule: boolean;
  /** In words. */
  readonly needs: string;
  /** Whether its rules ask for more than those of its type: it may be denied on an object that is seen. */
  readonly asksMoreThanType: boolean;
  readonly allowed: Readonly<Record<CallerName, boolean>>;
}

/** Every field of every object type that clients see, by coordinate. */
export function fieldAccess(
  subgraphs: readonly Pick<AnySubgraph, 'name' | 'schemaUrl'>[],
): readonly FieldAccess[] {
  const { ofTypes, fields } = readRules(subgraphs);
  const rows = [...fields.entries()].map(([coordinate, { type, field, owners, own, returns }]) => {
    const ofType = ofTypes.get(type) ?? [];
    const needs = distinct([...ofType, ...own, ...(ofTypes.get(returns) ?? [])]);
    return {
      coordinate,
      type,
      field,
      subgraphs: owners,
      hasRule: needs.length > 0,
      needs: inWords(needs),
      asksMoreThanType: needs.some((need) => !ofType.some((known) => implies(known, need))),
      allowed: Object.fromEntries(
        callerNames.map((name) => [name, needs.every((need) => isMet(need, callers[name]))]),
      ) as FieldAccess['allowed'],
    };
  });
  return rows.sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

/** The table as a page for people. Columns are not aligned, so that a new row is one line in a review. */
export function printAccessTable(rows: readonly FieldAccess[]): string {
  const cells = [
    ['Field', 'Needs', ...callerNames],
    ...rows.map(({ coordinate, needs, allowed }) => [
      `\`${coordinate}\``,
      needs,
      ...callerNames.map((name) => (allowed[name] ? 'yes' : '')),
    ]),
  ];
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = head.map(() => '---');
  return `${introduction}\n${[head, rule, ...body].map(line).join('\n')}\n`;
}

const introduction = `# Who may see which field

Written by \`npm run build\` from the directives in \`subgraphs/*/schema.graphql\`. What roles and scopes are, and how to give a
token fewer or more of them, stands in [docs/access.md](../docs/access.md). Which rows a caller sees is another matter.

The columns are tokens of each role that name no scopes of their own, a token whose list of scopes is empty, and no token.
`;

interface FieldRules {
  readonly type: string;
  readonly field: string;
  readonly owners: string[];
  readonly own: Need[];
  readonly returns: string;
}

function readRules(subgraphs: readonly Pick<AnySubgraph, 'name' | 'schemaUrl'>[]) {
  const ofTypes = new Map<string, readonly Need[]>();
  const fields = new Map<string, FieldRules>();
  for (const subgraph of subgraphs) {
    for (const definition of parse(typeDefsOf(subgraph)).definitions) {
      if (!('name' in definition) || definition.name === undefined) continue;
      const name = definition.name.value;
      if (
        definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
        definition.kind === Kind.OBJECT_TYPE_EXTENSION
      )
        throw new Error(`The table of access does not know what rules ${definition.kind} ${name} brings.`);
      ofTypes.set(name, distinct([...(ofTypes.get(name) ?? []), ...needsOf(definition.directives)]));
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) readFields(definition, subgraph.name, fields);
    }
  }
  return { ofTypes, fields };
}

function readFields(
  { name: { value: type }, fields: nodes = [] }: ObjectTypeDefinitionNode,
  subgraph: string,
  fields: Map<string, FieldRules>,
): void {
  for (const node of nodes) {
    const coordinate = `${type}.${node.name.value}`;
    const known = fields.get(coordinate) ?? {
      type,
      field: node.name.value,
      owners: [],
      own: [],
      returns: namedType(node.type),
    };
    known.owners.push(subgraph);
    known.own.push(...needsOf(node.directives));
    fields.set(coordinate, known);
  }
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function needsOf(directives: readonly DirectiveNode[] = []): readonly Need[] {
  return directives.flatMap(({ name, arguments: args = [] }): readonly Need[] => {
    const listed = args.map(({ value }) => valueFromASTUntyped(value) as string[][])[0] ?? [];
    if (name.value === 'authenticated') return [{ kind: 'scopes', anyOf: [[]] }];
    if (name.value === 'requiresScopes') return [{ kind: 'scopes', anyOf: listed }];
    return name.value === 'policy' ? [{ kind: 'policies', anyOf: listed }] : [];
  });
}

function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
}

function isMet({ kind, anyOf }: Need, grants: AccessGrants): boolean {
  return grants.authenticated && anyOf.some((all) => all.every((name) => grants[kind].has(name)));
}

/** Whether whoever meets `known` meets `need`. */
function implies(known: Need, need: Need): boolean {
  const isEnough = (all: readonly string[]): boolean =>
    need.anyOf.some((other) => other.every((name) => all.includes(name)));
  return known.kind === need.kind && known.anyOf.every(isEnough);
}

function inWords(needs: readonly Need[]): string {
  const named = needs.filter((need) => !needs.some((other) => other !== need && implies(other, need)));
  if (needs.length > 0 && named.every(({ anyOf }) => anyOf.every((all) => all.length === 0)))
    return 'a token';
  return named
    .map(({ anyOf }) => anyOf.map((all) => all.map((name) => `\`${name}\``).join(' with ')).join(' or '))
    .join('; ');
}
