import { isId } from '../../shared/connection.ts';
import type { BaseContext } from '../../shared/context.ts';
import { inTransaction, requireRole, requireScope } from '../../shared/context.ts';
import { badInput, GraphError } from '../../shared/errors.ts';
import { recordEvent } from '../../shared/events.ts';
import { isStorable } from '../../shared/text.ts';
import type { RoutingContext } from '../context.ts';
import type { Agent, AssignmentStatus, LineOfBusiness, RoutedLead } from '../entities.ts';
import { assignmentAccepted, assignmentDeclined } from '../events.ts';
import { assignLeads } from './assign-leads.ts';
import { recordDeskUpdates } from './desk-updates.ts';
import { lockAgent, lockLead } from './lock-routing.ts';
import { retryFor } from './retry-waiting-leads.ts';

export interface Answer {
  readonly leadId: string;
  /** For whom a manager or admin answers. Not given: for whoever has the lead. */
  readonly agentId?: string | null | undefined;
}

export type AnswerResult =
  | { readonly kind: 'done'; readonly lead: RoutedLead }
  | { readonly kind: 'not-yours'; readonly lead: RoutedLead }
  | { readonly kind: 'not-open'; readonly lead: RoutedLead; readonly status: AssignmentStatus };

/** The agent takes the lead on. Again: the same answer. @throws FORBIDDEN, NOT_FOUND for an assignment that is not the viewer's to see. */
export async function acceptAssignment(ctx: RoutingContext, input: Answer): Promise<AnswerResult> {
  const actor = actorOf(ctx, input);
  return inTransaction(ctx, async (tx) => {
    const { lead, agentId, status } = await lockAssigned(tx, input.leadId, actor);
    if (agentId === null) return { kind: 'not-open', lead, status };
    if (actor !== null && actor !== agentId) return { kind: 'not-yours', lead };
    if (status === 'ACCEPTED') return { kind: 'done', lead };
    if (status !== 'ASSIGNED') return { kind: 'not-open', lead, status };
    lead.accept(tx.clock());
    const agent = await lockAgent(tx, agentId);
    if (agent !== null) await recordDeskUpdates(tx, [{ agent, leadId: lead.id, status: 'ACCEPTED' }]);
    await recordEvent(tx, assignmentAccepted(lead.id, agentId));
    return { kind: 'done', lead };
  });
}

const maxReasonLength = 500;

/**
 * The agent gives the lead back: in the same moment it goes to the best of the others, or waits. Again: the same answer.
 * @throws FORBIDDEN, NOT_FOUND for an assignment that is not the viewer's to see, BAD_USER_INPUT for a reason that is too long.
 */
export async function declineAssignment(
  ctx: RoutingContext,
  input: Answer & { readonly reason?: string | null | undefined },
): Promise<AnswerResult> {
  const actor = actorOf(ctx, input);
  const reason = input.reason?.trim() || null;
  if (reason !== null && (reason.length > maxReasonLength || !isStorable(reason)))
    throw badInput('reason', `at most ${maxReasonLength} characters`, reason);
  return inTransaction(ctx, async (tx) => {
    const { lead, agentId, status } = await lockAssigned(tx, input.leadId, actor);
    if (actor !== null && (await hasDeclined(tx, lead.id, actor))) return { kind: 'done', lead };
    if (agentId === null) return { kind: 'not-open', lead, status };
    if (actor !== null && actor !== agentId) return { kind: 'not-yours', lead };
    if (status !== 'ASSIGNED') return { kind: 'not-open', lead, status };
    await giveBack(tx, lead, agentId, reason);
    return { kind: 'done', lead };
  });
}

async function giveBack(
  tx: RoutingContext,
  lead: RoutedLead,
  agentId: string,
  reason: string | null,
): Promise<void> {
  await tx.em.execute(
    'insert into declines (lead_id, agent_id, reason, declined_at) values (?, ?, ?, ?::timestamptz)',
    [lead.id, agentId, reason, tx.clock().toISOString()],
  );
  await recordEvent(tx, assignmentDeclined(lead.id, agentId, reason));
  const pool = { lineOfBusiness: lead.lineOfBusiness as LineOfBusiness, state: lead.state ?? null };
  const released: Agent[] = [];
  await assignLeads(tx, pool, [lead], {
    agentId,
    async then(agent) {
      released.push(agent);
      agent.freePlace();
      await recordDeskUpdates(tx, [{ agent, leadId: lead.id, status: 'DECLINED' }]);
    },
  });
  for (const agent of released) await retryFor(tx, agent);
}

/**
 * The agent for whom the viewer answers: agents for themselves, managers and admins for the one they name.
 * @returns null when none is named: then for whoever has the lead.
 */
function actorOf({ viewer }: BaseContext, { agentId }: Answer): string | null {
  requireRole({ viewer }, 'agent', 'manager', 'admin');
  requireScope({ viewer }, 'assignments:write');
  const named = agentId?.toLowerCase() ?? null;
  if (viewer.role !== 'agent') return named;
  const own = viewer.agentId?.toLowerCase();
  if (own === undefined)
    throw new GraphError('FORBIDDEN', 'Expected a token that names its agent, got one that names none.');
  if (named !== null && named !== own)
    throw new GraphError('FORBIDDEN', `Expected agent ${own}, got ${named}: agents answer for themselves.`);
  return own;
}

/**
 * @throws NOT_FOUND for an assignment that the viewer may not see. What an agent gave back they know of: there they learn no
 * more than that it is no longer theirs.
 */
async function lockAssigned(
  tx: RoutingContext,
  leadId: string,
  actor: string | null,
): Promise<{ lead: RoutedLead; agentId: string | null; status: AssignmentStatus }> {
  const lead = await lockLead(tx, leadId);
  const isKnown =
    lead?.status != null &&
    ((await tx.rows.seesNow(lead.id)) ||
      (tx.viewer.role === 'agent' && actor !== null && (await hasDeclined(tx, lead.id, actor))));
  if (lead?.status == null || !isKnown)
    throw new GraphError('NOT_FOUND', `There is no assignment of a lead ${leadId}.`, { id: leadId });
  return { lead, agentId: lead.agentId ?? null, status: lead.status };
}

async function hasDeclined(tx: RoutingContext, leadId: string, agentId: string): Promise<boolean> {
  if (!isId(agentId)) return false;
  const rows = await tx.em.execute<object[]>('select 1 from declines where lead_id = ? and agent_id = ?', [
    leadId,
    agentId,
  ]);
  return rows.length > 0;
}
