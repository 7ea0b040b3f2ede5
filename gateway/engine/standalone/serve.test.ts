import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { composeAt, serveSubgraph } from '../testing/http-subgraph.ts';
import { UsageError, readOptions } from './options.ts';
import type { StandaloneOptions } from './options.ts';
import { serveStandalone } from './serve.ts';

const people = {
  typeDefs: /* GraphQL */ `
    type Query {
      me: Person
      tenant: String
    }
    type Person @key(fields: "id") {
      id: ID!
      name: String!
    }
  `,
  resolvers: {
    Query: {
      me: () => ({ id: '1', name: 'Ada' }),
      tenant: (_: unknown, __: unknown, { headers }: { headers: Record<string, string> }) =>
        headers['x-tenant'],
    },
  },
};

const secretive = { typeDefs: people.typeDefs.replace('name: String!', 'name: String! @authenticated') };

/** A log whose lines can be waited for. */
function createLog() {
  const lines: string[] = [];
  let waiting: { pattern: RegExp; resolve: (line: string) => void } | undefined;
  const write = (line: string): void => {
    lines.push(line);
    if (waiting?.pattern.test(line)) waiting.resolve(line);
  };
  return {
    lines,
    info: write,
    error: write,
    line: (pattern: RegExp) => new Promise<string>((resolve) => (waiting = { pattern, resolve })),
  };
}

async function start(options: Partial<StandaloneOptions> = {}, subgraph: { typeDefs: string } = people) {
  const server = await serveSubgraph(people);
  const directory = await mkdtemp(join(tmpdir(), 'gateway-'));
  const file = join(directory, 'supergraph.graphql');
  const compose = (typeDefs: string) => composeAt({ people: { typeDefs } }, { people: server.url });
  await writeFile(file, compose(subgraph.typeDefs));
  const log = createLog();
  const dispose = async () => {
    await server[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  };
  const all: StandaloneOptions = {
    supergraphFile: file,
    port: 0,
    host: '127.0.0.1',
    access: 'on',
    forwardedHeaders: [],
    subgraphTimeoutMs: 5_000,
    deadlineMs: undefined,
    ...options,
  };
  const gateway = await serveStandalone(all, log).catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  const url = `http://127.0.0.1:${gateway.port}`;
  return {
    gateway,
    url,
    log,
    file,
    compose,
    async ask(query: string, headers: Record<string, string> = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
    async [Symbol.asyncDispose]() {
      await gateway.close();
      await dispose();
    },
  };
}

describe('the standalone gateway', () => {
  it('should serve the supergraph over HTTP with its subgraphs at the URLs in it', async () => {
    await using standalone = await start();
    expect(await standalone.ask('{ me { name } }')).toEqual({ data: { me: { name: 'Ada' } } });
  });

  it('should serve the supergraph over WebSocket', async () => {
    await using standalone = await start();
    const url = `${standalone.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    const results = client.iterate({ query: '{ me { name } }' });
    expect(await results.next()).toEqual({ value: { data: { me: { name: 'Ada' } } }, done: false });
    await client.dispose();
  });

  it('should be live and ready once it serves, and know nothing else', async () => {
    await using standalone = await start();
    const statuses = ['/health/live', '/health/ready', '/elsewhere'].map(
      async (path) => (await fetch(standalone.url + path)).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 404]);
  });

  it('should hand on the headers it is told to and no others', async () => {
    await using plain = await start();
    expect(await plain.ask('{ tenant }', { 'x-tenant': 'acme' })).toEqual({ data: { tenant: null } });
    await using forwarding = await start({ forwardedHeaders: ['x-tenant'] });
    expect(await forwarding.ask('{ tenant }', { 'x-tenant': 'acme' })).toEqual({ data: { tenant: 'acme' } });
  });

  it('should refuse a supergraph that restricts access unless told to show it to everyone', async () => {
    await expect(start({}, secretive)).rejects.toThrow(UsageError);
    await using open = await start({ access: 'off' }, secretive);
    expect(await open.ask('{ me { name } }')).toEqual({ data: { me: { name: 'Ada' } } });
  });

  it('should refuse a file that is missing or not a supergraph on one line', async () => {
    await expect(start({ supergraphFile: '/nowhere' })).rejects.toThrow(
      '--supergraph: cannot read /nowhere (ENOENT)',
    );
    await expect(start({ supergraphFile: import.meta.filename })).rejects.toThrow(
      /^--supergraph: .* cannot be served: [^\n]*$/,
    );
  });

  it('should take over a changed file and say so', async () => {
    await using standalone = await start();
    const taken = standalone.log.line(/changed supergraph is being served/);
    await writeFile(`${standalone.file}.new`, standalone.compose(people.typeDefs.replace('me:', 'you:')));
    await rename(`${standalone.file}.new`, standalone.file);
    await taken;
    expect(await standalone.ask('{ __schema { queryType { fields { name } } } }')).toEqual({
      data: { __schema: { queryType: { fields: [{ name: 'you' }, { name: 'tenant' }] } } },
    });
  });

  it('should refuse a bad file with the reason and serve the last good one', async () => {
    await using standalone = await start();
    const refused = standalone.log.line(/refused/);
    await writeFile(standalone.file, 'type Query {');
    expect(await refused).toMatch(
      /^The changed supergraph is refused, the last one is still served: Syntax Error/,
    );
    expect(await standalone.ask('{ me { name } }')).toEqual({ data: { me: { name: 'Ada' } } });
  });
});

describe('the command line', () => {
  it('should be read with its defaults', () => {
    expect(readOptions(['--supergraph', 'a.graphql'])).toEqual({
      supergraphFile: 'a.graphql',
      port: 4000,
      host: undefined,
      access: 'on',
      forwardedHeaders: [],
      subgraphTimeoutMs: 30_000,
      deadlineMs: undefined,
    });
  });

  it('should be read in full', () => {
    const line =
      '--supergraph a --port 0 --host ::1 --access off --forward X-A,x-b --subgraph-timeout-ms 5 --deadline-ms 9';
    expect(readOptions(line.split(' '))).toEqual({
      supergraphFile: 'a',
      port: 0,
      host: '::1',
      access: 'off',
      forwardedHeaders: ['x-a', 'x-b'],
      subgraphTimeoutMs: 5,
      deadlineMs: 9,
    });
  });

  it.each([
    [[], '--supergraph is missing: expected the path of a supergraph SDL'],
    [
      ['--supergraph', 'a', '--port', '70000'],
      '--port: expected a whole number from 0 to 65535, got "70000"',
    ],
    [['--supergraph', 'a', '--access', 'maybe'], '--access: expected "on" or "off", got "maybe"'],
    [
      ['--supergraph', 'a', '--deadline-ms', '0'],
      '--deadline-ms: expected a whole number from 1 to 2147483647, got "0"',
    ],
    [['--colour'], "Unknown option '--colour'"],
  ])('should refuse %j with one line', (args, message) => {
    expect(() => readOptions(args)).toThrow(new UsageError(message));
  });
});
