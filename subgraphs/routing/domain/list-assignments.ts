import type { FilterQuery } from '@mikro-orm/core';
import { decodeCursor, isId, isTime, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import type { RoutingContext } from '../context.ts';
import { RoutedLead } from '../entities.ts';
import type { Agent, AssignmentStatus } from '../entities.ts';
import { seesDesk } from './see-agent.ts';

export interface DeskPage extends Connection<RoutedLead> {
  /** Counted only when asked for. */
  readonly totalCount: () => Promise<number>;
}

type Key = readonly [assignedAtMs: number, leadId: string];

/**
 * The leads an agent has, or had until their end, latest first. An empty list of states holds for none. Empty for those who
 * may not see the agent's desk.
 */
export async function listAssignments(
  ctx: RoutingContext,
  agent: Agent,
  input: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    status?: readonly AssignmentStatus[] | null | undefined;
  },
): Promise<DeskPage> {
  const first = pageSize(input.first);
  const behind = input.after == null ? {} : conditionBehind(input.after);
  if (!seesDesk(ctx, agent))
    return { ...toConnection<RoutedLead>([], first, keyOf, input.after), totalCount: async () => 0 };
  const agentId = agent.id;
  const where: FilterQuery<RoutedLead> =
    input.status == null ? { agentId } : { agentId, status: { $in: [...input.status] } };
  const rows = await ctx.em.find(
    RoutedLead,
    { $and: [where, behind] },
    { orderBy: { assignedAt: 'desc', id: 'desc' }, limit: first + 1 },
  );
  const page = toConnection(rows, first, keyOf, input.after);
  return { ...page, totalCount: () => ctx.em.count(RoutedLead, where) };
}

function keyOf(lead: RoutedLead): Key {
  return [lead.assignedAt?.getTime() ?? 0, lead.id];
}

function conditionBehind(after: string): FilterQuery<RoutedLead> {
  const [assignedAtMs, id] = decodeCursor<Key>(after, ([ms, id]) => isTime(ms) && isId(id));
  const assignedAt = new Date(assignedAtMs);
  return { $or: [{ assignedAt: { $lt: assignedAt } }, { assignedAt, id: { $lt: id } }] };
}
