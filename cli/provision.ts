import pg from 'pg';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';
import { provision } from '../subgraphs/shared/provision.ts';
import { requireSecret } from '../subgraphs/shared/require-secret.ts';
import { SettingError, maskPassword } from '../subgraphs/shared/settings.ts';
import { runCommand } from './terminal.ts';

// `node cli/provision.ts`: makes every subgraph's schema and login role on the server of DATABASE_URL. The one step of a
// distributed installation that needs an administrator's login. May run again at any time.

await runCommand(async () => {
  const config = readConfig(process.env, subgraphNames);
  const { databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new SettingError('DATABASE_URL', 'the URL of a role that may create roles and schemas', undefined);
  const secret = requireSecret(config);
  await requireServer(databaseUrl);
  try {
    await provision({ adminUrl: databaseUrl, secret, schemas: subgraphNames });
  } catch (error) {
    const received = `${maskPassword(databaseUrl)} (${messageOf(error)})`;
    throw new SettingError('DATABASE_URL', 'a role that may create roles and schemas', received);
  }
  console.log(`schemas and roles are there for ${subgraphNames.join(', ')}`);
});

async function requireServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const received = `${maskPassword(url)} (${messageOf(error)})`;
    throw new SettingError('DATABASE_URL', 'a PostgreSQL server that answers', received);
  }
}
