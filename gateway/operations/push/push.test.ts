import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { freePort } from '../../../subgraphs/shared/embedded-postgres.ts';
import { issueToken } from '../../access/tokens.ts';
import { createSchemaEngine } from '../../http/testing/schema-engine.ts';
import { startGateway } from '../../server.ts';
import { printManifest } from '../manifest.ts';
import type { Manifest } from '../manifest.ts';
import { openOperations } from '../operations.ts';
import { buildFromTexts, writeManifests } from '../testing/manifest-folder.ts';
import { refusalOf, signPush, timestampAt, versionOf } from './signature.ts';

const secret = 'a secret for this test alone, 32 characters';
const sdl = 'type Query { a: Int, b: Int }';
const crm = (text: string): Manifest => buildFromTexts({ crm: text }).get('crm') as Manifest;
const idOf = (manifest: Manifest): string => manifest.operations[0]?.id ?? '';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-push-'));
  folders.push(folder);
  return folder;
}

/** What a test gives in the place of what a good push has. */
interface Given {
  readonly timestamp?: string;
  readonly signature?: string;
  readonly to?: string;
}

async function start(dataFolder: string, options: { port?: number; beforePlanning?: Promise<void> } = {}) {
  const folder = await writeManifests(buildFromTexts({ crm: 'query A { a }' }));
  const logger = createLogger('silent');
  const config = {
    operationsMode: 'safelist',
    integratorOperationsMode: 'safelist',
    redisUrl: undefined,
    dataFolder,
  } as const;
  const operations = openOperations({ config, secret, logger, isAlone: true, manifestFolder: folder.path });
  const planned: string[] = [];
  const engine = {
    ...createSchemaEngine(sdl, { a: 1, b: 2 }),
    async prepare(known: readonly { operationName?: string | undefined }[]) {
      await options.beforePlanning;
      planned.push(...known.map(({ operationName = '' }) => operationName));
    },
  };
  const port = options.port ?? 0;
  const gateway = await startGateway({ engine, operations, secret, host: '127.0.0.1', port, logger });
  const token = await issueToken(secret, { role: 'integrator' });
  return {
    url: gateway.url,
    planned,
    async push(manifest: Manifest | string, given: Given = {}) {
      const body = typeof manifest === 'string' ? manifest : printManifest(manifest);
      const client = given.to ?? 'crm';
      const timestamp = given.timestamp ?? now();
      const signature = given.signature ?? signPush(secret, { client, timestamp, body });
      const response = await fetch(`${gateway.url}/api/v1/operations/${client}`, {
        method: 'PUT',
        headers: { 'leadgraph-timestamp': timestamp, 'leadgraph-signature': signature },
        body,
      });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    async ask(documentId: string): Promise<unknown> {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ documentId }),
      });
      return response.json();
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await operations.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function now(): string {
  return timestampAt(new Date());
}

const next = crm('query B { b }');
const unknown = { errors: [{ extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND' } }] };

describe('a pushed manifest', () => {
  it('is served from the next request on, beside what was built, also after a restart', async () => {
    const dataFolder = await newFolder();
    {
      await using door = await start(dataFolder);
      expect(await door.ask(idOf(next))).toMatchObject(unknown);
      expect(await door.push(next)).toEqual({
        status: 200,
        body: { client: 'crm', operations: 1, isKept: true, reach: 'all' },
      });
      expect(await door.ask(idOf(next))).toEqual({ data: { b: 2 } });
      expect(await door.ask(idOf(crm('query A { a }')))).toEqual({ data: { a: 1 } });
    }
    await using again = await start(dataFolder);
    expect(await again.ask(idOf(next))).toEqual({ data: { b: 2 } });
  });

  it('is planned after a restart before the gateway says that it is ready', async () => {
    const [dataFolder, port] = [await newFolder(), await freePort()];
    {
      await using door = await start(dataFolder);
      await door.push(next);
    }
    const hold = Promise.withResolvers<void>();
    const starting = start(dataFolder, { port, beforePlanning: hold.promise });
    const readiness = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
      return response && [response.status, await response.json()];
    };
    let first = await readiness();
    while (first === undefined) first = await readiness();
    expect(first).toEqual([503, { status: 'not ready', waitingFor: ['operations'] }]);
    hold.resolve();
    await using again = await starting;
    expect(again.planned.toSorted()).toEqual(['A', 'B']);
    expect(await readiness()).toEqual([200, { status: 'ready', waitingFor: [] }]);
  });

  it('takes the place of the one before', async () => {
    await using door = await start(await newFolder());
    await door.push(next);
    await door.push(crm('query Both { a b }'));
    expect(await door.ask(idOf(next))).toMatchObject(unknown);
    expect(await door.ask(idOf(crm('query Both { a b }')))).toEqual({ data: { a: 1, b: 2 } });
  });

  it('is served where it cannot be kept, and says so', async () => {
    await using door = await start(import.meta.filename);
    expect(await door.push(next)).toMatchObject({ status: 200, body: { isKept: false } });
    expect(await door.ask(idOf(next))).toEqual({ data: { b: 2 } });
  });

  it('publishes nothing when the graph lacks one of its operations', async () => {
    const dataFolder = await newFolder();
    await using door = await start(dataFolder);
    expect(await door.push(crm('query B { b } query C { c }'))).toEqual({
      status: 422,
      body: {
        error: 'Nothing was published.',
        reasons: [expect.stringContaining('crm C: Cannot query field "c" on type "Query".')],
      },
    });
    expect(await door.ask(idOf(next))).toMatchObject(unknown);
    expect(await readdir(dataFolder)).toEqual([]);
  });

  it('comes from the command line', async () => {
    await using door = await start(await newFolder());
    const file = path.join(await newFolder(), 'next.json');
    await writeFile(file, printManifest(next));
    const cli = fileURLToPath(new URL('../../../cli/operations.ts', import.meta.url));
    const run = () =>
      promisify(execFile)(process.execPath, [cli, 'push', 'crm', '--manifest', file, '--url', door.url], {
        env: { PATH: process.env['PATH'], LEADGRAPH_SECRET: secret },
      });
    expect((await run()).stdout).toBe('crm: 1 operation published\n');
    expect(await door.ask(idOf(next))).toEqual({ data: { b: 2 } });
    await writeFile(file, printManifest(crm('query C { c }')));
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('crm C: Cannot query field "c" on type "Query".'),
    });
  });
});

