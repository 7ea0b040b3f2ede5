import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { reservedNamesOf } from '../operation/rename-aliases.ts';
import type { ReservedNames } from '../operation/rename-aliases.ts';
import { createTypeIndex } from './type-index.ts';
import type { TypeIndex } from './type-index.ts';
import type { SubgraphInfo } from '../types.ts';

/** A supergraph that was read and found sound. */
export interface LoadedSupergraph {
  readonly sdl: string;
  readonly apollo: Supergraph;
  /** What clients see: no inaccessible elements, no federation machinery, with `@defer`. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, including inaccessible elements: what plans are made over. */
  readonly types: TypeIndex;
  readonly reservedNames: ReservedNames;
  readonly subgraphs: readonly SubgraphInfo[];
}

/** Reads a supergraph. Throws with the reason when it is not valid or uses a feature that nothing here enforces. */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const apollo = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const apiSchema = apollo.apiSchema().toGraphQLJSSchema({ includeDefer: true });
  const fullSchema = apollo.schema.toGraphQLJSSchema();
  return {
    sdl,
    apollo,
    apiSchema,
    types: createTypeIndex(fullSchema),
    reservedNames: reservedNamesOf(fullSchema),
    subgraphs: [...apollo.subgraphsMetadata()].map(({ name, url }) => ({ name, url })),
  };
}
