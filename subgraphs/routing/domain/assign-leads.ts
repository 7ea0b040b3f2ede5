import { heldBy } from '../../lead-ownership.ts';
import { recordEvents } from '../../shared/events.ts';
import type { NewEvent } from '../../shared/events.ts';
import { setRowOwners } from '../../shared/row-owners.ts';
import type { RowOwner } from '../../shared/row-owners.ts';
import type { RoutingContext } from '../context.ts';
import type { Agent, LeadQuality, RoutedLead, WaitingReason } from '../entities.ts';
import { leadAssigned, leadWaiting } from '../events.ts';
import { recordDeskUpdates } from './desk-updates.ts';
import type { NewDeskUpdate } from './desk-updates.ts';
import { lockCandidates } from './lock-routing.ts';
import type { Pool } from './lock-routing.ts';
import { chooseAgent } from './rank-agents.ts';
import type { Candidate } from './rank-agents.ts';

interface WinLoss {
  readonly won: number;
  readonly lost: number;
}

const none: WinLoss = { won: 0, lost: 0 };

/**
 * Gives each lead to the best agent who may take it, or lets it wait.
 * @param leads of one pool, locked, best right to an agent first.
 * @param release locks taken together with the candidates': the agent who just gave a lead of the pool back.
 * @returns how many leads got an agent.
 */
export async function assignLeads(
  tx: RoutingContext,
  pool: Pool,
  leads: readonly RoutedLead[],
  release?: { readonly agentId: string; readonly then: (agent: Agent) => Promise<void> },
): Promise<number> {
  const also = release === undefined ? [] : [release.agentId];
  const { candidates, others } = await lockCandidates(tx, pool, also);
  const released = [...candidates, ...others].find(({ id }) => id === release?.agentId);
  if (released !== undefined) await release?.then(released);
  const records = await recordsOfLine(tx, candidates, pool.lineOfBusiness);
  const declined = await declinesOf(tx, candidates, leads);

  const events: NewEvent[] = [];
  const updates: NewDeskUpdate[] = [];
  const owners: RowOwner[] = [];
  const now = tx.clock();
  for (const lead of leads) {
    const willing = candidates.filter(({ id }) => declined.get(lead.id)?.has(id) !== true);
    const free = willing.filter((agent) => agent.hasPlace());
    const best = chooseAgent(
      free.map((agent) => toCandidate(agent, records.byAgent.get(agent.id) ?? none)),
      { quality: lead.scoreQuality as LeadQuality, now, line: records.line },
    );
    const agent = free.find(({ id }) => id === best?.agentId);
    if (best === null || agent === undefined) {
      const reason = reasonToWait(candidates.length, willing.length);
      if (lead.wait(reason, now)) events.push(leadWaiting(lead.id, reason));
      owners.push(heldBy(lead.id, null));
      continue;
    }
    agent.takePlace(now);
    lead.assign(agent.id, best.reasons, now);
    events.push(leadAssigned(lead, agent));
    owners.push(heldBy(lead.id, agent.id));
    updates.push({ agent, leadId: lead.id, status: 'ASSIGNED' });
  }
  await setRowOwners(tx, owners);
  await recordDeskUpdates(tx, updates);
  await recordEvents(tx, events);
  return updates.length;
}

function reasonToWait(licensedCount: number, willingCount: number): WaitingReason {
  if (licensedCount === 0) return 'NO_LICENSED_AGENT';
  return willingCount === 0 ? 'ALL_DECLINED' : 'NO_CAPACITY';
}

function toCandidate(agent: Agent, { won, lost }: WinLoss): Candidate {
  return {
    agentId: agent.id,
    openLeads: agent.openLeads,
    capacity: agent.capacity,
    experienceYears: agent.experienceYears ?? null,
    lastAssignedAt: agent.lastAssignedAt ?? null,
    won,
    lost,
  };
}

async function recordsOfLine(
  tx: RoutingContext,
  candidates: readonly Agent[],
  lineOfBusiness: string,
): Promise<{ byAgent: Map<string, WinLoss>; line: WinLoss }> {
  if (candidates.length === 0) return { byAgent: new Map(), line: none };
  const rows = await tx.em.execute<({ agent_id: string } & WinLoss)[]>(
    'select agent_id, won, lost from agent_records where line_of_business = ?',
    [lineOfBusiness],
  );
  const sum = (pick: (row: WinLoss) => number): number => rows.reduce((total, row) => total + pick(row), 0);
  return {
    byAgent: new Map(rows.map((row) => [row.agent_id, row])),
    line: { won: sum((row) => row.won), lost: sum((row) => row.lost) },
  };
}

async function declinesOf(
  tx: RoutingContext,
  candidates: readonly Agent[],
  leads: readonly RoutedLead[],
): Promise<Map<string, Set<string>>> {
  if (candidates.length === 0) return new Map();
  const rows = await tx.em.execute<{ lead_id: string; agent_id: string }[]>(
    `select lead_id, agent_id from declines
     where lead_id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
    [JSON.stringify(leads.map(({ id }) => id))],
  );
  const byLead = Map.groupBy(rows, (row) => row.lead_id);
  return new Map([...byLead].map(([leadId, found]) => [leadId, new Set(found.map((row) => row.agent_id))]));
}
