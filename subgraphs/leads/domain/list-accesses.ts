import type { AccessKind, PersonalDataAccess } from '../../shared/access-log.ts';
import { decodeCursor, isId, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { requireRole, requireScope } from '../../shared/context.ts';
import { badInput } from '../../shared/errors.ts';
import { isStorable } from '../../shared/text.ts';
import type { LeadsContext } from '../context.ts';

/** Conditions that all hold. Undefined and null: no condition. */
export interface AccessFilter {
  readonly subjectId?: string | null | undefined;
  readonly caller?: string | null | undefined;
  readonly subgraph?: string | null | undefined;
  readonly kind?: AccessKind | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

type Key = readonly [position: number];

/**
 * Who read or changed personal data in any part of the graph, latest first.
 *
 * @throws FORBIDDEN without the role admin and the scope audit:read; BAD_USER_INPUT for a page size or cursor that is not of its form, and for
 * a time that ends before it begins
 */
export async function listAccesses(
  ctx: LeadsContext,
  input: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    filter?: AccessFilter | null | undefined;
  },
): Promise<Connection<PersonalDataAccess>> {
  requireScope(ctx, 'audit:read');
  requireRole(ctx, 'admin');
  const first = pageSize(input.first);
  const [beforePosition] = input.after == null ? [undefined] : decodeCursor<Key>(input.after, isKey);
  const { subjectId, caller, subgraph, kind, from, to } = input.filter ?? {};
  if (from != null && to != null && from >= to)
    throw badInput('filter.to', 'a time after filter.from', to.toISOString());
  const isUnknown =
    (subjectId != null && !isId(subjectId)) ||
    [caller, subgraph].some((text) => text != null && !isStorable(text));
  const accesses = isUnknown
    ? []
    : await ctx.vault.accesses({
        subjectId: subjectId ?? undefined,
        callerSubject: caller ?? undefined,
        subgraph: subgraph ?? undefined,
        kind: kind ?? undefined,
        from: from ?? undefined,
        to: to ?? undefined,
        beforePosition,
        limit: first + 1,
      });
  return toConnection(accesses, first, ({ position }) => [position], input.after);
}

function isKey([position]: unknown[]): boolean {
  return Number.isSafeInteger(position) && (position as number) >= 0;
}
