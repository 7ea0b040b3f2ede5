import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { startRedis } from '../../../test/setup/optional-servers.ts';
import type { RedisServer } from '../../../test/setup/optional-servers.ts';
import { issueToken } from '../../access/tokens.ts';
import { createSchemaEngine } from '../../http/testing/schema-engine.ts';
import { startGateway } from '../../server.ts';
import { printManifest } from '../manifest.ts';
import type { Manifest } from '../manifest.ts';
import { sha256 } from '../normalise.ts';
import { openOperations } from '../operations.ts';
import { buildFromTexts, writeManifests } from '../testing/manifest-folder.ts';
import { printPushed } from './pushed-manifest.ts';
import { signPush, timestampAt } from './signature.ts';

const secret = 'a secret for this test alone, 32 characters';
const crm = (text: string): Manifest => buildFromTexts({ crm: text }).get('crm') as Manifest;
const idOf = (manifest: Manifest): string => manifest.operations[0]?.id ?? '';

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-several-'));
  folders.push(folder);
  return folder;
}
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** One of several gateways, wherever it runs. */
interface Door {
  readonly url: string;
}

async function push({ url }: Door, manifest: Manifest, time = new Date()) {
  const [client, body, timestamp] = ['crm', printManifest(manifest), timestampAt(time)];
  const response = await fetch(`${url}/api/v1/operations/${client}`, {
    method: 'PUT',
    headers: {
      'leadgraph-timestamp': timestamp,
      'leadgraph-signature': signPush(secret, { client, timestamp, body }),
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function ask({ url }: Door, body: object, role: 'integrator' | 'agent' = 'integrator') {
  const authorization = `Bearer ${await issueToken(secret, { role })}`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
  return (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

const codeOf = async (door: Door, manifest: Manifest): Promise<string | undefined> =>
  (await ask(door, { documentId: idOf(manifest) })).errors?.[0]?.extensions.code;
const unknown = 'PERSISTED_DOCUMENT_NOT_FOUND';

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

const untilServed = (door: Door, manifest: Manifest): Promise<void> =>
  until(async () => (await ask(door, { documentId: idOf(manifest) })).data !== undefined);
const untilGone = (door: Door, manifest: Manifest): Promise<void> =>
  until(async () => (await codeOf(door, manifest)) === unknown);

/** A gateway in this process with a data folder of its own. */
async function startDoor(
  redisUrl: string | undefined,
  options: { sdl?: string; dataFolder?: string; logger?: Logger } = {},
) {
  const { sdl = 'type Query { a: Int, b: Int }', logger = createLogger('silent') } = options;
  const dataFolder = options.dataFolder ?? (await newFolder());
  const built = await writeManifests(new Map());
  const config = {
    operationsMode: 'open',
    integratorOperationsMode: 'safelist',
    redisUrl,
    dataFolder,
  } as const;
  const operations = openOperations({ config, secret, logger, isAlone: false, manifestFolder: built.path });
  const planned: string[] = [];
  const released: string[] = [];
  const engine = {
    ...createSchemaEngine(sdl, { a: 1, b: 2 }),
    release: (known: readonly { operationName?: string | undefined }[]) =>
      void released.push(...known.map(({ operationName = '' }) => operationName)),
    prepare: async (prepared: readonly { operationName?: string | undefined }[]) =>
      void planned.push(...prepared.map(({ operationName = '' }) => operationName)),
  };
  const gateway = await startGateway({ engine, operations, secret, host: '127.0.0.1', port: 0, logger });
  return {
    url: gateway.url,
    planned,
    released,
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await operations.close();
      await built[Symbol.asyncDispose]();
    },
  };
}

function recordingLogger() {
  const errors: [object, string][] = [];
  const nothing = (): void => undefined;
  const logger = { debug: nothing, info: nothing, warn: nothing, child: () => logger };
  const error = (details: object, message: string): void => void errors.push([details, message]);
  return { logger: Object.assign(logger as unknown as Logger, { error }), errors };
}

// A missing Redis is told at the end of the run, and fails it in CI.
const hasRedis = (process.env['TEST_REDIS_URL'] ?? '') !== '';
(hasRedis ? describe : describe.skip)('gateways that share a Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = (await startRedis()) as RedisServer;
  });
  afterAll(() => redis.stop());
  afterEach(async () => {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  });

  const [a, b] = [crm('query A { a }'), crm('query B { b }')];

  it('serve what was pushed to one of them, each after it has planned it, and forget what it took the place of', async () => {
    await using one = await startDoor(redis.url);
    await using two = await startDoor(redis.url);
    expect(await push(one, a)).toEqual({
      status: 200,
      body: { client: 'crm', operations: 1, isKept: true, reach: 'all' },
    });
    await untilServed(two, a);
    expect(two.planned).toEqual(['A']);
    await push(two, b);
    await untilServed(one, b);
    expect(await codeOf(one, a)).toBe(unknown);
    await untilGone(two, a);
    expect([one.released, two.released]).toEqual([['A'], ['A']]);
  });

  it('give it to one that starts later, which plans it before it is ready', async () => {
    await using one = await startDoor(redis.url);
    await push(one, a);
    await using late = await startDoor(redis.url);
    expect(late.planned).toContain('A');
    expect(await ask(late, { documentId: idOf(a) })).toEqual({ data: { a: 1 } });
  });

  it('come to one state when two are pushed at once, whatever reaches whom first', async () => {
    await using one = await startDoor(redis.url);
    await using two = await startDoor(redis.url);
    await using three = await startDoor(redis.url);
    for (let round = 0; round < 5; round++) {
      const manifests = [crm(`query A${round} { a }`), crm(`query B${round} { b }`)];
      const time = new Date();
      const answers = await Promise.all([
        push(one, manifests[0] as Manifest, time),
        push(two, manifests[1] as Manifest, time),
      ]);
      const statuses = answers.map(({ status }) => status);
      expect(statuses).toContain(200);
      // The one that counts is known by its content; the other was refused, or has given way.
      const bodies = manifests.map((manifest) => sha256(printManifest(manifest)));
      const winner = (bodies[0] as string) > (bodies[1] as string) ? 0 : 1;
      expect(statuses[winner]).toBe(200);
      for (const door of [one, two, three]) {
        await untilServed(door, manifests[winner] as Manifest);
        await untilGone(door, manifests[1 - winner] as Manifest);
      }
    }
  });

  it('refuse everywhere what was pushed before, to whichever of them', async () => {
    await using one = await startDoor(redis.url);
    await using two = await startDoor(redis.url);
    const [earlier, later] = [new Date(Date.now() - 2_000), new Date(Date.now() - 1_000)];
    await push(one, a, earlier);
    await untilServed(two, a);
    await push(two, b, later);
    await using three = await startDoor(redis.url);
    for (const door of [one, two, three]) {
      expect((await push(door, a, earlier)).status).toBe(409);
      expect((await push(door, b, later)).status).toBe(409);
      expect(await ask(door, { documentId: idOf(b) })).toEqual({ data: { b: 2 } });
    }
  });

  it('refuse what their own graph lacks, say why once, and take it when the next push fits', async () => {
    const { logger, errors } = recordingLogger();
    await using whole = await startDoor(redis.url);
    await using behind = await startDoor(redis.url, { sdl: 'type Query { a: Int }', logger });
    await push(whole, a);
    await untilServed(behind, a);
    await push(whole, crm('query Both { a b }'));
    await until(async () => errors.length > 0);
    expect(errors).toEqual([
      [
        {
          client: 'crm',
          reasons: ['crm Both: Cannot query field "b" on type "Query". Did you mean "a"?'],
        },
        'pushed operations refused',
      ],
    ]);
    expect(await ask(behind, { documentId: idOf(a) })).toEqual({ data: { a: 1 } });
    const next = crm('query Next { a }');
    await push(whole, next);
    await untilServed(behind, next);
    expect(errors).toHaveLength(1);
  });

  it('refuse what is in Redis without being signed, and let the next push take its place', async () => {
    const { logger, errors } = recordingLogger();
    await using one = await startDoor(redis.url, { logger });
    await push(one, a);
    const client = new Redis(redis.url);
    const [key = ''] = await client.keys('leadgraph:*:manifests');
    const forged = {
      client: 'crm',
      timestamp: '99999999999',
      signature: '0'.repeat(64),
      body: printManifest(b),
    };
    await client.hset(key, 'crm', printPushed(forged), 'crm:version', '99999999999.000 ffff');
    await client.publish(`${key}:changed`, 'crm');
    await until(async () => errors.length > 0);
    expect(errors[0]).toEqual([
      {
        client: 'crm',
        reasons: ['crm: expected a push that is signed for this client and installation, got another'],
      },
      'pushed operations refused',
    ]);
    expect(await ask(one, { documentId: idOf(a) })).toEqual({ data: { a: 1 } });
    expect(await codeOf(one, b)).toBe(unknown);
    expect(await push(one, b)).toMatchObject({ status: 200, body: { reach: 'all' } });
    await using late = await startDoor(redis.url);
    expect(await ask(late, { documentId: idOf(b) })).toEqual({ data: { b: 2 } });
    client.disconnect();
  });

  it('keep apart from another installation on the same Redis', async () => {
    await using one = await startDoor(redis.url);
    await push(one, a);
    const client = new Redis(redis.url);
    const keys = await client.keys('*');
    client.disconnect();
    for (const key of keys) expect(key).toMatch(/^leadgraph:[0-9a-f]{16}:/);
  });
});

(hasRedis ? describe : describe.skip)('three gateway processes and a Redis that is killed', () => {
  let redis: RedisServer;
  let processes: { child: ChildProcess; url: string; dataFolder: string }[];
  beforeAll(async () => {
    redis = (await startRedis()) as RedisServer;
    const starts = [1, 2, 3].map(async () => {
      const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-process-'));
      const child = fork(fileURLToPath(new URL('../../run.ts', import.meta.url)), {
        env: {
          PATH: process.env['PATH'],
          LEADGRAPH_SECRET: secret,
          REDIS_URL: redis.url,
          DATA_DIR: dataFolder,
          PORT: '0',
          LOG_LEVEL: 'silent',
        },
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const [{ port }] = (await once(child, 'message')) as [{ port: number }];
      return { child, url: `http://127.0.0.1:${port}`, dataFolder };
    });
    processes = await Promise.all(starts);
  }, 60_000);
  afterAll(async () => {
    for (const { child, dataFolder } of processes) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      rmSync(dataFolder, { recursive: true, force: true });
    }
    await redis.stop();
  });

  it('share pushes and registered operations, go on without Redis, and catch up when it is back, empty', async () => {
    const [one, two, three] = processes as unknown as [Door, Door, Door];
    const answer = { data: { __typename: 'Query' } };
    const [first, second] = [crm('query First { __typename }'), crm('query Second { __typename }')];
    expect(await push(one, first)).toMatchObject({ status: 200, body: { reach: 'all' } });
    for (const door of [two, three]) {
      await untilServed(door, first);
      expect(await ask(door, { documentId: idOf(first) })).toEqual(answer);
    }

    const query = 'query Registered { __typename }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } };
    expect((await ask(two, { extensions }, 'agent')).errors?.[0]?.message).toBe('PersistedQueryNotFound');
    expect(await ask(one, { query, extensions }, 'agent')).toEqual(answer);
    for (const door of [two, three]) expect(await ask(door, { extensions }, 'agent')).toEqual(answer);

    await redis.kill();
    for (const door of [one, two, three])
      expect(await ask(door, { documentId: idOf(first) })).toEqual(answer);
    await until(async () => (await push(two, second)).body['reach'] === 'all-later');
    expect(await ask(two, { documentId: idOf(second) })).toEqual(answer);
    expect(await codeOf(one, second)).toBe(unknown);

    redis = (await startRedis(redis.port)) as RedisServer;
    for (const door of [one, three]) {
      await untilServed(door, second);
      await untilGone(door, first);
    }
    // And the announcements go on.
    expect(await push(three, crm('query Third { __typename }'))).toMatchObject({ body: { reach: 'all' } });
    for (const door of [one, two]) await untilServed(door, crm('query Third { __typename }'));
  }, 60_000);
});

describe('gateways without Redis', () => {
  it('have what was pushed to them alone, over a restart, and say so', async () => {
    const [a, dataFolder] = [crm('query A { a }'), await newFolder()];
    {
      await using one = await startDoor(undefined, { dataFolder });
      await using two = await startDoor(undefined);
      expect(await push(one, a)).toEqual({
        status: 200,
        body: { client: 'crm', operations: 1, isKept: true, reach: 'this' },
      });
      expect(await codeOf(two, a)).toBe(unknown);
    }
    await using again = await startDoor(undefined, { dataFolder });
    expect(again.planned).toEqual(['A']);
    expect(await ask(again, { documentId: idOf(a) })).toEqual({ data: { a: 1 } });
    expect(await readdir(path.join(dataFolder, 'operations'))).toEqual(['crm.json']);
  });

  it('start while Redis is away, with what they had, and take pushes for themselves until it is back', async () => {
    const [a, b, dataFolder] = [crm('query A { a }'), crm('query B { b }'), await newFolder()];
    {
      await using one = await startDoor(undefined, { dataFolder });
      await push(one, a);
    }
    await using again = await startDoor('redis://127.0.0.1:1', { dataFolder });
    expect(await ask(again, { documentId: idOf(a) })).toEqual({ data: { a: 1 } });
    expect(await push(again, b)).toMatchObject({ status: 200, body: { isKept: true, reach: 'all-later' } });
  });
});
