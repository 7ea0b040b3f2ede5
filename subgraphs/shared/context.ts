import type { EntityManager } from '@mikro-orm/postgresql';
import { GraphError } from './errors.ts';
import type { Jobs } from './jobs.ts';
import type { Logger } from './logger.ts';
import { scopesOf } from './scopes.ts';
import type { Scope } from './scopes.ts';
import type { RowAccess } from './row-access.ts';
import type { Signals } from './signals.ts';
import type { Vault } from './vault.ts';

export const roles = ['integrator', 'agent', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks. `system` stands for the graph itself: reactions to events, jobs, start-up. */
export interface Viewer {
  /** Stable name of the caller: a client, a person, or `system`. */
  readonly subject: string;
  readonly role: Role | 'system';
  /** The agent a token with role `agent` acts as. */
  readonly agentId?: string | undefined;
  /** The teams a token with role `manager` manages. */
  readonly teams?: readonly string[] | undefined;
  /** The application the caller speaks through, as its operations are published under. Undefined: none in particular. */
  readonly client?: string | undefined;
  /** What the token allows beside its role; undefined stands for all that the role does by itself. */
  readonly scopes?: readonly string[] | undefined;
}

export const systemViewer: Viewer = { subject: 'system', role: 'system' };

/** The present time. Injected so that every rule can be tested at any date. */
export type Clock = () => Date;

/** A number in [0, 1). Injected so that chance can be repeated. */
export type Random = () => number;

/** What every domain function receives first. A subgraph adds its loaders. */
export interface BaseContext {
  /** Forked for this request, reaction or job: its identity map is nobody else's. */
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly clock: Clock;
  readonly random: Random;
  /** A new time-ordered UUID (version 7). */
  readonly newId: () => string;
  readonly logger: Logger;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly jobs: Jobs;
  /** Which rows the viewer sees. */
  readonly rows: RowAccess;
  /** Tells the relay that events are waiting. Called by `inTransaction` after a commit that recorded some. */
  readonly committed: () => void;
}

/** Transactions in which events were recorded. */
const withEvents = new WeakSet<EntityManager>();

/** Says that the surrounding transaction records events, so that the relay looks for them after the commit. */
export function announceEvents({ em }: Pick<BaseContext, 'em'>): void {
  withEvents.add(em);
}

/**
 * Runs `work` in one database transaction and hands it a context whose `em` belongs to that transaction. A throw rolls
 * everything back, events and jobs included. Inside another `inTransaction` it joins that one.
 */
export async function inTransaction<C extends BaseContext, T>(
  ctx: C,
  work: (tx: C) => Promise<T>,
): Promise<T> {
  if (ctx.em.isInTransaction()) return work(ctx);
  let hasEvents = false;
  const result = await ctx.em.transactional(async (forked) => {
    const em = forked as EntityManager;
    const done = await work({ ...ctx, em, rows: ctx.rows.within(em) });
    hasEvents = withEvents.has(em);
    return done;
  });
  if (hasEvents) ctx.committed();
  return result;
}

/** @throws FORBIDDEN when the viewer has none of `allowed`. The graph itself (`system`) may do everything. */
export function requireRole(ctx: Pick<BaseContext, 'viewer'>, ...allowed: readonly Role[]): void {
  const { role } = ctx.viewer;
  if (role === 'system' || allowed.includes(role)) return;
  throw new GraphError('FORBIDDEN', `Expected role ${allowed.join(' or ')}, got ${role}.`, { allowed });
}

/**
 * @param anyOf one of them is enough
 * @throws FORBIDDEN when the viewer holds none of them
 */
export function requireScope(ctx: Pick<BaseContext, 'viewer'>, ...anyOf: readonly Scope[]): void {
  const held = scopesOf(ctx.viewer);
  if (anyOf.some((scope) => held.has(scope))) return;
  throw new GraphError('FORBIDDEN', `Expected the scope ${anyOf.join(' or ')}.`, { scopes: anyOf });
}
