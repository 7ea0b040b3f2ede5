import { encodeCursor, isId } from '../../../shared/connection.ts';
import { requireScope } from '../../../shared/context.ts';
import { badInput } from '../../../shared/errors.ts';
import { countMissed } from '../../../shared/missed-events.ts';
import { follow } from '../../../shared/signals.ts';
import type { FollowedStream } from '../../../shared/signals.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Call, Suggestion } from '../../entities.ts';
import { renewLoaders } from '../../loaders.ts';
import { sequenceOf } from './list-calls.ts';
import { coachingTopic, unknownCall } from './lock-call.ts';
import { requireCall } from './see-call.ts';

export interface CoachingEvent {
  readonly cursor: string;
  readonly sequence: number;
  /** Null where suggestions are missed. */
  readonly suggestion: Suggestion | null;
  readonly call: Call;
  /** How many suggestions up to this event can no longer be told. */
  readonly missed: { readonly count: number } | null;
}

const pageLength = 50;

/**
 * The coaching of a call: what came after the cursor (without one: since the call began), then live, until the call has
 * ended and everything was delivered. Where suggestions are not kept any more, the first event says how many. Ends with
 * NOT_FOUND when the viewer may no longer see the call. @throws NOT_FOUND for a call that the viewer may not see,
 * BAD_USER_INPUT for a bad cursor.
 */
export async function followCoaching(
  ctx: PersonalizationContext,
  input: { callId: string; after?: string | null | undefined },
): Promise<FollowedStream<CoachingEvent>> {
  requireScope(ctx, 'calls:read');
  const after = sequenceOf(input.after);
  await requireCall(ctx, input.callId);
  const call = isId(input.callId) ? await ctx.em.fork().findOne(Call, { id: input.callId }) : null;
  if (call === null) throw unknownCall(input.callId);
  if (after > call.suggestionCount)
    throw badInput('after', 'a cursor that this stream has reached', input.after);
  return follow(ctx.signals, coachingTopic(call.id), after, {
    read: (sequence) => readPage(ctx, call.id, sequence),
    cursorOf: (event) => event.sequence,
    // A call that had ended before its suggestions were read gives no further signal.
    mayReadOn: (page) => page.length >= pageLength || page.some(({ call: read }) => read.hasEnded()),
    opensAt: encodeCursor([after]),
  });
}

/** @returns null when the call has ended and nothing is left. @throws NOT_FOUND when the viewer may no longer see it. */
async function readPage(
  ctx: PersonalizationContext,
  callId: string,
  after: number,
): Promise<CoachingEvent[] | null> {
  const em = ctx.em.fork();
  // Each event anew: the lead may have gone to somebody else.
  ctx.rows.forget();
  await requireCall(ctx, callId);
  // The call first: once it has ended nothing is added, so that an empty page read afterwards is the last one.
  const call = await em.findOneOrFail(Call, { id: callId });
  const suggestions = await em.find(
    Suggestion,
    { callId, sequence: { $gt: after } },
    { orderBy: { sequence: 'asc' }, limit: pageLength },
  );
  const missed = countMissed(after, suggestions[0]?.sequence, call.suggestionCount);
  if (suggestions.length === 0 && missed === 0) return call.hasEnded() ? null : [];
  renewLoaders(ctx);
  const eventAt = (sequence: number) => ({ cursor: encodeCursor([sequence]), sequence, call });
  const told = suggestions.map((suggestion) => ({
    ...eventAt(suggestion.sequence),
    suggestion,
    missed: null,
  }));
  if (missed === 0) return told;
  return [{ ...eventAt(after + missed), suggestion: null, missed: { count: missed } }, ...told];
}
