import { text } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { listen } from '../../http/testing/listen.ts';
import type { ListeningServer } from '../../http/testing/listen.ts';
import { FEDERATION_LINK, transportFor } from './subgraphs.ts';
import type { TestSubgraph } from './subgraphs.ts';

/** Serves a test subgraph with POST at every path. Its context holds the request's headers: `{ headers }`. */
export function serveSubgraph(subgraph: TestSubgraph): Promise<ListeningServer> {
  const transport = transportFor(subgraph);
  return listen(async (req, res) => {
    const { query, variables, operationName } = JSON.parse(await text(req));
    const result = await transport.execute({
      query,
      document: parse(query),
      operationName,
      operationKind: 'query',
      variables,
      context: { headers: req.headers },
      scope: {},
      signal: new AbortController().signal,
    });
    res.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
}

/** The supergraph of subgraphs that are found at URLs. */
export function composeAt(
  subgraphs: Readonly<Record<string, TestSubgraph>>,
  urls: Readonly<Record<string, string>>,
): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { typeDefs }]) => ({
      name,
      typeDefs: parse(FEDERATION_LINK + typeDefs),
      url: urls[name] ?? '',
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
