import { GraphQLError, Kind, executeSync, visit } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  VariableDefinitionNode,
} from 'graphql';
import { compilePlan } from '../plan/compile.ts';
import type { CompiledPlan } from '../plan/compile.ts';
import type { FetchFailure } from '../plan/failures.ts';
import type { ResponsePath } from '../plan/paths.ts';
import type { Planner } from '../planner.ts';
import { compileShape } from '../shape/compile.ts';
import type { ObjectShape } from '../shape/compile.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';
import { LruCache } from '../lru.ts';
import { renameConflictingAliases } from './rename-aliases.ts';
import type { SelectedOperation } from './prepare.ts';

type Variables = Readonly<Record<string, unknown>>;

/** An operation in the form in which it is planned, with everything about it that can be kept between requests. */
export class PreparedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly variableDefinitions: readonly VariableDefinitionNode[];
  readonly #supergraph: LoadedSupergraph;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #responseKeys: ReadonlyMap<string, string>;
  readonly #introspection: IntrospectionPart | undefined;
  readonly #conditionVariables: readonly string[];
  readonly #shapes = new LruCache<ObjectShape>(64);
  #plan: Promise<CompiledPlan> | undefined;

  constructor(selected: SelectedOperation, supergraph: LoadedSupergraph) {
    const renamed = renameConflictingAliases(selected, supergraph.types.schema);
    this.kind = selected.operation.operation;
    this.variableDefinitions = selected.operation.variableDefinitions ?? [];
    this.#supergraph = supergraph;
    this.#operation = renamed.operation;
    this.#fragments = renamed.fragments;
    this.#responseKeys = renamed.responseKeys;
    this.#introspection = introspectionPart(selected);
    this.#conditionVariables = conditionVariables(renamed);
  }

  /** The plan; made once, and again after a failure. */
  plan(planner: Planner): Promise<CompiledPlan> {
    this.#plan ??= this.#makePlan(planner).catch((error: unknown) => {
      this.#plan = undefined;
      throw error;
    });
    return this.#plan;
  }

  async #makePlan(planner: Planner): Promise<CompiledPlan> {
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [this.#operation, ...this.#fragments.values()],
    };
    return compilePlan(await planner.plan({ document, overrideLabels: [] }), this.#supergraph.types);
  }

  /** The response's shape for these variables. */
  shape(variables: Variables): ObjectShape {
    const key = this.#conditionVariables.map((name) => (variables[name] === true ? '1' : '0')).join('');
    return this.#shapes.getOrCreate(key, () =>
      compileShape({
        schema: this.#supergraph.apiSchema,
        operation: this.#operation,
        fragments: this.#fragments,
        responseKeys: this.#responseKeys,
        conditions: variables,
      }),
    );
  }

  /** Failures with their paths in the client's own aliases. */
  inResponseTerms(failures: readonly FetchFailure[]): readonly FetchFailure[] {
    if (this.#responseKeys.size === 0) return failures;
    const translate = (path: ResponsePath): (string | number)[] =>
      path.map((part) => (typeof part === 'string' ? (this.#responseKeys.get(part) ?? part) : part));
    return failures.map(({ error, covers }) => ({
      error: new GraphQLError(error.message, {
        path: translate(error.path ?? []),
        originalError: error.originalError ?? null,
        extensions: error.extensions,
      }),
      covers: translate(covers),
    }));
  }

  /** The values of `__schema` and `__type` fields by response key. */
  introspect(variables: Variables): Record<string, unknown> {
    return this.#introspection?.run(this.#supergraph, variables) ?? {};
  }
}

/** The part of an operation that the schema itself answers. */
interface IntrospectionPart {
  run(supergraph: LoadedSupergraph, variables: Variables): Record<string, unknown>;
}

function introspectionPart({ operation, fragments }: SelectedOperation): IntrospectionPart | undefined {
  if (operation.operation !== 'query') return undefined;
  let found = false;
  let usesVariables = false;
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] };
  visit(document, {
    Field(node) {
      if (node.name.value === '__schema' || node.name.value === '__type') found = true;
    },
    OperationDefinition(node) {
      usesVariables ||= (node.variableDefinitions ?? []).length > 0;
    },
  });
  if (!found) return undefined;
  let kept: Record<string, unknown> | undefined;
  return {
    run({ apiSchema }, variables) {
      if (kept) return kept;
      // Other root fields resolve to null without a root value; their nulls are not looked at.
      const { data } = executeSync({
        schema: apiSchema,
        document,
        operationName: operation.name?.value ?? null,
        variableValues: variables,
        fieldResolver: () => null,
      });
      const values: Record<string, unknown> = data ?? {};
      if (!usesVariables) kept = values;
      return values;
    },
  };
}

/** Variables that decide whether something is part of the response. */
function conditionVariables({ operation, fragments }: SelectedOperation): readonly string[] {
  const names = new Set<string>();
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Directive(node) {
        if (node.name.value !== 'skip' && node.name.value !== 'include') return;
        const value = node.arguments?.[0]?.value;
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}
