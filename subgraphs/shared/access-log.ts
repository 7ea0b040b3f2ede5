import pg from 'pg';
import { GraphError, messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

export const accessKinds = ['READ', 'CHANGE'] as const;
/** What was done: values were opened or given out, or new ones written or keys destroyed. */
export type AccessKind = (typeof accessKinds)[number];

/** Who does it, and where. */
export interface AccessingCaller {
  /** `Viewer.subject`. */
  readonly subject: string;
  readonly role: string;
  readonly client?: string | undefined;
  readonly subgraph: string;
  /** The operation's name as its client gave it; undefined where it has none or none is known. */
  readonly operation?: string | undefined;
}

export interface NewAccess {
  readonly at: Date;
  readonly caller: AccessingCaller;
  readonly kind: AccessKind;
  /** Whose data it is; what is sealed is sealed under this subject's key. */
  readonly subjectId: string;
}

/** One entry of the log. */
export interface PersonalDataAccess extends NewAccess {
  /** Grows in the order of writing. */
  readonly position: number;
}

/** Conditions that all hold; undefined: no condition. */
export interface AccessQuery {
  readonly subjectId?: string | undefined;
  /** Of the caller. */
  readonly callerSubject?: string | undefined;
  readonly subgraph?: string | undefined;
  readonly kind?: AccessKind | undefined;
  /** This time is in. */
  readonly from?: Date | undefined;
  /** This time is out. */
  readonly to?: Date | undefined;
  /** Only entries before it, which are older. */
  readonly beforePosition?: number | undefined;
  readonly limit: number;
}

/** Who read or changed personal data. Entries are added and, when they are old, purged; nothing else. */
export interface AccessLog {
  /**
   * Resolves once the entries are durable. Those that come while others are written go together in the next write.
   * @throws ACCESS_NOT_RECORDED when they cannot be written: what they are about must not happen
   */
  record(accesses: readonly NewAccess[]): Promise<void>;
  /** Latest first. */
  read(query: AccessQuery): Promise<PersonalDataAccess[]>;
  close(): Promise<void>;
}

/** How long entries are kept where nothing else is said: three years. */
export const defaultAccessLogKeptDays = 1_095;

/** Not even the owner of the table deletes entries younger than this. */
export const leastDaysKept = 30;

/**
 * The log's part of the vault's schema. Entries cannot be changed, and not be deleted for a month: by privileges, which the
 * owner of a table takes from itself, and by triggers, which hold for superusers, too.
 */
export const accessLogMigration = `
  create table if not exists accesses (
    position bigint generated always as identity primary key,
    at timestamptz not null,
    caller text not null,
    role text not null,
    client text,
    subgraph text not null,
    operation text,
    kind text not null check (kind in ('READ', 'CHANGE')),
    subject_id uuid not null
  );
  create index if not exists accesses_subject_id on accesses (subject_id, position);
  create index if not exists accesses_caller on accesses (caller, position);
  create index if not exists accesses_at on accesses (at);
  create or replace function keep_accesses() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then
      if old.at < now() - interval '${leastDaysKept} days' then return old; end if;
    end if;
    raise exception 'Entries of the log are kept: % is refused.', tg_op;
  end $$;
  create or replace trigger accesses_are_kept before update or delete on accesses
    for each row execute function keep_accesses();
  create or replace trigger accesses_are_not_truncated before truncate on accesses
    for each statement execute function keep_accesses();
  revoke update, truncate on accesses from public, current_user;`;

export interface AccessLogOptions {
  readonly url: string;
  readonly schema: string;
  /** Older entries are purged. At least 30. */
  readonly daysKept: number;
  readonly logger?: Logger | undefined;
}

const writeTimeoutMs = 5_000;
const purgeEveryMs = 3_600_000;
const purgedAtOnce = 10_000;
const dayMs = 86_400_000;

export function openAccessLog({ url, schema, daysKept, logger }: AccessLogOptions): AccessLog {
  // A connection of its own: writing waits for the disk, and nobody else should wait for that.
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'leadgraph access log',
    options: `-c search_path=${schema}`,
    connectionTimeoutMillis: writeTimeoutMs,
    query_timeout: writeTimeoutMs,
  });
  pool.on('error', () => undefined);
  const reading = new pg.Pool({ connectionString: url, max: 1, options: `-c search_path=${schema}` });
  reading.on('error', () => undefined);
  let waiting: { accesses: NewAccess[]; written: Promise<void> } | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  let purging: Promise<unknown> = Promise.resolve();
  let nextPurgeAt = 0;

  async function write(accesses: readonly NewAccess[]): Promise<void> {
    try {
      await insert(pool, accesses);
    } catch (error) {
      logger?.error({ error: messageOf(error), accesses: accesses.length }, 'accesses cannot be recorded');
      throw new GraphError(
        'ACCESS_NOT_RECORDED',
        'Personal data is not available: the access to it could not be recorded.',
      );
    }
  }

  async function purgeWhenDue(): Promise<void> {
    if (Date.now() < nextPurgeAt) return;
    nextPurgeAt = Date.now() + purgeEveryMs;
    try {
      while ((await purgeSome(reading, new Date(Date.now() - daysKept * dayMs))) === purgedAtOnce);
    } catch (error) {
      logger?.error({ error: messageOf(error) }, 'old accesses cannot be purged');
    }
  }

  return {
    record(accesses) {
      if (accesses.length === 0) return Promise.resolve();
      if (waiting !== undefined) {
        waiting.accesses.push(...accesses);
        return waiting.written;
      }
      const batch = { accesses: [...accesses], written: Promise.resolve() };
      batch.written = writing.then(() => {
        waiting = undefined;
        return write(batch.accesses);
      });
      writing = batch.written.catch(() => undefined);
      void writing.then(() => (purging = purging.then(purgeWhenDue)));
      waiting = batch;
      return batch.written;
    },
    read: (query) => select(reading, query),
    async close() {
      await writing;
      await purging;
      await Promise.all([pool.end(), reading.end()]);
    },
  };
}

