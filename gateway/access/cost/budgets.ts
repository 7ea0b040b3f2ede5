import type { GraphQLError } from 'graphql';
import type { Config } from '../../../subgraphs/shared/config.ts';
import type { Viewer } from '../../../subgraphs/shared/context.ts';
import type { BudgetSize, CostSettings } from '../../../subgraphs/shared/limit-settings.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { deriveKey } from '../../../subgraphs/shared/vault.ts';
import type { Reservation } from '../../engine/cost/operation-costs.ts';
import type { Buckets, Taking } from './buckets.ts';
import { costBudgetExceeded, costLimitExceeded } from './errors.ts';
import { createMemoryBuckets } from './memory-buckets.ts';
import { openRedisBuckets } from './redis-buckets.ts';

/** What callers may spend. Costs are in the units of `compileEstimate`. */
export interface Budgets {
  /**
   * Sets the estimate of an operation aside. What is settled for less comes back.
   *
   * @throws GraphQLError COST_BUDGET_EXCEEDED, COST_LIMIT_EXCEEDED; with buckets elsewhere it rejects with them
   */
  admit(viewer: Viewer, estimated: number): Reservation | undefined | Promise<Reservation | undefined>;
  /**
   * Like `admit` for a stream, of which one event may cost `estimated`. To open one costs `openingCost`.
   */
  admitStream(viewer: Viewer, estimated: number): Promise<void>;
  /**
   * Spends what an event did cost. A stream that is open goes on while its caller owes: only one that owes as much as it can
   * ever hold gets no more.
   *
   * @returns COST_BUDGET_EXCEEDED when the event is not to be delivered
   */
  chargeEvent(viewer: Viewer, cost: number): GraphQLError | undefined;
  /** Names who is told of each refusal. */
  onRefused(listener: (code: string, viewer: Viewer) => void): void;
  /** Resolves when what was spent is known everywhere. */
  close(): Promise<void>;
}

export interface BudgetsOptions {
  readonly settings: CostSettings;
  readonly buckets: Buckets;
  /** How long what events did cost is added up before the bucket is told, in milliseconds. Default 250. */
  readonly chargeEveryMs?: number;
}

/** What a stream costs that is opened, whatever it tells. */
export const openingCost = 1;

/** Whose bucket is spent from. */
interface Payer {
  readonly name: string;
  readonly size: BudgetSize;
}

interface Debtor {
  readonly size: BudgetSize;
  /** Not told to the bucket yet. */
  pending: number;
  /** What was left when the bucket was told last. */
  left: number;
  isBeingTold: boolean;
}

/** Budgets in Redis where the settings name one, else in this process. */
export async function openBudgets(options: {
  config: Pick<Config, 'redisUrl' | 'cost'>;
  secret: string;
  logger: Logger;
  /** Whether this is the only gateway of the installation, so that nothing needs to be shared. */
  isAlone: boolean;
}): Promise<Budgets> {
  const { config, secret, logger, isAlone } = options;
  const settings = config.cost;
  if (!settings.isEnforced) return noBudgets;
  if (config.redisUrl === undefined) {
    if (!isAlone)
      logger.warn(
        { setting: 'REDIS_URL' },
        'without Redis, cost budgets are not shared with other gateways: each lets a caller spend a budget of its own',
      );
    return createBudgets({ settings, buckets: createMemoryBuckets() });
  }
  const prefix = `leadgraph:${deriveKey(secret, 'cost budgets').toString('hex').slice(0, 16)}`;
  return createBudgets({
    settings,
    buckets: await openRedisBuckets({ url: config.redisUrl, prefix, logger }),
  });
}

/** Nobody is refused. */
const noBudgets: Budgets = {
  admit: () => undefined,
  admitStream: async () => undefined,
  chargeEvent: () => undefined,
  onRefused: () => undefined,
  close: async () => undefined,
};

