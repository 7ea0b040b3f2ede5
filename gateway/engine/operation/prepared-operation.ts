import { GraphQLError, Kind } from 'graphql';
import type { VariableDefinitionNode } from 'graphql';
import { compilePlan } from '../plan/compile.ts';
import type { CompiledPlan } from '../plan/compile.ts';
import type { FetchFailure } from '../plan/failures.ts';
import type { ResponsePath } from '../plan/paths.ts';
import type { Planner } from '../planner.ts';
import { compileShape } from '../shape/compile.ts';
import type { ObjectShape } from '../shape/compile.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';
import { LruCache } from '../lru.ts';
import { compileIntrospection } from './introspection.ts';
import type { Introspection } from './introspection.ts';
import { renameConflictingAliases } from './rename-aliases.ts';
import type { SelectedOperation } from './prepare.ts';
import { conditionVariables, specialise } from './specialise.ts';

type Variables = Readonly<Record<string, unknown>>;

/** An operation for one set of conditions, ready to run. */
export interface OperationVariant {
  readonly plan: CompiledPlan;
  readonly shape: ObjectShape;
  readonly introspection: Introspection | undefined;
  /** Failures with their paths in the client's own aliases. */
  inResponseTerms(failures: readonly FetchFailure[]): readonly FetchFailure[];
}

/** How many variants of one operation are kept. */
const MAX_VARIANTS = 64;

/** An operation and everything about it that can be kept between requests. */
export class PreparedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly variableDefinitions: readonly VariableDefinitionNode[];
  readonly #supergraph: LoadedSupergraph;
  readonly #selected: SelectedOperation;
  readonly #conditionVariables: readonly string[];
  readonly #variants = new LruCache<Promise<OperationVariant>>(MAX_VARIANTS);

  constructor(selected: SelectedOperation, supergraph: LoadedSupergraph) {
    this.kind = selected.operation.operation;
    this.variableDefinitions = selected.operation.variableDefinitions ?? [];
    this.#supergraph = supergraph;
    this.#selected = selected;
    this.#conditionVariables = conditionVariables(selected);
  }

  /** The variant for these variables; planned when first asked for. Rejects when it cannot be planned. */
  variant(variables: Variables, planner: Planner): Promise<OperationVariant> {
    const key = this.#conditionVariables.map((name) => (variables[name] === true ? '1' : '0')).join('');
    return this.#variants.getOrCreate(key, () => this.#makeVariant(variables, planner));
  }

  async #makeVariant(variables: Variables, planner: Planner): Promise<OperationVariant> {
    const { apiSchema, reservedNames, types } = this.#supergraph;
    const specialised = specialise(this.#selected, variables);
    const { operation, fragments, responseKeys } = renameConflictingAliases(specialised, reservedNames);
    const document = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] } as const;
    const plan = await planner.plan({ document, overrideLabels: [] });
    return {
      plan: compilePlan(plan, types),
      shape: compileShape({ schema: apiSchema, operation, fragments, responseKeys }),
      introspection: compileIntrospection(specialised, apiSchema),
      inResponseTerms: (failures) => (responseKeys.size === 0 ? failures : translate(failures, responseKeys)),
    };
  }
}

function translate(
  failures: readonly FetchFailure[],
  responseKeys: ReadonlyMap<string, string>,
): readonly FetchFailure[] {
  const inResponse = (path: ResponsePath): (string | number)[] =>
    path.map((part) => (typeof part === 'string' ? (responseKeys.get(part) ?? part) : part));
  return failures.map(({ error, covers }) => ({
    error: new GraphQLError(error.message, {
      path: inResponse(error.path ?? []),
      originalError: error.originalError ?? null,
      extensions: error.extensions,
    }),
    covers: inResponse(covers),
  }));
}
