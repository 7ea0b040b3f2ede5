import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { accessLogMigration, defaultAccessLogKeptDays, openAccessLog } from './access-log.ts';
import type { AccessKind, AccessQuery, AccessingCaller, PersonalDataAccess } from './access-log.ts';
import { isId } from './connection.ts';
import type { Clock } from './context.ts';
import type { Logger } from './logger.ts';
import { recordingVault } from './recording-vault.ts';

/**
 * Keeps one data key per subject (a person whose data we hold), wrapped by a master key. Whatever any subgraph seals for
 * a subject, in tables, events or backups, becomes unreadable at once when the subject's key is destroyed.
 */
export interface Vault {
  /**
   * Encrypts values under their subjects' keys (AES-256-GCM), creating keys that do not exist yet. What is sealed for a
   * subject whose key was destroyed can be opened by nobody: facts that arrive late do not bring a person back.
   * @returns one text per entry, in order; it names its subject and is safe to store anywhere.
   */
  sealMany(entries: readonly { subjectId: string; value: unknown }[]): Promise<string[]>;
  seal(subjectId: string, value: unknown): Promise<string>;
  /** @returns one value per text, in order; `null` where the subject's key has been destroyed. */
  openMany<T>(sealed: readonly string[]): Promise<(T | null)[]>;
  open<T>(sealed: string): Promise<T | null>;
  /**
   * Says that personal data which is not sealed is given out or changed: for the log of accesses, before it happens.
   * What the graph does by itself is not recorded.
   */
  note(kind: AccessKind, subjectIds: readonly string[]): Promise<void>;
  /** Destroys the subject's key, and keeps another from being made. There is no way back. Unknown subjects are fine. */
  destroy(subjectId: string): Promise<void>;
  /** Keyed hash of a normalised value, for equality search on encrypted fields. */
  blindIndex(purpose: string, normalised: string): string;
  /**
   * The same vault for one request of a caller: whose data it opens, seals or destroys is written to the log of accesses
   * before it does. What the graph does by itself uses the vault as it is, and is not recorded.
   */
  onBehalfOf(caller: AccessingCaller, clock: Clock): Vault;
  /** Who has accessed personal data, latest first. Entries stay when a subject's key is destroyed. */
  accesses(query: AccessQuery): Promise<PersonalDataAccess[]>;
  close(): Promise<void>;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Derives an independent 32-byte key for `purpose` from the installation's secret (HKDF-SHA256, RFC 5869). */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'leadgraph', purpose, 32));
}

function encrypt(key: Buffer, plain: Buffer, authenticated: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(authenticated));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, box: Buffer, authenticated: string): Buffer {
  const decipher = createDecipheriv(algorithm, key, box.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(authenticated));
  decipher.setAuthTag(box.subarray(box.length - tagBytes));
  return Buffer.concat([decipher.update(box.subarray(nonceBytes, box.length - tagBytes)), decipher.final()]);
}

/** `subject.box`. @throws for anything that no vault has made. */
function splitSealed(text: string): [subjectId: string, box: string] {
  const [subjectId, box] = text.split('.');
  if (isId(subjectId) && box !== undefined) return [subjectId, box];
  throw new Error('Expected a sealed text, got another one.');
}

interface KeyRow {
  readonly subject_id: string;
  readonly wrapped_key: Buffer | null;
}

export const vaultSchema = 'vault';

