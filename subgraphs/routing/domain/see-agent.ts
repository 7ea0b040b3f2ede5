import { managedTeams } from '../../shared/row-access.ts';
import type { RoutingContext } from '../context.ts';
import type { Agent } from '../entities.ts';

/**
 * Whether the viewer sees what is the agent's own: e-mail address, record and desk. The rest belongs to the business, which
 * knows its agents by name.
 */
export function seesDesk(
  { viewer }: Pick<RoutingContext, 'viewer'>,
  agent: Pick<Agent, 'id' | 'team'>,
): boolean {
  switch (viewer.role) {
    case 'system':
    case 'admin':
      return true;
    case 'manager':
      return managedTeams(viewer).includes(agent.team);
    case 'agent':
      return viewer.agentId?.toLowerCase() === agent.id;
    case 'integrator':
      return false;
  }
}

/** Why a manager may not put an agent into a team. Undefined: nothing speaks against it. */
export function reasonAgainstTeam(
  { viewer }: Pick<RoutingContext, 'viewer'>,
  team: string,
): string | undefined {
  if (viewer.role !== 'manager') return undefined;
  const managed = managedTeams(viewer);
  if (managed.includes(team)) return undefined;
  return `expected a team that you manage (${managed.join(', ')}), got ${JSON.stringify(team)}`;
}
