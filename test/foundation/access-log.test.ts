import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { AccessQuery, AccessingCaller, PersonalDataAccess } from '../../subgraphs/shared/access-log.ts';
import { schemaUrl } from '../../subgraphs/shared/provision.ts';
import { migrateVault, openVault } from '../../subgraphs/shared/vault.ts';
import type { Vault } from '../../subgraphs/shared/vault.ts';
import { createTestDatabase, testSecret } from '../test-database.ts';

const cleanup = new AsyncDisposableStack();
let url = '';
let vault: Vault;
/** The vault's own login, and a superuser's. */
let owner: pg.Pool;
let superuser: pg.Pool;
/** One per test: entries of other tests are about other people. */
let subject = '';

const ada: AccessingCaller = {
  subject: 'ada',
  role: 'agent',
  client: 'desk',
  subgraph: 'leads',
  operation: 'Desk',
};
const start = Date.parse('2026-03-01T12:00:00Z');
const time = { now: start };
const clock = (): Date => new Date(time.now);
const openPool = (connectionString: string, options = ''): pg.Pool =>
  cleanup.adopt(new pg.Pool({ connectionString, max: 2, options }), (pool) => pool.end());

beforeAll(async () => {
  const database = cleanup.use(await createTestDatabase());
  url = schemaUrl({ adminUrl: database.url, secret: testSecret(), schemas: [] }, 'vault');
  owner = openPool(url, '-c search_path=vault');
  superuser = openPool(database.url, '-c search_path=vault');
  vault = cleanup.adopt(openVault({ url, secret: testSecret() }), (opened) => opened.close());
});
beforeEach(() => {
  subject = randomUUID();
  time.now = start;
});
afterAll(() => cleanup.disposeAsync());

async function accesses(query: Partial<AccessQuery> = {}): Promise<PersonalDataAccess[]> {
  return vault.accesses({ subjectId: subject, limit: 100, ...query });
}

const kinds = async (): Promise<string[]> => (await accesses()).map(({ kind }) => kind);

