import type { FilterQuery } from '@mikro-orm/core';
import { decodeCursor, isId, isTime, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { badInput } from '../../shared/errors.ts';
import type { RoutingContext } from '../context.ts';
import { Agent } from '../entities.ts';
import type { LineOfBusiness } from '../entities.ts';
import { readLicensedState } from './read-state.ts';

/** Conditions that all hold. Undefined and null: no condition. */
export interface AgentFilter {
  readonly lineOfBusiness?: LineOfBusiness | null | undefined;
  readonly licensedState?: string | null | undefined;
  readonly active?: boolean | null | undefined;
}

export interface AgentPage extends Connection<Agent> {
  /** Counted only when asked for. */
  readonly totalCount: () => Promise<number>;
}

type Key = readonly [createdAtMs: number, id: string];

/** Agents, newest first. @throws BAD_USER_INPUT for a page size, cursor or state that is not of its form. */
export async function listAgents(
  ctx: RoutingContext,
  input: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    filter?: AgentFilter | null | undefined;
  },
): Promise<AgentPage> {
  const first = pageSize(input.first);
  const where = conditionsOf(input.filter ?? {});
  const behind = input.after == null ? {} : conditionBehind(input.after);
  const rows = await ctx.em.find(
    Agent,
    { $and: [where, behind] },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: first + 1 },
  );
  const page = toConnection<Agent>(
    rows,
    first,
    (agent) => [agent.createdAt.getTime(), agent.id],
    input.after,
  );
  return { ...page, totalCount: () => ctx.em.count(Agent, where) };
}

function conditionBehind(after: string): FilterQuery<Agent> {
  const [createdAtMs, id] = decodeCursor<Key>(after, ([ms, id]) => isTime(ms) && isId(id));
  const createdAt = new Date(createdAtMs);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: id } }] };
}

function conditionsOf({ lineOfBusiness, licensedState, active }: AgentFilter): FilterQuery<Agent> {
  const conditions: FilterQuery<Agent>[] = [];
  if (lineOfBusiness != null) conditions.push({ linesOfBusiness: { $contains: [lineOfBusiness] } });
  if (active != null) conditions.push({ active });
  if (licensedState != null) {
    const state = readLicensedState(licensedState);
    if (state === null) throw badInput('filter.licensedState', 'a code such as NY or AU-NSW', licensedState);
    conditions.push({ licensedStates: { $contains: [state] } });
  }
  return conditions.length === 0 ? {} : { $and: conditions };
}
