import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { DataObject } from '../plan/merge.ts';
import type { SelectedOperation } from '../operation/prepare.ts';
import type { FieldsShape, ObjectShape } from '../shape/compile.ts';
import { ActualCosts } from './actual.ts';
import { valueOf } from './amount.ts';
import type { Amount, Variables } from './amount.ts';
import type { CostRules } from './cost-rules.ts';
import { MUTATION_COST, compileEstimate } from './estimate.ts';
import { InputCosts } from './input-cost.ts';

/** What an operation was thought to cost before it ran, and what it did cost. See `compileEstimate`. */
export interface OperationCost {
  readonly estimated: number;
  readonly actual: number;
}

/** An operation that wants to run. */
export interface Charge {
  readonly estimated: number;
  /** `EngineRequest.context` of the request. */
  readonly context: unknown;
}

/** What was set aside for an operation. */
export interface Reservation {
  /** Called once, when the operation has ended in whatever way; 0 when nothing of it ran. */
  settle(actual: number): void;
}

export interface CostOptions {
  /** How many items a list has of which the schema says nothing. Default 10. */
  readonly listSize?: number;
  /**
   * Asked before a query or mutation is planned. A `GraphQLError` thrown here refuses it; other errors are answered as
   * INTERNAL_SERVER_ERROR. Not asked for subscriptions and their events: who shares them, the engine does not know.
   */
  readonly admit?: (charge: Charge) => Reservation | undefined | Promise<Reservation | undefined>;
}

const costs = new WeakMap<ExecutionResult, OperationCost>();

/** What a result of the engine, or an event of its streams, did cost. Undefined where costs are not counted. */
export function costOf(result: ExecutionResult): OperationCost | undefined {
  return costs.get(result);
}

export function noteCost(result: ExecutionResult, cost: OperationCost): void {
  costs.set(result, cost);
}

/** What the operations of one supergraph cost. */
export class OperationCosts {
  readonly inputs: InputCosts;
  readonly #rules: CostRules;
  readonly #actual: ActualCosts;
  readonly #schema: GraphQLSchema;
  readonly #listSize: number;

  constructor(rules: CostRules, schema: GraphQLSchema, { listSize = 10 }: CostOptions) {
    this.#rules = rules;
    this.#actual = new ActualCosts(rules);
    this.inputs = new InputCosts(rules);
    this.#schema = schema;
    this.#listSize = listSize;
  }

  /** For an operation whose conditions are resolved. @throws SLICING_ARGUMENT_REQUIRED, now or for certain variables */
  compileEstimate(selected: SelectedOperation): (variables: Variables) => number {
    const amount: Amount = compileEstimate({
      selected,
      schema: this.#schema,
      rules: this.#rules,
      inputs: this.inputs,
      listSize: this.#listSize,
    });
    if (typeof amount === 'number') return () => amount;
    // Sizes multiply, and JSON knows no infinity.
    return (variables) => Math.min(valueOf(amount, variables), Number.MAX_SAFE_INTEGER);
  }

  ofResponse(
    kind: 'query' | 'mutation' | 'subscription',
    data: DataObject,
    shape: ObjectShape,
    variables: Variables,
  ): number {
    const fields = this.#actual.ofFields(data, shape, variables);
    return kind === 'mutation' ? MUTATION_COST + fields : fields;
  }

  /** What a part that came later did cost. */
  ofPart(data: DataObject, fields: FieldsShape, variables: Variables): number {
    return this.#actual.ofFieldsBelow(data, fields, variables);
  }
}
