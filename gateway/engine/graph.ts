import { getVariableValues } from 'graphql';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { engineError, withCode } from './errors.ts';
import { LruCache } from './lru.ts';
import { parseAndValidate, selectOperation } from './operation/prepare.ts';
import type { ParsedDocument } from './operation/prepare.ts';
import { PreparedOperation } from './operation/prepared-operation.ts';
import type { OperationVariant } from './operation/prepared-operation.ts';
import { PlanExecution, subgraphRequest } from './plan/execute.ts';
import type { FetchFailure } from './plan/failures.ts';
import { ExecutionScope } from './plan/scope.ts';
import { copySelected } from './plan/selection-tree.ts';
import type { FetchStep } from './plan/compile.ts';
import type { Planner } from './planner.ts';
import { ObjectShaper } from './shape/to-object.ts';
import type { LoadedSupergraph } from './supergraph/load.ts';
import type { EngineRequest, SubgraphTransport } from './types.ts';

export interface GraphLimits {
  readonly maxDocuments: number;
  readonly maxTokens: number;
  readonly deadlineMs: number | undefined;
}

type Variables = Readonly<Record<string, unknown>>;

interface CachedDocument {
  readonly parsed: ParsedDocument;
  readonly operations: Map<string, PreparedOperation | GraphQLError>;
}

/** A request that may run: its operation is known and planned, its variables fit. */
interface ReadyRequest {
  readonly operation: PreparedOperation;
  readonly variant: OperationVariant;
  readonly variables: Variables;
}

type Refusal = { readonly errors: readonly GraphQLError[] };

/** Serves one supergraph from the moment it was loaded until it is replaced. */
export class Graph {
  readonly supergraph: LoadedSupergraph;
  readonly #planner: Planner;
  readonly #transports: ReadonlyMap<string, SubgraphTransport>;
  readonly #limits: GraphLimits;
  readonly #documents: LruCache<CachedDocument>;

  constructor(
    supergraph: LoadedSupergraph,
    planner: Planner,
    transports: ReadonlyMap<string, SubgraphTransport>,
    limits: GraphLimits,
  ) {
    this.supergraph = supergraph;
    this.#planner = planner;
    this.#transports = transports;
    this.#limits = limits;
    this.#documents = new LruCache(limits.maxDocuments);
  }

  async execute(request: EngineRequest): Promise<ExecutionResult> {
    const ready = await this.#prepare(request);
    if ('errors' in ready) return ready;
    if (ready.operation.kind === 'subscription') {
      return refused('OPERATION_RESOLUTION_FAILURE', 'A subscription needs a transport that can stream.');
    }
    const scope = new ExecutionScope(request.context, request.signal, this.#limits.deadlineMs);
    try {
      const execution = this.#execution(ready, scope);
      await execution.run();
      return this.#respond(ready, execution);
    } finally {
      scope.close();
    }
  }

  async subscribe(request: EngineRequest): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
    const ready = await this.#prepare(request);
    if ('errors' in ready) return ready;
    const step = ready.variant.plan.subscription;
    if (!step) return refused('OPERATION_RESOLUTION_FAILURE', 'Only a subscription can be subscribed to.');
    const transport = this.#transports.get(step.service);
    if (!transport)
      return refused('SUBGRAPH_UNREACHABLE', `The subgraph "${step.service}" has no transport.`);
    const scope = new ExecutionScope(request.context, request.signal, undefined);
    const variables = pick(ready.variables, step.variableNames);
    try {
      const events = await transport.subscribe(subgraphRequest(step, variables, scope));
      return this.#hydrate(ready, step, events, request, scope);
    } catch (reason) {
      scope.close();
      const message = `The subgraph "${step.service}" did not accept the subscription.`;
      return {
        errors: [engineError('SUBGRAPH_UNREACHABLE', message, { service: step.service, cause: reason })],
      };
    }
  }

  async close(): Promise<void> {
    await this.#planner.close();
  }

  async *#hydrate(
    ready: ReadyRequest,
    step: FetchStep,
    events: AsyncIterable<ExecutionResult>,
    request: EngineRequest,
    subscriptionScope: ExecutionScope,
  ): AsyncGenerator<ExecutionResult> {
    try {
      for await (const event of events) {
        const scope = new ExecutionScope(request.context, request.signal, this.#limits.deadlineMs);
        try {
          const execution = this.#execution(ready, scope);
          // Several listeners may share one event; hydration writes into it.
          execution.acceptEvent(step, {
            ...event,
            data: copySelected(event.data, step.tree) as ExecutionResult['data'],
          });
          await execution.run();
          yield this.#respond(ready, execution);
        } finally {
          scope.close();
        }
      }
    } finally {
      subscriptionScope.close();
    }
  }

  #execution(ready: ReadyRequest, scope: ExecutionScope): PlanExecution {
    return new PlanExecution({
      plan: ready.variant.plan,
      scope,
      variables: ready.variables,
      transports: this.#transports,
      types: this.supergraph.types,
    });
  }

  #respond(ready: ReadyRequest, execution: PlanExecution): ExecutionResult {
    const { variant, variables } = ready;
    const failures = variant.inResponseTerms(execution.failures);
    const shaper = new ObjectShaper(failures, variant.introspection?.(variables));
    const data = shaper.shape(execution.data, variant.shape);
    const errors = [...failures.map(({ error }: FetchFailure) => error), ...shaper.errors];
    return errors.length > 0 ? { errors, data } : { data };
  }

  async #prepare(request: EngineRequest): Promise<ReadyRequest | Refusal> {
    const operation = this.#operation(request);
    if ('errors' in operation) return operation;
    const coerced = getVariableValues(
      this.supergraph.apiSchema,
      operation.variableDefinitions,
      request.variables ?? {},
    );
    if (coerced.errors) return { errors: coerced.errors.map((error) => withCode(error, 'BAD_USER_INPUT')) };
    try {
      const variant = await operation.variant(coerced.coerced, this.#planner);
      return { operation, variant, variables: coerced.coerced };
    } catch (cause) {
      return {
        errors: [engineError('QUERY_PLANNING_FAILED', 'The operation cannot be planned.', { cause })],
      };
    }
  }

  #operation(request: EngineRequest): PreparedOperation | Refusal {
    const cached = this.#documents.getOrCreate(request.query, () => ({
      parsed: parseAndValidate(request.query, this.supergraph.apiSchema, this.#limits.maxTokens),
      operations: new Map(),
    }));
    if (!cached.parsed.ok) return { errors: cached.parsed.errors };
    const name = request.operationName ?? '';
    let operation = cached.operations.get(name);
    if (!operation) {
      const selected = selectOperation(cached.parsed.document, request.operationName);
      operation = 'operation' in selected ? new PreparedOperation(selected, this.supergraph) : selected;
      if (operation instanceof PreparedOperation) cached.operations.set(name, operation);
    }
    return operation instanceof PreparedOperation ? operation : { errors: [operation] };
  }
}

function refused(code: Parameters<typeof engineError>[0], message: string): Refusal {
  return { errors: [engineError(code, message)] };
}

function pick(variables: Variables, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
  );
}
