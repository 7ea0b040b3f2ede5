import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { TypeIndex } from '../supergraph/type-index.ts';
import { parsePath } from './paths.ts';
import type { PathStep } from './paths.ts';
import { compileRepresentation } from './representations.ts';
import type { RepresentationBuilder } from './representations.ts';
import { compileContextReaders, compileRewrites } from './rewrites.ts';
import type { ContextReader, Rewrite } from './rewrites.ts';
import { compileIdentifyingKeys } from './seen-entities.ts';
import type { IdentifyingKeys } from './seen-entities.ts';
import { selectionTreeOf, withRenamedKeys } from './selection-tree.ts';
import type { SelectionTree } from './selection-tree.ts';

/** One request to one subgraph, with everything prepared that does not depend on the data. */
export interface FetchStep {
  readonly kind: 'fetch';
  readonly service: string;
  /** Where the answer goes; empty for the root. */
  readonly path: readonly PathStep[];
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly operationKind: 'query' | 'mutation' | 'subscription';
  /** Set where deferred steps wait for this fetch. */
  readonly id: string | undefined;
  readonly variableNames: readonly string[];
  /** Set for a fetch of entities. */
  readonly represent: RepresentationBuilder | undefined;
  /** Set where entities that look alike stay alike in what is sent. */
  readonly identifyingKeys: IdentifyingKeys | undefined;
  readonly rewriteInput: Rewrite | undefined;
  readonly rewriteOutput: Rewrite | undefined;
  readonly contextReaders: readonly ContextReader[];
  /** What the answer holds: of `data` for a root fetch, of each entity for a fetch of entities. */
  readonly tree: SelectionTree;
  /** Equal for steps that ask the same subgraph the same; unset when no other step does. */
  shareKey: string | undefined;
}

export interface DeferredStep {
  /** Ids of fetches of the enclosing primary that must have arrived. */
  readonly depends: readonly string[];
  readonly label: string;
  readonly step: Step | undefined;
}

export type Step =
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] }
  | { readonly kind: 'condition'; readonly variable: string; readonly then?: Step; readonly otherwise?: Step }
  | { readonly kind: 'defer'; readonly primary: Step | undefined; readonly deferred: readonly DeferredStep[] }
  | FetchStep;

export interface CompiledPlan {
  /** The fetch that a subscription holds open. */
  readonly subscription: FetchStep | undefined;
  /** What a query or mutation runs once and a subscription runs for each event. */
  readonly step: Step | undefined;
  /** Response keys of root fields that are fetched. */
  readonly rootKeys: ReadonlySet<string>;
  /** Ids of fetches that deferred steps may wait for. */
  readonly fetchIds: ReadonlySet<string>;
  /** Labels of what is fetched after the first answer. */
  readonly deferredLabels: ReadonlySet<string>;
  /** Whether entities that look alike may still get different answers, by what stands above them. */
  readonly usesContext: boolean;
  /** The planner's own plan, for showing to those who may see it. */
  readonly source: QueryPlan;
}

/** Prepares a plan for running many times. */
export function compilePlan(plan: QueryPlan, types: TypeIndex): CompiledPlan {
  const compiler = new PlanCompiler(types);
  const node: PlanNode | SubscriptionNode | undefined = plan.node;
  let subscription: FetchStep | undefined;
  let step: Step | undefined;
  if (node?.kind === 'Subscription') {
    subscription = compiler.compileFetch(node.primary, []);
    step = node.rest && compiler.compile(node.rest, []);
  } else if (node) {
    step = compiler.compile(node, []);
  }
  compiler.markShared();
  const { usesContext, rootKeys, deferredLabels, fetchIds } = compiler;
  return { subscription, step, usesContext, rootKeys, deferredLabels, fetchIds, source: plan };
}

class PlanCompiler {
  readonly #types: TypeIndex;
  readonly deferredLabels = new Set<string>();
  readonly #fetches: FetchStep[] = [];

  constructor(types: TypeIndex) {
    this.#types = types;
  }

  get usesContext(): boolean {
    return this.#fetches.some((fetch) => fetch.contextReaders.length > 0);
  }

  get fetchIds(): ReadonlySet<string> {
    return new Set(this.#fetches.flatMap(({ id }) => id ?? []));
  }

  get rootKeys(): ReadonlySet<string> {
    const roots = this.#fetches.filter(({ path, represent }) => path.length === 0 && !represent);
    return new Set(roots.flatMap(({ tree }) => [...tree.keys()]));
  }

  compile(node: PlanNode, path: readonly PathStep[]): Step {
    switch (node.kind) {
      case 'Sequence':
        return { kind: 'sequence', steps: node.nodes.map((child) => this.compile(child, path)) };
      case 'Parallel':
        return { kind: 'parallel', steps: node.nodes.map((child) => this.compile(child, path)) };
      case 'Flatten':
        return this.compile(node.node, [...path, ...parsePath(node.path, this.#types)]);
      case 'Condition':
        return {
          kind: 'condition',
          variable: node.condition,
          ...(node.ifClause && { then: this.compile(node.ifClause, path) }),
          ...(node.elseClause && { otherwise: this.compile(node.elseClause, path) }),
        };
      case 'Defer':
        return {
          kind: 'defer',
          primary: node.primary.node && this.compile(node.primary.node, path),
          deferred: node.deferred.map((deferred) => ({
            depends: deferred.depends.map(({ id }) => id),
            label: this.#planned(deferred.label ?? ''),
            step: deferred.node && this.compile(deferred.node, []),
          })),
        };
      case 'Fetch':
        return this.compileFetch(node, path);
    }
  }

  compileFetch(node: FetchNode, path: readonly PathStep[]): FetchStep {
    const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true });
    const tree = selectionTreeOf(document);
    const step: FetchStep = {
      kind: 'fetch',
      id: node.id,
      service: node.serviceName,
      path,
      query: node.operation,
      document,
      operationName: node.operationName,
      operationKind: node.operationKind,
      variableNames: node.variableUsages ?? [],
      represent: node.requires && compileRepresentation(node.requires, this.#types),
      identifyingKeys:
        node.requires && !node.inputRewrites?.length
          ? compileIdentifyingKeys(node.requires, this.#types)
          : undefined,
      rewriteInput: compileRewrites(node.inputRewrites, this.#types),
      rewriteOutput: compileRewrites(node.outputRewrites, this.#types),
      contextReaders: compileContextReaders(node.contextRewrites, this.#types),
      tree: withRenamedKeys((node.requires && tree.get('_entities')) ?? tree, node.outputRewrites),
      shareKey: undefined,
    };
    this.#fetches.push(step);
    return step;
  }

  #planned(label: string): string {
    this.deferredLabels.add(label);
    return label;
  }

  /** Steps with the same text for the same subgraph may share one request, if their variables turn out equal. */
  markShared(): void {
    const byRequest = new Map<string, FetchStep[]>();
    for (const fetch of this.#fetches) {
      if (fetch.operationKind !== 'query') continue;
      const text = fetch.operationName ? fetch.query.replace(fetch.operationName, '') : fetch.query;
      const key = `${fetch.service} ${text}`;
      byRequest.set(key, [...(byRequest.get(key) ?? []), fetch]);
    }
    for (const [key, fetches] of byRequest) {
      if (fetches.length > 1) for (const fetch of fetches) fetch.shareKey = key;
    }
  }
}
