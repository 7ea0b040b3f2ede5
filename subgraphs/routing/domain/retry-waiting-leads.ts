import { inTransaction } from '../../shared/context.ts';
import { messageOf } from '../../shared/errors.ts';
import type { RoutingContext } from '../context.ts';
import { RoutedLead } from '../entities.ts';
import type { Agent } from '../entities.ts';
import { assignLeads } from './assign-leads.ts';
import { takeTurn } from './lock-routing.ts';
import type { Pool } from './lock-routing.ts';

export const retryWaitingLeadsJob = 'retry-waiting-leads';
export const sweepWaitingLeadsJob = 'sweep-waiting-leads';

const batchSize = 100;
export const sweepIntervalMs = 60_000;

/**
 * Calls for a retry when leads wait that `agent` could take. To be called last in the transaction that frees the agent's
 * place or widens what they sell: callers with the same job wait for each other here.
 */
export async function retryFor(tx: RoutingContext, agent: Agent): Promise<void> {
  await tx.em.flush();
  if (!agent.hasPlace()) return;
  const [found] = await tx.em.execute<{ found: boolean }[]>(
    `select exists (
       select 1 from unnest(?::text[]) line cross join unnest(?::text[]) place
       where exists (select 1 from routed_leads l
                     where l.status = 'WAITING' and l.line_of_business = line and l.state = place)
     ) as found`,
    [toArray(agent.linesOfBusiness), toArray(agent.licensedStates)],
  );
  if (found?.found === true) await callForBatch(tx);
}

/** To be called last in a transaction: callers wait for each other here, and one batch serves them all. */
export async function callForBatch(tx: RoutingContext): Promise<void> {
  await tx.jobs.add(tx, retryWaitingLeadsJob, {}, { key: retryWaitingLeadsJob });
}

function toArray(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;
}

/**
 * Gives waiting leads to agents who have a place now, first those that nobody looked at yet. Pools nobody serves cost nothing
 * but their share of one query. Pools come in the order of their oldest lead; within a pool the highest score comes first,
 * then the longest wait. @returns how many leads got an agent. @throws what went wrong in a pool, after all the others.
 */
export async function retryWaitingLeads(ctx: RoutingContext): Promise<number> {
  const failures: unknown[] = [];
  let assigned = 0;
  const attempt = async (pool: Pool, take: TakeBatch): Promise<void> => {
    try {
      assigned += await inBatches(ctx, pool, take);
    } catch (error) {
      ctx.logger.warn({ ...pool, error: messageOf(error) }, 'leads of a pool could not be routed');
      failures.push(error);
    }
  };
  for (const pool of await poolsWithQueue(ctx)) await attempt(pool, takeQueued);
  for (const pool of await poolsWithAPlace(ctx)) await attempt(pool, takeWaiting);
  // One pool that fails must not hold up the others; the job is tried again for it.
  if (failures.length > 0) throw failures[0];
  return assigned;
}

type TakeBatch = (tx: RoutingContext, pool: Pool) => Promise<string[]>;

async function inBatches(ctx: RoutingContext, pool: Pool, take: TakeBatch): Promise<number> {
  let total = 0;
  for (;;) {
    // A context of its own per batch: what one batch loaded must not pile up for the next.
    const { taken, assigned } = await inTransaction({ ...ctx, em: ctx.em.fork() }, async (tx) => {
      await takeTurn(tx);
      const ids = await take(tx, pool);
      return { taken: ids.length, assigned: await assignBatch(tx, pool, ids) };
    });
    total += assigned;
    if (taken === 0 || (take === takeWaiting && assigned === 0)) return total;
  }
}

async function poolsWithQueue(ctx: RoutingContext): Promise<Pool[]> {
  const rows = await ctx.em.execute<{ line_of_business: string; state: string | null }[]>(
    `select line_of_business, state from routed_leads where status = 'WAITING' and waiting_reason is null
     group by line_of_business, state order by min(waiting_since)`,
  );
  return rows.map((row) => ({ lineOfBusiness: row.line_of_business, state: row.state }));
}