/** What a token says may hold anything; PostgreSQL's texts do not hold a zero. */
function storable(text: string | undefined): string | null {
  return text === undefined ? null : text.slice(0, 300).replaceAll('\0', '\ufffd');
}

async function insert(pool: pg.Pool, accesses: readonly NewAccess[]): Promise<void> {
  const column = <T>(of: (access: NewAccess) => T): T[] => accesses.map(of);
  await pool.query({
    name: 'record accesses',
    text: `insert into accesses (at, caller, role, client, subgraph, operation, kind, subject_id)
      select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[])`,
    values: [
      column(({ at }) => at),
      column(({ caller }) => storable(caller.subject)),
      column(({ caller }) => caller.role),
      column(({ caller }) => storable(caller.client)),
      column(({ caller }) => caller.subgraph),
      column(({ caller }) => storable(caller.operation)),
      column(({ kind }) => kind),
      column(({ subjectId }) => subjectId),
    ],
  });
}

async function purgeSome(pool: pg.Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from accesses where position in
      (select position from accesses where at < $1 order by at limit ${purgedAtOnce})`,
    [before],
  );
  return rowCount ?? 0;
}

interface Row {
  readonly position: string;
  readonly at: Date;
  readonly caller: string;
  readonly role: string;
  readonly client: string | null;
  readonly subgraph: string;
  readonly operation: string | null;
  readonly kind: AccessKind;
  readonly subject_id: string;
}

async function select(pool: pg.Pool, query: AccessQuery): Promise<PersonalDataAccess[]> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown): void => {
    if (value !== undefined) conditions.push(`${condition} $${values.push(value)}`);
  };
  where('subject_id =', query.subjectId);
  where('caller =', query.callerSubject);
  where('subgraph =', query.subgraph);
  where('kind =', query.kind);
  where('at >=', query.from);
  where('at <', query.to);
  where('position <', query.beforePosition);
  const condition = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const { rows } = await pool.query<Row>(
    `select * from accesses ${condition} order by position desc limit $${values.push(query.limit)}`,
    values,
  );
  return rows.map(fromRow);
}

function fromRow({
  position,
  at,
  kind,
  subject_id,
  caller,
  client,
  operation,
  ...rest
}: Row): PersonalDataAccess {
  return {
    position: Number(position),
    at,
    kind,
    subjectId: subject_id,
    caller: {
      subject: caller,
      role: rest.role,
      subgraph: rest.subgraph,
      client: client ?? undefined,
      operation: operation ?? undefined,
    },
  };
}
