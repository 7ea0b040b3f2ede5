import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { bookshopSchema } from './bookshop.ts';
import { answerParent, cpuMs } from '../answer-parent.ts';
import type { Requests } from './child.ts';

/** Apollo Server with Apollo's gateway, as their documentation sets them up. */
let inProcess: ApolloServer | undefined;

answerParent<Requests>({
  async start({ supergraphSdl }) {
    const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
    const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
    const gateway = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name }) => new LocalGraphQLDataSource(bookshopSchema(name)),
    });
    inProcess = new ApolloServer({ gateway });
    await inProcess.start();
    return { ports: { gateway: Number(new URL(url).port) } };
  },
  async runInProcess({ query, times }) {
    const started = cpuMs();
    let answer = '';
    for (let time = 0; time < times; time++) answer = await runOnce(query);
    return { cpuMs: cpuMs() - started, answer };
  },
});

async function runOnce(query: string): Promise<string> {
  const response = await inProcess?.executeOperation({ query });
  if (response?.body.kind !== 'single') throw new Error('Expected a single result');
  return JSON.stringify(response.body.singleResult);
}
