import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { LoadedSupergraph } from '../supergraph/load.ts';

export interface PlanRequest {
  /** One operation with its fragments, already validated, without `@skip` and `@include`. */
  readonly document: DocumentNode;
  /** Labels of `@override(label:)` that are on; all others are off. */
  readonly overrideLabels: readonly string[];
}

/** Finds out which subgraph to ask for what, in which order. The plan has the form that Apollo's planner gives. */
export interface Planner {
  /** Rejects when there is no plan. */
  plan(request: PlanRequest): Promise<QueryPlan>;
  close(): Promise<void>;
}

export type PlannerFactory = (supergraph: LoadedSupergraph) => Planner;
