import type { ExecutionResult } from 'graphql';
import { TransportError } from '../errors.ts';
import type { FetchReport } from '../hooks.ts';
import type { DeferredRun } from '../incremental/deferred-run.ts';
import type { TypeIndex } from '../supergraph/type-index.ts';
import type { SubgraphRequest, SubgraphTransport } from '../types.ts';
import type { CompiledPlan, FetchStep, Step } from './compile.ts';
import { coveredPath, missingAnswer, reportedFailure } from './failures.ts';
import type { FetchFailure, SubgraphError } from './failures.ts';
import { batchEntities } from './entity-batch.ts';
import type { EntityBatch } from './entity-batch.ts';
import { isObject, mergeInto } from './merge.ts';
import type { DataObject } from './merge.ts';
import { mergerFor } from './merger.ts';
import type { Merger } from './merger.ts';
import { collectAt, eachWithAncestors, placesOf } from './paths.ts';
import type { ResponsePath } from './paths.ts';
import type { ExecutionScope } from './scope.ts';
import { copySelected } from './selection-tree.ts';

export interface PlanExecutionOptions {
  readonly plan: CompiledPlan;
  readonly scope: ExecutionScope;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  readonly types: TypeIndex;
  readonly onFetch?: ((report: FetchReport) => void) | undefined;
  /** Takes charge of deferred steps, for which `run` then does not wait. Without it they are part of the run. */
  readonly deferred?: DeferredRun | undefined;
}

/** Runs one plan once and gathers the data of all subgraphs into one tree. */
export class PlanExecution {
  readonly data: DataObject;
  readonly failures: FetchFailure[] = [];
  readonly #plan: CompiledPlan;
  readonly #scope: ExecutionScope;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #transports: ReadonlyMap<string, SubgraphTransport>;
  readonly #types: TypeIndex;
  readonly #onFetch: ((report: FetchReport) => void) | undefined;
  readonly #inFlight: Map<string, Promise<ExecutionResult>>;
  readonly #options: PlanExecutionOptions;
  /** Settled as fetches that deferred steps wait for finish. */
  readonly #finished: Map<string, PromiseWithResolvers<void>>;

  constructor(options: PlanExecutionOptions, within?: PlanExecution) {
    this.#options = options;
    this.data = within?.data ?? {};
    this.#inFlight = within ? within.#inFlight : new Map();
    this.#finished = within ? within.#finished : new Map();
    this.#plan = options.plan;
    this.#scope = options.scope;
    this.#variables = options.variables;
    this.#transports = options.transports;
    this.#types = options.types;
    this.#onFetch = options.onFetch;
  }

