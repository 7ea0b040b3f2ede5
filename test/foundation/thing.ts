import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';
import type { BaseContext, Viewer } from '../../subgraphs/shared/context.ts';
import { inTransaction, systemViewer } from '../../subgraphs/shared/context.ts';
import { migrateDatabase, openDatabase } from '../../subgraphs/shared/database.ts';
import { recordEvents } from '../../subgraphs/shared/events.ts';
import { createJobs } from '../../subgraphs/shared/jobs.ts';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { createRowAccess } from '../../subgraphs/shared/row-access.ts';
import type { Waiting } from '../../subgraphs/shared/row-access.ts';
import { openSignals } from '../../subgraphs/shared/signals.ts';
import type { Vault } from '../../subgraphs/shared/vault.ts';
import { createTestDatabase } from '../test-database.ts';

/** A subgraph's schema with one table: things that count how often something happened to them. */
export const schema = 'things';

export const logger = createLogger('silent');

/** Long enough for a test to see that something waits, and that it stops. */
export const rowPatienceMs = 400;

const noVault = undefined as unknown as Vault;

/** The foundation under no subgraph at all: contexts on the schema, and SQL beside them. */
export interface Foundation extends AsyncDisposable {
  readonly url: string;
  readonly orm: Awaited<ReturnType<typeof openDatabase>>;
  /** Default: a context of the graph itself. */
  createContext(viewer?: Viewer): BaseContext;
  /** Who waits for a row to become theirs. */
  readonly waiting: Waiting;
  sql<Row extends pg.QueryResultRow = Record<string, any>>(query: string, values?: unknown[]): Promise<Row[]>;
  /** Makes things happen to one thing, each with its event, in one transaction. @returns the thing's id. */
  happen(options?: { id?: string; times?: number; type?: string }): Promise<string>;
  /** Resolves when `query` gives a row: for what tells nobody that it has happened. */
  until(query: string, values?: unknown[]): Promise<Record<string, any>>;
}

/** Opens the foundation on a database that `startFoundation` has made, as a second process would. */
export async function openFoundation(url: string, committed = (): void => undefined): Promise<Foundation> {
  const cleanup = new AsyncDisposableStack();
  const options = { url, schema, entities: [], migrations: [], poolSize: 12 };
  const orm = cleanup.adopt(await openDatabase(options), (o) => o.close());
  const signals = cleanup.adopt(await openSignals({ url, schema, logger }), (s) => s.close());
  const pool = cleanup.adopt(
    new pg.Pool({ connectionString: url, max: 4, options: `-c search_path=${schema}` }),
    (p) => p.end(),
  );
  pool.on('error', () => undefined);
  const jobs = createJobs(schema);
  const waiting: Waiting = new Map();

  const foundation: Foundation = {
    url,
    orm,
    waiting,
    createContext(viewer = systemViewer) {
      const em = orm.em.fork();
      return {
        em,
        viewer,
        clock: () => new Date(),
        random: Math.random,
        newId: () => v7(),
        logger,
        vault: noVault,
        signals,
        jobs,
        rows: createRowAccess({ em, viewer, waiting, patienceMs: rowPatienceMs }),
        committed,
      };
    },
    async sql<Row extends pg.QueryResultRow>(query: string, values: unknown[] = []) {
      return (await pool.query<Row>(query, values)).rows;
    },
    async happen({ id = randomUUID(), times = 1, type = 'ThingHappened' } = {}) {
      await inTransaction(foundation.createContext(), async (tx) => {
        await tx.em.execute('insert into things (id) values (?) on conflict do nothing', [id]);
        await tx.em.execute('update things set count = count + ? where id = ?', [times, id]);
        const event = { type, aggregateId: id, payload: { thing: id } };
        await recordEvents(
          tx,
          Array.from({ length: times }, () => event),
        );
      });
      return id;
    },
    async until(query, values) {
      const deadline = Date.now() + 15_000;
      for (;;) {
        const [row] = await foundation.sql(query, values);
        if (row !== undefined) return row;
        if (Date.now() > deadline) throw new Error(`Waited in vain for: ${query}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    [Symbol.asyncDispose]: () => cleanup.disposeAsync(),
  };
  return foundation;
}

/** A database of its own with the foundation's tables. */
export async function startFoundation(committed?: () => void): Promise<Foundation> {
  await using cleanup = new AsyncDisposableStack();
  const database = cleanup.use(await createTestDatabase({ empty: true }));
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`create schema ${schema}
    create table things (id uuid primary key, count int not null default 0)`);
  await admin.end();
  const orm = await openDatabase({ url: database.url, schema, entities: [], migrations: [] });
  await migrateDatabase(orm, database.url);
  await orm.close();
  const foundation = cleanup.use(await openFoundation(database.url, committed));
  const opened = cleanup.move();
  return { ...foundation, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
