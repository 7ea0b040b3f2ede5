import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { subgraphNames } from '../../subgraphs/index.ts';
import { provision, schemaUrl } from '../../subgraphs/shared/provision.ts';
import { createTestDatabase, testSecret } from '../test-database.ts';
import type { TestDatabase } from '../test-database.ts';

const schemas = [...subgraphNames, 'vault'];
const cleanup = new AsyncDisposableStack();
let database: TestDatabase;
const clients = new Map<string, pg.Client>();

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

beforeAll(async () => {
  database = cleanup.use(await createTestDatabase());
  const provisioning = { adminUrl: database.url, secret: testSecret(), schemas: subgraphNames };
  for (const schema of schemas)
    clients.set(
      schema,
      cleanup.adopt(await connect(schemaUrl(provisioning, schema)), (client) => client.end()),
    );
});
afterAll(() => cleanup.disposeAsync());

const pairs = schemas.flatMap((one) => schemas.filter((other) => other !== one).map((other) => [one, other]));
const permissionDenied = '42501';

describe('the role of a subgraph', () => {
  it.each(subgraphNames)('%s reads its own events', async (schema) => {
    const result = await clients.get(schema)?.query(`select count(*)::int from ${schema}.events`);
    expect(result?.rows).toEqual([{ count: 0 }]);
  });

  it.each(pairs)('%s can neither see nor touch what belongs to %s', async (role, owner) => {
    const attempts = [
      owner === 'vault' ? 'select * from vault.subject_keys' : `select * from ${owner}.events`,
      `create table ${owner}.mine (id int)`,
      `drop schema ${owner} cascade`,
      `set role leadgraph_${owner}`,
      `alter role leadgraph_${owner} password 'mine'`,
      ...(owner === 'vault' ? [] : [`select * from ${owner}_jobs.jobs`]),
    ];
    for (const attempt of attempts)
      await expect(clients.get(role!)?.query(attempt)).rejects.toMatchObject({ code: permissionDenied });
  });

  it('cannot log in with the password of another installation', async () => {
    const url = schemaUrl({ adminUrl: database.url, secret: 'x'.repeat(32), schemas: [] }, 'leads');
    await expect(connect(url)).rejects.toMatchObject({ code: '28P01' });
  });
});

describe('provisioning', () => {
  it('may be done again and by several processes at once', async () => {
    await using other = await createTestDatabase();
    // Roles belong to the whole server: other names, so that no other test is disturbed.
    const options = {
      adminUrl: other.url,
      secret: 's'.repeat(32),
      schemas: ['one', 'two'],
      rolePrefix: 'again_',
    };
    await provision(options);
    await Promise.all([provision(options), provision(options), provision(options)]);
    for (const schema of ['one', 'two', 'vault']) {
      const client = await connect(schemaUrl(options, schema));
      const { rows } = await client.query('select current_user as role');
      expect(rows).toEqual([{ role: `again_${schema}` }]);
      await client.end();
    }
  });

  it('for several databases of one server may run at once', async () => {
    await using one = await createTestDatabase();
    await using two = await createTestDatabase();
    const shared = { secret: 's'.repeat(32), schemas: ['one', 'two', 'three'], rolePrefix: 'both_' };
    await Promise.all([one, two, one, two].map(({ url }) => provision({ ...shared, adminUrl: url })));
  });
});

describe('the command that provisions', () => {
  const script = fileURLToPath(new URL('../../cli/provision.ts', import.meta.url));
  function run(env: Record<string, string>): Promise<{ code: number; output: string }> {
    return new Promise((resolve) => {
      const clean = { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', LOG_LEVEL: 'silent', ...env };
      execFile(process.execPath, [script], { env: clean }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
      );
    });
  }

  it('says in one line what it needs, and shows no password', async () => {
    const secret = { LEADGRAPH_SECRET: 's'.repeat(32) };
    const away = { DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/none' };
    const outcomes = await Promise.all([run(secret), run(away), run({ ...secret, ...away })]);
    expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(outcomes.map(({ output }) => output)).toEqual([
      'error DATABASE_URL: expected the URL of a role that may create roles and schemas, got nothing\n',
      'error LEADGRAPH_SECRET: expected at least 32 characters, got nothing\n',
      expect.stringMatching(
        /^error DATABASE_URL: expected a PostgreSQL server that answers, got "postgres:\/\/me:\*\*\*@127.0.0.1:1\/none \(.*ECONNREFUSED.*\)"\n$/,
      ),
    ]);
  });
});
