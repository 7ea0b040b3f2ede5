import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../subgraphs/shared/config.ts';
import { startEmbeddedPostgres } from '../subgraphs/shared/embedded-postgres.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';
import { makeFolder } from '../subgraphs/shared/make-folder.ts';
import { provision, schemaUrl } from '../subgraphs/shared/provision.ts';
import { requireSecret } from '../subgraphs/shared/require-secret.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { deriveKey } from '../subgraphs/shared/vault.ts';
import { provisionGiven } from './given-server.ts';

/**
 * The secret from which the installation's keys derive: the setting, else one made once and kept in the data folder.
 *
 * @throws SettingError in production unless it was set, and is none that could be guessed
 */
export async function installationSecret(config: Config): Promise<string> {
  if (config.secret !== undefined || config.environment === 'production') return requireSecret(config);
  const file = path.join(config.dataFolder, 'secret');
  try {
    await makeFolder(config.dataFolder);
    // `wx` leaves the file alone when it exists: two first starts agree on one secret.
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
      ignoreExisting,
    );
    return await readFile(file, 'utf8');
  } catch (error) {
    throw notWritable(config.dataFolder, error);
  }
}

/** The same for commands that speak to a running installation. @throws SettingError when there is none. */
export async function existingSecret(config: Config): Promise<string> {
  if (config.secret !== undefined) return config.secret;
  const file = path.join(config.dataFolder, 'secret');
  return readFile(file, 'utf8').catch(() => {
    throw new SettingError(
      'DATA_DIR',
      'the data folder of an installation that was started once',
      config.dataFolder,
    );
  });
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function notWritable(folder: string, error: unknown): SettingError {
  const code = (error as NodeJS.ErrnoException).code ?? messageOf(error);
  return new SettingError('DATA_DIR', 'a folder that can be written', `${folder} (${code})`);
}

export interface LocalDatabase {
  /** The login URL of a schema's owner. */
  readonly urlOf: (schema: string) => string;
  /** Whether the database was made by this start. */
  readonly isNew: boolean;
  stop(): Promise<void>;
}

/**
 * The database of an installation: the server that the settings name, else the embedded one. Every schema and role
 * exists when this resolves.
 */
export async function openLocalDatabase(
  config: Config,
  options: { secret: string; schemas: readonly string[]; onProgress: (message: string) => void },
): Promise<LocalDatabase> {
  const { secret, schemas, onProgress } = options;
  const isPrepared = [...schemas, 'vault'].every((schema) => config.schemaUrls.has(schema));
  const configured = (schema: string): string | undefined => config.schemaUrls.get(schema);
  if (isPrepared) {
    return { urlOf: (schema) => configured(schema) as string, isNew: false, stop: async () => undefined };
  }
  const server =
    config.databaseUrl === undefined
      ? await openEmbedded(config.dataFolder, { secret, schemas, onProgress })
      : await openGiven(config.databaseUrl, { secret, schemas });
  const provisioning = { adminUrl: server.url, secret, schemas };
  return {
    urlOf: (schema) => configured(schema) ?? schemaUrl(provisioning, schema),
    isNew: server.isNew,
    stop: server.stop,
  };
}

interface Provisioning {
  readonly secret: string;
  readonly schemas: readonly string[];
}

interface Server {
  readonly url: string;
  readonly isNew: boolean;
  stop(): Promise<void>;
}

async function openGiven(url: string, provisioning: Provisioning): Promise<Server> {
  await provisionGiven(url, provisioning);
  return { url, isNew: false, stop: async () => undefined };
}

async function openEmbedded(
  dataFolder: string,
  { secret, schemas, onProgress }: Provisioning & { onProgress: (message: string) => void },
): Promise<Server> {
  const password = deriveKey(secret, 'embedded superuser').toString('base64url');
  const folder = path.join(dataFolder, 'postgres');
  const server = await startEmbeddedPostgres({ folder, password, onProgress });
  const lock = await lockDataFolder(server.url, dataFolder);
  async function stop(): Promise<void> {
    // The lock last: another start must not find the server while it is going down.
    await server.stop();
    await lock.end().catch(() => undefined);
  }
  try {
    await provision({ adminUrl: server.url, secret, schemas });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: server.url, isNew: server.isNew, stop };
}

/**
 * Holds the data folder for this process. The lock is a session's in the folder's own server: when the process is
 * killed the session ends, and no stale lock is left behind.
 */
async function lockDataFolder(url: string, dataFolder: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'leadgraph start' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtext('leadgraph:data-folder')) as locked`,
  );
  if (rows[0]?.locked === true) return client;
  await client.end();
  throw new SettingError('DATA_DIR', 'a data folder that no running Leadgraph uses', dataFolder);
}
