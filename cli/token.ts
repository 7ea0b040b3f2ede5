import { parseArgs } from 'node:util';
import { issueToken } from '../gateway/access/tokens.ts';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { isId } from '../subgraphs/shared/connection.ts';
import { roles } from '../subgraphs/shared/context.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { existingSecret } from './local-installation.ts';
import { runCommand } from './terminal.ts';

const usage = `npm run token -- --role ${roles.join('|')} [--agent ID]`;

await runCommand(async () => {
  const { role: roleText, agent } = readArguments();
  const role = roles.find((known) => known === roleText);
  if (role === undefined) throw new SettingError('--role', `one of ${roles.join(', ')}`, roleText);
  if (agent !== undefined && !isId(agent)) throw new SettingError('--agent', "an agent's id", agent);
  if (agent !== undefined && role !== 'agent')
    throw new SettingError('--agent', 'the role agent with it', role);
  const secret = await existingSecret(readConfig(process.env, subgraphNames));
  console.log(await issueToken(secret, { role, agentId: agent }));
});

function readArguments(): { role?: string | undefined; agent?: string | undefined } {
  try {
    const { values } = parseArgs({ options: { role: { type: 'string' }, agent: { type: 'string' } } });
    return values;
  } catch {
    throw new SettingError('token', usage, process.argv.slice(2).join(' '));
  }
}
