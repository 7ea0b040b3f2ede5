import type { DataObject } from '../plan/merge.ts';
import type { FieldsShape, ObjectShape, ValueShape } from './compile.ts';

/** What a straight shaper answers for data that it must leave to the thorough one. */
export const NOT_STRAIGHT = Symbol('not straight');

/** The response for data in which everything is there and valid, or `NOT_STRAIGHT`. Changes and reports nothing. */
export type StraightShaper = (data: DataObject) => DataObject | typeof NOT_STRAIGHT;

/** Compiling takes a fraction of a millisecond, which a shape that is used once or twice does not give back. */
const COMPILE_AFTER_RUNS = 2;

interface Entry {
  runs: number;
  shaper: StraightShaper | undefined;
}

const known = new WeakMap<ObjectShape, Entry>();

/** The straight shaper of a shape that is used often, if it can have one. */
export function straightShaperFor(shape: ObjectShape): StraightShaper | undefined {
  let entry = known.get(shape);
  if (!entry) known.set(shape, (entry = { runs: 0, shaper: undefined }));
  if (entry.runs <= COMPILE_AFTER_RUNS && entry.runs++ === COMPILE_AFTER_RUNS) entry.shaper = compile(shape);
  return entry.shaper;
}

function alwaysStraight(shape: ObjectShape): StraightShaper {
  let entry = known.get(shape);
  if (!entry?.shaper) {
    entry = { runs: COMPILE_AFTER_RUNS + 1, shaper: compile(shape) ?? (() => NOT_STRAIGHT) };
    known.set(shape, entry);
  }
  return entry.shaper as StraightShaper;
}

/**
 * Writes the shape as a JavaScript function. Object literals and constant keys let the engine of JavaScript lay out the
 * response's objects ahead, which no loop over a list of fields gives it. `undefined` where the shape holds more than data.
 */
function compile(shape: ObjectShape): StraightShaper | undefined {
  if (shape.denied || shape.deferred.length > 0) return undefined;
  const writer = new Writer();
  const entries: string[] = [];
  for (const { key, dataKey, source, value } of shape.fields) {
    if (key === '__proto__' || dataKey === '__proto__') return undefined;
    if (source === 'typename' && shape.typename !== undefined) {
      entries.push(`${JSON.stringify(key)}: ${JSON.stringify(shape.typename)}`);
    } else if (source === 'data') {
      const variable = writer.variable(`data[${JSON.stringify(dataKey)}]`);
      entries.push(`${JSON.stringify(key)}: ${writer.value(variable, value)}`);
    } else {
      return undefined;
    }
  }
  return writer.compile(`return { ${entries.join(', ')} };`);
}

/** Tests that a value is surely valid; what fails them is put to the shape's own check. */
const QUICK_TESTS: Readonly<Record<string, (variable: string) => string>> = {
  String: (variable) => `typeof ${variable} === 'string'`,
  ID: (variable) => `typeof ${variable} === 'string'`,
  Boolean: (variable) => `typeof ${variable} === 'boolean'`,
  Int: (variable) => `(${variable} | 0) === ${variable}`,
};

class Writer {
  readonly #lines: string[] = [];
  readonly #constants: unknown[] = [];
  #variables = 0;

  variable(expression: string): string {
    const name = `v${this.#variables++}`;
    this.#lines.push(`let ${name} = ${expression};`);
    return name;
  }

  /** Writes what turns the variable into its value in the response. Returns the variable that holds it. */
  value(variable: string, shape: ValueShape): string {
    if (shape.nonNull) {
      this.#lines.push(`if (${variable} === null || ${variable} === undefined) return NOT_STRAIGHT;`);
      return this.#present(variable, shape);
    }
    const result = this.variable('null');
    this.#lines.push(`if (${variable} !== null && ${variable} !== undefined) {`);
    this.#lines.push(`${result} = ${this.#present(variable, shape)};`, '}');
    return result;
  }

  compile(end: string): StraightShaper {
    const names = this.#constants.map((_, index) => `c${index}`);
    const body = `return (data) => {\n${this.#lines.join('\n')}\n${end}\n};`;
    // The text is made of names of GraphQL, which are letters, digits and underscores, and quoted even so.
    const make = new Function('NOT_STRAIGHT', ...names, body) as (...values: unknown[]) => StraightShaper;
    return make(NOT_STRAIGHT, ...this.#constants);
  }

  #constant(value: unknown): string {
    return `c${this.#constants.push(value) - 1}`;
  }

  #present(variable: string, shape: ValueShape): string {
    switch (shape.kind) {
      case 'leaf': {
        const quick = QUICK_TESTS[shape.type]?.(variable) ?? 'false';
        const check = `${this.#constant(shape.check)}(${variable}) === 'valid'`;
        this.#lines.push(`if (!(${quick} || ${check})) return NOT_STRAIGHT;`);
        return variable;
      }
      case 'list': {
        const list = this.variable('[]');
        const index = this.variable('0');
        this.#lines.push(`if (!Array.isArray(${variable})) return NOT_STRAIGHT;`);
        this.#lines.push(`for (; ${index} < ${variable}.length; ${index}++) {`);
        const item = this.value(this.variable(`${variable}[${index}]`), shape.item);
        this.#lines.push(`${list}.push(${item});`, '}');
        return list;
      }
      case 'object': {
        const object = this.variable(`${this.#constant(objectShaper(shape.fields))}(${variable})`);
        this.#lines.push(`if (${object} === NOT_STRAIGHT) return NOT_STRAIGHT;`);
        return object;
      }
    }
  }
}

/** Shapes objects whose type the data tell. */
function objectShaper(fields: FieldsShape): (value: unknown) => unknown {
  let lastShape: ObjectShape | undefined;
  let lastShaper: StraightShaper | undefined;
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) return NOT_STRAIGHT;
    const typename = (value as DataObject).__typename;
    const shape = fields.forType(typeof typename === 'string' ? typename : undefined);
    if (shape === undefined || shape === 'hidden') return NOT_STRAIGHT;
    if (shape !== lastShape || lastShaper === undefined) {
      lastShape = shape;
      lastShaper = alwaysStraight(shape);
    }
    return lastShaper(value as DataObject);
  };
}