describe('what is done with personal data on behalf of a caller', () => {
  it('is in the log with who did it, when, where and in which operation', async () => {
    const sealed = await vault.seal(subject, 'Ada');
    expect(await vault.onBehalfOf(ada, clock).open(sealed)).toBe('Ada');
    expect(await accesses()).toEqual([
      { position: expect.any(Number), at: new Date(start), caller: ada, kind: 'READ', subjectId: subject },
    ]);
  });

  it('is a change when it is sealed or its key is destroyed', async () => {
    const own = vault.onBehalfOf({ subject: 'root', role: 'admin', subgraph: 'leads' }, clock);
    await own.sealMany([{ subjectId: subject.toUpperCase(), value: 1 }]);
    time.now += 60_000;
    await own.destroy(subject.toUpperCase());
    expect(await accesses()).toMatchObject([
      { kind: 'CHANGE', at: new Date(start + 60_000) },
      { kind: 'CHANGE', at: new Date(start), caller: { client: undefined, operation: undefined } },
    ]);
  });

  it('is one entry in one request, however many values are opened and how often', async () => {
    const [name, phone] = await vault.sealMany(['Ada', '+1'].map((value) => ({ subjectId: subject, value })));
    const own = vault.onBehalfOf(ada, clock);
    await Promise.all([own.openMany([name as string, phone as string]), own.open(name as string)]);
    await own.open(phone as string);
    expect(await kinds()).toEqual(['READ']);
    await vault.onBehalfOf(ada, clock).open(name as string);
    expect(await kinds()).toEqual(['READ', 'READ']);
  });

  it('is another entry when a stream does it a minute later', async () => {
    const sealed = await vault.seal(subject, 'Ada');
    const own = vault.onBehalfOf(ada, clock);
    await own.open(sealed);
    time.now += 59_999;
    await own.open(sealed);
    expect(await kinds()).toEqual(['READ']);
    time.now += 1;
    await own.open(sealed);
    expect(await kinds()).toEqual(['READ', 'READ']);
  });

  it('is an entry for each person', async () => {
    const people = Array.from({ length: 100 }, () => randomUUID());
    const sealed = await vault.sealMany(people.map((subjectId) => ({ subjectId, value: 1 })));
    await vault.onBehalfOf({ ...ada, subject }, clock).openMany(sealed);
    const recorded = await vault.accesses({ callerSubject: subject, limit: 200 });
    expect(recorded.map(({ subjectId }) => subjectId).sort()).toEqual(people.sort());
  });

  it('is recorded for many requests at the same time, none left out', async () => {
    const sealed = await vault.seal(subject, 1);
    const requests = Array.from({ length: 200 }, (_, index) =>
      vault.onBehalfOf({ ...ada, operation: `${index}` }, clock).open(sealed),
    );
    expect(await Promise.all(requests)).toEqual(requests.map(() => 1));
    const recorded = (await accesses({ limit: 1_000 })).map(({ caller }) => Number(caller.operation));
    expect(recorded.sort((a, b) => a - b)).toEqual(requests.map((_, index) => index));
  });

  it('is not in the log when the graph does it by itself', async () => {
    await vault.open(await vault.seal(subject, 1));
    expect(await accesses()).toEqual([]);
  });

  it('stays in the log when the person is erased', async () => {
    const own = vault.onBehalfOf(ada, clock);
    const sealed = await own.seal(subject, 'Ada');
    await vault.destroy(subject);
    expect(await own.open(sealed)).toBeNull();
    expect(await kinds()).toEqual(['READ', 'CHANGE']);
  });

  it('is recorded whatever the token says', async () => {
    const sealed = await vault.seal(subject, 1);
    const hostile = {
      ...ada,
      subject: `\0'; drop table accesses; --${'x'.repeat(1_000)}`,
      operation: '\ud800',
    };
    expect(await vault.onBehalfOf(hostile, clock).open(sealed)).toBe(1);
    const [entry] = await accesses();
    expect(entry?.caller).toMatchObject({
      subject: expect.stringMatching(/^\ufffd'; drop table .{285}$/),
      operation: '\ufffd',
    });
  });
});

describe('when the log cannot be written', () => {
  const failure = {
    message: 'Personal data is not available: the access to it could not be recorded.',
    extensions: { code: 'ACCESS_NOT_RECORDED' },
  };

  it('nothing is opened, sealed or destroyed, and all goes on once it can', async () => {
    const sealed = await vault.seal(subject, 'Ada');
    const own = vault.onBehalfOf(ada, clock);
    await superuser.query('alter table accesses rename to elsewhere');
    try {
      await expect(own.open(sealed)).rejects.toMatchObject(failure);
      await expect(own.seal(subject, 'Eve')).rejects.toMatchObject(failure);
      await expect(own.destroy(subject)).rejects.toMatchObject(failure);
      expect(await vault.open(sealed)).toBe('Ada');
    } finally {
      await superuser.query('alter table elsewhere rename to accesses');
    }
    expect(await own.open(sealed)).toBe('Ada');
    expect(await kinds()).toEqual(['READ']);
  });

  it('because its connection was cut, the next attempt has another one', async () => {
    const sealed = await vault.seal(subject, 'Ada');
    const own = vault.onBehalfOf(ada, clock);
    await own.open(sealed);
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'leadgraph access log' and datname = current_database()`,
    );
    time.now += 60_000;
    await own.open(sealed).catch((error: unknown) => expect(error).toMatchObject(failure));
    expect(await own.open(sealed)).toBe('Ada');
    expect(await kinds()).toEqual(['READ', 'READ']);
  });
});

describe('the log', () => {
  async function fill(): Promise<void> {
    for (const [index, operation] of ['one', 'two', 'three', 'four'].entries()) {
      time.now = start + index * 1_000;
      const caller = {
        ...ada,
        operation,
        subject: index % 2 === 0 ? 'ada' : 'bob',
        subgraph: index < 2 ? 'leads' : 'enrichment',
      };
      const own = vault.onBehalfOf(caller, clock);
      await (index === 3 ? own.seal(subject, 1) : own.open(await vault.seal(subject, 1)));
    }
  }

  it.each<[string, Partial<AccessQuery>, string[]]>([
    ['everything, latest first', {}, ['four', 'three', 'two', 'one']],
    ['so many', { limit: 2 }, ['four', 'three']],
    ['a caller', { callerSubject: 'bob' }, ['four', 'two']],
    ['a subgraph', { subgraph: 'enrichment' }, ['four', 'three']],
    ['a kind', { kind: 'CHANGE' }, ['four']],
    ['a time on', { from: new Date(start + 2_000) }, ['four', 'three']],
    ['before a time', { to: new Date(start + 2_000) }, ['two', 'one']],
    [
      'all of it',
      { from: new Date(start), to: new Date(start + 2_000), callerSubject: 'ada', kind: 'READ' },
      ['one'],
    ],
    ['nobody', { subjectId: randomUUID() }, []],
  ])('shows %s', async (_, query, operations) => {
    await fill();
    expect((await accesses(query)).map(({ caller }) => caller.operation)).toEqual(operations);
  });

  it('goes on behind an entry', async () => {
    await fill();
    const [, second] = await accesses({ limit: 2 });
    const rest = await accesses({ beforePosition: second?.position });
    expect(rest.map(({ caller }) => caller.operation)).toEqual(['two', 'one']);
  });

  it.each([
    ['update accesses set caller = $$nobody$$', 'permission denied for table accesses'],
    ['truncate accesses', 'permission denied for table accesses'],
    ['delete from accesses', 'Entries of the log are kept: DELETE is refused.'],
  ])('is added to only, by its owner: %s', async (statement, message) => {
    time.now = Date.now();
    await vault.onBehalfOf(ada, clock).seal(subject, 1);
    await expect(owner.query(statement)).rejects.toThrow(message);
    expect(await kinds()).toEqual(['CHANGE']);
  });

  it.each([['update accesses set caller = $$nobody$$'], ['truncate accesses'], ['delete from accesses']])(
    'is added to only, by a superuser: %s',
    async (statement) => {
      time.now = Date.now();
      await vault.onBehalfOf(ada, clock).seal(subject, 1);
      await expect(superuser.query(statement)).rejects.toThrow(
        /^Entries of the log are kept: [A-Z]+ is refused\.$/,
      );
      expect(await kinds()).toEqual(['CHANGE']);
    },
  );

  it('forgets what is older than it is kept, and nothing else', async () => {
    const day = 86_400_000;
    const daysAgo = (days: number): number => Date.now() - days * day;
    for (const days of [400, 366, 364, 31, 0]) {
      time.now = daysAgo(days);
      await vault.onBehalfOf({ ...ada, operation: `${days}` }, clock).seal(subject, 1);
    }
    const keeper = openVault({ url, secret: testSecret(), accessLogKeptDays: 365 });
    time.now = Date.now();
    await keeper.onBehalfOf({ ...ada, operation: 'now' }, clock).seal(subject, 1);
    await keeper.close();
    expect((await accesses()).map(({ caller }) => caller.operation)).toEqual(['now', '0', '31', '364']);
  });

  it('is still there after another start', async () => {
    await vault.onBehalfOf(ada, clock).seal(subject, 1);
    await Promise.all([migrateVault(url), migrateVault(url)]);
    expect(await kinds()).toEqual(['CHANGE']);
    await expect(owner.query('update accesses set caller = $$x$$')).rejects.toThrow('permission denied');
  });
});
