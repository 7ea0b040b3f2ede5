import { encodeCursor, isId } from '../../../shared/connection.ts';
import { follow } from '../../../shared/signals.ts';
import type { FollowedStream } from '../../../shared/signals.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Call, Suggestion } from '../../entities.ts';
import { renewLoaders } from '../../loaders.ts';
import { sequenceOf } from './list-calls.ts';
import { coachingTopic, unknownCall } from './lock-call.ts';

export interface CoachingEvent {
  readonly cursor: string;
  readonly suggestion: Suggestion;
  readonly call: Call;
}

const pageLength = 50;

/**
 * The coaching of a call: what came after the cursor (without one: since the call began), then live, until the call has
 * ended and everything was delivered. @throws NOT_FOUND for an unknown call, BAD_USER_INPUT for a bad cursor.
 */
export async function followCoaching(
  ctx: PersonalizationContext,
  input: { callId: string; after?: string | null | undefined },
): Promise<FollowedStream<CoachingEvent>> {
  const after = sequenceOf(input.after);
  const call = isId(input.callId) ? await ctx.em.fork().findOne(Call, { id: input.callId }) : null;
  if (call === null) throw unknownCall(input.callId);
  return follow(ctx.signals, coachingTopic(call.id), after, {
    read: (sequence) => readPage(ctx, call.id, sequence),
    cursorOf: (event) => event.suggestion.sequence,
    opensAt: encodeCursor([after]),
  });
}

/** @returns null when the call has ended and nothing is left. */
async function readPage(
  ctx: PersonalizationContext,
  callId: string,
  after: number,
): Promise<CoachingEvent[] | null> {
  const em = ctx.em.fork();
  // The call first: once it has ended nothing is added, so that an empty page read afterwards is the last one.
  const call = await em.findOneOrFail(Call, { id: callId });
  const suggestions = await em.find(
    Suggestion,
    { callId, sequence: { $gt: after } },
    { orderBy: { sequence: 'asc' }, limit: pageLength },
  );
  if (suggestions.length === 0) return call.hasEnded() ? null : [];
  renewLoaders(ctx);
  return suggestions.map((suggestion) => ({
    cursor: encodeCursor([suggestion.sequence]),
    suggestion,
    call,
  }));
}
