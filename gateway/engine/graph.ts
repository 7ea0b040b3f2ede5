import { GraphQLError, getVariableValues } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { OperationCosts, costOf, noteCost } from './cost/operation-costs.ts';
import type { CostOptions, Reservation } from './cost/operation-costs.ts';
import { engineError, withCode } from './errors.ts';
import { DeferredRun } from './incremental/deferred-run.ts';
import { PartResponder } from './incremental/respond.ts';
import type { IncrementalResponse } from './incremental/types.ts';
import { mapEvents } from './map-events.ts';
import { DocumentStore } from './operation/document-store.ts';
import type { DocumentStoreOptions, Refusal } from './operation/document-store.ts';
import type { OperationVariant, PreparedOperation } from './operation/prepared-operation.ts';
import type { FetchStep } from './plan/compile.ts';
import { refuseLargeVariables } from './operation/measure-variables.ts';
import type { VariableLimits } from './operation/measure-variables.ts';
import { PlanExecution, subgraphRequest } from './plan/execute.ts';
import { missingAnswer } from './plan/failures.ts';
import { ExecutionScope } from './plan/scope.ts';
import { copySelected } from './plan/selection-tree.ts';
import type { Planner } from './planner/planner.ts';
import { reportFailures } from './report.ts';
import type { ClientMayRead } from './report.ts';
import { inResponseKeys, placeInResponse } from './shape/place.ts';
import { ObjectShaper } from './shape/to-object.ts';
import type { DeferredPlace } from './shape/to-object.ts';
import type { AccessGrants } from './supergraph/access-rules.ts';
import { activeLabels } from './supergraph/override-labels.ts';
import type { LoadedSupergraph } from './supergraph/load.ts';
import type { LeasedTransports } from './transport-pool.ts';
import { momentOfEvent, noteMoment } from './transports/stream-moments.ts';
import type { EngineRequest, KnownOperation } from './types.ts';

export interface GraphOptions extends DocumentStoreOptions, VariableLimits {
  readonly deadlineMs: number | undefined;
  readonly mayRead: ClientMayRead;
  /** Unset where access is not checked. */
  readonly access: ((context: unknown) => AccessGrants | Promise<AccessGrants>) | undefined;
  readonly overrideLabels: ((context: unknown) => Iterable<string>) | undefined;
  readonly random: () => number;
  /** Unset where everyone may ask for the schema. */
  readonly mayIntrospect: ((context: unknown) => boolean) | undefined;
  /** Unset where costs are not counted. */
  readonly cost: CostOptions | undefined;
}

type Variables = Readonly<Record<string, unknown>>;
/** A request that may run: its operation is known and planned, its variables fit. */
interface ReadyRequest {
  readonly request: EngineRequest;
  readonly operation: PreparedOperation;
  readonly variant: OperationVariant;
  readonly variables: Variables;
  /** What it may cost; 0 where costs are not counted. */
  readonly estimated: number;
  readonly reservation: Reservation | undefined;
}

type ShapedResponse = ExecutionResult & { readonly deferred: readonly DeferredPlace[] };

/** More would tell a client nothing new, and a long list of bad values would hold up everybody else. */
const maxVariableErrors = 20;
const maxMessageLength = 500;

/** A message quotes the value that was wrong, however long it is. */
function shortened(error: GraphQLError): GraphQLError {
  if (error.message.length <= maxMessageLength) return error;
  const { nodes = null, extensions } = error;
  return new GraphQLError(`${error.message.slice(0, maxMessageLength)}…`, { nodes, extensions });
}

/** Serves one supergraph from the moment it was loaded until it is replaced and its last request is answered. */
export class Graph {
  readonly supergraph: LoadedSupergraph;
  readonly #planner: Planner;
  readonly #transports: LeasedTransports;
  readonly #options: GraphOptions;
  readonly #documents: DocumentStore;
  readonly #costs: OperationCosts | undefined;
  #active = 0;
  #retired: (() => void) | undefined;

  constructor(
    supergraph: LoadedSupergraph,
    planner: Planner,
    transports: LeasedTransports,
    options: GraphOptions,
  ) {
    this.supergraph = supergraph;
    this.#planner = planner;
    this.#transports = transports;
    this.#options = options;
    const { costRules, apiSchema } = supergraph;
    this.#costs = options.cost && new OperationCosts(costRules, apiSchema, options.cost);
    this.#documents = new DocumentStore(supergraph, options, this.#costs);
  }

