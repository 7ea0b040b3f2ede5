import { decodeCursor, isId, pageSize, toConnection } from '../../../shared/connection.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Call, Suggestion, Utterance } from '../../entities.ts';

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

type CallKey = readonly [startedAtMs: number, id: string];

/** A lead's calls, newest first. Empty for a lead that the viewer may not see. */
export async function listCalls(
  ctx: PersonalizationContext,
  leadId: string,
  { first: asked, after }: PageArguments,
): Promise<Connection<Call>> {
  const first = pageSize(asked);
  const behind = after == null ? {} : callsBehind(after);
  if (!(await ctx.rows.sees(leadId))) return toConnection<Call>([], first, keyOf, after);
  const rows = await ctx.em.find(
    Call,
    { $and: [{ leadId }, behind] },
    { orderBy: { startedAt: 'desc', id: 'desc' }, limit: first + 1 },
  );
  return toConnection<Call>(rows, first, keyOf, after);
}

function keyOf(call: Call): CallKey {
  return [call.startedAt.getTime(), call.id];
}

function callsBehind(after: string): object {
  const isKey = ([ms, id]: unknown[]): boolean => isTime(ms) && isId(id);
  const [startedAtMs, id] = decodeCursor<CallKey>(after, isKey);
  const startedAt = new Date(startedAtMs);
  return { $or: [{ startedAt: { $lt: startedAt } }, { startedAt, id: { $lt: id } }] };
}

function isTime(value: unknown): boolean {
  // Years 0 to 9999: what PostgreSQL and ISO-8601 both can say.
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 253_402_300_800_000;
}

const largestSequence = 2_147_483_647;

/** The sequence behind which to go on: 0 without a cursor. @throws BAD_USER_INPUT for a cursor not of our making. */
export function sequenceOf(after: string | null | undefined): number {
  if (after == null) return 0;
  const [sequence] = decodeCursor<readonly [number]>(
    after,
    (key) =>
      key.length === 1 &&
      Number.isInteger(key[0]) &&
      (key[0] as number) >= 0 &&
      (key[0] as number) <= largestSequence,
  );
  return sequence;
}

/** What was said, in order. */
export async function listUtterances(
  ctx: PersonalizationContext,
  callId: string,
  { first: asked, after }: PageArguments,
): Promise<Connection<Utterance>> {
  const first = pageSize(asked);
  const rows = await ctx.em.find(
    Utterance,
    { callId, sequence: { $gt: sequenceOf(after) } },
    { orderBy: { sequence: 'asc' }, limit: first + 1 },
  );
  return toConnection(rows, first, (utterance) => [utterance.sequence], after);
}

/** What was suggested, in order. Cursors are those of the stream. */
export async function listSuggestions(
  ctx: PersonalizationContext,
  callId: string,
  { first: asked, after }: PageArguments,
): Promise<Connection<Suggestion>> {
  const first = pageSize(asked);
  const rows = await ctx.em.find(
    Suggestion,
    { callId, sequence: { $gt: sequenceOf(after) } },
    { orderBy: { sequence: 'asc' }, limit: first + 1 },
  );
  return toConnection(rows, first, (suggestion) => [suggestion.sequence], after);
}
