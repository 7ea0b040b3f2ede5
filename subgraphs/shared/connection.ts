import { badInput } from './errors.ts';

/** A Relay connection (GraphQL Cursor Connections Specification), forward paging only. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export const maxPageSize = 100;

/** Checks `first`. @returns 1 to 100; 25 when it is not given. */
export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return 25;
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) {
    throw badInput('first', `a number from 1 to ${maxPageSize}`, first);
  }
  return first;
}

/** Cursors are opaque to clients; inside they are the sort key of the row. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws BAD_USER_INPUT for a text that this graph did not make. */
export function decodeCursor<Key extends readonly (string | number)[]>(
  cursor: string,
  isKey: (value: unknown[]) => boolean,
): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && isKey(key)) return key as unknown as Key;
  } catch {
    // Not of our making either: the answer is the same.
  }
  throw badInput('after', 'a cursor from an earlier answer', cursor);
}

/**
 * @param rows one more than `first` when there is a next page.
 * @param after whether the page starts behind a cursor.
 */
export function toConnection<Node>(
  rows: readonly Node[],
  first: number,
  keyOf: (node: Node) => readonly (string | number)[],
  after?: string | null,
): Connection<Node> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be one of our ids. What cannot is simply unknown: it must never reach a uuid column. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && uuidPattern.test(text);
}

/** Whether a number from a cursor is a time the database can hold: milliseconds since 1970, up to the year 9999. */
export function isTime(ms: unknown): boolean {
  return Number.isSafeInteger(ms) && (ms as number) >= 0 && (ms as number) <= Date.UTC(9999, 11, 31);
}

/** Whether a cursor's part can be a sequence: a whole number from 0 that fits PostgreSQL's `int`. */
export function isSequence(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2_147_483_647;
}