/** Leads nobody looked at yet: each leaves the queue, with an agent or with a reason. */
async function takeQueued(tx: RoutingContext, pool: Pool): Promise<string[]> {
  const rows = await tx.em.execute<{ id: string }[]>(
    `select id from routed_leads
     where status = 'WAITING' and waiting_reason is null and line_of_business = ? and state is not distinct from ?
     order by score_value desc, waiting_since, id limit ? for update skip locked`,
    [pool.lineOfBusiness, pool.state, batchSize],
  );
  return rows.map(({ id }) => id);
}

const mayTake = `a.active and a.open_leads < a.capacity
  and a.lines_of_business @> array[p.line_of_business] and a.licensed_states @> array[p.state]`;

/** Walks the index from one pool to the next: its cost is the number of pools, not of leads. */
async function poolsWithAPlace(ctx: RoutingContext): Promise<Pool[]> {
  const rows = await ctx.em.execute<{ line_of_business: string; state: string }[]>(
    `with recursive pools as (
       (select line_of_business, state from routed_leads
        where status = 'WAITING' and state is not null order by line_of_business, state limit 1)
       union all
       select next.line_of_business, next.state from pools, lateral (
         select l.line_of_business, l.state from routed_leads l
         where l.status = 'WAITING' and l.state is not null
           and (l.line_of_business, l.state) > (pools.line_of_business, pools.state)
         order by l.line_of_business, l.state limit 1) next
     )
     select p.line_of_business, p.state from pools p
     where exists (select 1 from agents a where ${mayTake})
     order by (select min(l.waiting_since) from routed_leads l
               where l.status = 'WAITING' and l.line_of_business = p.line_of_business and l.state = p.state)`,
  );
  return rows.map((row) => ({ lineOfBusiness: row.line_of_business, state: row.state }));
}

/** Leads somebody free may take, at most as many as there are places. */
async function takeWaiting(tx: RoutingContext, pool: Pool): Promise<string[]> {
  // Leads that somebody else holds are being decided there. Those that every free agent gave back must not stand in the
  // way of the others.
  const rows = await tx.em.execute<{ id: string }[]>(
    `with p as (select ?::text as line_of_business, ?::text as state),
       free as (select a.id, a.capacity - a.open_leads as places from agents a, p where ${mayTake})
     select l.id from routed_leads l, p
     where l.status = 'WAITING' and l.line_of_business = p.line_of_business and l.state = p.state
       and exists (select 1 from free f where not exists (
         select 1 from declines d where d.lead_id = l.id and d.agent_id = f.id))
     order by l.score_value desc, l.waiting_since, l.id
     limit least(?, (select coalesce(sum(places), 0) from free))
     for update of l skip locked`,
    [pool.lineOfBusiness, pool.state, batchSize],
  );
  return rows.map(({ id }) => id);
}

async function assignBatch(tx: RoutingContext, pool: Pool, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const leads = await tx.em.find(RoutedLead, { id: { $in: [...ids] } }, { refresh: true });
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  return assignLeads(
    tx,
    pool,
    ids.map((id) => byId.get(id)).filter((lead) => lead !== undefined),
  );
}

/** Retries from time to time whatever the occasions missed, for ever: each sweep calls for the next one first. */
export async function sweepWaitingLeads(ctx: RoutingContext): Promise<void> {
  await inTransaction(ctx, (tx) => scheduleSweep(tx, sweepIntervalMs));
  await retryWaitingLeads(ctx);
}

export async function scheduleSweep(tx: RoutingContext, delayMs: number): Promise<void> {
  // The queue runs on the database's time, not on the business's clock.
  const runAt = new Date(Date.now() + delayMs);
  await tx.jobs.add(tx, sweepWaitingLeadsJob, {}, { key: sweepWaitingLeadsJob, runAt });
}
