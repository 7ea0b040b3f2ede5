import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLInt,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parseValue,
  valueFromASTUntyped,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLOutputType, GraphQLSchema } from 'graphql';

/** One field on the way from a root to another field. */
export interface Step {
  /** `Type.field` */
  readonly coordinate: string;
  readonly type: string;
  readonly definition: GraphQLField<unknown, unknown>;
}

export type Way = readonly Step[];

/**
 * The shortest way from a root to a field, itself included, over fields that `mayPass` lets through. Undefined when there is
 * none. The field itself needs no leave.
 */
export function wayTo(
  schema: GraphQLSchema,
  coordinate: string,
  mayPass: (coordinate: string) => boolean,
): Way | undefined {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const waiting: { type: string; way: Way }[] = roots.flatMap((root) =>
    root ? [{ type: root.name, way: [] }] : [],
  );
  const seen = new Set(waiting.map(({ type }) => type));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const type = schema.getType(next.type);
    if (!isObjectType(type)) continue;
    for (const definition of Object.values(type.getFields())) {
      const step = { coordinate: `${type.name}.${definition.name}`, type: type.name, definition };
      if (step.coordinate === coordinate) return [...next.way, step];
      if (!mayPass(step.coordinate)) continue;
      for (const name of objectTypesOf(schema, definition.type)) {
        if (seen.has(name)) continue;
        seen.add(name);
        waiting.push({ type: name, way: [...next.way, step] });
      }
    }
  }
  return undefined;
}

function objectTypesOf(schema: GraphQLSchema, output: GraphQLOutputType): readonly string[] {
  const type = getNamedType(output);
  if (isAbstractType(type)) return schema.getPossibleTypes(type).map(({ name }) => name);
  return isObjectType(type) ? [type.name] : [];
}

/** An operation that asks for nothing but the way's last field; below it, where there is something, `__typename`. */
export function operationFor(schema: GraphQLSchema, way: Way): string {
  const [first] = way;
  const kind = (['query', 'mutation', 'subscription'] as const).find(
    (each) => schema.getRootType(each as Parameters<typeof schema.getRootType>[0])?.name === first?.type,
  );
  const end = isCompositeType(getNamedType(way.at(-1)?.definition.type)) ? '{ __typename }' : '';
  const body = way.reduceRight((below, { type, definition }) => {
    const field = `${definition.name}${argumentsOf(definition)} ${below}`;
    return `{ ... on ${type} { ${field} } }`;
  }, end);
  return `${kind} ${body}`;
}

/** Where the last field of a way stands in an answer whose lists have one item. */
export function pathOf(way: Way): readonly (string | number)[] {
  return way.flatMap(({ definition }, place) => [
    definition.name,
    ...(place < way.length - 1 ? zeros(definition.type) : []),
  ]);
}

function zeros(type: GraphQLOutputType): readonly number[] {
  if (isNonNullType(type)) return zeros(type.ofType);
  return isListType(type) ? [0, ...zeros(type.ofType)] : [];
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
  const given = args.filter(isRequiredArgument).map(({ name, type }) => `${name}: ${literalOf(type)}`);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  if (type === GraphQLInt || type === GraphQLFloat) return '1';
  return type === GraphQLBoolean ? 'true' : '"2025-01-01T00:00:00.000Z"';
}

/** A value of an input type: its required parts, and nothing where nothing is required. */
export function valueFor(type: GraphQLInputType): unknown {
  return isNonNullType(type) ? valueFromASTUntyped(parseValue(literalOf(type))) : undefined;
}
