import { withLeadOwnership } from '../lead-ownership.ts';
import type { NewEvent } from '../shared/events.ts';
import type { Reactions } from '../shared/reactions.ts';
import type { RoutingContext } from './context.ts';
import { closeAssignment } from './domain/close-assignment.ts';
import { learnOfScore, learnOfSubmission } from './domain/learn-of-lead.ts';
import type { Agent, LeadQuality, LineOfBusiness, RoutedLead, WaitingReason } from './entities.ts';

export function agentRegistered(agent: Agent): NewEvent {
  return { type: 'AgentRegistered', aggregateId: agent.id, payload: { name: agent.name, team: agent.team } };
}

/** Other managers see the agent's leads from now on. */
export function agentTeamChanged(agent: Agent, previousTeam: string): NewEvent {
  return { type: 'AgentTeamChanged', aggregateId: agent.id, payload: { team: agent.team, previousTeam } };
}

/** An agent got the lead. */
export function leadAssigned(lead: RoutedLead, agent: Agent): NewEvent {
  return {
    type: 'LeadAssigned',
    aggregateId: lead.id,
    payload: { agentId: agent.id, agentName: agent.name, team: agent.team, attempt: lead.attempt },
  };
}

/** No agent could take the lead: its wait begins. */
export function leadWaiting(leadId: string, reason: WaitingReason): NewEvent {
  return { type: 'LeadWaiting', aggregateId: leadId, payload: { reason } };
}

export function assignmentAccepted(leadId: string, agentId: string): NewEvent {
  return { type: 'AssignmentAccepted', aggregateId: leadId, payload: { agentId } };
}

/** The agent gave the lead back. */
export function assignmentDeclined(leadId: string, agentId: string, reason: string | null): NewEvent {
  return { type: 'AssignmentDeclined', aggregateId: leadId, payload: { agentId, reason } };
}

export const reactions: Reactions<RoutingContext> = withLeadOwnership('routing', {
  'leads.LeadSubmitted': (tx, { aggregateId: leadId, payload }) =>
    learnOfSubmission(tx, {
      leadId,
      lineOfBusiness: payload['lineOfBusiness'] as LineOfBusiness,
      country: payload['country'] as string,
      state: payload['state'] as string | null,
    }),
  'scoring.LeadScored': (tx, { aggregateId: leadId, payload }) =>
    learnOfScore(tx, {
      leadId,
      value: payload['value'] as number,
      quality: payload['quality'] as LeadQuality,
    }),
  'leads.LeadOutcomeRecorded': (tx, { aggregateId: leadId, payload }) =>
    closeAssignment(tx, { leadId, isSold: payload['kind'] === 'SOLD' }),
});
