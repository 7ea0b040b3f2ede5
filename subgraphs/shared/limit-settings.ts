import { clientNamePattern } from './client-name.ts';
import { SettingError, readChoice, readInteger, readText } from './settings.ts';
import type { Environment } from './settings.ts';

/** A token bucket: what a caller may spend at once, and how fast that comes back. */
export interface BudgetSize {
  /** In units of cost. No single operation can cost more. */
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** Roles that have a budget, and its default. */
const defaultBudgets = {
  integrator: { capacity: 50_000, refillPerSecond: 5_000 },
  agent: { capacity: 20_000, refillPerSecond: 1_000 },
  manager: { capacity: 50_000, refillPerSecond: 2_500 },
  admin: { capacity: 100_000, refillPerSecond: 5_000 },
} as const satisfies Readonly<Record<string, BudgetSize>>;

export type BudgetRole = keyof typeof defaultBudgets;

export interface CostSettings {
  /** `COST_BUDGETS`: whether anybody is refused. Default `on`. When off, costs are still counted and reported. */
  readonly isEnforced: boolean;
  /** `COST_LIST_SIZE`: how many items a list is thought to have of which the schema says nothing. Default 10. */
  readonly listSize: number;
  /** `INTEGRATOR_COST_BUDGET` and so on. */
  readonly ofRoles: Readonly<Record<BudgetRole, BudgetSize>>;
  /** `CLIENT_COST_BUDGETS`: by the name of a client; takes the place of its role's. */
  readonly ofClients: ReadonlyMap<string, BudgetSize>;
}

/** How large a request may be. Larger ones are refused before anything of them runs. */
export interface SizeSettings {
  /** `MAX_BODY_BYTES`, of an HTTP request and of a WebSocket message. Default 1 MiB. */
  readonly maxBodyBytes: number;
  /** `MAX_BATCH_OPERATIONS` in one HTTP request. Default 0: no lists of operations. */
  readonly maxBatchOperations: number;
  /** `MAX_TOKENS` of a document. Default 10,000. */
  readonly maxTokens: number;
  /** `MAX_DIRECTIVES` of a document. Default 200. */
  readonly maxDirectives: number;
  /** `MAX_FIELDS` of an operation, with its fragments in place. Default 10,000. */
  readonly maxFields: number;
  /** `MAX_DEPTH`: fields below each other. Default 50. */
  readonly maxDepth: number;
  /** `MAX_ALIASES` of an operation, with its fragments in place. Default 200. */
  readonly maxAliases: number;
  /** `MAX_ROOT_FIELDS` of an operation, with its fragments in place. Default 100. */
  readonly maxRootFields: number;
  /** `MAX_VARIABLE_VALUES`, those within lists and objects included. Default 100,000. */
  readonly maxVariableValues: number;
}

/** @throws SettingError */
export function readCostSettings(env: Environment): CostSettings {
  const budgetOf = (role: BudgetRole): BudgetSize =>
    readBudget(env, `${role.toUpperCase()}_COST_BUDGET`, defaultBudgets[role]);
  return {
    isEnforced: readChoice(env, 'COST_BUDGETS', ['on', 'off'], 'on') === 'on',
    listSize: readInteger(env, 'COST_LIST_SIZE', { fallback: 10, min: 0, max: 10_000 }),
    ofRoles: {
      integrator: budgetOf('integrator'),
      agent: budgetOf('agent'),
      manager: budgetOf('manager'),
      admin: budgetOf('admin'),
    },
    ofClients: readClientBudgets(env),
  };
}

/** @throws SettingError */
export function readSizeSettings(env: Environment): SizeSettings {
  const upTo = (name: string, fallback: number, max: number, min = 1): number =>
    readInteger(env, name, { fallback, min, max });
  return {
    maxBodyBytes: upTo('MAX_BODY_BYTES', 1024 * 1024, 1024 ** 3, 1024),
    maxBatchOperations: upTo('MAX_BATCH_OPERATIONS', 0, 1_000, 0),
    maxTokens: upTo('MAX_TOKENS', 10_000, 1_000_000),
    maxDirectives: upTo('MAX_DIRECTIVES', 200, 100_000, 0),
    maxFields: upTo('MAX_FIELDS', 10_000, 1_000_000),
    // What reads documents calls itself once per level.
    maxDepth: upTo('MAX_DEPTH', 50, 200),
    maxAliases: upTo('MAX_ALIASES', 200, 1_000_000, 0),
    maxRootFields: upTo('MAX_ROOT_FIELDS', 100, 1_000_000),
    maxVariableValues: upTo('MAX_VARIABLE_VALUES', 100_000, 10_000_000),
  };
}

const maxUnits = 1_000_000_000;

function readBudget(env: Environment, name: string, fallback: BudgetSize): BudgetSize {
  const value = readText(env, name, '');
  return value === '' ? fallback : parseBudget(name, value, value);
}

function readClientBudgets(env: Environment): ReadonlyMap<string, BudgetSize> {
  const name = 'CLIENT_COST_BUDGETS';
  const budgets = new Map<string, BudgetSize>();
  for (const entry of readText(env, name, '')
    .split(',')
    .map((part) => part.trim())) {
    if (entry === '') continue;
    const end = entry.indexOf(':');
    const client = entry.slice(0, Math.max(0, end));
    if (!clientNamePattern.test(client))
      throw new SettingError(name, 'clients such as acme:50000:5000, separated by commas', entry);
    if (budgets.has(client)) throw new SettingError(name, 'each client once', entry);
    budgets.set(client, parseBudget(name, entry.slice(end + 1), entry));
  }
  return budgets;
}

function parseBudget(name: string, text: string, received: string): BudgetSize {
  const [, capacity, refillPerSecond] = (/^(\d{1,10}):(\d{1,10})$/.exec(text) ?? []).map(Number);
  const isGood = (units: number | undefined): units is number =>
    units !== undefined && units >= 1 && units <= maxUnits;
  if (isGood(capacity) && isGood(refillPerSecond)) return { capacity, refillPerSecond };
  throw new SettingError(
    name,
    `a capacity and what is refilled per second, each from 1 to ${maxUnits}, such as 50000:5000`,
    received,
  );
}
