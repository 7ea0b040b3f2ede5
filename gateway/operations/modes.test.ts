import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { OperationMode } from '../../subgraphs/shared/config.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import type { GraphQLParams } from '../http/read-params.ts';
import { createDocumentStore } from './document-store.ts';
import { sha256 } from './normalise.ts';
import { openOperations } from './operations.ts';
import { rememberInMemory, shareInRedis } from './registered-documents.ts';
import type { RegisteredDocuments } from './registered-documents.ts';
import { createDocumentResolver } from './resolve-document.ts';
import type { OperationCaller } from './resolve-document.ts';
import { buildFromTexts, writeManifests } from './testing/manifest-folder.ts';

const published = buildFromTexts({ web: 'query Hi($name: String) { hello(name: $name) }' });
const integrator = { subject: 'integrator', role: 'integrator' } as const;
const agent = { subject: 'agent', role: 'agent' } as const;

function recordingLogger(): Logger & { warnings: [object, string][] } {
  const warnings: [object, string][] = [];
  const nothing = (): void => undefined;
  const logger = { debug: nothing, info: nothing, error: nothing, child: () => logger };
  const warn = (details: object, message: string): void => void warnings.push([details, message]);
  return Object.assign(logger as unknown as Logger, { warn, warnings });
}

function resolver(mode: OperationMode, integratorMode = mode, registered = rememberInMemory()) {
  const logger = recordingLogger();
  const { resolve } = createDocumentResolver({
    store: createDocumentStore(published),
    registered,
    modeOf: (role) => (role === 'integrator' ? integratorMode : mode),
    logger,
  });
  /** As the doors call it, whether it throws or rejects. */
  const ask = async (params: GraphQLParams, caller: OperationCaller = agent) => resolve(params, caller);
  return { ask, warnings: logger.warnings };
}

const apollo = (query: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } },
});
const refusal = (code: string) => expect.objectContaining({ extensions: expect.objectContaining({ code }) });

describe('the mode "open"', () => {
  it('serves every text as it is', async () => {
    const { ask, warnings } = resolver('open');
    const params = { query: '{ anything }' };
    expect(await ask(params)).toBe(params);
    expect(warnings).toEqual([]);
  });
});

describe('the mode "log"', () => {
  it('serves every text, and names each unknown one once', async () => {
    const { ask, warnings } = resolver('log');
    await ask({ query: 'query Own { hello }', operationName: 'Own' });
    await ask({ query: 'query  Own{hello}', operationName: 'Own' });
    await ask({ query: 'query Hi($name: String) {\n  # published\n  hello(name: $name) }' });
    expect(warnings).toEqual([
      [
        { operationName: 'Own', hash: sha256('query Own {\n  hello\n}'), role: 'agent' },
        'operation that nobody has published',
      ],
    ]);
  });

  it('names what is not GraphQL by the hash of its text', async () => {
    const { ask, warnings } = resolver('log');
    await ask({ query: '{' });
    expect(warnings[0]?.[0]).toMatchObject({ hash: sha256('{') });
  });
});

