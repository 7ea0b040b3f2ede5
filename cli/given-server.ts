import pg from 'pg';
import { messageOf } from '../subgraphs/shared/errors.ts';
import { provision } from '../subgraphs/shared/provision.ts';
import { SettingError, maskPassword } from '../subgraphs/shared/settings.ts';

const connectTimeoutMs = 5_000;

/**
 * Makes every schema and its login role on the server that `DATABASE_URL` names. May run again at any time.
 *
 * @throws SettingError when the server does not answer, or its role may not create roles and schemas
 */
export async function provisionGiven(
  databaseUrl: string,
  options: { secret: string; schemas: readonly string[] },
): Promise<void> {
  await requireServer(databaseUrl);
  try {
    await provision({ adminUrl: databaseUrl, ...options });
  } catch (error) {
    throw unusable(databaseUrl, 'a role that may create roles and schemas', error);
  }
}

async function requireServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    throw unusable(url, 'a PostgreSQL server that answers', error);
  }
}

function unusable(url: string, expected: string, error: unknown): SettingError {
  const reason = (error as NodeJS.ErrnoException).code ?? messageOf(error);
  return new SettingError('DATABASE_URL', expected, `${maskPassword(url)} (${reason})`);
}
