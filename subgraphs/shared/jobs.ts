import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { makeWorkerUtils, Logger as WorkerLogger, run, runMigrations } from 'graphile-worker';
import type { Runner, WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { BaseContext } from './context.ts';
import { messageOf } from './errors.ts';
import { keepConnection } from './kept-connection.ts';
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
  /** Jobs of one queue run one after the other, whatever the number of processes. Default: side by side. */
  readonly queue?: string;
  /** Default 12; between attempts the wait grows exponentially, to about two days in all. */
  readonly maxAttempts?: number;
}

/**
 * By job name. A throw means "again, later". `stopping` is aborted when this process stops: the stop waits for jobs under
 * way, so one that takes long should then come to an end.
 */
export type JobHandlers<C extends BaseContext> = Readonly<
  Record<string, (ctx: C, payload: Record<string, unknown>, stopping: AbortSignal) => Promise<void>>
>;

export interface JobRunner {
  stop(): Promise<void>;
}

const defaultConcurrency = 4;
const recoveryIntervalMs = 30_000;
const registrationRetryMs = 500;
const relaunchDelayMs = 500;
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
           max_attempts => ?, job_key => ?, queue_name => ?)`,
        [
          name,
          JSON.stringify(payload),
          options.runAt?.toISOString() ?? null,
          options.maxAttempts ?? 12,
          options.key ?? null,
          options.queue ?? null,
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
  const { url, schema, handlers, createContext, logger, concurrency = defaultConcurrency } = options;
  const jobsSchema = jobsSchemaOf(schema);
  const pool = new pg.Pool({
    connectionString: url,
    // Jobs use connections of their context's; these are only for taking jobs and writing down how they ended.
    max: Math.min(concurrency, defaultConcurrency) + 2,
    options: `-c search_path=${schema}`,
  });
  const warnOfLoss = (error: Error): void => logger.warn({ error: messageOf(error) }, 'job connection lost');
  pool.on('error', warnOfLoss);
  // A connection that is lost while a job uses it reports at the connection, not at the pool.
  pool.on('connect', (connection) => connection.on('error', warnOfLoss));
  const registry = await openWorkerRegistry({ pool, url, schema, jobsSchema, logger });
  const stopping = new AbortController();

  async function launch(): Promise<Launched> {
    const events = new EventEmitter() as WorkerEvents;
    let poolId = '';
    // graphile-worker locks a job in the name of the whole pool.
    events.on('pool:create', ({ workerPool }) => {
      poolId = workerPool.id;
      registry.register(poolId);
    });
    events.on('job:failed', ({ job, error }) =>
      logger.error({ job: job.id, name: job.task_identifier, error: messageOf(error) }, 'job given up'),
    );
    const runner = await run({
      pgPool: pool,
      schema: jobsSchema,
      concurrency,
      noHandleSignals: true,
      // Without these graphile-worker (0.17) does not wait for what it writes down of a job: a lost database would end
      // the process with an unhandled rejection. 0 ms: nothing is held back.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      pollInterval: 1_000,
      logger: quiet,
      events,
      parsedCronItems: [],
      taskList: Object.fromEntries(
        Object.entries(handlers).map(([name, handler]) => [
          name,
          async (payload: unknown) => {
            await registry.registered();
            await handler(createContext(), payload as Record<string, unknown>, stopping.signal);
          },
        ]),
      ),
    });
    return { runner, poolId };
  }

  const supervised = await superviseRunner(launch, registry, logger);
  return {
    async stop() {
      stopping.abort();
      await supervised.stop();
      await registry.close();
      await pool.end();
    },
  };
}

interface Launched {
  readonly runner: Runner;
  readonly poolId: string;
}

/**
 * Keeps a runner working. graphile-worker gives up, with a rejection, when it cannot write down how a job ended because
 * the database is away; the job itself runs again.
 */
async function superviseRunner(
  launch: () => Promise<Launched>,
  registry: WorkerRegistry,
  logger: Logger,
): Promise<JobRunner> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = await launch();

  async function relaunch(ended: Launched): Promise<void> {
    while (!signal.aborted) {
      try {
        await registry.forget(ended.poolId);
        current = await launch();
        return;
      } catch (error) {
        logger.warn({ error: messageOf(error) }, 'jobs do not run yet');
        await delay(relaunchDelayMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      const watched = current;
      await watched.runner.promise.catch((error: unknown) =>
        logger.warn({ error: messageOf(error) }, 'the job runner ended and starts again'),
      );
      if (!signal.aborted) await relaunch(watched);
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      // One that has ended by itself has nothing left to stop.
      await current.runner.stop().catch(() => undefined);
      await watching;
    },
  };
}

interface WorkerRegistry {
  register(workerId: string): void;
  /** Resolves when every worker is registered: from then on its death is noticed. No job may begin before. */
  registered(): Promise<unknown>;
  /** Frees the jobs of a worker of this process that no longer works. */
  forget(workerId: string): Promise<void>;
  close(): Promise<void>;
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
}): Promise<WorkerRegistry> {
  const { pool, url, schema, jobsSchema, logger } = options;
  const processKey = randomInt(1, 2 ** 31 - 1);
  const workerIds = new Set<string>();
  const lockName = `${schema}:jobs`;
  const lock = await keepConnection({
    url,
    name: 'job registry',
    logger,
    async prepare(client) {
      await client.query('select pg_advisory_lock(hashtext($1), $2)', [lockName, processKey]);
      // While the lock was not held others took these workers for dead.
      await Promise.all([...workerIds].map(insert));
    },
  });
  const utils = await makeWorkerUtils({ pgPool: pool, schema: jobsSchema, logger: quiet });
  const registrations: Promise<void>[] = [];
  let closed = false;

  async function insert(workerId: string): Promise<void> {
    await pool.query(
      'insert into job_workers (worker_id, process_key) values ($1, $2) on conflict (worker_id) do nothing',
      [workerId, processKey],
    );
  }

  async function insertPatiently(workerId: string): Promise<void> {
    while (!closed) {
      try {
        return await insert(workerId);
      } catch (error) {
        logger.warn({ error: messageOf(error) }, 'job worker not registered yet');
        await delay(registrationRetryMs);
      }
    }
  }

  async function recover(): Promise<void> {
    const { rows } = await pool.query<{ worker_id: string }>(
      `delete from job_workers w where not exists (
         select 1 from pg_locks l where l.locktype = 'advisory' and l.granted
           and l.database = (select oid from pg_database where datname = current_database())
           and l.classid = hashtext($1)::oid and l.objid = w.process_key::oid and l.objsubid = 2)
       returning worker_id`,
      [lockName],
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
      workerIds.add(workerId);
      registrations.push(insertPatiently(workerId));
    },
    registered: () => Promise.all(registrations),
    async forget(workerId) {
      workerIds.delete(workerId);
      await pool.query('delete from job_workers where worker_id = $1', [workerId]);
      await utils.forceUnlockWorkers([workerId]);
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await Promise.all(registrations);
      await utils.release();
      await pool.query('delete from job_workers where process_key = $1', [processKey]);
      await lock.close();
    },
  };
}