  async execute(request: EngineRequest): Promise<ExecutionResult> {
    this.#active++;
    try {
      const ready = await this.#ready(request, ['query', 'mutation']);
      if ('errors' in ready) return ready;
      return await this.#runOnce(ready);
    } catch (cause) {
      return this.#broken(cause, request);
    } finally {
      this.#leave();
    }
  }

  /** Like `execute`, with deferred parts after the first answer; without any of them one result, as there. */
  async executeIncremental(request: EngineRequest): Promise<ExecutionResult | IncrementalResponse> {
    this.#active++;
    try {
      const ready = await this.#ready(request, ['query', 'mutation'], true);
      if ('errors' in ready || ready.variant.clientLabels.size === 0) {
        const whole = 'errors' in ready ? ready : await this.#runOnce(ready);
        this.#leave();
        return whole;
      }
      return await this.#runIncrementally(ready);
    } catch (cause) {
      this.#leave();
      return this.#broken(cause, request);
    }
  }

  async subscribe(request: EngineRequest): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    this.#active++;
    try {
      const ready = await this.#ready(request, ['subscription']);
      const step = 'errors' in ready ? undefined : ready.variant.plan.subscription;
      if ('errors' in ready || !step) {
        const refused = 'errors' in ready ? ready : await this.#nothingToOpen(ready);
        this.#leave();
        return refused;
      }
      return await this.#open(ready, step);
    } catch (cause) {
      this.#leave();
      return this.#broken(cause, request);
    }
  }

  /** What an operation may cost; undefined when it cannot run, which running it will tell. @throws GraphQLError */
  estimate({ query, operationName, variables = {}, context }: EngineRequest): number | undefined {
    const operation = this.#documents.operation(query, operationName, context);
    if ('errors' in operation) return undefined;
    const { apiSchema } = this.supergraph;
    const { coerced } = getVariableValues(apiSchema, operation.variableDefinitions, variables, {
      maxErrors: 1,
    });
    return coerced && operation.estimate(coerced);
  }

  /** Reads and plans an operation and keeps it for good. Resolves to what is wrong with it, empty when nothing is. */
  async prepare({ query, operationName }: KnownOperation): Promise<readonly GraphQLError[]> {
    const operation = this.#documents.operation(query, operationName, undefined);
    if ('errors' in operation) return operation.errors;
    this.#documents.keep(query);
    try {
      for (const conditions of operation.likelyConditions()) {
        await operation.variant(
          conditions,
          { grants: undefined, overrideLabels: [], incremental: false },
          this.#planner,
        );
      }
      return [];
    } catch (cause) {
      return [engineError('QUERY_PLANNING_FAILED', reasonOf(cause), { cause })];
    }
  }

  /** Resolves when the last request has been answered and everything is released. */
  async retire(): Promise<void> {
    if (this.#active > 0) {
      await new Promise<void>((resolve) => {
        this.#retired = resolve;
      });
    }
    await Promise.all([this.#planner.close(), this.#transports.release()]);
  }

  /** The answer where the engine itself fails. */
  #broken(cause: unknown, { operationName, context }: EngineRequest): Refusal {
    const error = engineError('INTERNAL_SERVER_ERROR', reasonOf(cause), { cause });
    this.#options.hooks.onFailure?.({ error, masked: true, operationName, context });
    return refusal('INTERNAL_SERVER_ERROR', 'The operation could not be run.');
  }

  /** The answer to a subscription of which nothing is left to ask for: that its field is denied, as a rule. */
  async #nothingToOpen(ready: ReadyRequest): Promise<ExecutionResult> {
    const { errors } = await this.#run(ready);
    return errors ? { errors } : refusal('FIELD_UNRESOLVABLE', 'The subscription selects no field.');
  }

  #leave(): void {
    if (--this.#active === 0) this.#retired?.();
  }

  /** Runs what is not deferred; the rest runs while its steps are read. */
  async #runIncrementally(ready: ReadyRequest): Promise<ExecutionResult | IncrementalResponse> {
    const { request, variant, variables } = ready;
    const scope = new ExecutionScope(request.context, request.signal, this.#options.deadlineMs);
    const run = new DeferredRun();
    const execution = this.#execution(ready, scope, run);
    await execution.run();
    const { deferred, ...initial } = this.#respond(ready, execution);
    let actual = this.#countCost(ready, execution, initial);
    const responder = new PartResponder({
      run,
      planned: variant.plan.deferredLabels,
      clientLabels: variant.clientLabels,
      report: (failures) => this.#report(ready, failures),
      translate: (path) => inResponseKeys(path, variant.responseKeys),
      onPart: ({ data, fields }) => {
        actual += this.#costs?.ofPart(data, fields, variables) ?? 0;
      },
    });
    const pending = responder.expect(deferred);
    const close = (): void => {
      this.#settle(ready, actual);
      scope.close();
      this.#leave();
    };
    if (pending.length === 0) {
      close();
      return initial;
    }
    const steps = mapEvents(responder.steps(), async (step) => step, { onEnd: close });
    const leave = steps.return.bind(steps);
    steps.return = (value) => {
      scope.abandon();
      return leave(value);
    };
    return { initial, pending, steps };
  }

  /** Runs a query or mutation and gives back what was set aside for it and not used, however it ends. */
  async #runOnce(ready: ReadyRequest): Promise<ExecutionResult> {
    let actual = 0;
    try {
      const response = await this.#run(ready);
      actual = costOf(response)?.actual ?? 0;
      return response;
    } finally {
      this.#settle(ready, actual);
    }
  }

  #settle({ reservation, estimated, operation, request }: ReadyRequest, actual: number): void {
    reservation?.settle(actual);
    const { context, operationName } = request;
    const { kind } = operation;
    if (this.#costs) this.#options.hooks.onCost?.({ kind, estimated, actual, operationName, context });
  }

  #countCost(ready: ReadyRequest, execution: PlanExecution, response: ExecutionResult): number {
    if (!this.#costs) return 0;
    const { estimated, operation, variables, variant } = ready;
    const actual = this.#costs.ofResponse(operation.kind, execution.data, variant.shape, variables);
    noteCost(response, { estimated, actual });
    return actual;
  }

  async #run(
    ready: ReadyRequest,
    event?: { step: FetchStep; result: ExecutionResult },
  ): Promise<ExecutionResult> {
    const { context, signal } = ready.request;
    const moment = event && momentOfEvent(event.result);
    const scope = new ExecutionScope(context, signal, this.#options.deadlineMs, moment);
    try {
      const execution = this.#execution(ready, scope);
      if (event) execution.acceptEvent(event.step, event.result);
      await this.#timed('execute', context, () => execution.run());
      const { deferred: _, ...response } = this.#timed('shape', context, () =>
        this.#respond(ready, execution),
      );
      this.#countCost(ready, execution, response);
      return response;
    } finally {
      scope.close();
    }
  }

  #execution(ready: ReadyRequest, scope: ExecutionScope, deferred?: DeferredRun): PlanExecution {
    return new PlanExecution({
      plan: ready.variant.plan,
      scope,
      variables: ready.variables,
      transports: this.#transports.byService,
      types: this.supergraph.types,
      onFetch: this.#options.hooks.onFetch,
      deferred,
    });
  }

  async #open(
    ready: ReadyRequest,
    step: FetchStep,
  ): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    const { request, variables } = ready;
    const scope = new ExecutionScope(request.context, request.signal, undefined);
    const failed = (reason: unknown): ExecutionResult => ({
      errors: this.#report(ready, [missingAnswer(reason, step.service, [], [])]),
    });
    const close = (): void => {
      scope.close();
      this.#leave();
    };
    try {
      const transport = this.#transports.byService.get(step.service);
      if (!transport) throw new Error(`The subgraph "${step.service}" has no transport.`);
      const wanted = pick(variables, step.variableNames);
      const asked = Object.assign(subgraphRequest(step, wanted, scope), { onOpened: request.onOpened });
      const events = await transport.subscribe(asked);
      const responses = mapEvents(events, (event) => this.#hydrate(ready, step, event), {
        onEnd: close,
        recover: failed,
      });
      scope.onEnd(() => void responses.return(undefined));
      return responses;
    } catch (reason) {
      close();
      return failed(reason);
    }
  }

  /**
   * Joins one event. Several listeners may share it, and hydration writes into it: each gets a copy. What the caller may
   * see is looked at again each time, since a stream can outlive a permission.
   */
  async #hydrate(opened: ReadyRequest, step: FetchStep, event: ExecutionResult): Promise<ExecutionResult> {
    const { operation, variables, request } = opened;
    const variant = this.supergraph.accessRules
      ? await this.#variant(operation, variables, request)
      : opened.variant;
    const ready = { ...opened, variant };
    const data = copySelected(event.data, step.tree) as ExecutionResult['data'];
    const result = noteMoment({ ...event, data }, momentOfEvent(event));
    const response = await this.#run(ready, { step, result });
    this.#settle(ready, costOf(response)?.actual ?? 0);
    return response;
  }

  #respond(ready: ReadyRequest, execution: PlanExecution): ShapedResponse {
    const { variant, variables } = ready;
    const explained = execution.failures.map((failure) =>
      inResponseKeys(failure.covers, variant.responseKeys),
    );
    const shaper = new ObjectShaper(explained, variant.introspection?.(variables));
    const data = shaper.shape(execution.data, variant.shape);
    const { deferred } = shaper;
    if (execution.failures.length === 0 && shaper.errors.length === 0) return { data, deferred };
    const placed = execution.failures.map(({ error, covers }) => ({
      error: withPath(error, placeInResponse(error.path ?? [], execution.data, variant.shape)),
      covers,
    }));
    return { errors: [...this.#report(ready, placed), ...shaper.errors], data, deferred };
  }

  #report({ request }: ReadyRequest, failures: Parameters<typeof reportFailures>[0]): GraphQLError[] {
    const { mayRead, hooks } = this.#options;
    const { operationName, context } = request;
    return reportFailures(failures, { mayRead, hooks, operationName, context });
  }

  async #ready(
    request: EngineRequest,
    kinds: readonly PreparedOperation['kind'][],
    incremental = false,
  ): Promise<ReadyRequest | Refusal> {
    const operation = this.#documents.operation(request.query, request.operationName, request.context);
    if ('errors' in operation) return operation;
    if (!kinds.includes(operation.kind)) {
      return refusal('OPERATION_RESOLUTION_FAILURE', `A ${operation.kind} cannot be run here.`);
    }
    const { mayIntrospect } = this.#options;
    if (operation.introspects && mayIntrospect?.(request.context) === false) {
      return refusal('INTROSPECTION_DISABLED', 'The schema cannot be asked for here.');
    }
    const oversize = refuseLargeVariables(request.variables, this.#options);
    if (oversize) return { errors: [oversize] };
    const { apiSchema } = this.supergraph;
    const { errors, coerced } = getVariableValues(
      apiSchema,
      operation.variableDefinitions,
      request.variables ?? {},
      { maxErrors: maxVariableErrors, hideSuggestions: this.#options.hideSuggestions },
    );
    if (errors) return { errors: errors.map((error) => shortened(withCode(error, 'BAD_USER_INPUT'))) };
    let estimated: number;
    let reservation: Reservation | undefined;
    try {
      estimated = operation.estimate(coerced);
      if (operation.kind !== 'subscription') {
        // Awaited only where it has to be: most requests are admitted at once.
        const admitted = this.#options.cost?.admit?.({ estimated, context: request.context });
        reservation = admitted instanceof Promise ? await admitted : admitted;
      }
    } catch (cause) {
      if (cause instanceof GraphQLError) return { errors: [cause] };
      throw cause;
    }
    try {
      const variant = await this.#variant(operation, coerced, request, incremental);
      return { request, operation, variables: coerced, variant, estimated, reservation };
    } catch (cause) {
      reservation?.settle(0);
      if (cause instanceof GraphQLError) return { errors: [cause] };
      const error = engineError('QUERY_PLANNING_FAILED', 'The operation cannot be planned.', { cause });
      const { operationName, context } = request;
      this.#options.hooks.onFailure?.({ error, masked: true, operationName, context });
      return { errors: [engineError('QUERY_PLANNING_FAILED', error.message)] };
    }
  }

  async #variant(
    operation: PreparedOperation,
    variables: Variables,
    { context }: EngineRequest,
    incremental = false,
  ): Promise<OperationVariant> {
    const { access, overrideLabels: labelsFor, random } = this.#options;
    const labels = this.supergraph.overrideLabels;
    const overrideLabels =
      labels.length === 0 ? [] : activeLabels(labels, new Set(labelsFor?.(context)), random);
    const grants = access && this.supergraph.accessRules ? await access(context) : undefined;
    return operation.variant(variables, { grants, overrideLabels, incremental }, this.#planner);
  }

  #timed<Result>(stage: 'execute' | 'shape', context: unknown, work: () => Result): Result {
    const { onStage } = this.#options.hooks;
    if (!onStage) return work();
    const startedAt = performance.now();
    const report = (): void => onStage(stage, performance.now() - startedAt, context);
    const result = work();
    if (result instanceof Promise) result.then(report, report);
    else report();
    return result;
  }
}

function refusal(code: Parameters<typeof engineError>[0], message: string): Refusal {
  return { errors: [engineError(code, message)] };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function withPath(error: GraphQLError, path: (string | number)[]): GraphQLError {
  const { message, extensions, originalError } = error;
  return new GraphQLError(message, { path, extensions, originalError: originalError ?? null });
}

function pick(variables: Variables, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
  );
}
