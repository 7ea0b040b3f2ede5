import { decodeCursor, isId, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { agentPrincipal } from '../../shared/row-owners.ts';
import type { GrowthContext } from '../context.ts';
import { AgentStanding, PointsEntry } from '../entities.ts';
import type { Counted, Page } from './list-partners.ts';
import { behind, datedKey, newestFirst } from './newest-first.ts';

export interface RankedStanding {
  /** 1 for the most points; equal points share a rank. */
  readonly rank: number;
  readonly agentId: string;
  readonly points: number;
}

export type LeaderboardPage = Counted<RankedStanding>;

/** Agents by points, the most first. */
export async function listLeaderboard(ctx: GrowthContext, input: Page): Promise<LeaderboardPage> {
  const first = pageSize(input.first);
  const [points, id] =
    input.after == null
      ? [null, null]
      : decodeCursor<readonly [number, string]>(
          input.after,
          ([value, agentId]) => Number.isSafeInteger(value) && isId(agentId),
        );
  const rows = await ctx.em.execute<{ id: string; points: number; rank: string }[]>(
    `select s.id, s.points,
            1 + (select count(*) from agent_standings better where better.points > s.points) as rank
     from agent_standings s
     where ?::bigint is null or s.points < ?::bigint or (s.points = ?::bigint and s.id > ?::uuid)
     order by s.points desc, s.id limit ?`,
    [points, points, points, id, first + 1],
  );
  const standings = rows.map((row) => ({ rank: Number(row.rank), agentId: row.id, points: row.points }));
  return {
    ...toConnection(standings, first, (row) => [row.points, row.agentId], input.after),
    totalCount: () => ctx.em.count(AgentStanding, {}),
  };
}

/** An agent's ledger, latest first. Empty for other agents and for managers of other teams. */
export async function listPoints(
  ctx: GrowthContext,
  agentId: string,
  input: Page,
): Promise<Connection<PointsEntry>> {
  const first = pageSize(input.first);
  const page = { $and: [{ agentId }, behind(input.after)] };
  if (!(await ctx.rows.seesPrincipal(agentPrincipal(agentId))))
    return toConnection<PointsEntry>([], first, datedKey, input.after);
  const rows = await ctx.em.find(PointsEntry, page, { orderBy: newestFirst, limit: first + 1 });
  return toConnection<PointsEntry>(rows, first, datedKey, input.after);
}
