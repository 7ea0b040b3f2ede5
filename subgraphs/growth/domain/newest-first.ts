import { decodeCursor, isId, isTime } from '../../shared/connection.ts';

/** Rows that are listed newest first, by the time they were made and their id. */
export interface Dated {
  readonly id: string;
  readonly createdAt: Date;
}

export const newestFirst = { createdAt: 'desc', id: 'desc' } as const;

export function datedKey({ createdAt, id }: Dated): [number, string] {
  return [createdAt.getTime(), id];
}

/** The condition of a page that starts behind a cursor. @throws BAD_USER_INPUT for a cursor of another list. */
export function behind(after: string | null | undefined): object {
  if (after == null) return {};
  const [createdAtMs, id] = decodeCursor<readonly [number, string]>(
    after,
    ([ms, rowId]) => isTime(ms) && isId(rowId),
  );
  const createdAt = new Date(createdAtMs);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: id } }] };
}
