import { isObject } from '../plan/merge.ts';
import type { DataObject } from '../plan/merge.ts';
import type { FieldsShape, ObjectShape, ValueShape } from '../shape/compile.ts';
import { valueOf } from './amount.ts';
import type { Amount, Variables } from './amount.ts';
import type { CostRules } from './cost-rules.ts';

/** What a value costs, with what is selected below it. */
type Counter = (value: unknown, variables: Variables) => number;

/** A field that can cost anything. */
interface CountedField {
  readonly dataKey: string;
  /** What its items cost; for leaves that are free but have arguments that are not, 0. */
  readonly items: Counter;
  /** What its items cost without what is below them; needed only where arguments may cost less than nothing. */
  readonly weights: Counter;
  readonly args: Amount;
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
    return costOfFields(data, this.#counted(shape).fields, variables);
  }

  /** The same where the object's type shows only in the data. */
  ofFieldsBelow(data: DataObject, fields: FieldsShape, variables: Variables): number {
    const shape = shapeOf(data, fields);
    return shape ? this.ofFields(data, shape, variables) : 0;
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
        if (source !== 'data' || isFree) return [];
        return [{ dataKey, args, items: this.#items(value, own), weights: this.#weights(value, own) }];
      }),
    };
  }

  #items(shape: ValueShape, own: number | undefined): Counter {
    switch (shape.kind) {
      case 'list':
        return eachOf(this.#items(shape.item, own));
      case 'leaf':
        return leafCounter(own, own ?? this.#rules.ofType(shape.type));
      case 'object':
        return this.#objects(shape.fields, own);
    }
  }

  #objects(fields: FieldsShape, own: number | undefined): Counter {
    // Most objects in one place are of one type: what is known of the last one saves looking it up.
    let lastShape: ObjectShape | undefined;
    let last: CountedObject | undefined;
    if (fields.isFixed) return this.#fixedObjects(fields, own);
    return (value, variables) => {
      if (!isObject(value)) return own ?? 0;
      const shape = shapeOf(value, fields);
      if (shape === undefined) return own ?? 0;
      if (shape !== lastShape || last === undefined) {
        lastShape = shape;
        last = this.#counted(shape);
      }
      const weight = own ?? last.weight;
      return last.fields.length === 0 ? weight : weight + costOfFields(value, last.fields, variables);
    };
  }

  #fixedObjects(fields: FieldsShape, own: number | undefined): Counter {
    let known: CountedObject | undefined;
    return (value, variables) => {
      if (!isObject(value)) return own ?? 0;
      const shape = known === undefined ? shapeOf(value, fields) : undefined;
      if (shape) known = this.#counted(shape);
      if (known === undefined) return own ?? 0;
      const weight = own ?? known.weight;
      return known.fields.length === 0 ? weight : weight + costOfFields(value, known.fields, variables);
    };
  }

  #weights(shape: ValueShape, own: number | undefined): Counter {
    if (shape.kind === 'list') return eachOf(this.#weights(shape.item, own));
    if (shape.kind === 'leaf') return this.#items(shape, own);
    return (value) => {
      if (own !== undefined || !isObject(value)) return own ?? 0;
      const object = shapeOf(value, shape.fields);
      return object ? this.#counted(object).weight : 0;
    };
  }
}

function costOfFields(data: DataObject, fields: readonly CountedField[], variables: Variables): number {
  let cost = 0;
  for (let index = 0; index < fields.length; index++) {
    const { dataKey, items, weights, args } = fields[index] as CountedField;
    const value = data[dataKey];
    if (value === undefined) continue;
    cost += items(value, variables);
    if (args === 0) continue;
    const extra = valueOf(args, variables);
    // Negative weights make a field cheaper, and never what is below it.
    cost += extra >= 0 ? extra : Math.max(extra, -weights(value, variables));
  }
  return cost;
}

function eachOf(counter: Counter): Counter {
  return (value, variables) => {
    if (!Array.isArray(value)) return 0;
    let cost = 0;
    for (let index = 0; index < value.length; index++) cost += counter(value[index], variables);
    return cost;
  };
}

function leafCounter(own: number | undefined, weight: number): Counter {
  return (value) => (value === null || value === undefined ? (own ?? 0) : weight);
}

function isLeaf(shape: ValueShape): boolean {
  return shape.kind === 'list' ? isLeaf(shape.item) : shape.kind === 'leaf';
}

function shapeOf(data: DataObject, fields: FieldsShape): ObjectShape | undefined {
  // Looking for a name that is not there takes longer than counting the object.
  const typename = fields.isFixed ? undefined : data.__typename;
  const shape = fields.forType(typeof typename === 'string' ? typename : undefined);
  return shape === 'hidden' ? undefined : shape;
}
