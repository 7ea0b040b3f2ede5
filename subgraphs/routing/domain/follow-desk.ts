import { decodeCursor, encodeCursor, isId } from '../../shared/connection.ts';
import { requireRole, requireScope } from '../../shared/context.ts';
import { GraphError, badInput } from '../../shared/errors.ts';
import { countMissed } from '../../shared/missed-events.ts';
import { follow } from '../../shared/signals.ts';
import type { FollowedStream } from '../../shared/signals.ts';
import type { RoutingContext } from '../context.ts';
import { Agent } from '../entities.ts';
import { deskTopic } from './desk-updates.ts';
import type { DeskUpdateStatus } from './desk-updates.ts';
import { seesDesk } from './see-agent.ts';

export interface DeskUpdate {
  readonly sequence: number;
  /** Null where updates are missed. */
  readonly leadId: string | null;
  readonly status: DeskUpdateStatus | null;
  readonly at: Date;
  /** How many updates up to this one can no longer be told. */
  readonly missed: number;
}

const pageLength = 100;

/** The cursor of an agent's update. */
export function deskCursor(sequence: number): string {
  return encodeCursor([sequence]);
}

/**
 * What happens on an agent's desk: first what came behind `after`, then live, without gap or repeat. Without `after` it starts
 * now. Where updates behind `after` are not kept any more, the first one says how many. @throws FORBIDDEN for the desk of another agent, NOT_FOUND, BAD_USER_INPUT for a cursor that is not of this stream.
 */
export async function followDesk(
  ctx: RoutingContext,
  input: { agentId: string; after?: string | null | undefined },
): Promise<FollowedStream<DeskUpdate>> {
  requireRole(ctx, 'agent', 'manager', 'admin');
  requireScope(ctx, 'business:read', 'business:manage', 'assignments:write');
  const agentId = input.agentId.toLowerCase();
  const agent = isId(agentId) ? await ctx.em.findOne(Agent, { id: agentId }) : null;
  if (agent === null) throw new GraphError('NOT_FOUND', `There is no agent ${agentId}.`, { id: agentId });
  requireDesk(ctx, agent);
  const start = input.after == null ? agent.updateSequence : sequenceOf(input.after);
  if (start > agent.updateSequence)
    throw badInput('after', 'a cursor that this stream has reached', input.after);
  return follow(ctx.signals, deskTopic(agentId), start, {
    async read(sequence) {
      const updates = await readUpdates(ctx, agentId, sequence, agent.updateSequence);
      // The agent may have gone to another team since the stream began.
      if (ctx.viewer.role === 'manager' && updates.length > 0)
        requireDesk(ctx, await readAgent(ctx, agentId));
      return updates;
    },
    cursorOf: (update) => update.sequence,
    mayReadOn: (page) => page.length >= pageLength,
    opensAt: deskCursor(start),
  });
}

function requireDesk(ctx: RoutingContext, agent: Pick<Agent, 'id' | 'team'>): void {
  if (seesDesk(ctx, agent)) return;
  const expected =
    ctx.viewer.role === 'agent' ? 'the own desk' : 'the desk of an agent whose team you manage';
  throw new GraphError('FORBIDDEN', `Expected ${expected}, got the desk of another agent.`);
}

async function readAgent(ctx: RoutingContext, id: string): Promise<Pick<Agent, 'id' | 'team'>> {
  const [row] = await ctx.em.execute<{ team: string }[]>('select team from agents where id = ?', [id]);
  return { id, team: row?.team ?? '' };
}

function sequenceOf(cursor: string): number {
  const [sequence] = decodeCursor<readonly [number]>(
    cursor,
    (key) => key.length === 1 && Number.isInteger(key[0]) && Math.abs(key[0] as number) < 2 ** 31,
  );
  return sequence;
}

/** @param last the number of the agent's last update when the stream began. */
async function readUpdates(
  ctx: RoutingContext,
  agentId: string,
  after: number,
  last: number,
): Promise<DeskUpdate[]> {
  const rows = await ctx.em.execute<
    { sequence: number; lead_id: string; status: DeskUpdateStatus; at: string | Date }[]
  >(
    `select sequence, lead_id, status, at from assignment_updates
     where agent_id = ? and sequence > ? order by sequence limit ?`,
    [agentId, after, pageLength],
  );
  const missed = countMissed(after, rows[0]?.sequence, last);
  const told = rows.map((row) => ({
    sequence: row.sequence,
    leadId: row.lead_id,
    status: row.status,
    at: new Date(row.at),
    missed: 0,
  }));
  if (missed === 0) return told;
  const gap = { sequence: after + missed, leadId: null, status: null, at: ctx.clock(), missed };
  return [gap, ...told];
}
