import type { BaseContext } from './context.ts';
import { isId } from './connection.ts';
import { isStorable } from './text.ts';

/**
 * Whose a row is. A row has one owner of each kind; which kinds there are is the subgraph's affair. A principal may be a
 * member of one group: whoever sees what belongs to the group sees what belongs to its members.
 */
export const rowOwnerTables = `
  create table row_owners (
    row_id uuid not null,
    kind text not null,
    principal text not null,
    version int not null,
    primary key (row_id, kind)
  );
  create index row_owners_by_principal on row_owners (principal, row_id);
  create table principal_groups (
    member text primary key,
    group_name text not null,
    version int not null
  );
  create index principal_groups_by_group on principal_groups (group_name, member);`;

/** Whoever sends rows in sees those. */
export function clientPrincipal(subject: string): string {
  return `client:${subject}`;
}

export function agentPrincipal(agentId: string): string {
  return `agent:${agentId.toLowerCase()}`;
}

/** A group: its members are agents. */
export function teamGroup(team: string): string {
  return `team:${team}`;
}

/** The owner of what nobody works on: every manager sees it. */
export const unassigned = 'unassigned';

export interface RowOwner {
  readonly rowId: string;
  /** A row has one owner of each kind: setting another replaces it. */
  readonly kind: string;
  readonly principal: string;
  /**
   * How new the fact is, among those of its kind about its row: the sequence of the event that tells it, or 0 for what
   * holds until something is told. What is not newer than what is known is left alone, so that facts may come twice and in
   * any order. Left out by whoever decides on the owner: then it replaces what there is.
   */
  readonly version?: number;
}

/**
 * Says whose rows are: at most one entry per row and kind, and either all with a version or none. To be called in the
 * transaction that makes it true.
 */
export async function setRowOwners(tx: BaseContext, owners: readonly RowOwner[]): Promise<void> {
  const rows = owners.filter(({ rowId, principal }) => isId(rowId) && isStorable(principal));
  if (rows.length === 0) return;
  // In the order of ids: two that set the same rows never wait for each other in a ring.
  await tx.em.execute(
    `insert into row_owners (row_id, kind, principal, version)
     select r.row_id, r.kind, r.principal, coalesce(r.version, 0)
     from jsonb_to_recordset(?::jsonb) as r(row_id uuid, kind text, principal text, version int)
     order by r.row_id, r.kind
     on conflict (row_id, kind) do update set principal = excluded.principal, version = excluded.version
     where row_owners.version < excluded.version or ?`,
    [
      JSON.stringify(rows.map(({ rowId, ...rest }) => ({ row_id: rowId, ...rest }))),
      rows.some(({ version }) => version === undefined),
    ],
  );
}

export interface Membership {
  readonly member: string;
  readonly group: string;
  /** As of `RowOwner`. */
  readonly version?: number;
}

/** Says which group a principal is in. To be called in the transaction that makes it true. */
export async function setGroup(tx: BaseContext, membership: Membership): Promise<void> {
  const { member, group, version } = membership;
  if (version === 0) {
    // Said again with every row of the member: it must not make those wait for each other.
    await tx.em.execute(
      'insert into principal_groups (member, group_name, version) values (?, ?, 0) on conflict do nothing',
      [member, group],
    );
    return;
  }
  await tx.em.execute(
    `insert into principal_groups (member, group_name, version) values (?, ?, ?)
     on conflict (member) do update set group_name = excluded.group_name, version = excluded.version
     where principal_groups.version < excluded.version or ?`,
    [member, group, version ?? 0, version === undefined],
  );
}
