import {
  Kind,
  TypeInfo,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  parse,
  typeFromAST,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ASTNode, DocumentNode, GraphQLSchema, GraphQLType } from 'graphql';
import type { Manifest } from './manifest.ts';

/** One reason why an operation that clients have in the field would not work as before. */
export interface Breakage {
  readonly client: string;
  readonly operation: string;
  /** Such as `Lead.score`, `ContactInput.phone`, `Mutation.submitLead(input:)`. */
  readonly field: string;
  readonly reason: string;
}

/**
 * What published operations would lose if `candidate` took the place of `base`: operations that are no longer valid,
 * results whose type a client does not expect, and variables that would be refused. A field that becomes stricter in what
 * it returns or more lenient in what it takes breaks nobody.
 *
 * @param base the schema clients know today; operations that are not valid on it are checked for validity alone
 * @returns in the order of clients, operations and places in the text; empty when nothing breaks
 */
export function checkOperations(
  manifests: ReadonlyMap<string, Manifest>,
  candidate: GraphQLSchema,
  base: GraphQLSchema,
): Breakage[] {
  return [...manifests].flatMap(([client, { operations }]) =>
    operations.flatMap(({ name, body }) =>
      checkDocument(parse(body), candidate, base).map((breakage) => ({
        client,
        operation: name,
        ...breakage,
      })),
    ),
  );
}

type Finding = Pick<Breakage, 'field' | 'reason'>;

function checkDocument(document: DocumentNode, candidate: GraphQLSchema, base: GraphQLSchema): Finding[] {
  const fields = fieldOfEachNode(document, base);
  const invalid = validate(candidate, document).map(({ message, nodes }) => ({
    field: fields.get(nodes?.[0] as ASTNode) ?? 'the operation',
    reason: message,
  }));
  if (validate(base, document).length > 0) return invalid;
  const named = new Set(invalid.map(({ field }) => field));
  const changed = [
    ...compareResults(document, candidate, base),
    ...compareVariables(document, candidate, base),
  ];
  const unnamed = changed.filter(({ field }) => !named.has(field));
  return [...invalid, ...new Map(unnamed.map((finding) => [finding.field, finding])).values()];
}

/** Which field, argument or variable each node of a document stands in, named as the schema names it. */
function fieldOfEachNode(document: DocumentNode, schema: GraphQLSchema): Map<ASTNode, string> {
  const fields = new Map<ASTNode, string>();
  const open: string[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      enter(node) {
        const name = nameOf(node, typeInfo, open.at(-1));
        if (name !== undefined) open.push(name);
        const current = open.at(-1);
        if (current !== undefined) fields.set(node, current);
      },
      leave(node) {
        const own = node.kind === Kind.FIELD || node.kind === Kind.ARGUMENT;
        if (own || node.kind === Kind.VARIABLE_DEFINITION || node.kind === Kind.OBJECT_FIELD) open.pop();
      },
    }),
  );
  return fields;
}

/** The name of a node that has one of its own; the others stand in their parent's. */
function nameOf(node: ASTNode, typeInfo: TypeInfo, parent: string | undefined): string | undefined {
  switch (node.kind) {
    case Kind.FIELD:
      return `${typeInfo.getParentType()?.name ?? '?'}.${node.name.value}`;
    case Kind.ARGUMENT:
      return `${parent ?? '?'}(${node.name.value}:)`;
    case Kind.OBJECT_FIELD:
      return `${getNamedType(typeInfo.getParentInputType())?.name ?? '?'}.${node.name.value}`;
    case Kind.VARIABLE_DEFINITION:
      return `$${node.variable.name.value}`;
    default:
      return undefined;
  }
}

function compareResults(document: DocumentNode, candidate: GraphQLSchema, base: GraphQLSchema): Finding[] {
  const findings: Finding[] = [];
  const typeInfo = new TypeInfo(base);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        const parent = typeInfo.getParentType()?.name ?? '';
        const before = typeInfo.getFieldDef()?.type;
        const owner = candidate.getType(parent);
        const after =
          isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[name.value]?.type : undefined;
        if (before === undefined || after === undefined || isSafeResult(before, after)) return;
        findings.push(changedType(`${parent}.${name.value}`, before, after));
      },
    }),
  );
  return findings;
}

/** Whether a client that reads `before` can read `after`. */
function isSafeResult(before: GraphQLType, after: GraphQLType): boolean {
  if (isNonNullType(before)) return isNonNullType(after) && isSafeResult(before.ofType, after.ofType);
  if (isNonNullType(after)) return isSafeResult(before, after.ofType);
  if (isListType(before)) return isListType(after) && isSafeResult(before.ofType, after.ofType);
  return !isListType(after) && before.name === after.name;
}

/** Variables carry whatever their types allow, so all of it must still be taken. */
function compareVariables(document: DocumentNode, candidate: GraphQLSchema, base: GraphQLSchema): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];

  function compare(typeName: string): void {
    if (seen.has(typeName)) return;
    seen.add(typeName);
    const before = base.getType(typeName);
    const after = candidate.getType(typeName);
    if (isEnumType(before) && isEnumType(after)) {
      for (const { name } of before.getValues())
        if (after.getValue(name) === undefined)
          findings.push({ field: `${typeName}.${name}`, reason: 'the value is gone' });
    }
    if (!isInputObjectType(before) || !isInputObjectType(after)) return;
    for (const [name, { type }] of Object.entries(before.getFields())) {
      const field = `${typeName}.${name}`;
      const now = after.getFields()[name];
      if (now === undefined) findings.push({ field, reason: 'the field is gone' });
      else if (!isSafeInput(type, now.type)) findings.push(changedType(field, type, now.type));
      compare(getNamedType(type).name);
    }
    for (const field of Object.values(after.getFields())) {
      if (isRequiredInputField(field) && before.getFields()[field.name] === undefined)
        findings.push({ field: `${typeName}.${field.name}`, reason: 'is new and required' });
    }
  }

  visit(document, {
    VariableDefinition({ type }) {
      const named = getNamedType(typeFromAST(base, type as never));
      if (named !== undefined) compare((named as { name: string }).name);
    },
  });
  return findings;
}

/** Whether what was given as `before` is taken as `after`. */
function isSafeInput(before: GraphQLType, after: GraphQLType): boolean {
  if (isNonNullType(after)) return isNonNullType(before) && isSafeInput(before.ofType, after.ofType);
  if (isNonNullType(before)) return isSafeInput(before.ofType, after);
  if (isListType(before)) return isListType(after) && isSafeInput(before.ofType, after.ofType);
  return !isListType(after) && before.name === after.name;
}

function changedType(field: string, before: GraphQLType, after: GraphQLType): Finding {
  return { field, reason: `was ${String(before)}, would be ${String(after)}` };
}
