import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { scopes as knownScopes } from '../../../subgraphs/shared/scopes.ts';
import type { FieldError } from '../../operations/plain/check-input.ts';

/** What an admin has taken back. Times are milliseconds since 1970. */
export interface Revocation {
  readonly id: string;
  /** The token it is about (`jti`), or else `subject`. */
  readonly tokenId?: string | undefined;
  /** Whose tokens it is about (`sub`). */
  readonly subject?: string | undefined;
  /** What they no longer allow. Undefined: anything. */
  readonly scopes?: readonly string[] | undefined;
  /** Tokens made from then on are not meant. Undefined: all are. */
  readonly issuedBefore?: number | undefined;
  /** When it ends. Undefined: never. */
  readonly until?: number | undefined;
  readonly reason?: string | undefined;
  readonly createdAt: number;
  /** The admin's subject. */
  readonly createdBy: string;
}

export type RevocationRequest = Pick<
  Revocation,
  'tokenId' | 'subject' | 'scopes' | 'issuedBefore' | 'until' | 'reason'
>;

const name = z.string().min(1).max(200);
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const requestShape = z.strictObject({
  tokenId: name.optional(),
  subject: name.optional(),
  scopes: z.array(z.enum(knownScopes)).min(1).optional(),
  issuedBefore: time.optional(),
  until: time.optional(),
  reason: z.string().max(1_000).optional(),
});

const expected: Readonly<Record<string, string>> = {
  tokenId: 'a text of 1 to 200 characters',
  subject: 'a text of 1 to 200 characters',
  scopes: `a list of one or more of ${knownScopes.join(', ')}`,
  issuedBefore: 'an ISO-8601 time with offset, such as 2026-03-01T09:30:00Z',
  until: 'an ISO-8601 time with offset, such as 2026-03-01T09:30:00Z',
  reason: 'a text of at most 1000 characters',
};

/** Reads the body of a request that takes something back. @returns what was asked, or all that is wrong with it */
export function readRevocationRequest(
  body: unknown,
  nowMs: number,
): { readonly request: RevocationRequest } | { readonly errors: readonly FieldError[] } {
  const read = requestShape.safeParse(body);
  if (!read.success) return { errors: errorsOf(read.error, body) };
  const { tokenId, subject, until } = read.data;
  if ((tokenId === undefined) === (subject === undefined)) {
    return { errors: [{ field: '', message: 'expected either tokenId or subject' }] };
  }
  if (until !== undefined && until <= nowMs) {
    return { errors: [{ field: 'until', message: 'expected a time to come' }] };
  }
  return { request: read.data };
}

function errorsOf(error: z.ZodError, body: unknown): FieldError[] {
  const messages = new Map<string, string>();
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys.slice(0, 20)) messages.set(key.slice(0, 100), 'is not known');
    else if (issue.path.length === 0) messages.set('', `expected an object, got ${kindOf(body)}`);
    else messages.set(String(issue.path[0]), `expected ${expected[String(issue.path[0])]}`);
  }
  return [...messages].map(([field, message]) => ({ field, message }));
}

function kindOf(body: unknown): string {
  return body === null ? 'null' : Array.isArray(body) ? 'a list' : typeof body;
}

const storedShape = z.object({
  id: name,
  tokenId: z.string().optional(),
  subject: z.string().optional(),
  scopes: z.array(z.string()).optional(),
  issuedBefore: z.number().optional(),
  until: z.number().optional(),
  reason: z.string().optional(),
  createdAt: z.number(),
  createdBy: z.string(),
});

/** @throws Error when the text is none that was stored here */
export function parseRevocation(text: string): Revocation {
  return storedShape.parse(JSON.parse(text));
}

/** As admins see it. */
export function presentRevocation(revocation: Revocation): object {
  const { issuedBefore, until, createdAt, ...rest } = revocation;
  return {
    ...rest,
    ...(issuedBefore !== undefined && { issuedBefore: new Date(issuedBefore).toISOString() }),
    ...(until !== undefined && { until: new Date(until).toISOString() }),
    createdAt: new Date(createdAt).toISOString(),
  };
}

/** Whether one asks for what the other has done. */
export function isSameRequest(revocation: Revocation, request: RevocationRequest): boolean {
  const { tokenId, subject, scopes, issuedBefore, until } = revocation;
  const pick = (from: RevocationRequest) => [
    from.tokenId,
    from.subject,
    from.scopes,
    from.issuedBefore,
    from.until,
  ];
  return isDeepStrictEqual([tokenId, subject, scopes, issuedBefore, until], pick(request));
}