  /** Resolves when every fetch has answered or failed. Never rejects. */
  async run(): Promise<void> {
    if (this.#plan.step) await this.#runStep(this.#plan.step);
  }

  async #runStep(step: Step): Promise<void> {
    switch (step.kind) {
      case 'fetch':
        return this.#runFetch(step);
      case 'sequence':
        for (const child of step.steps) await this.#runStep(child);
        return;
      case 'parallel':
        await Promise.all(step.steps.map((child) => this.#runStep(child)));
        return;
      case 'condition': {
        const holds = this.#variables[step.variable] === true;
        const [branch, skipped] = holds ? [step.then, step.otherwise] : [step.otherwise, step.then];
        for (const id of fetchIdsIn(skipped)) this.#finishOf(id).resolve();
        if (branch) await this.#runStep(branch);
        return;
      }
      case 'defer':
        return this.#runDefer(step);
    }
  }

  async #runDefer({ primary, deferred }: Extract<Step, { kind: 'defer' }>): Promise<void> {
    const run = this.#options.deferred;
    if (!run) {
      if (primary) await this.#runStep(primary);
      await Promise.all(deferred.map(({ step }) => step && this.#runStep(step)));
      return;
    }
    const primaryDone = Promise.withResolvers<void>();
    for (const { depends, label, step } of deferred) {
      const needed = depends
        .filter((id) => this.#plan.fetchIds.has(id))
        .map((id) => this.#finishOf(id).promise);
      run.add(label, this.#runDeferred(needed.length > 0 ? Promise.all(needed) : primaryDone.promise, step));
    }
    if (primary) await this.#runStep(primary);
    primaryDone.resolve();
  }

  async #runDeferred(ready: Promise<unknown>, step: Step | undefined): Promise<readonly FetchFailure[]> {
    await ready;
    const part = new PlanExecution(this.#options, this);
    if (step) await part.#runStep(step);
    return part.failures;
  }

  #finishOf(id: string): PromiseWithResolvers<void> {
    let finish = this.#finished.get(id);
    if (!finish) this.#finished.set(id, (finish = Promise.withResolvers()));
    return finish;
  }

  async #runFetch(step: FetchStep): Promise<void> {
    const targets: DataObject[] = [];
    collectAt(this.data, step.path, 0, targets);
    try {
      if (targets.length === 0) return;
      if (step.represent) await this.#fetchEntities(step, step.represent, targets);
      else await this.#fetchRoot(step, targets);
    } catch (reason) {
      const path = this.#placesOf(step, targets.slice(0, 1))[0] ?? [];
      this.failures.push(missingAnswer(reason, step.service, path, coveredPath(step.path)));
    } finally {
      if (step.id !== undefined) this.#finishOf(step.id).resolve();
    }
  }

  async #fetchRoot(step: FetchStep, targets: readonly DataObject[]): Promise<void> {
    const result = await this.#send(step, this.#variablesFor(step));
    this.#acceptRoot(step, result, targets);
  }

  /** Takes over the event of a subscription, which then counts as the answer of its fetch. */
  acceptEvent(step: FetchStep, event: ExecutionResult): void {
    try {
      this.#acceptRoot(step, event, [this.data]);
    } catch (reason) {
      this.failures.push(missingAnswer(reason, step.service, [], []));
    }
  }

  /** Takes over the answer of a fetch that is not about entities. */
  #acceptRoot(step: FetchStep, result: ExecutionResult, targets: readonly DataObject[]): void {
    for (const reported of result.errors ?? []) {
      const path = [...(this.#placesOf(step, targets.slice(0, 1))[0] ?? []), ...pathOf(reported)];
      this.failures.push(reportedFailure(reported, step.service, path, path));
    }
    const data: unknown = step.rewriteOutput ? copySelected(result.data, step.tree) : result.data;
    if (!isObject(data)) {
      if (!result.errors?.length) throw malformed(`Expected "data" to be an object, got ${typeName(data)}.`);
      return;
    }
    step.rewriteOutput?.(data);
    targets.forEach((target, index) => {
      const own = index === 0 ? data : copySelected(data, step.tree);
      mergeInto(target, own as DataObject, step.tree, this.#types);
    });
  }

  async #fetchEntities(
    step: FetchStep,
    represent: NonNullable<FetchStep['represent']>,
    entities: readonly DataObject[],
  ): Promise<void> {
    if (step.contextReaders.length === 0)
      return this.#fetchBatch(step, batchEntities(step, represent, entities));
    const groups = groupByContext(this.data, step);
    await Promise.all(
      groups.map((group) =>
        this.#fetchBatch(step, batchEntities(step, represent, group.entities, group.contextArguments)),
      ),
    );
  }

  async #fetchBatch(step: FetchStep, batch: EntityBatch): Promise<void> {
    if (batch.representations.length === 0) return;
    const variables = this.#variablesFor(step, batch);
    const result = await this.#send(step, variables);
    for (const reported of result.errors ?? []) this.#reportEntityError(step, batch, reported);
    const answered = result.data?._entities;
    if (!Array.isArray(answered)) {
      if (result.errors?.length) return;
      throw malformed(`Expected "data._entities" to be a list, got ${typeName(answered)}.`);
    }
    if (answered.length !== batch.representations.length) {
      throw malformed(`Expected ${batch.representations.length} entities, got ${answered.length}.`);
    }
    const entities = step.rewriteOutput ? (copySelected(answered, step.tree) as unknown[]) : answered;
    step.rewriteOutput?.(entities);
    const merge = mergerFor(step.tree, this.#types);
    for (let index = 0; index < entities.length; index++) {
      const entity: unknown = entities[index];
      if (isObject(entity)) this.#mergeEntity(step, batch.targets[index] ?? [], entity, merge);
    }
  }

  #mergeEntity(step: FetchStep, targets: readonly DataObject[], entity: DataObject, merge: Merger): void {
    for (let index = 0; index < targets.length; index++) {
      // Objects below an entity may be shared between its places, since the same fetches will answer the same for
      // both; not so where an answer depends on what stands above.
      const own =
        index > 0 && this.#plan.usesContext ? (copySelected(entity, step.tree) as DataObject) : entity;
      merge(targets[index] as DataObject, own);
    }
  }

  #reportEntityError(step: FetchStep, batch: EntityBatch, reported: SubgraphError): void {
    const [field, index, ...rest] = pathOf(reported);
    const targets = field === '_entities' && typeof index === 'number' ? batch.targets[index] : undefined;
    if (!targets) {
      const first = this.#placesOf(step, (batch.targets[0] ?? []).slice(0, 1))[0] ?? [];
      this.failures.push(reportedFailure(reported, step.service, first, coveredPath(step.path)));
      return;
    }
    for (const place of this.#placesOf(step, targets)) {
      const path = [...place, ...rest];
      this.failures.push(reportedFailure(reported, step.service, path, path));
    }
  }

  #placesOf(step: FetchStep, targets: readonly DataObject[]): ResponsePath[] {
    return [...placesOf(this.data, step.path, new Set(targets)).values()].flat();
  }

  #variablesFor(step: FetchStep, batch?: EntityBatch): Record<string, unknown> {
    const variables: Record<string, unknown> = {};
    for (const name of step.variableNames) {
      const value = this.#variables[name];
      if (value !== undefined) variables[name] = value;
    }
    if (batch) {
      Object.assign(variables, batch.contextArguments);
      variables.representations = batch.representations;
    }
    return variables;
  }

