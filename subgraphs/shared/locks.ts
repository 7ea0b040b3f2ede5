import type { BaseContext } from './context.ts';

/**
 * Makes transactions that name the same thing take turns, also where no row exists yet that could be locked. Held until
 * the transaction ends; the names are taken in sorted order, so that two callers never wait for each other in a ring.
 */
export async function takeTurns(tx: BaseContext, names: readonly string[]): Promise<void> {
  if (!tx.em.isInTransaction()) throw new Error('Locks are taken inside the transaction they protect.');
  await tx.em.execute(
    `select pg_advisory_xact_lock(hashtextextended(current_schema() || ':' || name, 0))
     from (select distinct value as name from jsonb_array_elements_text(?::jsonb) order by 1) names`,
    [JSON.stringify(names)],
  );
}
