import { describe, expect, it } from '@jest/globals';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { createPersistedQueryLink } from '@apollo/client/link/persisted-queries/index.js';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { issueToken } from '../access/tokens.ts';
import type { Role } from '../../subgraphs/shared/context.ts';
import { createSchemaEngine } from '../http/testing/schema-engine.ts';
import { startGateway } from '../server.ts';
import { sha256 } from './normalise.ts';
import { openOperations } from './operations.ts';
import { buildFromTexts, writeManifests } from './testing/manifest-folder.ts';

const secret = 'a secret for this test alone, 32 characters';

async function start(
  options: { logger?: Logger; prepare?: (name: string | undefined) => Promise<void> } = {},
) {
  const folder = await writeManifests(buildFromTexts({ web: 'query Good { hello } query Gone { gone }' }));
  const { logger = createLogger('silent') } = options;
  const config = {
    operationsMode: 'open',
    integratorOperationsMode: 'open',
    redisUrl: undefined,
    dataFolder: folder.path,
  } as const;
  const operations = openOperations({ config, secret, logger, isAlone: true, manifestFolder: folder.path });
  const engine = {
    ...createSchemaEngine('type Query { hello: String }', { hello: 'hi' }),
    prepare: async ([operation]: readonly { operationName?: string | undefined }[]) =>
      options.prepare?.(operation?.operationName),
  };
  const gateway = await startGateway({ engine, operations, secret, host: '127.0.0.1', port: 0, logger });
  return {
    url: gateway.url,
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await operations.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Apollo's client as its users set it up, and what it put into each request. */
async function apolloClient(url: string, role: Role) {
  const token = await issueToken(secret, { role });
  const sent: string[] = [];
  const http = new HttpLink({
    uri: `${url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    fetch: (target, init) => {
      const { query, extensions } = JSON.parse(String(init?.body)) as Record<string, object | undefined>;
      const isHashed = extensions !== undefined && 'persistedQuery' in extensions;
      sent.push([isHashed ? 'hash' : [], query === undefined ? [] : 'text'].flat().join('+'));
      return fetch(target, init);
    },
  });
  const persisted = createPersistedQueryLink({ sha256: async (text: string) => sha256(text) });
  const client = new ApolloClient({
    link: persisted.concat(http),
    cache: new InMemoryCache(),
    defaultOptions: { query: { fetchPolicy: 'no-cache' } },
  });
  return { client, sent };
}

describe("Apollo's client with automatic persisted queries", () => {
  const query = gql('query Own { hello }');

  it('registers an operation once and then sends its hash alone', async () => {
    await using gateway = await start();
    const { client, sent } = await apolloClient(gateway.url, 'agent');
    expect((await client.query({ query })).data).toEqual({ hello: 'hi' });
    expect((await client.query({ query })).data).toEqual({ hello: 'hi' });
    const second = await apolloClient(gateway.url, 'manager');
    expect((await second.client.query({ query })).data).toEqual({ hello: 'hi' });
    expect([...sent, ...second.sent]).toEqual(['hash', 'hash+text', 'hash', 'hash']);
    client.stop();
    second.client.stop();
  });

  it('goes on with texts where it may register nothing', async () => {
    await using gateway = await start();
    const { client, sent } = await apolloClient(gateway.url, 'integrator');
    expect((await client.query({ query })).data).toEqual({ hello: 'hi' });
    expect((await client.query({ query })).data).toEqual({ hello: 'hi' });
    expect(sent).toEqual(['hash', 'text', 'text']);
    client.stop();
  });
});

describe('published operations at start', () => {
  it('are all planned before the gateway is ready, and one that does not fit is named', async () => {
    const errors: unknown[] = [];
    const nothing = (): void => undefined;
    const logger = { debug: nothing, info: nothing, warn: nothing, child: () => logger } as unknown as Logger;
    const planned: (string | undefined)[] = [];
    await using gateway = await start({
      logger: Object.assign(logger, { error: (details: unknown) => void errors.push(details) }),
      prepare: async (name) => {
        planned.push(name);
        if (name === 'Gone') throw new Error('no such field');
      },
    });
    expect(planned.toSorted()).toEqual(['Gone', 'Good']);
    expect(errors).toEqual([{ client: 'web', operation: 'Gone', error: 'no such field' }]);
    expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toEqual({
      status: 'ready',
      waitingFor: [],
    });
  });
});
