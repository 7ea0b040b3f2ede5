import { Kind } from 'graphql';
import type { VariableDefinitionNode } from 'graphql';
import type { OperationCosts } from '../cost/operation-costs.ts';
import { compilePlan } from '../plan/compile.ts';
import type { CompiledPlan } from '../plan/compile.ts';
import type { EngineHooks } from '../hooks.ts';
import type { Planner } from '../planner/planner.ts';
import { compileShape } from '../shape/compile.ts';
import type { ObjectShape } from '../shape/compile.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';
import { LruCache } from '../lru.ts';
import type { AccessGrants } from '../supergraph/access-rules.ts';
import { OperationAccess, withoutDenied } from './access.ts';
import { compileIntrospection, introspects } from './introspection.ts';
import type { Introspection } from './introspection.ts';
import { labelDefers } from './label-defers.ts';
import { renameConflictingAliases } from './rename-aliases.ts';
import type { SelectedOperation } from './prepare.ts';
import { refuseUnplanned } from './unplanned.ts';
import { conditionVariables, specialise, usesDefer } from './specialise.ts';

type Variables = Readonly<Record<string, unknown>>;

/** An operation for one set of conditions, ready to run. */
export interface OperationVariant {
  readonly plan: CompiledPlan;
  readonly shape: ObjectShape;
  readonly introspection: Introspection | undefined;
  /** Labels of the plan's deferred parts with those that the client gave. */
  readonly clientLabels: ReadonlyMap<string, string | undefined>;
  /** From keys in the plan's data to keys in the response, where they differ. */
  readonly responseKeys: ReadonlyMap<string, string>;
}

/** What a plan depends on besides the operation and its conditions. */
export interface Circumstances {
  /** What the caller may do; unset where access is not checked. */
  readonly grants: AccessGrants | undefined;
  /** Labels of `@override` that are on. */
  readonly overrideLabels: readonly string[];
  /** Whether parts of the response may come later. */
  readonly incremental: boolean;
}

/** How many variants of one operation are kept. */
const MAX_VARIANTS = 64;

/** An operation and everything about it that can be kept between requests. */
export class PreparedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly variableDefinitions: readonly VariableDefinitionNode[];
  /** Whether it asks for the schema. */
  readonly introspects: boolean;
  readonly #supergraph: LoadedSupergraph;
  readonly #selected: SelectedOperation;
  readonly #conditionVariables: readonly string[];
  readonly #defers: boolean;
  readonly #hooks: EngineHooks;
  readonly #access: OperationAccess | undefined;
  readonly #costs: OperationCosts | undefined;
  readonly #estimates = new LruCache<(variables: Variables) => number>(MAX_VARIANTS);
  readonly #variants: LruCache<Promise<OperationVariant>>;

  constructor(
    selected: SelectedOperation,
    supergraph: LoadedSupergraph,
    hooks: EngineHooks,
    costs: OperationCosts | undefined,
  ) {
    this.#hooks = hooks;
    this.#costs = costs;
    this.#variants = new LruCache(MAX_VARIANTS, {
      hit: () => hooks.onCache?.('plans', 'hit'),
      miss: () => hooks.onCache?.('plans', 'miss'),
      evict: () => hooks.onCache?.('plans', 'evict'),
    });
    this.kind = selected.operation.operation;
    this.variableDefinitions = selected.operation.variableDefinitions ?? [];
    this.#supergraph = supergraph;
    this.#selected = selected;
    this.#conditionVariables = conditionVariables(selected);
    this.introspects = introspects(selected);
    this.#defers = this.kind !== 'subscription' && usesDefer(selected);
    const { accessRules, apiSchema } = supergraph;
    this.#access = accessRules && new OperationAccess(selected, apiSchema, accessRules);
  }

  /** Values of the condition variables for which variants are worth making ahead of any request. */
  likelyConditions(): readonly Variables[] {
    const names = this.#conditionVariables;
    const all = (value: boolean): Variables => Object.fromEntries(names.map((name) => [name, value]));
    if (names.length === 0) return [{}];
    if (names.length > 3) return [all(true), all(false)];
    return Array.from({ length: 2 ** names.length }, (_, bits) =>
      Object.fromEntries(names.map((name, index) => [name, (bits & (1 << index)) !== 0])),
    );
  }

  /**
   * What it may cost at most with these variables; 0 where costs are not counted. What the caller may not see is included.
   *
   * @throws GraphQLError SLICING_ARGUMENT_REQUIRED
   */
  estimate(variables: Variables): number {
    const costs = this.#costs;
    if (costs === undefined) return 0;
    const estimate = this.#estimates.getOrCreate(this.#conditionsOf(variables), () =>
      costs.compileEstimate(specialise(this.#selected, variables, false)),
    );
    return estimate(variables);
  }

  #conditionsOf(variables: Variables): string {
    return this.#conditionVariables.map((name) => (variables[name] === true ? '1' : '0')).join('');
  }

  /** The variant for one caller and its variables; planned when first asked for. Rejects when it cannot be planned. */
  variant(variables: Variables, circumstances: Circumstances, planner: Planner): Promise<OperationVariant> {
    const { grants, overrideLabels, incremental } = circumstances;
    const conditions = this.#conditionsOf(variables);
    const denied = grants && this.#access ? this.#access.keyFor(grants) : '';
    const key = `${conditions} ${denied} ${overrideLabels.join(' ')} ${incremental && this.#defers ? 'incremental' : ''}`;
    return this.#variants.getOrCreate(key, () =>
      this.#makeDeferringVariant(variables, circumstances, planner),
    );
  }

  /** Some nestings of `@defer` are beyond the planner. A server may always answer deferred parts at once, so it does then. */
  async #makeDeferringVariant(
    variables: Variables,
    circumstances: Circumstances,
    planner: Planner,
  ): Promise<OperationVariant> {
    try {
      return await this.#makeVariant(variables, circumstances, planner);
    } catch (error) {
      if (!circumstances.incremental || !this.#defers) throw error;
      return this.#makeVariant(variables, { ...circumstances, incremental: false }, planner);
    }
  }

  async #makeVariant(
    variables: Variables,
    { grants, overrideLabels, incremental }: Circumstances,
    planner: Planner,
  ): Promise<OperationVariant> {
    const { apiSchema, fieldNames, types } = this.#supergraph;
    const keepDefers = incremental && this.#defers;
    const specialised = specialise(this.#selected, variables, keepDefers);
    const labelled = keepDefers ? labelDefers(specialised) : { ...specialised, clientLabels: new Map() };
    const renamed = renameConflictingAliases(labelled, fieldNames);
    const denials = grants && this.#access?.denialsFor(grants);
    const { operation, fragments } = denials ? withoutDenied(renamed, apiSchema, denials) : renamed;
    const document = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] } as const;
    const startedAt = performance.now();
    const plan = await planner.plan({ document, overrideLabels }).catch((cause: unknown) => {
      // A planner's own messages speak of its insides and are not for clients.
      throw new Error(`The planner failed: ${String(cause)}`, { cause });
    });
    this.#hooks.onStage?.('plan', performance.now() - startedAt, undefined);
    const compiled = compilePlan(plan, types);
    refuseUnplanned({ operation, fragments }, compiled);
    return {
      plan: compiled,
      shape: compileShape({
        schema: apiSchema,
        supergraph: types.schema,
        ...renamed,
        denials,
        inputs: this.#costs?.inputs,
      }),
      introspection: compileIntrospection(specialised, apiSchema),
      responseKeys: renamed.responseKeys,
      clientLabels: labelled.clientLabels,
    };
  }
}
