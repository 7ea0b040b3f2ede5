import { decodeCursor, isId, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import type { BaseContext } from '../../shared/context.ts';
import { Office } from '../entities.ts';
import type { OfficeLocation } from './providers/postal-code.ts';

type Key = readonly [name: string, id: string];

/** Offices by name. @throws BAD_USER_INPUT for a page size or cursor that is not of its form. */
export async function listOffices(
  ctx: BaseContext,
  input: { first?: number | null | undefined; after?: string | null | undefined },
): Promise<Connection<Office>> {
  const first = pageSize(input.first);
  const rows = await ctx.em.find(Office, input.after == null ? {} : conditionBehind(input.after), {
    orderBy: { name: 'asc', id: 'asc' },
    limit: first + 1,
  });
  return toConnection(rows, first, (office) => [office.name, office.id], input.after);
}

function conditionBehind(after: string) {
  const [name, id] = decodeCursor<Key>(after, ([name, id]) => typeof name === 'string' && isId(id));
  return { $or: [{ name: { $gt: name } }, { name, id: { $gt: id } }] };
}

/** All of them: a business has a handful. */
export async function listOfficeLocations(ctx: BaseContext): Promise<OfficeLocation[]> {
  return ctx.em.fork().find(Office, {});
}
