import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadSupergraph } from '../gateway/engine/supergraph/load.ts';
import { checkAccess } from '../gateway/operations/check-access.ts';
import type { GuardedSchema } from '../gateway/operations/check-access.ts';
import { checkOperations } from '../gateway/operations/check-operations.ts';
import { readClientRoles } from '../gateway/operations/client-roles.ts';
import { howToPublish } from '../gateway/operations/errors.ts';
import { buildManifests, printManifest, readManifests } from '../gateway/operations/manifest.ts';
import { pushPath } from '../gateway/operations/push/push-endpoint.ts';
import {
  signPush,
  signatureHeader,
  timestampAt,
  timestampHeader,
} from '../gateway/operations/push/signature.ts';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { existingSecret } from './local-installation.ts';
import { runCommand } from './terminal.ts';

const usage = `npm run operations -- COMMAND

  build                                      makes a manifest of each folder of schema/operations
  check --supergraph FILE [--base FILE]      names what a new supergraph would break for the clients;
                                             --base: what they know today, default: schema/supergraph.graphql
  push CLIENT [--manifest FILE] [--url URL]  publishes a client's manifest on a gateway that runs;
                                             default: the one that was built, http://localhost:PORT
  --help                                     this text`;

const schemaFolder = fileURLToPath(new URL('../schema', import.meta.url));
const operationsFolder = path.join(schemaFolder, 'operations');
const manifestFolder = path.join(operationsFolder, 'manifests');
const rolesFile = path.join(operationsFolder, 'roles.json');
const committedSupergraph = path.join(schemaFolder, 'supergraph.graphql');

/** Who has what was pushed, where it is not simply everybody. */
const reaches = {
  all: '',
  'all-later': '; Redis is away, the other gateways get them when it is back',
  this: ' on this gateway alone: without REDIS_URL it shares nothing',
} as const;

const aboutSecret =
  'Is LEADGRAPH_SECRET, or the one in DATA_DIR, the secret of its installation, and is the clock right?';

await runCommand(async () => {
  const { command, client, options } = readArguments();
  if (options.help === true) return console.log(usage);
  if (command === 'build') return build();
  if (command === 'check') return check(options);
  if (command === 'push' && client !== undefined) return push(client, options);
  throw new Error(`expected a command as below\n\n${usage}`);
});

/** Writes a manifest per client and removes those of clients that are no more. */
function build(): void {
  const manifests = buildManifests(operationsFolder);
  mkdirSync(manifestFolder, { recursive: true });
  for (const file of readdirSync(manifestFolder)) {
    if (!manifests.has(path.basename(file, '.json'))) rmSync(path.join(manifestFolder, file));
  }
  for (const [client, manifest] of manifests) {
    writeFileSync(path.join(manifestFolder, `${client}.json`), printManifest(manifest));
    console.log(`${client}: ${countOf(manifest.operations.length)}`);
  }
}

/** One line per thing that a candidate would break, and exit code 1 when there is any. */
function check(options: { supergraph?: string | undefined; base?: string | undefined }): void {
  if (options.supergraph === undefined) throw new SettingError('--supergraph', 'a file', undefined);
  const manifests = readManifests(manifestFolder);
  const candidate = readSupergraph('--supergraph', options.supergraph);
  const base = readSupergraph('--base', options.base ?? committedSupergraph);
  const breakages = [
    ...checkOperations(manifests, candidate.apiSchema, base.apiSchema),
    ...checkAccess(manifests, candidate, base, readClientRoles(rolesFile)),
  ];
  for (const { client, operation, field, reason } of breakages)
    console.error(`${client} ${operation} ${field}: ${reason}`);
  const broken = new Set(breakages.map(({ client, operation }) => `${client} ${operation}`)).size;
  const all = [...manifests.values()].reduce((sum, { operations }) => sum + operations.length, 0);
  if (broken > 0)
    throw new Error(
      `${options.supergraph} breaks ${broken} of the ${countOf(all)} of ${manifests.size} clients`,
    );
  console.log(`${options.supergraph} breaks none of the ${countOf(all)} of ${manifests.size} clients`);
}

/** Publishes a client's manifest to a gateway that runs, by default the one of this machine. */
async function push(
  client: string,
  options: { manifest?: string | undefined; url?: string | undefined },
): Promise<void> {
  const config = readConfig(process.env, subgraphNames);
  const secret = await existingSecret(config);
  const file = options.manifest ?? path.join(manifestFolder, `${client}.json`);
  if (options.manifest === undefined && !existsSync(file))
    throw new Error(`${client} has no manifest in schema/operations. ${howToPublish(client)}`);
  const body = readFileOf('--manifest', file);
  const timestamp = timestampAt(new Date());
  const origin = options.url ?? `http://localhost:${config.port}`;
  if (!URL.canParse(origin)) throw new SettingError('--url', 'a URL', origin);
  const response = await fetch(new URL(`${pushPath}${client}`, origin), {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      [timestampHeader]: timestamp,
      [signatureHeader]: signPush(secret, { client, timestamp, body }),
    },
    body,
  }).catch(() => {
    throw new Error(`No Leadgraph answers at ${origin}. Start one with: npm start`);
  });
  const answer = (await response.json().catch(() => ({}))) as PushAnswer;
  for (const reason of answer.reasons ?? []) console.error(reason);
  const hint = response.status === 401 ? ` ${aboutSecret}` : '';
  if (!response.ok) throw new Error(`${origin}: ${answer.error ?? `HTTP status ${response.status}`}${hint}`);
  console.log(`${client}: ${countOf(answer.operations ?? 0)} published${reaches[answer.reach ?? 'all']}`);
  if (answer.isKept !== true && answer.reach === 'this')
    console.log('It cannot keep them in its DATA_DIR: push again after it restarts.');
}

function countOf(operations: number): string {
  return operations === 1 ? '1 operation' : `${operations} operations`;
}

interface PushAnswer {
  readonly operations?: number;
  readonly isKept?: boolean;
  readonly reach?: keyof typeof reaches;
  readonly error?: string;
  readonly reasons?: readonly string[];
}

function readFileOf(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingError(option, 'a file that can be read', `${file} (${messageOf(error)})`);
  }
}

function readSupergraph(option: string, file: string): GuardedSchema {
  try {
    return loadSupergraph(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SettingError(option, 'a file with a supergraph', `${file} (${messageOf(error)})`);
  }
}

function readArguments() {
  try {
    const { positionals, values: options } = parseArgs({
      allowPositionals: true,
      options: {
        supergraph: { type: 'string' },
        base: { type: 'string' },
        manifest: { type: 'string' },
        url: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    const [command, client, ...others] = positionals;
    const isUnderstood = others.length === 0 && (client === undefined || command === 'push');
    return { command: isUnderstood ? command : undefined, client, options };
  } catch (error) {
    throw new Error(`${messageOf(error)}\n\n${usage}`);
  }
}