export function createBudgets(options: BudgetsOptions): Budgets {
  const { settings, buckets, chargeEveryMs = 250 } = options;
  const listeners: ((code: string, viewer: Viewer) => void)[] = [];
  const debtors = new Map<string, Debtor>();
  const payers = new WeakMap<Viewer, Payer>();
  let timer: NodeJS.Timeout | undefined;

  function admit(
    viewer: Viewer,
    estimated: number,
  ): Reservation | undefined | Promise<Reservation | undefined> {
    const payer = estimated === 0 ? undefined : payerOf(viewer);
    if (payer === undefined) return undefined;
    const { name, size } = payer;
    if (estimated > size.capacity) throw refused(costLimitExceeded(estimated, size), viewer);
    const reservation: Reservation = {
      settle(actual) {
        // Nobody waits: the operation is answered whether or not the rest is back already.
        if (actual !== estimated) void buckets.charge(name, size, actual - estimated);
      },
    };
    const taking = buckets.take(name, size, estimated);
    const decide = ({ isTaken, left }: Taking): Reservation => {
      if (isTaken) return reservation;
      throw refused(costBudgetExceeded(estimated, left, size), viewer);
    };
    return taking instanceof Promise ? taking.then(decide) : decide(taking);
  }

  /** Undefined for the graph itself, which needs no budget. Kept, since it is asked for with every event for each listener. */
  function payerOf(viewer: Viewer): Payer | undefined {
    const { role } = viewer;
    if (role === 'system') return undefined;
    let payer = payers.get(viewer);
    if (payer === undefined) {
      payer = { name: nameOf(viewer), size: sizeFor(settings, viewer, role) };
      payers.set(viewer, payer);
    }
    return payer;
  }

  function refused(error: GraphQLError, viewer: Viewer): GraphQLError {
    for (const listener of listeners) listener(String(error.extensions['code']), viewer);
    return error;
  }

  function chargeEvent(viewer: Viewer, cost: number): GraphQLError | undefined {
    const payer = cost === 0 ? undefined : payerOf(viewer);
    if (payer === undefined) return undefined;
    const { name, size } = payer;
    let debtor = debtors.get(name);
    if (debtor === undefined) {
      debtor = { size, pending: 0, left: size.capacity, isBeingTold: false };
      debtors.set(name, debtor);
    }
    // Not exact between two times that the bucket is told, and no more than one such time's worth of events too late.
    if (debtor.left - debtor.pending <= -size.capacity)
      return refused(costBudgetExceeded(cost, debtor.left - debtor.pending, size), viewer);
    debtor.pending += cost;
    timer ??= setTimeout(() => void tellBuckets(), chargeEveryMs).unref();
    return undefined;
  }

  /** A caller is forgotten as soon as nothing of it is pending and it owes nothing. */
  async function tellBuckets(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await Promise.all(
      [...debtors].map(async ([name, debtor]) => {
        if (debtor.isBeingTold) return;
        const { size, pending } = debtor;
        debtor.pending = 0;
        debtor.isBeingTold = true;
        debtor.left = await buckets.charge(name, size, pending);
        debtor.isBeingTold = false;
        if (debtor.pending === 0 && debtor.left >= 0) debtors.delete(name);
      }),
    );
    if (debtors.size > 0) timer ??= setTimeout(() => void tellBuckets(), chargeEveryMs).unref();
  }

  return {
    admit,
    async admitStream(viewer, estimated) {
      const reservation = await admit(viewer, Math.max(openingCost, estimated));
      reservation?.settle(openingCost);
    },
    chargeEvent,
    onRefused: (listener) => void listeners.push(listener),
    async close() {
      await tellBuckets();
      clearTimeout(timer);
      await buckets.close();
    },
  };
}

/**
 * Whose budget it is: that of the client for integrators, whichever of its tokens is used; a person's own for everybody
 * else, or all agents who use one application would live on one agent's budget.
 */
function nameOf({ role, client, subject }: Viewer): string {
  return role === 'integrator' ? `${role}:${client ?? subject}` : `${role}:${subject}`;
}

function sizeFor(
  settings: CostSettings,
  viewer: Viewer,
  role: Exclude<Viewer['role'], 'system'>,
): BudgetSize {
  const { ofClients, ofRoles } = settings;
  if (ofClients.size === 0) return ofRoles[role];
  return ofClients.get(viewer.client ?? viewer.subject) ?? ofRoles[role];
}
