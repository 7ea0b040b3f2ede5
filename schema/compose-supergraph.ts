import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse, printSchema } from 'graphql';
import type { AnySubgraph } from '../subgraphs/shared/subgraph.ts';
import { typeDefsOf } from '../subgraphs/shared/subgraph.ts';

export interface Composition {
  /** What the gateway loads. */
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly apiSdl: string;
}

/** The port of a subgraph in the distributed mode, where nothing else is said: 4001 for the first, then counting. */
export function defaultSubgraphPort(index: number): number {
  return 4001 + index;
}

/** @throws with every composition error when the subgraphs do not fit together. */
export function composeSupergraph(
  subgraphs: readonly Pick<AnySubgraph, 'name' | 'schemaUrl'>[],
): Composition {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map((subgraph, index) => ({
      name: subgraph.name,
      url: `http://localhost:${defaultSubgraphPort(index)}/graphql`,
      typeDefs: parse(typeDefsOf(subgraph)),
    })),
  );
  if (supergraphSdl === undefined) {
    throw new Error(
      `The subgraphs do not compose:\n${(errors ?? []).map((error) => `- ${error.message}`).join('\n')}`,
    );
  }
  // Whether the rules in it can be enforced is for the engine to say, when it loads the supergraph.
  const apiSchema = Supergraph.build(supergraphSdl, { supportedFeatures: null })
    .apiSchema()
    .toGraphQLJSSchema();
  return { supergraphSdl: `${supergraphSdl.trim()}\n`, apiSdl: `${printSchema(apiSchema).trim()}\n` };
}
