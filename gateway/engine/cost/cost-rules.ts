import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  valueFromASTUntyped,
} from 'graphql';
import type { ConstDirectiveNode, GraphQLNamedType, GraphQLSchema } from 'graphql';

/** What `@listSize` says of a field. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments of which the largest is the size. */
  readonly slicingArguments: readonly string[];
  /** Fields of the returned object whose lists have that size; empty where the field itself is the list. */
  readonly sizedFields: ReadonlySet<string>;
  /** Whether exactly one slicing argument must have a value. */
  readonly requireOneSlicingArgument: boolean;
}

/** Names of the cost directives as a supergraph imports them. */
export interface CostDirectiveNames {
  readonly cost: string | undefined;
  readonly listSize: string | undefined;
}

/** What parts of a schema cost. Names are those of the schema; unknown ones cost what is not annotated. */
export interface CostRules {
  /** The `@cost` of a field of an object type. */
  ofField(type: string, field: string): number | undefined;
  /** The `@cost` of an argument. */
  ofArgument(type: string, field: string, argument: string): number | undefined;
  /** The `@cost` of a field of an input type. */
  ofInputField(type: string, field: string): number | undefined;
  /** The `@cost` of a type; else 1 for an object, 0 for a scalar or enum. */
  ofType(name: string): number;
  listSize(type: string, field: string): ListSize | undefined;
}

/**
 * Reads `@cost` and `@listSize` as federation 2.9 has them, after the GraphQL Cost Directives Specification of IBM. A field
 * of an object type that has no `@listSize` takes that of an interface it implements.
 */
export function readCostRules(schema: GraphQLSchema, names: CostDirectiveNames): CostRules {
  const fields = new Map<string, number>();
  const args = new Map<string, number>();
  const types = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const note = (costs: Map<string, number>, key: string, directives: Directives): void => {
    const weight = weightIn(directives, names.cost);
    if (weight !== undefined) costs.set(key, weight);
  };

  for (const type of Object.values(schema.getTypeMap())) {
    note(types, type.name, directivesOf(type));
    if (isInputObjectType(type)) {
      for (const { name, astNode } of Object.values(type.getFields()))
        note(fields, `${type.name}.${name}`, astNode?.directives);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      note(fields, coordinate, field.astNode?.directives);
      for (const argument of field.args)
        note(args, `${coordinate}.${argument.name}`, argument.astNode?.directives);
      const declaring = [type, ...type.getInterfaces()];
      const size = declaring
        .map((each) => sizeIn(each.getFields()[field.name]?.astNode?.directives, names.listSize))
        .find((found) => found !== undefined);
      if (size) sizes.set(coordinate, size);
    }
  }
  return {
    ofField: (type, field) => fields.get(`${type}.${field}`),
    ofInputField: (type, field) => fields.get(`${type}.${field}`),
    ofArgument: (type, field, argument) => args.get(`${type}.${field}.${argument}`),
    ofType: (name) => types.get(name) ?? (isLeaf(schema.getType(name)) ? 0 : 1),
    listSize: (type, field) => sizes.get(`${type}.${field}`),
  };
}

type Directives = readonly ConstDirectiveNode[] | undefined;

function isLeaf(type: GraphQLNamedType | undefined): boolean {
  return isScalarType(type) || isEnumType(type);
}

function directivesOf(type: GraphQLNamedType): readonly ConstDirectiveNode[] {
  return [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

/** The specification writes weights as texts, federation as whole numbers. */
function weightIn(directives: Directives, name: string | undefined): number | undefined {
  const weight = argumentsIn(directives, name)?.['weight'];
  const number = typeof weight === 'string' ? Number.parseFloat(weight) : weight;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function sizeIn(directives: Directives, name: string | undefined): ListSize | undefined {
  const args = argumentsIn(directives, name);
  if (!args) return undefined;
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = args;
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: textsIn(slicingArguments),
    sizedFields: new Set(textsIn(sizedFields)),
    requireOneSlicingArgument: requireOneSlicingArgument !== false,
  };
}

function argumentsIn(
  directives: Directives,
  name: string | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const directive = name === undefined ? undefined : directives?.find((each) => each.name.value === name);
  if (!directive) return undefined;
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