describe('a push that is refused', () => {
  const body = printManifest(next);
  const unsigned = 'Expected leadgraph-signature to be the signature of this push, got another.';
  const outdated = 'Expected leadgraph-timestamp to be at most 300 seconds from now, got another.';
  const signed = (change: { client?: string; body?: string }, key = secret): Given => {
    const timestamp = now();
    return { timestamp, signature: signPush(key, { client: 'crm', timestamp, body, ...change }) };
  };

  it.each<[string, string, () => Given, number, string]>([
    ['not signed', body, () => ({ signature: '' }), 401, unsigned],
    ['signed with another secret', body, () => signed({}, 'another'), 401, unsigned],
    ['signed for another client', body, () => signed({ client: 'web' }), 401, unsigned],
    ['signed for another body', body, () => signed({ body: '{}' }), 401, unsigned],
    ['too old', body, () => ({ timestamp: String(Number(now()) - 301) }), 401, outdated],
    ['of no time', body, () => ({ timestamp: 'soon' }), 401, outdated],
    ['for no client', body, () => ({ to: 'C%2E%2E' }), 400, 'Expected the name of a client'],
    ['no manifest', '{', () => ({}), 400, 'crm: expected a persisted query manifest: '],
  ])('is %s', async (_, text, given, status, error) => {
    await using door = await start(await newFolder());
    expect(await door.push(text, given())).toEqual({
      status,
      body: { error: expect.stringContaining(error) },
    });
  });

  const overtaken = {
    status: 409,
    body: {
      error:
        "Expected a push that was made later than the client's last, got the same or an earlier one. Nothing was published.",
    },
  };

  it('has come before, or is older than the last one, also after a restart', async () => {
    const dataFolder = await newFolder();
    const [first, second] = [String(Number(now()) - 1), now()];
    {
      await using door = await start(dataFolder);
      expect((await door.push(body, { timestamp: first })).status).toBe(200);
      expect(await door.push(body, { timestamp: first })).toEqual(overtaken);
      expect((await door.push(crm('query Both { a b }'), { timestamp: second })).status).toBe(200);
      expect(await door.push(body, { timestamp: first })).toEqual(overtaken);
    }
    await using again = await start(dataFolder);
    expect(await again.push(body, { timestamp: first })).toEqual(overtaken);
    expect(await again.push(crm('query Both { a b }'), { timestamp: second })).toEqual(overtaken);
    expect(await again.ask(idOf(crm('query Both { a b }')))).toEqual({ data: { a: 1, b: 2 } });
    expect((await again.push(body)).status).toBe(200);
  });

  it('uses another method', async () => {
    await using door = await start(await newFolder());
    const response = await fetch(`${door.url}/api/v1/operations/crm`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'PUT']);
  });
});

describe('the time of a push', () => {
  it('may be five minutes off', () => {
    const push = { client: 'crm', timestamp: '1000000.250', body: '' };
    const signed = { ...push, signature: signPush(secret, push) };
    const at = (ms: number) => refusalOf(secret, signed, new Date(ms));
    expect([at(1_000_300_250), at(999_700_250)]).toEqual([undefined, undefined]);
    expect([at(1_000_300_251), at(999_700_249)]).toEqual(['outdated', 'outdated']);
  });

  it('decides which of two counts, and their content does where it is the same', () => {
    const times = ['999999999', '1000000000', '1000000000.5', '1000000000.501', '1000000001.02'];
    const versions = times.map((timestamp) => versionOf({ client: 'crm', timestamp, body: '' }));
    expect(versions.toSorted()).toEqual(versions);
    expect(new Set(versions).size).toBe(versions.length);
    const [one, other] = ['a', 'b'].map((body) => versionOf({ client: 'crm', timestamp: '1', body }));
    expect(one).not.toBe(other);
  });
});
