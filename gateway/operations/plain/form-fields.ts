import { getNullableType, isInputObjectType, isListType, isScalarType } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import { isRecord, refusal, unknownField } from './check-input.ts';
import type { FieldError } from './check-input.ts';

export interface FormReading {
  readonly value: Record<string, unknown>;
  readonly errors: readonly FieldError[];
}

const maxListIndex = 99;

/**
 * Turns the fields of a form into the value of an input type. `contact.email` and `contact[email]` are the same field;
 * `consents[0].channel` and `consents.0.channel` are one of a list. A field that is empty counts as left out, as browsers send what was not filled
 * in. Numbers and truth values are read from their texts; what cannot be read stays a text for the check to refuse.
 */
export function readForm(form: URLSearchParams, type: GraphQLInputType): FormReading {
  const value: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const [name, text] of form) {
    if (text === '') continue;
    const steps = name.split(/[.[\]]+/).filter((step) => step !== '');
    const field = steps.join('.');
    if (seen.has(field)) errors.push(refusal(field, 'it once', 'it again'));
    else {
      seen.add(field);
      const error = place(value, steps, type, text);
      if (error !== undefined) errors.push(error);
    }
  }
  return { value, errors };
}

/** Follows the type, never the name alone, so that no name reaches anything but a field. */
function place(
  root: Record<string, unknown>,
  steps: readonly string[],
  rootType: GraphQLInputType,
  text: string,
): FieldError | undefined {
  let holder: Record<string, unknown> | unknown[] = root;
  let type = getNullableType(rootType);
  for (const [depth, step] of steps.entries()) {
    const next = stepInto(type, step);
    if (next === undefined) return unknownField(steps.join('.'), fieldNamesOf(type));
    const isLast = depth === steps.length - 1;
    const slots = holder as Record<string, unknown>;
    if (isLast && !isScalarOrEnum(next)) return refusal(steps.join('.'), 'fields below it', text);
    if (isLast) slots[step] = readText(text, next);
    else slots[step] ??= isListType(next) ? [] : {};
    if (isLast) return undefined;
    const below = slots[step];
    if (!isRecord(below) && !Array.isArray(below)) return refusal(steps.join('.'), 'a field', text);
    holder = below;
    type = next;
  }
  return unknownField('', fieldNamesOf(type));
}

function stepInto(type: GraphQLInputType, step: string): GraphQLInputType | undefined {
  if (isListType(type)) {
    const isIndex = /^\d{1,2}$/.test(step) && Number(step) <= maxListIndex;
    return isIndex ? getNullableType(type.ofType) : undefined;
  }
  if (!isInputObjectType(type) || !Object.hasOwn(type.getFields(), step)) return undefined;
  const field = type.getFields()[step]?.type;
  return field && getNullableType(field);
}

function fieldNamesOf(type: GraphQLInputType): string[] {
  return isInputObjectType(type) ? Object.keys(type.getFields()) : [`0 to ${maxListIndex}`];
}

function isScalarOrEnum(type: GraphQLInputType): boolean {
  return !isInputObjectType(type) && !isListType(type);
}

const truthValues: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
};

function readText(text: string, type: GraphQLInputType): unknown {
  if (!isScalarType(type)) return text;
  if (type.name === 'Boolean') {
    const key = text.toLowerCase();
    return Object.hasOwn(truthValues, key) ? truthValues[key] : text;
  }
  const isNumber = type.name === 'Int' || type.name === 'Float';
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
