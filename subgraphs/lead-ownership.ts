import type { BaseContext } from './shared/context.ts';
import type { Reaction, Reactions } from './shared/reactions.ts';
import { mainTeam } from './shared/row-access.ts';
import {
  agentPrincipal,
  clientPrincipal,
  setGroup,
  setRowOwners,
  teamGroup,
  unassigned,
} from './shared/row-owners.ts';
import type { RowOwner } from './shared/row-owners.ts';

// Whose a lead is, as leads and routing tell it. Every subgraph that holds something of leads keeps it for itself in the same
// way; that is why it stands here once, and in none of them.

/** The client who sent the lead in. */
export function submittedBy(leadId: string, subject: string): RowOwner {
  return { rowId: leadId, kind: 'client', principal: clientPrincipal(subject), version: 0 };
}

/** Who works on the lead. Null: nobody. Without a version it is decided here and now. */
export function heldBy(leadId: string, agentId: string | null, version?: number): RowOwner {
  const principal = agentId === null ? unassigned : agentPrincipal(agentId);
  return { rowId: leadId, kind: 'desk', principal, ...(version === undefined ? {} : { version }) };
}

/** The team an agent is in. Without a version it is decided here and now. */
export async function setTeam(
  tx: BaseContext,
  agentId: string,
  team: string,
  version?: number,
): Promise<void> {
  const membership = { member: agentPrincipal(agentId), group: teamGroup(team) };
  await setGroup(tx, version === undefined ? membership : { ...membership, version });
}

/** Events that were recorded before there were teams name none. */
function teamOf(payload: Readonly<Record<string, unknown>>): string {
  return typeof payload['team'] === 'string' ? payload['team'] : mainTeam;
}

interface Submitter {
  readonly leadId: string;
  readonly submittedBy: string;
}

interface Holder {
  readonly leadId: string;
  readonly agentId: string | null;
  /** Sequence of the lead's last event in routing when this was stated. */
  readonly sequence: number;
}

/**
 * What leads and routing tell. Facts about agents and about leads come in any order between them: what a lead's event says of
 * an agent's team holds only until the agent's own events say something.
 */
const facts: Reactions<BaseContext> = {
  'leads.LeadSubmitted': (tx, { aggregateId: leadId, payload }) =>
    setRowOwners(tx, [submittedBy(leadId, payload['submittedBy'] as string), heldBy(leadId, null, 0)]),
  'leads.SubmittersStated': (tx, { payload }) =>
    setRowOwners(
      tx,
      (payload['submitters'] as Submitter[]).map((stated) => submittedBy(stated.leadId, stated.submittedBy)),
    ),
  'routing.LeadAssigned': async (tx, { aggregateId: leadId, sequence, payload }) => {
    const agentId = payload['agentId'] as string;
    await setTeam(tx, agentId, teamOf(payload), 0);
    await setRowOwners(tx, [heldBy(leadId, agentId, sequence)]);
  },
  'routing.LeadWaiting': (tx, { aggregateId: leadId, sequence }) =>
    setRowOwners(tx, [heldBy(leadId, null, sequence)]),
  'routing.AssignmentDeclined': (tx, { aggregateId: leadId, sequence }) =>
    setRowOwners(tx, [heldBy(leadId, null, sequence)]),
  'routing.AgentRegistered': (tx, { aggregateId: agentId, sequence, payload }) =>
    setTeam(tx, agentId, teamOf(payload), sequence),
  'routing.AgentTeamChanged': (tx, { aggregateId: agentId, sequence, payload }) =>
    setTeam(tx, agentId, teamOf(payload), sequence),
  'routing.HoldersStated': async (tx, { payload }) => {
    const holders = payload['holders'] as Holder[];
    const agentIds = new Set(holders.map(({ agentId }) => agentId).filter((agentId) => agentId !== null));
    for (const agentId of [...agentIds].sort()) await setTeam(tx, agentId, mainTeam, 0);
    await setRowOwners(
      tx,
      holders.map(({ leadId, agentId, sequence }) => heldBy(leadId, agentId, sequence)),
    );
  },
};

/**
 * A subgraph's reactions, with those that keep whose each lead is.
 * @param name the subgraph's own: what it publishes itself it has written down in the transaction that made it true.
 */
export function withLeadOwnership<C extends BaseContext>(name: string, own: Reactions<C>): Reactions<C> {
  const merged: Record<string, Reaction<C>> = { ...own };
  for (const [type, learn] of Object.entries(facts)) {
    if (type.startsWith(`${name}.`)) continue;
    const first = own[type];
    merged[type] = async (tx, event) => {
      // A subgraph locks what it knows of the lead before it says whose the lead is: here no other way round than elsewhere.
      await first?.(tx, event);
      await learn(tx, event);
    };
  }
  return merged;
}
