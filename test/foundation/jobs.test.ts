import { describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inTransaction } from '../../subgraphs/shared/context.ts';
import { startJobRunner } from '../../subgraphs/shared/jobs.ts';
import type { JobHandlers, JobOptions } from '../../subgraphs/shared/jobs.ts';
import type { BaseContext } from '../../subgraphs/shared/context.ts';
import { logger, openFoundation, schema, startFoundation } from './thing.ts';
import type { Foundation } from './thing.ts';

async function add(foundation: Foundation, payload: Record<string, unknown> = {}, options?: JobOptions) {
  const ctx = foundation.createContext();
  await inTransaction(ctx, (tx) => tx.jobs.add(tx, 'work', payload, options));
}

async function run(foundation: Foundation, handlers: JobHandlers<BaseContext>): Promise<AsyncDisposable> {
  const { url, createContext } = foundation;
  const runner = await startJobRunner({ url, schema, handlers, createContext, logger });
  return { [Symbol.asyncDispose]: () => runner.stop() };
}

const waiting = (foundation: Foundation) =>
  foundation.sql(`select payload, attempts from ${schema}_jobs._private_jobs order by id`);
const noneWaiting = `select 1 where not exists (select 1 from ${schema}_jobs._private_jobs)`;

describe('a job', () => {
  it('exists when its transaction commits, and not when it rolls back', async () => {
    await using foundation = await startFoundation();
    await add(foundation, { n: 1 });
    const failing = inTransaction(foundation.createContext(), async (tx) => {
      await tx.jobs.add(tx, 'work', { n: 2 });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await waiting(foundation)).toEqual([{ payload: { n: 1 }, attempts: 0 }]);
  });

  it('cannot be added outside a transaction', async () => {
    await using foundation = await startFoundation();
    const ctx = foundation.createContext();
    await expect(ctx.jobs.add(ctx, 'work', {})).rejects.toThrow('in the transaction that calls for them');
  });

  it('waits once under its key, with what was said last', async () => {
    await using foundation = await startFoundation();
    await add(foundation, { n: 1 }, { key: 'one' });
    await add(foundation, { n: 2 }, { key: 'one' });
    expect(await waiting(foundation)).toEqual([{ payload: { n: 2 }, attempts: 0 }]);
  });

  it('is done with its payload, also when it was added while nobody worked', async () => {
    await using foundation = await startFoundation();
    await add(foundation, { n: 1 });
    const done: unknown[] = [];
    await using _runner = await run(foundation, { work: async (_, payload) => void done.push(payload) });
    await add(foundation, { n: 2 });
    await foundation.until(noneWaiting);
    expect(done).toHaveLength(2);
    expect(done).toEqual(expect.arrayContaining([{ n: 1 }, { n: 2 }]));
  });

  it('is tried again when it fails, later', async () => {
    await using foundation = await startFoundation();
    await add(foundation);
    let attempts = 0;
    await using _runner = await run(foundation, {
      work: async () => {
        if (++attempts === 1) throw new Error('not yet');
      },
    });
    const row = await foundation.until(
      `select last_error, run_at > now() as is_later from ${schema}_jobs._private_jobs where attempts = 1 and last_error is not null`,
    );
    expect(row).toEqual({ last_error: expect.stringContaining('not yet'), is_later: true });
    await foundation.sql(`update ${schema}_jobs._private_jobs set run_at = now()`);
    await foundation.until(noneWaiting);
    expect(attempts).toBe(2);
  });

  it('that has failed as often as it may stays where it can be seen', async () => {
    await using foundation = await startFoundation();
    await add(foundation, {}, { maxAttempts: 1 });
    await using _runner = await run(foundation, { work: () => Promise.reject(new Error('never')) });
    const dead = await foundation.until(
      `select attempts, max_attempts from ${schema}_jobs._private_jobs where last_error is not null`,
    );
    expect(dead).toEqual({ attempts: 1, max_attempts: 1 });
  });

  it('is done by one process alone, however many work', async () => {
    await using foundation = await startFoundation();
    await using other = await openFoundation(foundation.url);
    const done: unknown[] = [];
    const handlers = { work: async (_: BaseContext, { n }: Record<string, unknown>) => void done.push(n) };
    await using _one = await run(foundation, handlers);
    await using _two = await run(other, handlers);
    const numbers = Array.from({ length: 40 }, (_, n) => n);
    await Promise.all(numbers.map((n) => add(foundation, { n })));
    await foundation.until(noneWaiting);
    expect(done.sort((a, b) => Number(a) - Number(b))).toEqual(numbers);
  });

  it('that a killed process held is taken up by the next one within seconds', async () => {
    await using foundation = await startFoundation();
    await add(foundation, { n: 1 });
    const script = fileURLToPath(new URL('./fixtures/hold-job.ts', import.meta.url));
    const child = fork(script, [foundation.url], { execArgv: [] });
    expect(await once(child, 'message')).toEqual(['working', undefined]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // The server notices the end of the connection by itself, a moment later.
    await foundation.until(`select 1 where not exists (select 1 from pg_locks
      where locktype = 'advisory' and objsubid = 2 and classid = hashtext('${schema}:jobs')::oid
        and database = (select oid from pg_database where datname = current_database()))`);
    const startedAt = performance.now();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    await using _runner = await run(foundation, { work: async (_, payload) => resolve(payload) });
    expect(await promise).toEqual({ n: 1 });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('that a living process works on is left to it, also when its registry connection was lost', async () => {
    await using foundation = await startFoundation();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    let runs = 0;
    const slow = async (): Promise<void> => {
      runs++;
      begin();
      await mayEnd;
    };
    await using _one = await run(foundation, { work: slow });
    await add(foundation);
    await begun;
    const holder = `select pid from pg_locks where locktype = 'advisory' and objsubid = 2
      and classid = hashtext('${schema}:jobs')::oid
      and database = (select oid from pg_database where datname = current_database())`;
    const [lost] = await foundation.sql(holder);
    await foundation.sql('select pg_terminate_backend($1)', [lost?.['pid']]);
    await foundation.until(`${holder} and pid <> $1`, [lost?.['pid']]);
    await using other = await openFoundation(foundation.url);
    await using _two = await run(other, { work: slow });
    const { promise: passed, resolve: pass } = Promise.withResolvers<void>();
    await using _three = await run(other, { other: async () => pass() });
    await inTransaction(foundation.createContext(), (tx) => tx.jobs.add(tx, 'other', {}));
    await passed;
    expect(runs).toBe(1);
    end();
    await foundation.until(noneWaiting);
    expect(runs).toBe(1);
  });
});
