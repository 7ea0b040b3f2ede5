import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { requireSecret } from '../subgraphs/shared/require-secret.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { provisionGiven } from './given-server.ts';
import { runCommand } from './terminal.ts';

// `node cli/provision.ts`: makes every subgraph's schema and login role on the server of DATABASE_URL. The one step of a
// distributed installation that needs an administrator's login. May run again at any time.

await runCommand(async () => {
  const config = readConfig(process.env, subgraphNames);
  const { databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new SettingError('DATABASE_URL', 'the URL of a role that may create roles and schemas', undefined);
  const secret = requireSecret(config);
  await provisionGiven(databaseUrl, { secret, schemas: subgraphNames });
  console.log(`schemas and roles are there for ${subgraphNames.join(', ')}`);
});
