import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of its own: a copy of the migrated template. */
export interface TestDatabase extends AsyncDisposable {
  /** URL of the superuser. */
  readonly url: string;
}

export const testSecret = (): string => process.env['TEST_SECRET'] ?? '';

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const template = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  template.pathname = '/postgres';
  const client = new pg.Client({ connectionString: template.toString() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** @param options.empty without the subgraphs' schemas, which is much faster. */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  const template = options.empty === true ? 'template0' : url.pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Copies of one template exclude each other for a moment; the lock makes parallel test files wait instead of fail.
  await asAdmin(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('copy template'))`);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    [Symbol.asyncDispose]: () =>
      asAdmin((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}
