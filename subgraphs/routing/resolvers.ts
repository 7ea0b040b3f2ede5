import type DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import { DateTime } from '../shared/scalars.ts';
import type { RoutingContext } from './context.ts';
import { acceptAssignment, declineAssignment } from './domain/answer-assignment.ts';
import type { AnswerResult } from './domain/answer-assignment.ts';
import { deskCursor, followDesk } from './domain/follow-desk.ts';
import type { DeskUpdate } from './domain/follow-desk.ts';
import { listAgents } from './domain/list-agents.ts';
import { listAssignments } from './domain/list-assignments.ts';
import { listWaitingPools } from './domain/list-waiting-leads.ts';
import { registerAgent } from './domain/register-agent.ts';
import { seesDesk } from './domain/see-agent.ts';
import { updateAgent } from './domain/update-agent.ts';
import type { RoutedLead } from './entities.ts';
import type { Resolvers, ResolversTypes } from './generated/types.ts';

export const resolvers: Resolvers = {
  DateTime,
  Query: {
    agent: (_, { id }, ctx) => ctx.loaders.agentById.load(id),
    agents: (_, args, ctx) => listAgents(ctx, args),
    viewerAgent: (_, __, ctx) =>
      ctx.viewer.agentId === undefined ? null : ctx.loaders.agentById.load(ctx.viewer.agentId),
    waitingLeads: (_, args, ctx) => listWaitingPools(ctx, args),
  },
  Mutation: {
    async registerAgent(_, { input }, ctx) {
      const { email = null, experienceYears = null } = input;
      const result = await registerAgent(ctx, { ...input, email, experienceYears });
      if (result.kind === 'rejected') return { __typename: 'AgentRejected', reasons: result.reasons };
      return { __typename: 'AgentRegistered', agent: result.agent };
    },
    async updateAgent(_, { input }, ctx) {
      const result = await updateAgent(ctx, input);
      forget(ctx);
      if (result.kind === 'rejected') return { __typename: 'AgentRejected', reasons: result.reasons };
      return { __typename: 'AgentUpdated', agent: result.agent };
    },
    async acceptAssignment(_, { input }, ctx) {
      const result = await acceptAssignment(ctx, input);
      forget(ctx);
      if (result.kind !== 'done') return toRefusal(ctx, result);
      const { lead } = result;
      return {
        __typename: 'AssignmentAccepted',
        leadId: lead.id,
        lead: await seen(ctx, lead),
        assignment: lead,
      };
    },
    async declineAssignment(_, { input }, ctx) {
      const result = await declineAssignment(ctx, input);
      forget(ctx);
      if (result.kind !== 'done') return toRefusal(ctx, result);
      const lead = await seen(ctx, result.lead);
      return { __typename: 'AssignmentDeclined', leadId: result.lead.id, lead, assignment: lead };
    },
  },
  Subscription: {
    assignmentUpdates: {
      subscribe: (_, args, ctx) => followDesk(ctx, args),
      resolve(update: DeskUpdate, _: unknown, ctx: RoutingContext) {
        // A stream outlives many changes: each update is told with what holds now.
        forget(ctx);
        return update;
      },
    },
  },
  Lead: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    assignment: async ({ id }, _, ctx) =>
      (await ctx.rows.sees(id)) ? ctx.loaders.assignmentByLeadId.load(id) : null,
  },
  Assignment: {
    // Only leads with a status reach this type.
    status: (lead) => lead.status ?? 'WAITING',
    agent: ({ agentId }, _, ctx) => (agentId == null ? null : ctx.loaders.agentById.load(agentId)),
  },
  Agent: {
    __resolveReference: ({ id }, ctx) => ctx.loaders.agentById.load(id),
    registeredAt: (agent) => agent.createdAt,
    async email(agent, _, ctx) {
      if (!seesDesk(ctx, agent) || agent.email == null) return null;
      await ctx.vault.note('READ', [agent.id]);
      return agent.email;
    },
    records: (agent, _, ctx) => (seesDesk(ctx, agent) ? ctx.loaders.recordsByAgentId.load(agent.id) : []),
    assignments: (agent, args, ctx) => listAssignments(ctx, agent, args),
    assignmentCursor: (agent, _, ctx) => deskCursor(seesDesk(ctx, agent) ? agent.updateSequence : 0),
  },
  AgentRecord: {
    winRate: ({ won, lost }) => won / (won + lost),
  },
  AgentConnection: {
    totalCount: (page) => page.totalCount(),
  },
  AgentAssignmentConnection: {
    totalCount: (page) => page.totalCount(),
  },
  AgentAssignment: {
    leadId: (lead) => lead.id,
    lead: (lead) => lead,
    status: (lead) => lead.status ?? 'WAITING',
    assignedAt: (lead) => lead.assignedAt as Date,
  },
  AssignmentUpdate: {
    cursor: (update) => deskCursor(update.sequence),
    lead: async ({ leadId }, _, ctx) =>
      leadId !== null && (await ctx.rows.seesNow(leadId)) ? { id: leadId } : null,
    missed: ({ missed }) => (missed === 0 ? null : { count: missed }),
  },
};

/** After a write nothing that was read before may be answered. */
function forget({ loaders, rows }: RoutingContext): void {
  rows.forget();
  for (const loader of Object.values(loaders) as DataLoader<string, unknown>[]) loader.clearAll();
}

/** What an agent gave back is no longer theirs to see. */
async function seen(ctx: RoutingContext, lead: RoutedLead): Promise<RoutedLead | null> {
  return (await ctx.rows.seesNow(lead.id)) ? lead : null;
}

async function toRefusal(
  ctx: RoutingContext,
  result: Exclude<AnswerResult, { kind: 'done' }>,
): Promise<Awaited<ResolversTypes['NotYourAssignment' | 'AssignmentNotOpen']>> {
  const leadId = result.lead.id;
  const lead = await seen(ctx, result.lead);
  if (result.kind === 'not-yours') return { __typename: 'NotYourAssignment', leadId, lead };
  return { __typename: 'AssignmentNotOpen', leadId, lead, status: result.status };
}
