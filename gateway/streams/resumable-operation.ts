import { GraphQLError, Kind, OperationTypeNode, getNamedType, parse, parseType, print, visit } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  ValueNode,
} from 'graphql';
import { LruCache } from '../engine/lru.ts';
import { resumableFields } from './resumable-fields.ts';
import type { ResumableField } from './resumable-fields.ts';
import type { StreamOperation } from './stream-client.ts';

/** A subscription that can be begun anywhere, and whose events say where they stand. */
export interface ResumableOperation {
  /** Asks for the cursor of each event, and takes the cursor to begin behind from a variable. */
  readonly query: string;
  /** The variables without the cursor to begin behind. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where the client wants to begin; null when it does not say. */
  readonly after: string | null;
  /** The variables with which the stream begins behind `after`. */
  variablesFor(after: string | null): Readonly<Record<string, unknown>>;
  /** Takes the cursor out of an event; undefined when it has none. */
  takeCursor(event: ExecutionResult): string | undefined;
}

/** What a document becomes, whatever its variables. */
interface Rewritten {
  readonly query: string;
  readonly responseKey: string;
  readonly after: ValueNode | undefined;
  /** The variable that gave `after` and that nothing else uses. */
  readonly freedVariable: string | undefined;
  readonly defaults: ReadonlyMap<string, ValueNode | undefined>;
}

const CURSOR = '_streamCursor';
const AFTER = '_streamAfter';
const MAX_DOCUMENTS = 1_000;

/** Makes subscriptions on fields that the supergraph marks `@resumable` into ones that the gateway can resume. */
export function createResumableReader(engine: {
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
}) {
  let schema: GraphQLSchema | undefined;
  let fields: ReadonlyMap<string, ResumableField> = new Map();
  let documents = new LruCache<{ rewritten: Rewritten | undefined }>(MAX_DOCUMENTS);

  /** Undefined when the operation cannot be resumed, or is not valid: the engine says why. */
  return (operation: StreamOperation): ResumableOperation | undefined => {
    if (schema !== engine.schema) {
      schema = engine.schema;
      fields = resumableFields(engine.supergraphSdl);
      documents = new LruCache(MAX_DOCUMENTS);
    }
    if (fields.size === 0) return undefined;
    const key = `${operation.operationName ?? ''} ${operation.query}`;
    const known = documents.get(key) ?? { rewritten: rewriteIfValid(operation, schema, fields) };
    documents.set(key, known);
    return known.rewritten && withVariables(known.rewritten, operation.variables ?? {});
  };
}

function rewriteIfValid(...given: Parameters<typeof rewrite>): Rewritten | undefined {
  try {
    return rewrite(...given);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

function rewrite(
  { query, operationName }: StreamOperation,
  schema: GraphQLSchema,
  fields: ReadonlyMap<string, ResumableField>,
): Rewritten | undefined {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === Kind.OPERATION_DEFINITION &&
      (operationName === undefined || each.name?.value === operationName),
  );
  const field = operation?.selectionSet.selections[0];
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION || field?.kind !== Kind.FIELD) return undefined;
  const marked = fields.get(field.name.value);
  const afterType = marked && afterTypeOf(schema, field.name.value, marked);
  if (!marked || afterType === undefined || !field.selectionSet) return undefined;
  const after = field.arguments?.find(({ name }) => name.value === marked.after)?.value;
  const changed = replace(document, operation, field, marked, afterType);
  const freed = after?.kind === Kind.VARIABLE && !usesVariable(changed, after.name.value);
  return {
    query: print(freed ? withoutVariable(changed, after.name.value) : changed),
    responseKey: (field.alias ?? field.name).value,
    after,
    freedVariable: freed ? after.name.value : undefined,
    defaults: new Map(
      operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
    ),
  };
}

/** The type of the argument; undefined where the schema does not have what the directive names. */
function afterTypeOf(schema: GraphQLSchema, name: string, marked: ResumableField): string | undefined {
  const field = schema.getSubscriptionType()?.getFields()[name];
  const eventType = field && getNamedType(field.type);
  if (!isObjectType(eventType) && !isInterfaceType(eventType)) return undefined;
  if (eventType.getFields()[marked.cursor] === undefined) return undefined;
  return field?.args.find((argument) => argument.name === marked.after)?.type.toString();
}

function replace(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  marked: ResumableField,
  afterType: string,
): DocumentNode {
  const variable = { kind: Kind.VARIABLE, name: nameOf(AFTER) } as const;
  const changedField: FieldNode = {
    ...field,
    arguments: [
      ...(field.arguments ?? []).filter(({ name }) => name.value !== marked.after),
      { kind: Kind.ARGUMENT, name: nameOf(marked.after), value: variable },
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        ...(field.selectionSet?.selections ?? []),
        { kind: Kind.FIELD, alias: nameOf(CURSOR), name: nameOf(marked.cursor) },
      ],
    },
  };
  const changedOperation: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      { kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(afterType, { noLocation: true }) },
    ],
    selectionSet: {
      ...operation.selectionSet,
      selections: operation.selectionSet.selections.map((each) => (each === field ? changedField : each)),
    },
  };
  const definitions = document.definitions.map((each) => (each === operation ? changedOperation : each));
  return { ...document, definitions };
}

function usesVariable(document: DocumentNode, name: string): boolean {
  let used = false;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (variable) => {
      used ||= variable.name.value === name;
    },
  });
  return used;
}

function withoutVariable(document: DocumentNode, name: string): DocumentNode {
  return visit(document, {
    VariableDefinition: ({ variable }) => (variable.name.value === name ? null : undefined),
  });
}

function withVariables(
  rewritten: Rewritten,
  given: Readonly<Record<string, unknown>>,
): ResumableOperation | undefined {
  const after = afterOf(rewritten, given);
  if (after === undefined) return undefined;
  const { [rewritten.freedVariable ?? AFTER]: _, ...variables } = given;
  return {
    query: rewritten.query,
    variables,
    after,
    variablesFor: (cursor) => ({ ...variables, [AFTER]: cursor }),
    takeCursor: ({ data }) => {
      const event = data?.[rewritten.responseKey] as Record<string, unknown> | null | undefined;
      const cursor = event?.[CURSOR];
      if (event) delete event[CURSOR];
      return typeof cursor === 'string' ? cursor : undefined;
    },
  };
}

/** Where the client wants to begin; undefined when what it gave is no cursor. */
function afterOf(
  { after, defaults }: Rewritten,
  given: Readonly<Record<string, unknown>>,
): string | null | undefined {
  if (after === undefined || after.kind === Kind.NULL) return null;
  if (after.kind === Kind.STRING) return after.value;
  if (after.kind !== Kind.VARIABLE) return undefined;
  const name = after.name.value;
  const value = given[name];
  if (value === null || typeof value === 'string') return value;
  if (value !== undefined) return undefined;
  const fallback = defaults.get(name);
  if (fallback === undefined || fallback.kind === Kind.NULL) return null;
  return fallback.kind === Kind.STRING ? fallback.value : undefined;
}

function nameOf(value: string) {
  return { kind: Kind.NAME, value } as const;
}
