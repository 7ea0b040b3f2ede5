import type { FilterQuery } from '@mikro-orm/core';
import { decodeCursor, isId, isTime, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import type { RoutingContext } from '../context.ts';
import { RoutedLead } from '../entities.ts';
import type { AssignmentStatus } from '../entities.ts';

export interface DeskPage extends Connection<RoutedLead> {
  /** Counted only when asked for. */
  readonly totalCount: () => Promise<number>;
}

type Key = readonly [assignedAtMs: number, leadId: string];

/** The leads an agent has, or had until their end, latest first. An empty list of states holds for none. */
export async function listAssignments(
  ctx: RoutingContext,
  agentId: string,
  input: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    status?: readonly AssignmentStatus[] | null | undefined;
  },
): Promise<DeskPage> {
  const first = pageSize(input.first);
  const where: FilterQuery<RoutedLead> =
    input.status == null ? { agentId } : { agentId, status: { $in: [...input.status] } };
  const behind = input.after == null ? {} : conditionBehind(input.after);
  const rows = await ctx.em.find(
    RoutedLead,
    { $and: [where, behind] },
    { orderBy: { assignedAt: 'desc', id: 'desc' }, limit: first + 1 },
  );
  const keyOf = (lead: RoutedLead): Key => [lead.assignedAt?.getTime() ?? 0, lead.id];
  const page = toConnection(rows, first, keyOf, input.after);
  return { ...page, totalCount: () => ctx.em.count(RoutedLead, where) };
}

function conditionBehind(after: string): FilterQuery<RoutedLead> {
  const [assignedAtMs, id] = decodeCursor<Key>(after, ([ms, id]) => isTime(ms) && isId(id));
  const assignedAt = new Date(assignedAtMs);
  return { $or: [{ assignedAt: { $lt: assignedAt } }, { assignedAt, id: { $lt: id } }] };
}
