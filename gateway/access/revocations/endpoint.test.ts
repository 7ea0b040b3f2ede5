import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { problems } from '../../operations/plain/problem.ts';
import { openDesk, secret } from '../testing/desk.ts';
import { createRevocations, openRevocations } from './revocations.ts';
import { keepInMemory } from './store.ts';

const redisUrl = process.env['TEST_REDIS_URL'] ?? '';
const logger = createLogger('silent');
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-revocations-'));
  folders.push(folder);
  return folder;
}

const problem = (status: number, name: string, title: string, detail: string, more: object = {}) => ({
  status,
  body: { type: `urn:leadgraph:problem:${name}`, title, status, detail, ...more },
});

describe('an admin', () => {
  it('revokes, sees what is revoked, and withdraws it', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin', subject: 'root' });
    const asked = {
      subject: 'ada',
      scopes: ['personal-data:read', 'calls:read'],
      until: '2999-01-01T00:00:00+01:00',
      issuedBefore: '2998-01-01T00:00:00Z',
      reason: 'laptop stolen',
    };
    const { status, body } = await desk.call('POST', admin, asked);
    const revocation = {
      ...asked,
      until: '2998-12-31T23:00:00.000Z',
      issuedBefore: '2998-01-01T00:00:00.000Z',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      createdBy: 'root',
    };
    expect([status, body]).toEqual([201, revocation]);
    expect(await desk.call('GET', admin)).toEqual({ status: 200, body: { revocations: [body] } });
    expect(await desk.call('DELETE', admin, undefined, body.id)).toEqual({ status: 204, body: undefined });
    expect(await desk.call('GET', admin)).toEqual({ status: 200, body: { revocations: [] } });
  });

  it('who asks twice gets the first answer again', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin' });
    const first = await desk.call('POST', admin, { subject: 'ada' });
    expect(await desk.call('POST', admin, { subject: 'ada', reason: 'again' })).toEqual({
      ...first,
      status: 200,
    });
    expect((await desk.call('GET', admin)).body.revocations).toHaveLength(1);
  });

  it('may use a token with the scope business:manage', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin', scopes: ['business:manage'] });
    expect((await desk.call('POST', admin, { subject: 'ada' })).status).toBe(201);
  });
});

describe('a request to revoke is refused when', () => {
  const title = 'The request cannot be read';
  const scopes =
    'leads:read, leads:write, personal-data:read, calls:read, calls:write, assignments:write, experiments:write, ' +
    'business:read, business:manage, webhooks:manage, audit:read, graph:introspect';
  const isoTime = 'expected an ISO-8601 time with offset, such as 2026-03-01T09:30:00Z';
  it.each([
    ['it is no JSON', '{', { field: '', message: 'expected JSON' }],
    ['it is empty', '', { field: '', message: 'expected JSON' }],
    ['it is a list', [], { field: '', message: 'expected an object, got a list' }],
    ['it is about nobody', {}, { field: '', message: 'expected either tokenId or subject' }],
    [
      'it is about two',
      { tokenId: 'a', subject: 'b' },
      { field: '', message: 'expected either tokenId or subject' },
    ],
    [
      'its subject is empty',
      { subject: '' },
      { field: 'subject', message: 'expected a text of 1 to 200 characters' },
    ],
    [
      'its token id is huge',
      { tokenId: 'x'.repeat(201) },
      { field: 'tokenId', message: 'expected a text of 1 to 200 characters' },
    ],
    [
      'a scope is not known',
      { subject: 'ada', scopes: ['all'] },
      { field: 'scopes', message: `expected a list of one or more of ${scopes}` },
    ],
    [
      'it names no scope',
      { subject: 'ada', scopes: [] },
      { field: 'scopes', message: `expected a list of one or more of ${scopes}` },
    ],
    ['its end is no time', { subject: 'ada', until: 'soon' }, { field: 'until', message: isoTime }],
    [
      'its end has no offset',
      { subject: 'ada', until: '2999-01-01T00:00:00' },
      { field: 'until', message: isoTime },
    ],
    [
      'its end is over',
      { subject: 'ada', until: '2020-01-01T00:00:00Z' },
      { field: 'until', message: 'expected a time to come' },
    ],
    ['it has more', { subject: 'ada', scope: 'x' }, { field: 'scope', message: 'is not known' }],
  ])('%s', async (_, body, error) => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin' });
    expect(await desk.call('POST', admin, body)).toEqual(
      problem(400, 'invalid-request', title, 'Nothing was revoked.', { errors: [error] }),
    );
    expect((await desk.call('GET', admin)).body.revocations).toEqual([]);
  });

  it('it is too long', async () => {
    await using desk = await openDesk();
    const answer = await desk.call('POST', await desk.token({ role: 'admin' }), 'x'.repeat(16 * 1024 + 1));
    expect(answer).toMatchObject({ status: 413, body: { type: 'urn:leadgraph:problem:too-large' } });
  });

  it.each([['agent'], ['manager'], ['integrator']] as const)('an %s asks', async (role) => {
    await using desk = await openDesk();
    const token = await desk.token({ role });
    const refused = problem(
      403,
      'forbidden',
      'The token may not do this',
      `Expected role admin, got ${role}.`,
      {
        code: 'FORBIDDEN',
      },
    );
    expect(await desk.call('POST', token, { subject: 'ada' })).toEqual(refused);
    expect(await desk.call('GET', token)).toEqual(refused);
    expect(await desk.call('DELETE', token, undefined, 'x')).toEqual(refused);
  });

  it('the token of the admin is for something else', async () => {
    await using desk = await openDesk();
    const token = await desk.token({ role: 'admin', scopes: ['leads:read'] });
    expect(await desk.call('POST', token, { subject: 'ada' })).toEqual(
      problem(
        403,
        'forbidden',
        'The token may not do this',
        'Expected the scope business:manage, got a token without it.',
        { code: 'FORBIDDEN' },
      ),
    );
  });

  it('there is no valid token', async () => {
    await using desk = await openDesk();
    expect(await desk.call('POST', 'x', { subject: 'ada' })).toEqual(
      problem(401, 'unauthenticated', problems.unauthenticated.title, 'The token is not valid here.', {
        code: 'UNAUTHENTICATED',
      }),
    );
  });

  it('it uses another method', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin' });
    const methodTitle = 'The method is not supported here';
    expect(await desk.call('PUT', admin, {})).toEqual(
      problem(405, 'method-not-allowed', methodTitle, 'Expected GET or POST, got PUT.'),
    );
    expect(await desk.call('GET', admin, undefined, 'x')).toEqual(
      problem(405, 'method-not-allowed', methodTitle, 'Expected DELETE, got GET.'),
    );
  });

  it('there is no such revocation', async () => {
    await using desk = await openDesk();
    expect(await desk.call('DELETE', await desk.token({ role: 'admin' }), undefined, 'x')).toEqual(
      problem(404, 'not-found', 'There is no such revocation', 'There is no revocation of this id.'),
    );
  });

  it('there are ten thousand', async () => {
    const store = keepInMemory();
    for (let count = 0; count < 10_000; count++)
      await store.add({ id: `${count}`, subject: `${count}`, createdAt: 0, createdBy: 'root' });
    await using desk = await openDesk(createRevocations({ store }));
    expect(await desk.call('POST', await desk.token({ role: 'admin' }), { subject: 'ada' })).toEqual(
      problem(
        409,
        'limit-reached',
        'There are as many as there may be',
        'Expected at most 10000 revocations in effect.',
      ),
    );
  });

  it('it cannot be stored', async () => {
    const folder = await newFolder();
    const config = { redisUrl: undefined, dataFolder: path.join(folder, 'below') };
    await using desk = await openDesk(await openRevocations({ config, secret, logger, isAlone: true }));
    await writeFile(config.dataFolder, 'a file where a folder should be');
    const [admin, token] = [await desk.token({ role: 'admin' }), await desk.token({ subject: 'ada' })];
    expect(await desk.call('POST', admin, { subject: 'ada' })).toEqual(
      problem(
        503,
        'unavailable',
        'Not available at the moment',
        'It could not be stored, and nothing has changed. Try again.',
      ),
    );
    expect((await desk.ask(token)).status).toBe(200);
  });
});

