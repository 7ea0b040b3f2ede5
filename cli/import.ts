import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { issueToken } from '../gateway/access/tokens.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { SettingError, readUrl } from '../subgraphs/shared/settings.ts';
import { subgraphNames } from '../subgraphs/index.ts';
import { ImportLeadsDocument } from './generated/operations.ts';
import type { SubmitLeadInput } from './generated/operations.ts';
import { createGraphClient } from './graph-client.ts';
import { importFile } from './import/import-file.ts';
import type { ImportCounts } from './import/import-file.ts';
import { noMapping, readMapping } from './import/mapping.ts';
import { existingSecret } from './local-installation.ts';
import { bold, dim, runCommand, startProgressBar, yellow } from './terminal.ts';

const usage = 'npm run import -- FILE [--map mapping.yml] [--url URL --token T] [--out FOLDER]';

await runCommand(async () => {
  const { file, map, url, token, out } = readArguments();
  await requireFile(file);
  if (out !== undefined) await requireFolder(out);
  readUrl({ '--url': url }, '--url', ['http:', 'https:']);
  const mapping = map === undefined ? noMapping : readMapping(await readMap(map));
  const config = readConfig(process.env, subgraphNames);
  const graph = url ?? `http://localhost:${config.port}/graphql`;
  const secret = token === undefined ? await existingSecret(config) : '';
  const client = createGraphClient({
    url: graph,
    token: token ?? (await issueToken(secret, { role: 'integrator', subject: 'import' })),
  });
  const bar = startProgressBar(path.basename(file));
  const summary = await importFile({
    file,
    mapping,
    // The secret is part of it: a data folder made anew holds none of the rows that went into the old one.
    target: `${graph} ${secret}`,
    outFolder: out ?? process.cwd(),
    onProgress: (share, counts) => bar.update(share, shortCounts(counts)),
    send: async (leads) => {
      const answer = await client.request(ImportLeadsDocument, {
        input: { leads: leads as unknown as SubmitLeadInput[] },
      });
      return answer.importLeads.results;
    },
  });
  bar.update(1, shortCounts(summary));
  bar.end();
  printSummary(summary);
});

function readArguments() {
  const options = {
    map: { type: 'string' },
    url: { type: 'string' },
    token: { type: 'string' },
    out: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...rest] = positionals;
    if (file !== undefined && rest.length === 0) return { file, ...values };
  } catch {
    // An unknown option: the usage says which there are.
  }
  throw new SettingError('import', usage, process.argv.slice(2).join(' ') || undefined);
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new SettingError('FILE', 'a CSV file, plain or .gz', file);
}

async function requireFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const isWritable =
    isFolder &&
    (await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    ));
  if (!isWritable) throw new SettingError('--out', 'a folder that is there and can be written', folder);
}

async function readMap(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new SettingError('--map', 'a YAML file that can be read', file);
  });
}

function shortCounts({ rows, created, rejected }: ImportCounts): string {
  return `${rows} rows, ${created} created, ${rejected} rejected`;
}

function printSummary(summary: Awaited<ReturnType<typeof importFile>>): void {
  const { rows, created, alreadyImported, duplicates, rejected } = summary;
  if (summary.resumedAfterRows > 0) console.log(dim(`resumed behind row ${summary.resumedAfterRows}`));
  console.log(bold(`${rows} rows read`));
  console.log(`  ${created} created`);
  console.log(`  ${alreadyImported} imported before`);
  console.log(`  ${duplicates} duplicates of leads that were there`);
  console.log(`  ${rejected} rejected`);
  if (summary.valuesLeftOut > 0) {
    console.log(
      yellow(`  ${summary.valuesLeftOut} values could not be read and were left out, as the mapping allows`),
    );
  }
  if (summary.rejectsFile !== null) console.log(yellow(`  reasons: ${summary.rejectsFile}`));
  if (summary.ignoredColumns.length > 0)
    console.log(dim(`  columns not used: ${summary.ignoredColumns.join(', ')}`));
}
