import { Kind, valueFromASTUntyped } from 'graphql';
import type { FieldNode, GraphQLField, ValueNode } from 'graphql';
import { engineError } from '../errors.ts';
import type { Amount, Variables } from './amount.ts';
import type { ListSize } from './cost-rules.ts';

/** One slicing argument: its value, or undefined where the request gives none. */
type Reader = (variables: Variables) => unknown;

/**
 * How many items a field with `@listSize` is expected to have: the largest of its slicing arguments, else the assumed size,
 * else `fallback`. The amount throws SLICING_ARGUMENT_REQUIRED where exactly one slicing argument must have a value and
 * another number of them has.
 */
export function sizeOf(
  rule: ListSize,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  fallback: number,
): Amount {
  const { slicingArguments, assumedSize = fallback, requireOneSlicingArgument } = rule;
  if (slicingArguments.length === 0) return assumedSize;
  const readers = slicingArguments.map((name) => readerOf(name, field, node));
  const isFixed = readers.every((reader) => typeof reader !== 'function');
  const amount = (variables: Variables): number => {
    let given = 0;
    let size = 0;
    for (const reader of readers) {
      const value = typeof reader === 'function' ? reader(variables) : reader;
      if (value === undefined || value === null) continue;
      given++;
      const items = Array.isArray(value) ? value.length : Number(value);
      if (items > size) size = items;
    }
    if (requireOneSlicingArgument && given !== 1) throw notOne(field.name, slicingArguments, given);
    return given === 0 ? assumedSize : size;
  };
  return isFixed ? amount({}) : amount;
}

/** The value, where it is fixed. A name may lead into an input object, as `input.page.first`. */
function readerOf(name: string, field: GraphQLField<unknown, unknown>, node: FieldNode): unknown | Reader {
  const [argumentName = '', ...path] = name.split('.');
  const argument = field.args.find((each) => each.name === argumentName);
  const given = node.arguments?.find((each) => each.name.value === argumentName)?.value;
  const byDefault = within(argument?.defaultValue, path);
  return given === undefined ? byDefault : readerOfNode(given, path, byDefault);
}

function readerOfNode(node: ValueNode, path: readonly string[], byDefault: unknown): unknown | Reader {
  if (node.kind === Kind.VARIABLE) {
    const { value: name } = node.name;
    return (variables: Variables) =>
      variables[name] === undefined ? byDefault : within(variables[name], path);
  }
  const [first, ...rest] = path;
  if (first === undefined) return valueFromASTUntyped(node);
  if (node.kind !== Kind.OBJECT) return undefined;
  const inner = node.fields.find((each) => each.name.value === first)?.value;
  return inner && readerOfNode(inner, rest, undefined);
}

function within(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[name] : undefined,
    value,
  );
}

function notOne(field: string, slicingArguments: readonly string[], given: number) {
  const names = slicingArguments.join(', ');
  return engineError(
    'SLICING_ARGUMENT_REQUIRED',
    `Expected exactly one of the arguments ${names} of "${field}" to have a value, got ${given}.`,
    { details: { field, slicingArguments, given } },
  );
}
