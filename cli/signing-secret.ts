import { parseArgs } from 'node:util';
import { signingSecret } from '../gateway/operations/inbound/signing-secret.ts';
import { subgraphNames } from '../subgraphs/index.ts';
import { clientNamePattern } from '../subgraphs/shared/client-name.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { existingSecret } from './local-installation.ts';
import { dim, runCommand } from './terminal.ts';

const usage = `npm run signing-secret -- --client NAME [--generation N]

  --client NAME    who signs with it
  --generation N   which of its secrets; default: the one that SIGNING_CLIENTS names, else 1
  --help           this text`;

/** Prints the secret alone on standard output, so that it can be piped; what else there is to say goes beside. */
await runCommand(async () => {
  const { client, generation: given, help } = readArguments();
  if (help === true) return console.log(usage);
  if (client === undefined || !clientNamePattern.test(client))
    throw new SettingError('--client', 'a name of lower-case letters, digits and hyphens', client);
  const config = readConfig(process.env, subgraphNames);
  const accepted = config.signing.clients.get(client)?.generation;
  const generation = readGeneration(given ?? String(accepted ?? 1));
  console.log(signingSecret(await existingSecret(config), client, generation));
  if (accepted === generation) return;
  const entry = generation === 1 ? client : `${client}:${generation}`;
  console.error(dim(`# accepted by a gateway that runs with SIGNING_CLIENTS=${entry}`));
});

function readGeneration(text: string): number {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= 1_000_000) return number;
  throw new SettingError('--generation', 'a whole number from 1 to 1000000', text);
}

function readArguments() {
  try {
    return parseArgs({
      options: { client: { type: 'string' }, generation: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new Error(`${messageOf(error)}\n\n${usage}`);
  }
}
