import { decodeCursor, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { isStorable } from '../../shared/text.ts';
import type { GrowthContext } from '../context.ts';
import type { Page } from './list-partners.ts';

export interface UnknownCode {
  readonly code: string;
  readonly leadCount: number;
  readonly lastSeenAt: Date;
}

/** Codes that leads came with and nobody had, most often used first. */
export async function listUnknownCodes(ctx: GrowthContext, input: Page): Promise<Connection<UnknownCode>> {
  const first = pageSize(input.first);
  const [count, code] =
    input.after == null
      ? [null, '']
      : decodeCursor<readonly [number, string]>(
          input.after,
          ([leadCount, text]) =>
            Number.isSafeInteger(leadCount) && typeof text === 'string' && isStorable(text),
        );
  const rows = await ctx.em.execute<{ code: string; lead_count: string; last_seen_at: string | Date }[]>(
    `select code, count(*) as lead_count, max(received_at) as last_seen_at
     from unknown_referrals group by code
     having ?::bigint is null or count(*) < ?::bigint or (count(*) = ?::bigint and code > ?)
     order by lead_count desc, code limit ?`,
    [count, count, count, code, first + 1],
  );
  const codes = rows.map((row) => ({
    code: row.code,
    leadCount: Number(row.lead_count),
    lastSeenAt: new Date(row.last_seen_at),
  }));
  return toConnection(codes, first, (row) => [row.leadCount, row.code], input.after);
}
