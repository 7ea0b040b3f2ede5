import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { makeWorkerUtils, Logger as WorkerLogger, run, runMigrations } from 'graphile-worker';
import type { Runner, WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { BaseContext } from './context.ts';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

/** Work that may wait. It is written in the transaction that calls for it and survives the process. */
export interface Jobs {
  /** Must be called inside a transaction: the job exists when, and only when, that transaction commits. */
  add(tx: BaseContext, name: string, payload: Record<string, unknown>, options?: JobOptions): Promise<void>;
}

export interface JobOptions {
  /** Not before this time. Default: at once. */
  readonly runAt?: Date;
  /** A waiting job with the same key is replaced, so that one thing waits once. */
  readonly key?: string;
  /** Default 12; between attempts the wait grows exponentially, to about two days in all. */
  readonly maxAttempts?: number;
}

/** By job name. A throw means "again, later". */
export type JobHandlers<C extends BaseContext> = Readonly<
  Record<string, (ctx: C, payload: Record<string, unknown>) => Promise<void>>
>;

export interface JobRunner {
  stop(): Promise<void>;
}

const recoveryIntervalMs = 30_000;
/** A lock by a worker nobody knows is left alone this long: its registration may be on its way. */
const unknownWorkerGraceSeconds = 30;

function jobsSchemaOf(schema: string): string {
  return `${schema}_jobs`;
}

export function createJobs(schema: string): Jobs {
  const addJob = `${jobsSchemaOf(schema)}.add_job`;
  return {
    async add(tx, name, payload, options = {}) {
      if (!tx.em.isInTransaction()) throw new Error('Jobs are added in the transaction that calls for them.');
      await tx.em.execute(
        `select ${addJob}(identifier => ?, payload => ?::json, run_at => ?::timestamptz,
           max_attempts => ?, job_key => ?)`,
        [
          name,
          JSON.stringify(payload),
          options.runAt?.toISOString() ?? null,
          options.maxAttempts ?? 12,
          options.key ?? null,
        ],
      );
    },
  };
}

/** Creates or updates the job tables of a subgraph. */
export async function migrateJobs(url: string, schema: string): Promise<void> {
  await runMigrations({ connectionString: url, schema: jobsSchemaOf(schema), logger: quiet });
}

const quiet = new WorkerLogger(() => () => undefined);

/** Starts working. Jobs that a killed process held are free again within seconds. */
export async function startJobRunner<C extends BaseContext>(options: {
  url: string;
  schema: string;
  handlers: JobHandlers<C>;
  createContext: () => C;
  logger: Logger;
  /** How many jobs run side by side. Default 4. */
  concurrency?: number;
}): Promise<JobRunner> {
  const { url, schema, handlers, createContext, logger, concurrency = 4 } = options;
  const jobsSchema = jobsSchemaOf(schema);
  const pool = new pg.Pool({
    connectionString: url,
    max: concurrency + 2,
    options: `-c search_path=${schema}`,
  });
  const warnOfLoss = (error: Error): void => logger.warn({ error: messageOf(error) }, 'job connection lost');
  pool.on('error', warnOfLoss);
  // A connection that is lost while a job uses it reports at the connection, not at the pool.
  pool.on('connect', (connection) => connection.on('error', warnOfLoss));
  const registry = await openWorkerRegistry({ pool, url, schema, jobsSchema, logger });

  const events = new EventEmitter() as WorkerEvents;
  events.on('worker:create', ({ worker }) => registry.register(worker.workerId));
  events.on('job:failed', ({ job, error }) =>
    logger.error({ job: job.id, name: job.task_identifier, error: messageOf(error) }, 'job given up'),
  );
  const runner: Runner = await run({
    pgPool: pool,
    schema: jobsSchema,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: quiet,
    events,
    parsedCronItems: [],
    taskList: Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => [
        name,
        (payload: unknown) => handler(createContext(), payload as Record<string, unknown>),
      ]),
    ),
  });
  return {
    async stop() {
      await runner.stop();
      await registry.close();
      await pool.end();
    },
  };
}

/**
 * Knows which workers belong to living processes: each process holds an advisory lock for as long as its connection
 * lives. graphile-worker alone would leave the jobs of a killed process locked for four hours.
 */
async function openWorkerRegistry(options: {
  pool: pg.Pool;
  url: string;
  schema: string;
  jobsSchema: string;
  logger: Logger;
}): Promise<{ register(workerId: string): void; close(): Promise<void> }> {
  const { pool, url, schema, jobsSchema, logger } = options;
  const processKey = randomInt(1, 2 ** 31 - 1);
  const lockHolder = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
  lockHolder.on('error', (error) => logger.warn({ error: messageOf(error) }, 'job registry connection lost'));
  await lockHolder.connect();
  await lockHolder.query(`select pg_advisory_lock(hashtext(current_schema() || ':jobs'), $1)`, [processKey]);
  const utils = await makeWorkerUtils({ pgPool: pool, schema: jobsSchema, logger: quiet });

  async function recover(): Promise<void> {
    const { rows } = await pool.query<{ worker_id: string }>(
      `delete from job_workers w where not exists (
         select 1 from pg_locks l where l.locktype = 'advisory' and l.granted
           and l.classid::bigint = hashtext(current_schema() || ':jobs')::bigint & x'ffffffff'::bigint
           and l.objid::bigint = w.process_key)
       returning worker_id`,
    );
    const { rows: unknown } = await pool.query<{ worker_id: string }>(
      `select distinct j.locked_by as worker_id from ${jobsSchema}._private_jobs j
       where j.locked_by is not null and j.locked_at < now() - make_interval(secs => $1)
         and not exists (select 1 from job_workers w where w.worker_id = j.locked_by)`,
      [unknownWorkerGraceSeconds],
    );
    const dead = [...rows, ...unknown].map((row) => row.worker_id);
    if (dead.length === 0) return;
    await utils.forceUnlockWorkers(dead);
    logger.info({ workers: dead.length }, 'jobs of dead workers are free again');
  }

  await recover();
  const timer = setInterval(
    () => void recover().catch((error) => logger.warn({ error: messageOf(error) }, 'job recovery failed')),
    recoveryIntervalMs,
  );
  return {
    register(workerId) {
      pool
        .query('insert into job_workers (worker_id, process_key) values ($1, $2)', [workerId, processKey])
        .catch((error: unknown) => logger.warn({ error: messageOf(error) }, 'job worker not registered'));
    },
    async close() {
      clearInterval(timer);
      await utils.release();
      await pool.query('delete from job_workers where process_key = $1', [processKey]);
      await lockHolder.end();
    },
  };
}