  /** Asks the subgraph, or waits for the answer to the same question that is on its way. */
  async #send(step: FetchStep, variables: Record<string, unknown>): Promise<ExecutionResult> {
    if (step.shareKey === undefined) return this.#ask(step, variables);
    const key = `${step.shareKey} ${JSON.stringify(variables)}`;
    const inFlight = this.#inFlight.get(key);
    if (inFlight) {
      const result = await inFlight;
      return { ...result, data: copySelected(result.data, wholeTree(step)) as ExecutionResult['data'] };
    }
    const asked = this.#ask(step, variables);
    this.#inFlight.set(key, asked);
    try {
      return await asked;
    } finally {
      this.#inFlight.delete(key);
    }
  }

  async #ask(step: FetchStep, variables: Record<string, unknown>): Promise<ExecutionResult> {
    this.#scope.throwIfEnded();
    const transport = this.#transports.get(step.service);
    if (!transport) {
      throw new TransportError('SUBGRAPH_UNREACHABLE', `The subgraph "${step.service}" has no transport.`);
    }
    if (!this.#onFetch)
      return this.#scope.until(transport.execute(subgraphRequest(step, variables, this.#scope)));
    const startedAt = performance.now();
    let outcome: FetchReport['outcome'] = 'failed';
    try {
      const result = await this.#scope.until(
        transport.execute(subgraphRequest(step, variables, this.#scope)),
      );
      outcome = result.errors?.length ? 'answered with errors' : 'answered';
      return result;
    } finally {
      this.#onFetch({
        service: step.service,
        operationName: step.operationName,
        durationMs: performance.now() - startedAt,
        entities: Array.isArray(variables.representations) ? variables.representations.length : 0,
        outcome,
        context: this.#scope.context,
      });
    }
  }
}

/** Ids of fetches that deferred steps may wait for. */
function fetchIdsIn(step: Step | undefined): readonly string[] {
  switch (step?.kind) {
    case 'fetch':
      return step.id === undefined ? [] : [step.id];
    case 'sequence':
    case 'parallel':
      return step.steps.flatMap(fetchIdsIn);
    case 'condition':
      return [...fetchIdsIn(step.then), ...fetchIdsIn(step.otherwise)];
    case 'defer':
      return [...fetchIdsIn(step.primary), ...step.deferred.flatMap((deferred) => fetchIdsIn(deferred.step))];
    case undefined:
      return [];
  }
}

/** Entities for which every contextual argument has the same value: those can be asked for together. */
function groupByContext(
  root: DataObject,
  step: FetchStep,
): { entities: DataObject[]; contextArguments: Record<string, unknown> }[] {
  const groups = new Map<string, { entities: DataObject[]; contextArguments: Record<string, unknown> }>();
  eachWithAncestors(root, step.path, (entity, ancestors) => {
    const contextArguments: Record<string, unknown> = {};
    for (const reader of step.contextReaders) {
      const value = reader.read(ancestors);
      if (value !== undefined) contextArguments[reader.variable] = value;
    }
    const key = JSON.stringify(contextArguments);
    const group = groups.get(key);
    if (group) group.entities.push(entity);
    else groups.set(key, { entities: [entity], contextArguments });
  });
  return [...groups.values()];
}

/** The request of a step; its signal is made when somebody reads it. */
export function subgraphRequest(
  step: FetchStep,
  variables: Record<string, unknown>,
  scope: ExecutionScope,
): SubgraphRequest {
  return {
    query: step.query,
    document: step.document,
    operationName: step.operationName,
    operationKind: step.operationKind,
    variables,
    context: scope.context,
    scope: scope.key,
    get signal() {
      return scope.signal;
    },
  };
}

function wholeTree(step: FetchStep): FetchStep['tree'] {
  return step.represent ? new Map([['_entities', step.tree]]) : step.tree;
}

function pathOf(reported: SubgraphError): ResponsePath {
  return Array.isArray(reported.path) ? (reported.path as ResponsePath) : [];
}

function malformed(message: string): TransportError {
  return new TransportError('SUBGRAPH_INVALID_RESPONSE', message);
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
}