/** Makes the vault's tables. Processes that start together take turns. */
export async function migrateVault(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${vaultSchema}` });
  await client.connect();
  try {
    await client.query(`
      begin;
      select pg_advisory_xact_lock(hashtext('vault:migrate'));
      create table if not exists subject_keys (
        subject_id uuid primary key,
        wrapped_key bytea,
        created_at timestamptz not null default now()
      );
      alter table subject_keys alter column wrapped_key drop not null;
      comment on column subject_keys.wrapped_key is 'null once it has been destroyed';
      ${accessLogMigration}
      commit`);
  } finally {
    await client.end();
  }
}

/**
 * @param options.secret the installation's secret, at least 32 characters.
 * @param options.accessLogKeptDays how long entries of the log of accesses are kept, at least 30. Default three years.
 */
export function openVault(options: {
  url: string;
  secret: string;
  poolSize?: number;
  accessLogKeptDays?: number;
  logger?: Logger;
}): Vault {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 2,
    options: `-c search_path=${vaultSchema}`,
  });
  // A connection that the server drops while idle is replaced by the pool; the query that needs one reports for itself.
  pool.on('error', () => undefined);
  const log = openAccessLog({
    url: options.url,
    schema: vaultSchema,
    daysKept: options.accessLogKeptDays ?? defaultAccessLogKeptDays,
    logger: options.logger,
  });
  const masterKey = deriveKey(options.secret, 'vault master key');
  const indexKey = deriveKey(options.secret, 'blind index');

  const unwrap = (row: KeyRow): [string, Buffer | null] => [
    row.subject_id,
    row.wrapped_key === null ? null : decrypt(masterKey, row.wrapped_key, row.subject_id),
  ];

  /** By subject; null where the key has been destroyed. */
  async function existingKeys(subjectIds: string[]): Promise<Map<string, Buffer | null>> {
    if (subjectIds.length === 0) return new Map();
    const { rows } = await pool.query<KeyRow>(
      'select subject_id, wrapped_key from subject_keys where subject_id = any($1::uuid[])',
      [subjectIds],
    );
    return new Map(rows.map(unwrap));
  }

  async function ensureKeys(subjectIds: string[]): Promise<Map<string, Buffer | null>> {
    const keys = await existingKeys(subjectIds);
    const missing = subjectIds.filter((id) => !keys.has(id)).sort();
    if (missing.length === 0) return keys;
    const wrapped = missing.map((id) => encrypt(masterKey, randomBytes(32), id));
    await pool.query(
      `insert into subject_keys (subject_id, wrapped_key)
       select * from unnest($1::uuid[], $2::bytea[]) on conflict do nothing`,
      [missing, wrapped],
    );
    // Read back: another process may have been first, and its key is the one that counts.
    for (const [id, key] of await existingKeys(missing)) keys.set(id, key);
    return keys;
  }

  const vault: Vault = {
    async sealMany(entries) {
      const subjects = entries.map((entry) => entry.subjectId.toLowerCase());
      const keys = await ensureKeys([...new Set(subjects)]);
      return entries.map(({ value }, index) => {
        const subjectId = subjects[index] as string;
        const key = keys.get(subjectId);
        if (key === undefined) throw new Error(`No key could be made for subject ${subjectId}.`);
        const plain = Buffer.from(JSON.stringify(value ?? null));
        return `${subjectId}.${encrypt(key ?? randomBytes(32), plain, subjectId).toString('base64url')}`;
      });
    },
    async seal(subjectId, value) {
      const [sealed] = await vault.sealMany([{ subjectId, value }]);
      return sealed as string;
    },
    async openMany<T>(sealed: readonly string[]) {
      const parts = sealed.map(splitSealed);
      const keys = await existingKeys([...new Set(parts.map(([subjectId]) => subjectId))]);
      return parts.map(([subjectId, box]) => {
        const key = keys.get(subjectId);
        if (key == null) return null;
        return JSON.parse(decrypt(key, Buffer.from(box, 'base64url'), subjectId).toString()) as T;
      });
    },
    note: async () => undefined,
    async open<T>(sealed: string) {
      const [value] = await vault.openMany<T>([sealed]);
      return value ?? null;
    },
    async destroy(subjectId) {
      await pool.query(
        `insert into subject_keys (subject_id, wrapped_key) values ($1, null)
         on conflict (subject_id) do update set wrapped_key = null`,
        [subjectId],
      );
    },
    blindIndex(purpose, normalised) {
      return createHmac('sha256', indexKey).update(`${purpose}\n${normalised}`).digest('base64url');
    },
    onBehalfOf: (caller, clock) =>
      recordingVault(vault, log, { caller, clock, subjectOf: (sealed) => splitSealed(sealed)[0] }),
    accesses: (query) => log.read(query),
    async close() {
      await log.close();
      await pool.end();
    },
  };
  return vault;
}
