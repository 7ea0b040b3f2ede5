import type { RoutingContext } from '../context.ts';
import { recordDeskUpdates } from './desk-updates.ts';
import { lockAgent, lockOrCreateLead } from './lock-routing.ts';
import { retryFor } from './retry-waiting-leads.ts';

/** The lead ended: the agent's place is free, and the end counts for or against them in the lead's line of business. */
export async function closeAssignment(
  tx: RoutingContext,
  input: { leadId: string; isSold: boolean },
): Promise<void> {
  const lead = await lockOrCreateLead(tx, input.leadId);
  if (lead.status === 'CLOSED') return;
  const { agentId, lineOfBusiness } = lead;
  lead.close(tx.clock());
  const agent = agentId == null ? null : await lockAgent(tx, agentId);
  if (agent === null) return;
  agent.freePlace();
  await recordDeskUpdates(tx, [{ agent, leadId: lead.id, status: 'CLOSED' }]);
  await tx.em.execute(
    `insert into agent_records (agent_id, line_of_business, won, lost) values (?, ?, ?, ?)
     on conflict (agent_id, line_of_business)
     do update set won = agent_records.won + excluded.won, lost = agent_records.lost + excluded.lost`,
    [agent.id, lineOfBusiness ?? '', input.isSold ? 1 : 0, input.isSold ? 0 : 1],
  );
  await retryFor(tx, agent);
}
