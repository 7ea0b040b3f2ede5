import { operationFromDocument } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { LoadedSupergraph } from './supergraph/load.ts';

export interface PlanRequest {
  /** One operation with its fragments, already validated. */
  readonly document: DocumentNode;
  /** Labels of `@override(label:)` that are on; all others are off. */
  readonly overrideLabels: readonly string[];
}

/** Finds out which subgraph to ask for what, in which order. The plan has the form that Apollo's planner gives. */
export interface Planner {
  plan(request: PlanRequest): Promise<QueryPlan>;
  close(): Promise<void>;
}

export type PlannerFactory = (supergraph: LoadedSupergraph) => Planner;

/** Apollo's planner, on the calling thread. */
export function createApolloPlanner(supergraph: LoadedSupergraph): Planner {
  const planner = new QueryPlanner(supergraph.apollo, {
    // The engine has its own cache of plans, which is bounded and measured; this one would hold every plan twice.
    cache: {
      get: async () => undefined,
      set: async () => undefined,
      delete: async () => true,
      clear: () => undefined,
    },
    incrementalDelivery: { enableDefer: true },
    reuseQueryFragments: false,
  });
  const apiSchema: Schema = supergraph.apollo.apiSchema();
  return {
    async plan({ document, overrideLabels }) {
      const operation = operationFromDocument(apiSchema, document, { validate: false });
      return planner.buildQueryPlan(operation, {
        overrideConditions: new Map(overrideLabels.map((label) => [label, true])),
      });
    },
    async close() {},
  };
}
