import { operationFromDocument } from '@apollo/federation-internals';
import type { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { QueryPlan } from '@apollo/query-planner';
import type { PlanRequest, Planner } from './planner.ts';

/** Plans on the calling thread. */
export function planWithApollo(supergraph: Supergraph): (request: PlanRequest) => QueryPlan {
  const planner = new QueryPlanner(supergraph, {
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
  const apiSchema = supergraph.apiSchema();
  return ({ document, overrideLabels }) => {
    const operation = operationFromDocument(apiSchema, document, { validate: false });
    return planner.buildQueryPlan(operation, {
      overrideConditions: new Map(overrideLabels.map((label) => [label, true])),
    });
  };
}

/** Apollo's planner, on the calling thread: no second copy of the supergraph, but a long plan holds everybody up. */
export function createApolloPlanner({ apollo }: { readonly apollo: Supergraph }): Planner {
  const plan = planWithApollo(apollo);
  return {
    plan: async (request) => plan(request),
    async close() {},
  };
}
