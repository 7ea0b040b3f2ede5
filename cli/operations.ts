import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { checkOperations } from '../gateway/operations/check-operations.ts';
import { buildManifests, printManifest, readManifests } from '../gateway/operations/manifest.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { runCommand } from './terminal.ts';

const usage = 'npm run operations -- build | check --supergraph FILE [--base FILE]';

const schemaFolder = fileURLToPath(new URL('../schema', import.meta.url));
const operationsFolder = path.join(schemaFolder, 'operations');
const manifestFolder = path.join(operationsFolder, 'manifests');
const committedSupergraph = path.join(schemaFolder, 'supergraph.graphql');

await runCommand(async () => {
  const { command, options } = readArguments();
  if (command === 'build') return build();
  if (command === 'check') return check(options);
  throw new SettingError('operations', usage, command);
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
    console.log(`${client}: ${manifest.operations.length} operations`);
  }
}

/** One line per thing that a candidate would break, and exit code 1 when there is any. */
function check(options: { supergraph?: string | undefined; base?: string | undefined }): void {
  if (options.supergraph === undefined) throw new SettingError('--supergraph', 'a file', undefined);
  const manifests = readManifests(manifestFolder);
  const candidate = readApiSchema('--supergraph', options.supergraph);
  const base = readApiSchema('--base', options.base ?? committedSupergraph);
  const breakages = checkOperations(manifests, candidate, base);
  for (const { client, operation, field, reason } of breakages)
    console.error(`${client} ${operation} ${field}: ${reason}`);
  if (breakages.length > 0) process.exitCode = 1;
  else console.log(`${options.supergraph} breaks none of the operations of ${manifests.size} clients`);
}

function readApiSchema(option: string, file: string): GraphQLSchema {
  try {
    return Supergraph.build(readFileSync(file, 'utf8')).apiSchema().toGraphQLJSSchema();
  } catch (error) {
    throw new SettingError(option, 'a file with a supergraph', `${file} (${messageOf(error)})`);
  }
}

function readArguments() {
  try {
    const { positionals, values: options } = parseArgs({
      allowPositionals: true,
      options: { supergraph: { type: 'string' }, base: { type: 'string' } },
    });
    return { command: positionals.length === 1 ? positionals[0] : undefined, options };
  } catch {
    throw new SettingError('operations', usage, process.argv.slice(2).join(' '));
  }
}
