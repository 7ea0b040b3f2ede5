import DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import type { BaseContext } from '../shared/context.ts';
import { Agent, RoutedLead } from './entities.ts';
import type { LineOfBusiness } from './entities.ts';

export interface AgentRecord {
  readonly lineOfBusiness: LineOfBusiness;
  readonly won: number;
  readonly lost: number;
}

/** Made per request. */
export interface RoutingLoaders {
  /** Null for an unknown id. */
  readonly agentById: DataLoader<string, Agent | null>;
  /** Null for a lead that has not been routed yet. */
  readonly assignmentByLeadId: DataLoader<string, RoutedLead | null>;
  /** Sorted by line of business; empty without a closed lead. */
  readonly recordsByAgentId: DataLoader<string, AgentRecord[]>;
}

export function createLoaders({ em }: Pick<BaseContext, 'em'>): RoutingLoaders {
  return {
    agentById: new DataLoader(async (ids) => {
      const agents = await em.find(Agent, { id: { $in: ids.filter(isId) } }, { refresh: true });
      const byId = new Map(agents.map((agent) => [agent.id, agent]));
      return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
    }),
    assignmentByLeadId: new DataLoader(async (ids) => {
      const routed = { id: { $in: ids.filter(isId) }, status: { $ne: null } };
      const leads = await em.find(RoutedLead, routed, { refresh: true });
      const byId = new Map(leads.map((lead) => [lead.id, lead]));
      return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
    }),
    recordsByAgentId: new DataLoader(async (ids) => {
      const rows = await em.execute<({ agent_id: string; line_of_business: LineOfBusiness } & AgentRecord)[]>(
        `select agent_id, line_of_business, won, lost from agent_records
         where agent_id in (select jsonb_array_elements_text(?::jsonb)::uuid) order by line_of_business`,
        [JSON.stringify(ids)],
      );
      const byAgent = Map.groupBy(rows, (row) => row.agent_id);
      return ids.map((id) =>
        (byAgent.get(id) ?? []).map(({ line_of_business: lineOfBusiness, won, lost }) => ({
          lineOfBusiness,
          won,
          lost,
        })),
      );
    }),
  };
}
