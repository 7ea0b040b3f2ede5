import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Supergraph } from '@apollo/federation-internals';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { answerParent } from '../answer-parent.ts';
import { createPlainHydration } from './plain-hydration.ts';
import type { ServerRequests } from './requests.ts';
import { openTill } from './sales.ts';

// A federated subscription as one builds it from Apollo's parts: graphql-ws for the protocol, and for each event of each
// client Apollo's executor. It checks no tokens and keeps no metrics.

const till = openTill();

answerParent<ServerRequests>({
  async start({ supergraphSdl }) {
    const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: null });
    const subscribe = createPlainHydration(supergraph, till);
    const server = createServer();
    const sockets = new WebSocketServer({ server, path: '/graphql' });
    const schema = supergraph.apiSchema().toGraphQLJSSchema();
    useServer({ schema, subscribe: ({ document }) => subscribe(document) }, sockets);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, authorizations: [] };
  },
  sell({ count }) {
    till.sell(count);
    return {};
  },
});
