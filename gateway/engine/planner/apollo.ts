import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import { withoutMisleadingKeys } from './misleading-keys.ts';
import { introduceStandIns } from './required-arguments.ts';
import { resolveStandIns } from './resolve-stand-ins.ts';
import type { PlanRequest, Planner } from './planner.ts';

/** Plans on the calling thread. Takes a supergraph that was checked already. */
export function planWithApollo(supergraphSdl: string): (request: PlanRequest) => QueryPlan {
  const adapted = introduceStandIns(withoutMisleadingKeys(parse(supergraphSdl, { noLocation: true })));
  const supergraph = Supergraph.build(adapted.document, {
    supportedFeatures: null,
    validateSupergraph: false,
  });
  const planner = new QueryPlanner(supergraph, {
    // The engine has its own cache of plans, which is bounded and measured; this one would hold every plan twice.
    cache: {
      get: async () => undefined,
      set: async () => undefined,
      delete: async () => true,
      clear: () => undefined,
    },
    incrementalDelivery: { enableDefer: true },
    typeConditionedFetching: true,
    reuseQueryFragments: false,
  });
  const apiSchema = supergraph.apiSchema();
  return ({ document, overrideLabels }) => {
    const operation = operationFromDocument(apiSchema, document, { validate: false });
    const plan = planner.buildQueryPlan(operation, {
      overrideConditions: new Map(overrideLabels.map((label) => [label, true])),
    });
    return resolveStandIns(plan, adapted);
  };
}

/** Apollo's planner, on the calling thread: no second copy of the supergraph, but a long plan holds everybody up. */
export function createApolloPlanner(supergraph: { readonly sdl: string }): Planner {
  const plan = planWithApollo(supergraph.sdl);
  return {
    plan: async (request) => plan(request),
    async close() {},
  };
}
