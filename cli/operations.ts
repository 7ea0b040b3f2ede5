import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildManifests, printManifest } from '../gateway/operations/manifest.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { runCommand } from './terminal.ts';

const usage = 'npm run operations -- build';

const operationsFolder = fileURLToPath(new URL('../schema/operations', import.meta.url));
const manifestFolder = path.join(operationsFolder, 'manifests');

await runCommand(async () => {
  const [command] = process.argv.slice(2);
  if (command === 'build') return build();
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
