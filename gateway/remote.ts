import { createViewerSigner } from '../subgraphs/shared/internal-token.ts';
import { createHttpTransport } from './engine/transports/http.ts';
import type { Transports } from './engine/types.ts';
import type { RequestContext } from './server.ts';

/**
 * Subgraphs that are processes of their own, reached over HTTP and graphql-ws.
 * @param urls where each is; one that is not named is where the supergraph says.
 */
export function remoteTransports(urls: ReadonlyMap<string, string>, secret: string): Transports {
  const sign = createViewerSigner(secret);
  return ({ name, url }) =>
    createHttpTransport({
      name,
      url: urls.get(name) ?? url,
      headers: (context) => ({ authorization: `Bearer ${sign((context as RequestContext).viewer)}` }),
    });
}