describe('the mode "safelist"', () => {
  it('serves what is published, by id and as text in any layout', async () => {
    const { ask } = resolver('safelist');
    const id = published.get('web')?.operations[0]?.id ?? '';
    expect(await ask({ documentId: id })).toMatchObject({ query: expect.stringContaining('query Hi') });
    const text = { query: 'query Hi($name:String){hello(name:$name)}', operationName: 'Hi' };
    expect(await ask(text)).toBe(text);
    const several = { query: `${text.query} query Other { other }`, operationName: 'Hi' };
    expect(await ask(several)).toBe(several);
  });

  it.each([
    ['another operation', { query: 'query Hi { hello }' }],
    ['an operation of a published name beside it', { query: 'query Hi { other }', operationName: 'Hi' }],
    ['what does not say which', { query: 'query Hi($name:String){hello(name:$name)} query B { b }' }],
    ['what is not GraphQL', { query: '{' }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    ['what comes with its own hash', { query: '{ hello }', ...apollo('{ hello }') }],
  ])('refuses %s', async (_, params) => {
    const { ask } = resolver('safelist');
    await expect(ask(params)).rejects.toMatchObject({
      message:
        'Expected a published operation, got one that no client has published. To publish operations, put them into schema/operations/CLIENT/, then run "npm run operations -- build" and "npm run operations -- push CLIENT".',
      extensions: { code: 'OPERATION_NOT_SAFELISTED', http: { status: 403 } },
    });
  });

  it('refuses what was registered before it was on', async () => {
    const registered = rememberInMemory();
    const query = '{ hello }';
    await resolver('open', 'open', registered).ask({ query, ...apollo(query) });
    const { ask } = resolver('safelist', 'safelist', registered);
    await expect(ask(apollo(query))).rejects.toEqual(refusal('OPERATION_NOT_SAFELISTED'));
  });

  it('may be on for integrators alone', async () => {
    const { ask } = resolver('open', 'safelist');
    await expect(ask({ query: '{ hello }' }, integrator)).rejects.toEqual(
      refusal('OPERATION_NOT_SAFELISTED'),
    );
    expect(await ask({ query: '{ hello }' }, agent)).toEqual({ query: '{ hello }' });
  });
});

describe('automatic persisted queries', () => {
  const query = 'query Own { hello }';

  it('are unknown, then registered with their text, then known', async () => {
    const { ask } = resolver('open');
    await expect(ask(apollo(query))).rejects.toEqual(refusal('PERSISTED_QUERY_NOT_FOUND'));
    await ask({ query, ...apollo(query) });
    expect(await ask(apollo(query))).toMatchObject({ query });
  });

  it('are not for integrators, whose clients go on with texts', async () => {
    const registered = rememberInMemory();
    const { ask } = resolver('open', 'open', registered);
    expect(await ask({ query, ...apollo(query) }, integrator)).toMatchObject({ query });
    expect(await registered.get(sha256(query))).toBeUndefined();
    await ask({ query, ...apollo(query) }, agent);
    await expect(ask(apollo(query), integrator)).rejects.toMatchObject({
      message: 'PersistedQueryNotSupported',
      extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
    });
  });

  it('forget what was not used for longest when the memory is full', async () => {
    const memory = rememberInMemory({ maxLength: 10 });
    await memory.set('a', 'aaaa');
    await memory.set('b', 'bbbb');
    await memory.get('a');
    await memory.set('c', 'cccc');
    await memory.set('too long', 'x'.repeat(11));
    expect(await Promise.all(['a', 'b', 'c', 'too long'].map((hash) => memory.get(hash)))).toEqual([
      'aaaa',
      undefined,
      'cccc',
      undefined,
    ]);
  });
});

describe('several gateways', () => {
  it('say once what is not shared without Redis, and nothing when there is only one', async () => {
    await using folder = await writeManifests(published);
    for (const isAlone of [true, false]) {
      const logger = recordingLogger();
      const config = {
        operationsMode: 'open',
        integratorOperationsMode: 'open',
        redisUrl: undefined,
        dataFolder: folder.path,
      } as const;
      openOperations({ config, secret: 'secret', logger, isAlone, manifestFolder: folder.path });
      const expected =
        'without Redis, operations that clients register (APQ) or that are pushed are not shared with other gateways';
      expect(logger.warnings.map(([, message]) => message)).toEqual(isAlone ? [] : [expected]);
    }
  });

  it('go on with what they know themselves while Redis is away', async () => {
    const logger = recordingLogger();
    const gateway = shareInRedis({ url: 'redis://127.0.0.1:1', prefix: 'test', logger });
    const hash = sha256('{ a }');
    expect(await gateway.get(hash)).toBeUndefined();
    await gateway.set(hash, '{ a }');
    expect(await gateway.get(hash)).toBe('{ a }');
    await gateway.close();
  });

  // A missing Redis is told at the end of the run, and fails it in CI.
  for (const url of [process.env['TEST_REDIS_URL'] ?? ''].filter((present) => present !== '')) {
    describe('with Redis', () => {
      const prefix = `test:${process.pid}`;
      async function open(own = prefix): Promise<RegisteredDocuments> {
        return shareInRedis({ url, prefix: own, logger: recordingLogger(), ttlSeconds: 60 });
      }

      it('share what is registered, within one installation and for a time', async () => {
        const text = '{ shared }';
        const hash = sha256(text);
        const redis = new Redis(url);
        await once(redis, 'ready');
        const [one, two, foreign] = await Promise.all([open(), open(), open('other')]);
        await untilKept(redis, `${prefix}:apq:${hash}`, () => one.set(hash, text));
        expect(await redis.ttl(`${prefix}:apq:${hash}`)).toBeGreaterThan(0);
        expect(await untilFound(() => two.get(hash))).toBe(text);
        expect(await foreign.get(hash)).toBeUndefined();
        await Promise.all([one, two, foreign].map((gateway) => gateway.close()));
        redis.disconnect();
      });

      it('do not trust a text of another hash', async () => {
        const redis = new Redis(url);
        const [good, bad] = [sha256('{ good }'), sha256('{ expected }')];
        await redis.set(`${prefix}:apq:${good}`, '{ good }');
        await redis.set(`${prefix}:apq:${bad}`, '{ forged }');
        const gateway = await open();
        expect(await untilFound(() => gateway.get(good))).toBe('{ good }');
        expect(await gateway.get(bad)).toBeUndefined();
        await gateway.close();
        redis.disconnect();
      });
    });
  }
});

/** A connection that is not up yet counts as nothing found. */
async function untilFound(read: () => Promise<string | undefined>): Promise<string> {
  for (;;) {
    const text = await read();
    if (text !== undefined) return text;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function untilKept(redis: Redis, key: string, write: () => Promise<void>): Promise<void> {
  do await write();
  while ((await redis.exists(key)) === 0);
}
