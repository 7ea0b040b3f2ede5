import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { installationSecret, openLocalDatabase } from '../../cli/local-installation.ts';
import { readConfig } from '../../subgraphs/shared/config.ts';
import { startEmbeddedPostgres } from '../../subgraphs/shared/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../subgraphs/shared/embedded-postgres.ts';
import { SettingError } from '../../subgraphs/shared/settings.ts';

const password = 'test';
let home = '';
let template = '';
let folders = 0;

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-postgres-'));
  await promisify(execFile)('chmod', ['755', home]);
  template = path.join(home, 'template');
  const server = await start(template);
  expect(server.isNew).toBe(true);
  await ask(server.url, 'create table notes (text text)');
  await ask(server.url, `insert into notes values ('kept')`);
  await server.stop();
});
afterAll(() => rm(home, { recursive: true, force: true }));

function start(folder: string, secret = password): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ folder, password: secret });
}

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

/** A folder with a cluster that holds one note, ended in order. */
async function cluster(): Promise<string> {
  const folder = path.join(home, `cluster${++folders}`);
  await promisify(execFile)('cp', ['-a', template, folder]);
  return folder;
}

const lockFileOf = (folder: string): string => path.join(folder, 'postmaster.pid');
const pidOf = async (folder: string): Promise<number> =>
  Number((await readFile(lockFileOf(folder), 'utf8')).split('\n')[0]);

/** Starts the server from a process that is then killed. @returns where the server is that it left. */
async function leaveBehind(folder: string): Promise<string> {
  const script = fileURLToPath(new URL('./fixtures/start-postgres.ts', import.meta.url));
  const child = fork(script, [folder, password], { execArgv: [] });
  const [url] = (await once(child, 'message')) as [string];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return url;
}

async function expectNote(server: EmbeddedPostgres): Promise<void> {
  expect(await ask(server.url, 'select text from notes')).toEqual([{ text: 'kept' }]);
}

describe('the embedded server', () => {
  it('finds its data again', async () => {
    const server = await start(await cluster());
    expect(server.isNew).toBe(false);
    await expectNote(server);
    await server.stop();
    await expect(ask(server.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is taken over when a killed process left it running', async () => {
    const folder = await cluster();
    const left = await leaveBehind(folder);
    const server = await start(folder);
    expect(server.url).toBe(left);
    await expectNote(server);
    await server.stop();
    await expect(ask(left, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('recovers when it was killed as well', async () => {
    const folder = await cluster();
    const left = await leaveBehind(folder);
    await ask(left, `update notes set text = 'kept'`);
    process.kill(await pidOf(folder), 'SIGKILL');
    const server = await start(folder);
    await expectNote(server);
    await server.stop();
  });

  it('is not confused by a lock file whose process id another program has now', async () => {
    const folder = await cluster();
    await leaveBehind(folder);
    process.kill(await pidOf(folder), 'SIGKILL');
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    const text = await readFile(lockFileOf(folder), 'utf8');
    await writeFile(lockFileOf(folder), text.replace(/^\d+/, String(other.pid)));
    const server = await start(folder);
    await expectNote(server);
    await server.stop();
    expect(other.exitCode).toBeNull();
    other.kill();
    await once(other, 'exit');
  });

  it('says at once when the folder was made with another secret, and does not stay', async () => {
    const folder = await cluster();
    await expect(start(folder, 'another')).rejects.toThrow(
      'LEADGRAPH_SECRET: expected the secret with which DATA_DIR was made, got "another one"',
    );
    await expect(pidOf(folder)).rejects.toThrow('ENOENT');
  });

  it('refuses a place where no folder can be made', async () => {
    const file = path.join(home, `file${++folders}`);
    await writeFile(file, '');
    const folder = path.join(file, 'postgres');
    await expect(start(folder)).rejects.toThrow(
      new SettingError('DATA_DIR', 'a folder that can be written', `${folder} (ENOTDIR)`),
    );
  });

  it('refuses a folder that holds something else, and leaves it alone', async () => {
    const folder = path.join(home, `photos${++folders}`);
    await mkdir(folder);
    await writeFile(path.join(folder, 'holiday.jpg'), 'me');
    await expect(start(folder)).rejects.toThrow(
      new SettingError('DATA_DIR', 'a folder of this product, or an empty one', `${folder} (ENOTEMPTY)`),
    );
    expect(await readdir(folder)).toEqual(['holiday.jpg']);
    expect((await readdir(home)).filter((name) => name.includes('.new-'))).toEqual([]);
  });
});

describe('an installation', () => {
  it('refuses a second start on its data folder in one line, and lives on', async () => {
    const dataFolder = path.join(home, `data${++folders}`);
    const config = readConfig({ DATA_DIR: dataFolder }, []);
    const secret = await installationSecret(config);
    expect(await installationSecret(config)).toBe(secret);
    const open = () => openLocalDatabase(config, { secret, schemas: ['one'], onProgress: () => undefined });
    const first = await open();
    expect(first.isNew).toBe(true);
    await expect(open()).rejects.toThrow(
      `DATA_DIR: expected a data folder that no running Leadgraph uses, got "${dataFolder}"`,
    );
    expect(await ask(first.urlOf('one'), 'select current_user as role')).toEqual([{ role: 'leadgraph_one' }]);
    await first.stop();
    const next = await open();
    expect(next.isNew).toBe(false);
    await next.stop();
  });

  it('says in one line which server it cannot reach, and shows no password', async () => {
    const config = readConfig({ DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/none' }, []);
    const options = { secret: 's'.repeat(32), schemas: ['one'], onProgress: () => undefined };
    await expect(openLocalDatabase(config, options)).rejects.toThrow(
      'DATABASE_URL: expected a PostgreSQL server that answers, got "postgres://me:***@127.0.0.1:1/none (ECONNREFUSED)"',
    );
  });

  it('whose folder cannot be made says so in one line', async () => {
    const file = path.join(home, `file${++folders}`);
    await writeFile(file, '');
    const config = readConfig({ DATA_DIR: path.join(file, 'data') }, []);
    await expect(installationSecret(config)).rejects.toThrow(
      `DATA_DIR: expected a folder that can be written, got "${file}/data (ENOTDIR)"`,
    );
  });
});
