import { isObject } from '../plan/merge.ts';
import type { DataObject } from '../plan/merge.ts';
import type { FieldsShape, ObjectShape, ValueShape } from '../shape/compile.ts';
import { valueOf } from './amount.ts';
import type { Amount, Variables } from './amount.ts';
import type { CostRules } from './cost-rules.ts';

/** A field that can cost anything. */
interface CountedField {
  readonly dataKey: string;
  /** Its `@cost`. */
  readonly own: number | undefined;
  readonly args: Amount;
  readonly value: ValueShape;
}

interface CountedObject {
  /** Of the type; a field's own weight takes its place. */
  readonly weight: number;
  readonly fields: readonly CountedField[];
}

/**
 * What responses did cost: as `compileEstimate` has it, with the objects and items that are there. Nothing is counted for
 * what was not fetched, or came as null, except the `@cost` of a field that was asked and had nothing.
 */
export class ActualCosts {
  readonly #rules: CostRules;
  readonly #known = new WeakMap<ObjectShape, CountedObject>();

  constructor(rules: CostRules) {
    this.#rules = rules;
  }

  /** What the fields of an object cost, the object itself not included. */
  ofFields(data: DataObject, shape: ObjectShape, variables: Variables): number {
    return this.#fields(data, this.#counted(shape), variables);
  }

  /** The same where the object's type shows only in the data. */
  ofFieldsBelow(data: DataObject, fields: FieldsShape, variables: Variables): number {
    const shape = shapeOf(data, fields);
    return shape ? this.ofFields(data, shape, variables) : 0;
  }

  #fields(data: DataObject, { fields }: CountedObject, variables: Variables): number {
    let cost = 0;
    for (const { dataKey, own, args, value } of fields) {
      const found = data[dataKey];
      if (found === undefined) continue;
      cost += this.#value(found, value, own, variables);
      if (args === 0) continue;
      const extra = valueOf(args, variables);
      // Negative weights make a field cheaper, and never what is below it.
      cost += extra >= 0 ? extra : Math.max(extra, -this.#weightOf(found, value, own));
    }
    return cost;
  }

  #value(value: unknown, shape: ValueShape, own: number | undefined, variables: Variables): number {
    if (shape.kind === 'list') {
      if (!Array.isArray(value)) return 0;
      let cost = 0;
      for (const item of value) cost += this.#value(item, shape.item, own, variables);
      return cost;
    }
    if (value === null || value === undefined) return own ?? 0;
    if (shape.kind === 'leaf') return own ?? this.#rules.ofType(shape.type);
    if (!isObject(value)) return own ?? 0;
    const object = shapeOf(value, shape.fields);
    if (!object) return own ?? 0;
    const counted = this.#counted(object);
    const weight = own ?? counted.weight;
    return counted.fields.length === 0 ? weight : weight + this.#fields(value, counted, variables);
  }

  #weightOf(value: unknown, shape: ValueShape, own: number | undefined): number {
    if (shape.kind === 'list') {
      if (!Array.isArray(value)) return 0;
      return value.reduce<number>((total, item) => total + this.#weightOf(item, shape.item, own), 0);
    }
    if (own !== undefined || !isObject(value)) return own ?? 0;
    const object = shape.kind === 'object' ? shapeOf(value, shape.fields) : undefined;
    return object ? this.#counted(object).weight : 0;
  }

  #counted(shape: ObjectShape): CountedObject {
    let counted = this.#known.get(shape);
    if (!counted) this.#known.set(shape, (counted = this.#count(shape)));
    return counted;
  }

  #count({ typename, fields, denied }: ObjectShape): CountedObject {
    const weight = typename === undefined ? 1 : this.#rules.ofType(typename);
    if (denied) return { weight, fields: [] };
    return {
      weight,
      fields: fields.flatMap(({ dataKey, source, value, coordinate, args }) => {
        const [type = '', field = ''] = coordinate.split('.');
        const own = this.#rules.ofField(type, field);
        const isFree = isLeaf(value) && (own ?? this.#rules.ofType(value.type)) === 0 && args === 0;
        return source === 'data' && !isFree ? [{ dataKey, own, args, value }] : [];
      }),
    };
  }
}

function isLeaf(shape: ValueShape): boolean {
  return shape.kind === 'list' ? isLeaf(shape.item) : shape.kind === 'leaf';
}

function shapeOf(data: DataObject, fields: FieldsShape): ObjectShape | undefined {
  const typename = data.__typename;
  const shape = fields.forType(typeof typename === 'string' ? typename : undefined);
  return shape === 'hidden' ? undefined : shape;
}
