import { createHash } from 'node:crypto';
import { setTeam } from '../../lead-ownership.ts';
import { inTransaction, requireRole, requireScope } from '../../shared/context.ts';
import { recordEvent } from '../../shared/events.ts';
import { mainTeam } from '../../shared/row-access.ts';
import { isStorable } from '../../shared/text.ts';
import type { RoutingContext } from '../context.ts';
import { Agent } from '../entities.ts';
import { agentRegistered } from '../events.ts';
import { lockEligibility } from './lock-routing.ts';
import { retryFor } from './retry-waiting-leads.ts';
import { reasonAgainstTeam } from './see-agent.ts';
import { validateAgent } from './validate-agent.ts';
import type { AgentProfile, Reason } from './validate-agent.ts';

export type AgentResult =
  | { readonly kind: 'saved'; readonly agent: Agent }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

const maxKeyLength = 200;

/** Takes an agent on; leads that waited for such an agent are tried again. @throws FORBIDDEN. */
export async function registerAgent(
  ctx: RoutingContext,
  input: AgentProfile & { readonly idempotencyKey: string },
): Promise<AgentResult> {
  requireRole(ctx, 'manager', 'admin');
  requireScope(ctx, 'business:manage');
  const { idempotencyKey, ...given } = input;
  const validation = validateAgent(given);
  const reasons = [...reasonsAgainstKey(idempotencyKey), ...(validation.ok ? [] : validation.reasons)];
  if (!validation.ok || reasons.length > 0) return { kind: 'rejected', reasons };
  const { profile } = validation;
  const foreign = reasonAgainstTeam(ctx, profile.team);
  if (foreign !== undefined) return { kind: 'rejected', reasons: [{ field: 'team', message: foreign }] };
  const requestHash = hashOf(profile);
  const registeredBy = ctx.viewer.subject;
  return inTransaction(ctx, async (tx) => {
    await lockEligibility(tx, [`agent key:${registeredBy}:${idempotencyKey}`, ...emailLock(profile)]);
    const earlier = await tx.em.findOne(Agent, { registeredBy, idempotencyKey });
    if (earlier !== null)
      return earlier.requestHash === requestHash ? { kind: 'saved', agent: earlier } : keyReused();
    if (await isEmailTaken(tx, profile.email)) return emailTaken(profile.email);
    const agent = tx.em.create(Agent, {
      id: tx.newId(),
      ...profile,
      linesOfBusiness: [...profile.linesOfBusiness],
      licensedStates: [...profile.licensedStates],
      openLeads: 0,
      lastAssignedAt: null,
      updateSequence: 0,
      registeredBy,
      idempotencyKey,
      requestHash,
      createdAt: tx.clock(),
    });
    await tx.vault.note('CHANGE', [agent.id]);
    await recordEvent(tx, agentRegistered(agent));
    await setTeam(tx, agent.id, agent.team);
    await retryFor(tx, agent);
    return { kind: 'saved', agent };
  });
}

/** The main team is left out: requests from before there were teams must come out the same when they are repeated. */
function hashOf({ team, ...rest }: AgentProfile): string {
  const content = team === mainTeam ? rest : { ...rest, team };
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

function reasonsAgainstKey(key: string): Reason[] {
  if (key.trim() !== '' && key.length <= maxKeyLength && isStorable(key)) return [];
  const message = `expected 1 to ${maxKeyLength} characters, got ${key.length}`;
  return [{ field: 'idempotencyKey', message }];
}

function keyReused(): AgentResult {
  const message = 'expected a new key, got one that was used with other content';
  return { kind: 'rejected', reasons: [{ field: 'idempotencyKey', message }] };
}

/** Two agents who take the same address at the same moment take turns. */
export function emailLock({ email }: Pick<AgentProfile, 'email'>): string[] {
  return email === null ? [] : [`agent email:${email}`];
}

/** @param exceptId the agent whose address it may be. */
export async function isEmailTaken(
  tx: RoutingContext,
  email: string | null,
  exceptId?: string,
): Promise<boolean> {
  if (email === null) return false;
  const owner = await tx.em.findOne(Agent, { email });
  return owner !== null && owner.id !== exceptId;
}

export function emailTaken(email: string | null): AgentResult {
  const message = `expected an address no other agent has, got ${JSON.stringify(email)}`;
  return { kind: 'rejected', reasons: [{ field: 'email', message }] };
}
