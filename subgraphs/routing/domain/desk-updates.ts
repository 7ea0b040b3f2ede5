import { notify } from '../../shared/signals.ts';
import type { RoutingContext } from '../context.ts';
import type { Agent } from '../entities.ts';

export type DeskUpdateStatus = 'ASSIGNED' | 'ACCEPTED' | 'DECLINED' | 'CLOSED';

export interface NewDeskUpdate {
  /** Locked by the caller: that keeps the agent's sequence without gaps. */
  readonly agent: Agent;
  readonly leadId: string;
  readonly status: DeskUpdateStatus;
}

export function deskTopic(agentId: string): string {
  return `desk:${agentId}`;
}

/** Numbers the updates per agent, keeps them, and wakes the agents' streams when the transaction commits. */
export async function recordDeskUpdates(
  tx: RoutingContext,
  updates: readonly NewDeskUpdate[],
): Promise<void> {
  if (updates.length === 0) return;
  const rows = updates.map(({ agent, leadId, status }) => {
    agent.updateSequence += 1;
    return { agent_id: agent.id, sequence: agent.updateSequence, lead_id: leadId, status };
  });
  await tx.em.execute(
    `insert into assignment_updates (agent_id, sequence, lead_id, status, at)
     select r.agent_id, r.sequence, r.lead_id, r.status, ?::timestamptz
     from jsonb_to_recordset(?::jsonb) as r(agent_id uuid, sequence int, lead_id uuid, status text)`,
    [tx.clock().toISOString(), JSON.stringify(rows)],
  );
  for (const agentId of new Set(rows.map((row) => row.agent_id))) await notify(tx, deskTopic(agentId));
}