describe('what was revoked', () => {
  it('is not forgotten by a restart', async () => {
    const dataFolder = await newFolder();
    const config = { redisUrl: undefined, dataFolder };
    const open = () => openRevocations({ config, secret, logger, isAlone: true });
    const before = await open();
    await before.revoke({ subject: 'ada' }, 'root');
    await before.close();
    await using desk = await openDesk(await open());
    expect((await desk.ask(await desk.token({ subject: 'ada' }))).status).toBe(401);
    expect((await desk.ask(await desk.token({ subject: 'bob' }))).status).toBe(200);
  });

  (redisUrl === '' ? it.skip : it)('on one gateway ends streams on another within a second', async () => {
    const config = { redisUrl, dataFolder: await newFolder() };
    const installation = `${secret} ${randomUUID()}`;
    const open = () => openRevocations({ config, secret: installation, logger, isAlone: false });
    await using cleanup = new AsyncDisposableStack();
    const [first, second] = [await open(), await open()];
    cleanup.defer(() => Promise.all([first.close(), second.close()]).then(() => undefined));
    await using one = await openDesk(first);
    await using other = await openDesk(second);
    for (const desk of [one, other]) {
      while (!(await fetch(`${desk.url}/health/ready`)).ok);
    }
    const token = await one.token({ subject: 'ada' });
    const listener = other.overWebSocket(token);
    other.logbook.enter();
    await listener.first(1);
    const startedAt = performance.now();
    expect((await one.call('POST', await one.token({ role: 'admin' }), { subject: 'ada' })).status).toBe(201);
    expect(await listener.ended).toEqual({ code: 4011, reason: 'The token was revoked' });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect((await other.ask(token)).status).toBe(401);
  });

  it('leaves it open who calls as long as it was never read', async () => {
    const config = { redisUrl: 'redis://127.0.0.1:1', dataFolder: await newFolder() };
    const revocations = await openRevocations({ config, secret, logger, isAlone: false });
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(() => revocations.close());
    await using desk = await openDesk(revocations);
    expect(await desk.ask(await desk.token())).toEqual({
      status: 503,
      errors: [
        {
          message: 'Tokens cannot be checked: what was revoked cannot be read.',
          extensions: { code: 'AUTHENTICATION_UNAVAILABLE', retryAfterSeconds: 1 },
        },
      ],
    });
    const ready = await fetch(`${desk.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', waitingFor: ['revocations'] },
    ]);
  });
});
