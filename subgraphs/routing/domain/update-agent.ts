import { setTeam } from '../../lead-ownership.ts';
import { inTransaction, requireRole, requireScope } from '../../shared/context.ts';
import { GraphError } from '../../shared/errors.ts';
import { recordEvent } from '../../shared/events.ts';
import type { RoutingContext } from '../context.ts';
import type { Agent } from '../entities.ts';
import { agentTeamChanged } from '../events.ts';
import { lockAgent, lockEligibility } from './lock-routing.ts';
import { emailLock, emailTaken, isEmailTaken } from './register-agent.ts';
import type { AgentResult } from './register-agent.ts';
import { retryFor } from './retry-waiting-leads.ts';
import { reasonAgainstTeam } from './see-agent.ts';
import { validateAgent } from './validate-agent.ts';
import type { AgentProfile } from './validate-agent.ts';

/** A field that is left out stays as it is; null clears what may be empty. */
export type AgentChanges = { readonly [K in keyof AgentProfile]?: AgentProfile[K] | null | undefined };

const mayBeEmpty: readonly string[] = ['email', 'experienceYears'];

/**
 * Changes an agent and checks the result, not the change alone. What the agent has on their desk stays there, also when the
 * new capacity is smaller. @throws FORBIDDEN, NOT_FOUND.
 */
export async function updateAgent(
  ctx: RoutingContext,
  { id, ...changes }: AgentChanges & { readonly id: string },
): Promise<AgentResult> {
  requireRole(ctx, 'manager', 'admin');
  requireScope(ctx, 'business:manage');
  const cleared = Object.entries(changes).filter(
    ([field, value]) => value === null && !mayBeEmpty.includes(field),
  );
  if (cleared.length > 0)
    return {
      kind: 'rejected',
      reasons: cleared.map(([field]) => ({ field, message: 'expected a value, got null' })),
    };
  return inTransaction(ctx, async (tx) => {
    const email = changes.email?.trim().toLowerCase() ?? null;
    await lockEligibility(tx, emailLock({ email }));
    const agent = await lockAgent(tx, id);
    if (agent === null) throw new GraphError('NOT_FOUND', `There is no agent ${id}.`, { id });
    const foreign = reasonAgainstTeam(tx, agent.team);
    if (foreign !== undefined) throw new GraphError('FORBIDDEN', `team: ${foreign}.`);
    const validation = validateAgent(merge(agent, changes));
    if (!validation.ok) return { kind: 'rejected', reasons: validation.reasons };
    const { profile } = validation;
    const message = reasonAgainstTeam(tx, profile.team);
    if (message !== undefined) return { kind: 'rejected', reasons: [{ field: 'team', message }] };
    if (await isEmailTaken(tx, profile.email, agent.id)) return emailTaken(profile.email);
    await tx.vault.note('CHANGE', [agent.id]);
    const previousTeam = agent.team;
    Object.assign(agent, {
      ...profile,
      linesOfBusiness: [...profile.linesOfBusiness],
      licensedStates: [...profile.licensedStates],
    });
    if (agent.team !== previousTeam) {
      await recordEvent(tx, agentTeamChanged(agent, previousTeam));
      await setTeam(tx, agent.id, agent.team);
    }
    await retryFor(tx, agent);
    return { kind: 'saved', agent };
  });
}

function merge(agent: Agent, changes: AgentChanges): AgentProfile {
  const present: AgentProfile = {
    name: agent.name,
    email: agent.email ?? null,
    linesOfBusiness: agent.linesOfBusiness,
    licensedStates: agent.licensedStates,
    capacity: agent.capacity,
    experienceYears: agent.experienceYears ?? null,
    active: agent.active,
    team: agent.team,
  };
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...present, ...(Object.fromEntries(given) as Partial<AgentProfile>) };
}
