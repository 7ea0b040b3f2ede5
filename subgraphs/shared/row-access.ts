import { setTimeout as delay } from 'node:timers/promises';
import { raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { isId } from './connection.ts';
import type { Viewer } from './context.ts';
import { agentPrincipal, clientPrincipal, teamGroup, unassigned } from './row-owners.ts';
import { isStorable } from './text.ts';

/** The team of agents and managers whom nobody has put into another. */
export const mainTeam = 'main';

/** The teams of a manager: a token that names none stands for the main team. */
export function managedTeams({ teams }: Pick<Viewer, 'teams'>): readonly string[] {
  return teams ?? [mainTeam];
}

/** Whose rows a viewer sees. */
export interface Principals {
  readonly own: readonly string[];
  /** Their members' rows too. */
  readonly groups: readonly string[];
}

/**
 * Agents see what is theirs, managers what is their teams' and what is nobody's, integrators what they sent in.
 * @returns undefined for those who see everything: admins, and the graph itself.
 */
export function principalsOf({ role, subject, agentId, teams }: Viewer): Principals | undefined {
  switch (role) {
    case 'system':
    case 'admin':
      return undefined;
    case 'manager':
      return { own: [unassigned], groups: managedTeams({ teams }).filter(isStorable).map(teamGroup) };
    case 'agent':
      return { own: isId(agentId) ? [agentPrincipal(agentId)] : [], groups: [] };
    case 'integrator':
      return { own: isStorable(subject) ? [clientPrincipal(subject)] : [], groups: [] };
  }
}

/** Which rows the viewer of one request sees. What is not theirs answers as if it did not exist. */
export interface RowAccess {
  /** Whether the viewer sees every row: then nothing is asked of the database. */
  readonly isUnlimited: boolean;
  /** Whether the row is the viewer's to see, as far as is known now. One query per batch. */
  seesNow(rowId: string): Promise<boolean>;
  /**
   * The same, for a row that is asked for by its id. Who owns a row is told by events: the caller may know already what has
   * not arrived here. So a no is given only after a while in which the fact may still come.
   */
  sees(rowId: string): Promise<boolean>;
  /** Repeats a check of the caller's own like `sees` does, until it holds or patience is at its end. */
  patiently(check: () => Promise<boolean>): Promise<boolean>;
  /** Whether what belongs to a principal is the viewer's to see. */
  seesPrincipal(principal: string): Promise<boolean>;
  /** Forgets what was read, in a context that outlives one answer. */
  forget(): void;
  /** The same for what runs in a transaction: it must not wait for a second connection while it holds one. */
  within(em: EntityManager): RowAccess;
}

/** How many requests of one caller may wait in a process at once; further ones get their no at once. */
export const maxWaitingPerSubject = 20;

/** Who is waiting in this process, by subject. */
export type Waiting = Map<string, number>;

const firstLookMs = 25;

/** @param options.patienceMs how long a request waits in all before rows are refused. */
export function createRowAccess(options: {
  em: EntityManager;
  viewer: Viewer;
  waiting: Waiting;
  patienceMs: number;
}): RowAccess {
  const { em, viewer, waiting, patienceMs } = options;
  const principals = principalsOf(viewer);
  if (principals === undefined) return unlimited;
  const rows = new DataLoader<string, boolean>((ids) => readVisible(em, principals, ids));
  const held = new DataLoader<string, boolean>((names) => readHeld(em, principals, names));
  let waitedMs = 0;
  let lookMs = firstLookMs;
  let pause: Promise<void> | undefined;
  /** Checks of this request that wait. */
  let seekers = 0;

  function takePlace(): boolean {
    const taken = waiting.get(viewer.subject) ?? 0;
    if (seekers === 0 && taken >= maxWaitingPerSubject) return false;
    if (seekers === 0) waiting.set(viewer.subject, taken + 1);
    seekers += 1;
    return true;
  }

  function leavePlace(): void {
    seekers -= 1;
    if (seekers > 0) return;
    const left = (waiting.get(viewer.subject) ?? 1) - 1;
    if (left === 0) waiting.delete(viewer.subject);
    else waiting.set(viewer.subject, left);
  }

  async function rest(): Promise<void> {
    const ms = Math.min(lookMs, patienceMs - waitedMs);
    waitedMs += ms;
    lookMs *= 2;
    await delay(ms);
    pause = undefined;
  }

  async function patiently(check: () => Promise<boolean>): Promise<boolean> {
    if (await check()) return true;
    if (waitedMs >= patienceMs || !takePlace()) return false;
    try {
      while (pause !== undefined || waitedMs < patienceMs) {
        // All that a request was refused waits together, so that it looks again in one query.
        pause ??= rest();
        await pause;
        if (await check()) return true;
      }
      return false;
    } finally {
      leavePlace();
    }
  }

  const seesNow = (rowId: string): Promise<boolean> => rows.load(rowId.toLowerCase());
  return {
    isUnlimited: false,
    seesNow,
    patiently,
    async sees(rowId) {
      // What is no id of ours never becomes one.
      if (!isId(rowId)) return false;
      return patiently(async () => {
        const isVisible = await seesNow(rowId);
        if (!isVisible) rows.clear(rowId.toLowerCase());
        return isVisible;
      });
    },
    seesPrincipal: (principal) => held.load(principal),
    forget() {
      rows.clearAll();
      held.clearAll();
      waitedMs = 0;
      lookMs = firstLookMs;
    },
    within: (other) => createRowAccess({ ...options, em: other }),
  };
}

const yes = async (): Promise<boolean> => true;

const unlimited: RowAccess = {
  isUnlimited: true,
  seesNow: yes,
  sees: yes,
  patiently: yes,
  seesPrincipal: yes,
  forget: () => undefined,
  within: () => unlimited,
};

/** The members of groups are computed once per query. */
const heldArray = `array(select jsonb_array_elements_text(?::jsonb)
  union all select member from principal_groups
  where group_name in (select jsonb_array_elements_text(?::jsonb)))`;

/** True of the owners that are the viewer's principals or members of their groups. */
function isHeld({ own, groups }: Principals): RowCondition {
  if (groups.length > 0)
    return { sql: `principal = any(${heldArray})`, values: [JSON.stringify(own), JSON.stringify(groups)] };
  // Spelt out, so that the planner knows how few rows one agent has, and begins with them.
  return own.length === 0
    ? { sql: 'false', values: [] }
    : { sql: `principal in (${own.map(() => '?').join(', ')})`, values: own };
}

async function readVisible(
  em: EntityManager,
  principals: Principals,
  ids: readonly string[],
): Promise<boolean[]> {
  const { sql, values } = isHeld(principals);
  const rows = await em.execute<{ row_id: string }[]>(
    `select distinct row_id from row_owners
     where row_id in (select jsonb_array_elements_text(?::jsonb)::uuid) and ${sql}`,
    [JSON.stringify(ids.filter(isId)), ...values],
  );
  const visible = new Set(rows.map((row) => row.row_id));
  return ids.map((id) => visible.has(id));
}

async function readHeld(
  em: EntityManager,
  { own, groups }: Principals,
  names: readonly string[],
): Promise<boolean[]> {
  const isOwn = (name: string): boolean => own.includes(name);
  if (groups.length === 0) return names.map(isOwn);
  const rows = await em.execute<{ member: string }[]>(
    `select member from principal_groups where member in (select jsonb_array_elements_text(?::jsonb))
       and group_name in (select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(names.filter(isStorable)), JSON.stringify(groups)],
  );
  const members = new Set(rows.map((row) => row.member));
  return names.map((name) => isOwn(name) || members.has(name));
}

/** SQL that is true of the rows the viewer sees, with its values. */
export interface RowCondition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** @param column the column with the row's id. @returns undefined for those who see everything. */
export function visibleRows(viewer: Viewer, column: string): RowCondition | undefined {
  const principals = principalsOf(viewer);
  if (principals === undefined) return undefined;
  const { sql, values } = subquery(principals);
  return { sql: `${column} in ${sql}`, values };
}

/**
 * The same for MikroORM: a condition on the property that holds the row's id. Pages and counts that carry it know nothing of
 * rows that are hidden.
 */
export function visibleRowsWhere(viewer: Viewer, property: string): object {
  const principals = principalsOf(viewer);
  if (principals === undefined) return {};
  const { sql, values } = subquery(principals);
  return { [property]: { $in: raw(sql, values) } };
}

function subquery(principals: Principals): RowCondition {
  const { sql, values } = isHeld(principals);
  return { sql: `(select row_id from row_owners where ${sql})`, values };
}
