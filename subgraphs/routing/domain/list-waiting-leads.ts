import { decodeCursor, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { requireRole, requireScope } from '../../shared/context.ts';
import { isStorable } from '../../shared/text.ts';
import type { RoutingContext } from '../context.ts';
import type { LineOfBusiness } from '../entities.ts';

export interface WaitingPool {
  readonly lineOfBusiness: LineOfBusiness;
  /** ISO 3166-2. Null: the leads did not tell. */
  readonly state: string | null;
  readonly count: number;
  readonly oldestSince: Date;
}

/** Waiting leads counted by line of business and state, in that order; unknown states come first. @throws FORBIDDEN. */
export async function listWaitingPools(
  ctx: RoutingContext,
  input: { first?: number | null | undefined; after?: string | null | undefined },
): Promise<Connection<WaitingPool>> {
  requireRole(ctx, 'manager', 'admin');
  requireScope(ctx, 'business:read', 'business:manage');
  const first = pageSize(input.first);
  const [line, state] =
    input.after == null
      ? ['', '']
      : decodeCursor<readonly [string, string]>(
          input.after,
          (key) => key.length === 2 && key.every((part) => typeof part === 'string' && isStorable(part)),
        );
  const rows = await ctx.em.execute<
    { line_of_business: LineOfBusiness; state: string | null; count: string; oldest: string | Date }[]
  >(
    `select line_of_business, state, count(*) as count, min(waiting_since) as oldest from routed_leads
     where status = 'WAITING' and (line_of_business, coalesce(state, '')) > (?, ?)
     group by line_of_business, state order by line_of_business, coalesce(state, '') limit ?`,
    [line, input.after == null ? '' : state, first + 1],
  );
  const pools = rows.map((row) => ({
    lineOfBusiness: row.line_of_business,
    state: row.state,
    count: Number(row.count),
    oldestSince: new Date(row.oldest),
  }));
  return toConnection(pools, first, (pool) => [pool.lineOfBusiness, pool.state ?? ''], input.after);
}
