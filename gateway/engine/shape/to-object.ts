import type { GraphQLError } from 'graphql';
import { engineError } from '../errors.ts';
import type { ResponsePath } from '../plan/paths.ts';
import { isObject } from '../plan/merge.ts';
import type { DataObject } from '../plan/merge.ts';
import type { FieldShape, FieldsShape, ObjectShape, ValueShape } from './compile.ts';
import { NOT_STRAIGHT, straightShaperFor } from './straight.ts';

/** A place that must not be null is: the object around it becomes null instead. */
const UNFILLED = Symbol('unfilled');

/** An object of the response of which a part comes later. */
export interface DeferredPlace {
  readonly label: string;
  readonly path: ResponsePath;
  readonly data: DataObject;
  readonly fields: FieldsShape;
}

/** Shapes data into one response. Holds the errors that only show when the answer is put together. */
export class ObjectShaper {
  readonly errors: GraphQLError[] = [];
  /** Found while shaping; places that were lost to a null are not among them. */
  readonly deferred: DeferredPlace[] = [];
  readonly #explained: readonly ResponsePath[];
  readonly #introspection: Readonly<Record<string, unknown>>;
  readonly #path: (string | number)[] = [];

  /** `explained`: parts of the response that failures account for; nulls there need no error of their own. */
  constructor(explained: readonly ResponsePath[], introspection: Readonly<Record<string, unknown>> = {}) {
    this.#explained = explained;
    this.#introspection = introspection;
  }

  /** The response's `data`; `null` when a null reached the root. */
  shape(data: DataObject, shape: ObjectShape): DataObject | null {
    if (this.#explained.length === 0) {
      const response = straightShaperFor(shape)?.(data) ?? NOT_STRAIGHT;
      if (response !== NOT_STRAIGHT) return response;
    }
    const shaped = this.#object(data, shape, 0);
    return shaped === UNFILLED ? null : shaped;
  }

  /** The part of an object of the response that came later. */
  shapeDeferred({ path, data, fields }: DeferredPlace): DataObject | null {
    const typename = data.__typename;
    const shape = fields.forType(typeof typename === 'string' ? typename : undefined);
    if (!shape || shape === 'hidden' || shape.denied) return null;
    this.#path.push(...path);
    const shaped = this.#object(data, shape, path.length);
    return shaped === UNFILLED ? null : shaped;
  }

  #object(data: DataObject, shape: ObjectShape, depth: number): DataObject | typeof UNFILLED {
    const placesBefore = this.deferred.length;
    for (const { label, fields } of shape.deferred) {
      this.deferred.push({ label, path: this.#path.slice(0, depth), data, fields });
    }
    const response: DataObject = {};
    for (const field of shape.fields) {
      this.#path[depth] = field.key;
      const value = this.#field(data, field, shape, depth);
      if (value === UNFILLED) {
        this.deferred.length = placesBefore;
        return UNFILLED;
      }
      if (field.key !== '__proto__') response[field.key] = value;
      else Object.defineProperty(response, field.key, { value, enumerable: true });
    }
    return response;
  }

  #field(data: DataObject, field: FieldShape, shape: ObjectShape, depth: number): unknown {
    if (field.source === 'introspection') return this.#introspection[field.key] ?? null;
    if (field.source === 'typename') {
      if (shape.typename !== undefined) return shape.typename;
      this.#unfilled(field.coordinate, depth);
      return UNFILLED;
    }
    if (field.source === 'denied') {
      this.#denied(field.coordinate, depth);
      return field.value.nonNull ? UNFILLED : null;
    }
    const value = this.#value(data[field.dataKey], field.value, field.coordinate, depth);
    if (value !== null || !field.value.nonNull) return value;
    this.#unfilled(field.coordinate, depth);
    return UNFILLED;
  }

  /** The shaped value; null also when it may not be null, which the caller reports. */
  #value(value: unknown, shape: ValueShape, coordinate: string, depth: number): unknown {
    if (value === null || value === undefined) return null;
    switch (shape.kind) {
      case 'leaf':
        switch (shape.check(value)) {
          case 'valid':
            return value;
          case 'hidden':
            return null;
        }
        return this.#invalid(`a value of type ${shape.type}`, coordinate, depth);
      case 'list':
        if (!Array.isArray(value)) return this.#invalid('a list', coordinate, depth);
        return this.#list(value, shape.item, coordinate, depth + 1);
      case 'object': {
        if (!isObject(value)) return this.#invalid('an object', coordinate, depth);
        const typename = value.__typename;
        const fields = shape.fields.forType(typeof typename === 'string' ? typename : undefined);
        if (!fields) return this.#invalid(`a ${shape.type}`, coordinate, depth);
        if (fields === 'hidden') return null;
        if (fields.denied) return this.#denied(coordinate, depth);
        const object = this.#object(value, fields, depth + 1);
        return object === UNFILLED ? null : object;
      }
    }
  }

  #list(items: readonly unknown[], shape: ValueShape, coordinate: string, depth: number): unknown {
    const placesBefore = this.deferred.length;
    const response: unknown[] = new Array(items.length);
    for (let index = 0; index < items.length; index++) {
      this.#path[depth] = index;
      const item = this.#value(items[index], shape, coordinate, depth);
      if (item === null && shape.nonNull) {
        this.#unfilled(coordinate, depth);
        this.deferred.length = placesBefore;
        return null;
      }
      response[index] = item;
    }
    return response;
  }

  #invalid(expected: string, coordinate: string, depth: number): null {
    const path = this.#path.slice(0, depth + 1);
    this.errors.push(engineError('INVALID_VALUE', `Expected ${expected} for ${coordinate}.`, { path }));
    return null;
  }

  #denied(coordinate: string, depth: number): null {
    const path = this.#path.slice(0, depth + 1);
    this.errors.push(engineError('ACCESS_DENIED', `You may not see ${coordinate}.`, { path }));
    return null;
  }

  /** Reports a missing value, unless a failure or an error inside it tells the reason already. */
  #unfilled(coordinate: string, depth: number): void {
    const path = this.#path.slice(0, depth + 1);
    const explained =
      this.#explained.some((covers) => overlaps(covers, path)) ||
      this.errors.some((error) => overlaps(error.path ?? [], path));
    if (explained) return;
    this.errors.push(
      engineError('INVALID_NULL', `Cannot return null for non-nullable field ${coordinate}.`, { path }),
    );
  }
}

/** Whether one path is a prefix of the other; `@` stands for any index. */
function overlaps(covers: readonly (string | number)[], path: readonly (string | number)[]): boolean {
  const length = Math.min(covers.length, path.length);
  for (let index = 0; index < length; index++) {
    if (covers[index] !== path[index] && covers[index] !== '@') return false;
  }
  return true;
}
