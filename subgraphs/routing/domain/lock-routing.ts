import { LockMode } from '@mikro-orm/core';
import { isId } from '../../shared/connection.ts';
import { takeTurns } from '../../shared/locks.ts';
import type { RoutingContext } from '../context.ts';
import { Agent, RoutedLead } from '../entities.ts';

// Every transaction takes its locks in this order: eligibility when it changes who may take leads; else the turn (batches),
// then leads, then eligibility (shared), then agents by id. Nobody who waits holds what another one ahead of it waits for.

/** Everybody who may take a lead of one line of business in one state. */
export interface Pool {
  readonly lineOfBusiness: string;
  /** ISO 3166-2. Null: not known, nobody may. */
  readonly state: string | null;
}

/** Locks what is known of a lead. Null for a lead nothing is known of. */
export async function lockLead(tx: RoutingContext, leadId: string): Promise<RoutedLead | null> {
  if (!isId(leadId)) return null;
  return tx.em.findOne(RoutedLead, { id: leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/** The same, and begins to know the lead when nothing is known of it yet. */
export async function lockOrCreateLead(tx: RoutingContext, leadId: string): Promise<RoutedLead> {
  await tx.em.execute('insert into routed_leads (id) values (?) on conflict do nothing', [leadId]);
  return tx.em.findOneOrFail(
    RoutedLead,
    { id: leadId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}

/**
 * Locks the active agents who sell the pool's line and are licensed in its state, full desks included: whoever frees a
 * place waits until this decision stands, and then finds the lead that waits.
 * @param also agents to lock with them, whatever they sell.
 */
export async function lockCandidates(
  tx: RoutingContext,
  pool: Pool,
  also: readonly string[] = [],
): Promise<{ candidates: Agent[]; others: Agent[] }> {
  await tx.em.execute(
    `select pg_advisory_xact_lock_shared(hashtextextended(current_schema() || ':eligibility', 0))`,
  );
  const mayTake = {
    active: true,
    linesOfBusiness: { $contains: [pool.lineOfBusiness] },
    licensedStates: { $contains: [pool.state ?? ''] },
  };
  const agents = await tx.em.find(
    Agent,
    also.length === 0 ? mayTake : { $or: [mayTake, { id: { $in: [...also] } }] },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );
  const isCandidate = (agent: Agent): boolean =>
    agent.active &&
    agent.linesOfBusiness.some((line) => line === pool.lineOfBusiness) &&
    agent.licensedStates.some((state) => state === pool.state);
  return { candidates: agents.filter(isCandidate), others: agents.filter((agent) => !isCandidate(agent)) };
}

export async function lockAgent(tx: RoutingContext, agentId: string): Promise<Agent | null> {
  if (!isId(agentId)) return null;
  return tx.em.findOne(Agent, { id: agentId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

const turn = `hashtextextended(current_schema() || ':turn', 0)`;

/**
 * Takes the turn to decide, unless another decision is under way: then whoever asks leaves the lead to the next batch instead
 * of standing in line. The turn makes decisions fast, not right: that is the agents' locks' part.
 */
export async function tryTurn(tx: RoutingContext): Promise<boolean> {
  const [row] = await tx.em.execute<{ taken: boolean }[]>(
    `select pg_try_advisory_xact_lock(${turn}) as taken`,
  );
  return row?.taken === true;
}

/** Waits for the turn to decide. To be taken before any other lock. */
export async function takeTurn(tx: RoutingContext): Promise<void> {
  await tx.em.execute(`select pg_advisory_xact_lock(${turn})`);
}

/**
 * To be held before it changes who may take leads (an agent comes, or sells more): no decision is under way meanwhile, so a
 * lead that was just found to have nobody is seen waiting.
 * @param names what else is to be locked, in one go.
 */
export async function lockEligibility(tx: RoutingContext, names: readonly string[] = []): Promise<void> {
  await takeTurns(tx, ['eligibility', ...names]);
}
