import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputField, GraphQLInputType, GraphQLNamedType } from 'graphql';
import { DateTime, LocalDate } from '../../../subgraphs/shared/scalars.ts';

/** What is wrong with one field of a body. */
export interface FieldError {
  /** Such as `contact.email` or `consents.0.channel`; empty for the body as a whole. */
  readonly field: string;
  readonly message: string;
}

interface Scalar {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const maxInt = 2 ** 31;

/** Scalars as the graph reads them, so that everything wrong with a body is said at once and by its field. */
const scalars: Readonly<Record<string, Scalar>> = {
  String: { expected: 'a text', accepts: (value) => typeof value === 'string' },
  ID: { expected: 'a text', accepts: (value) => typeof value === 'string' },
  Boolean: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  Float: { expected: 'a number', accepts: (value) => typeof value === 'number' },
  Int: {
    expected: 'a whole number of at most 32 bits',
    accepts: (value) => Number.isInteger(value) && Number(value) >= -maxInt && Number(value) < maxInt,
  },
  DateTime: {
    expected: 'an ISO-8601 time with offset, such as 2025-03-01T09:30:00Z',
    accepts: (value) => isAcceptedBy(DateTime, value),
  },
  Date: {
    expected: 'a calendar date such as 1984-02-29',
    accepts: (value) => isAcceptedBy(LocalDate, value),
  },
};

/**
 * Compares a value with an input type of the graph. Fields with a default may be left out; `null` counts as left out
 * where the type allows it.
 *
 * @param path of the value, for the errors
 * @returns everything that is wrong; empty when the graph can read the value
 */
export function checkInput(value: unknown, type: GraphQLInputType, path = ''): FieldError[] {
  if (isNonNullType(type)) {
    return value == null
      ? [refusal(path, expectedOf(type.ofType), value)]
      : checkInput(value, type.ofType, path);
  }
  if (value == null) return [];
  if (isListType(type)) {
    if (!Array.isArray(value)) return [refusal(path, 'a list', value)];
    return Array.from(value, (item, index) => checkInput(item, type.ofType, `${path}.${index}`)).flat();
  }
  if (isInputObjectType(type)) {
    if (!isRecord(value)) return [refusal(path, 'an object', value)];
    return checkFields(value, type.getFields(), path);
  }
  if (isEnumType(type)) {
    const isKnown = typeof value === 'string' && type.getValue(value) !== undefined;
    return isKnown ? [] : [refusal(path, expectedOf(type), value)];
  }
  const scalar = scalars[type.name];
  return scalar === undefined || scalar.accepts(value) ? [] : [refusal(path, scalar.expected, value)];
}

function checkFields(
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, GraphQLInputField>>,
  path: string,
): FieldError[] {
  const errors = Object.values(fields).flatMap(({ name, type, defaultValue }) => {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined && defaultValue !== undefined) return [];
    return checkInput(given, type, join(path, name));
  });
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
  return [...errors, ...unknown.map((name) => unknownField(join(path, name), Object.keys(fields)))];
}

export function unknownField(field: string, known: readonly string[]): FieldError {
  return { field: shorten(field), message: `expected one of the fields ${known.join(', ')}, got another` };
}

export function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function refusal(field: string, expected: string, received: unknown): FieldError {
  const shown = received == null ? 'nothing' : shorten(JSON.stringify(received));
  return { field, message: `expected ${expected}, got ${shown}` };
}

function expectedOf(type: GraphQLInputType): string {
  if (isListType(type)) return 'a list';
  if (isInputObjectType(type)) return 'an object';
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return `one of ${names.join(', ')}`;
  }
  return scalars[(type as GraphQLNamedType).name]?.expected ?? 'a value';
}

function isAcceptedBy(scalar: { parseValue(value: unknown): unknown }, value: unknown): boolean {
  try {
    scalar.parseValue(value);
    return true;
  } catch {
    return false;
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
