import { issueToken } from '../gateway/access/tokens.ts';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { existingSecret } from './local-installation.ts';
import { runCommand } from './terminal.ts';
import { readTokenArguments, tokenUsage } from './token/read-arguments.ts';

// `npm run token -- --role ROLE ...`: prints a token for the local installation.

await runCommand(async () => {
  const request = readTokenArguments(process.argv.slice(2));
  if (request === 'help') return console.log(tokenUsage);
  const config = readConfig(process.env, subgraphNames);
  if (!config.tokens.acceptsLocal)
    throw new SettingError('LOCAL_TOKENS', 'on, since JWKS_URL or JWT_PUBLIC_KEY_FILE is set', undefined);
  console.log(await issueToken(await existingSecret(config), request));
});
