import { inTransaction, requireScope } from '../../../shared/context.ts';
import { notify } from '../../../shared/signals.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Suggestion, Utterance } from '../../entities.ts';
import type { Call, Speaker } from '../../entities.ts';
import { coach } from '../coaching/coach.ts';
import type { Coaching } from '../coaching/coach.ts';
import { readKey } from '../read-key.ts';
import { coachingTopic, lockCall } from './lock-call.ts';
import { requireCall } from './see-call.ts';
import { viewLead } from './view-lead.ts';

export interface UtteranceInput {
  readonly callId: string;
  readonly speaker: Speaker;
  readonly text: string;
  readonly idempotencyKey?: string | null | undefined;
}

export type AddUtteranceOutcome =
  | { readonly kind: 'added' | 'repeated'; readonly utterance: Utterance; readonly suggestions: Suggestion[] }
  | { readonly kind: 'call-ended'; readonly call: Call }
  | { readonly kind: 'rejected'; readonly field: string; readonly message: string };

export const maxTextLength = 5_000;

/**
 * Adds what was said and what it suggests, in one transaction under the call's row lock: sequences have no gaps and
 * stand in the order of acceptance. @throws NOT_FOUND for a call that the viewer may not see, BAD_USER_INPUT for a key not of its form.
 */
export async function addUtterance(
  ctx: PersonalizationContext,
  input: UtteranceInput,
): Promise<AddUtteranceOutcome> {
  requireScope(ctx, 'calls:write');
  const idempotencyKey = readKey(input.idempotencyKey);
  const refusal = reasonAgainst(input.text);
  await requireCall(ctx, input.callId);
  return inTransaction(ctx, async (tx) => {
    const call = await lockCall(tx, input.callId);
    if (refusal !== undefined) return { kind: 'rejected', field: 'text', message: refusal };
    // Keyed: a plain hash of what somebody said could be guessed.
    const requestHash =
      idempotencyKey === null ? null : tx.vault.blindIndex('utterance', `${input.speaker}\n${input.text}`);
    if (idempotencyKey !== null) {
      const earlier = await tx.em.findOne(Utterance, { callId: call.id, idempotencyKey });
      if (earlier !== null) return repeat(tx, earlier, requestHash);
    }
    if (call.hasEnded()) return { kind: 'call-ended', call };
    const coaching = coach(input, call.coaching, await viewLead(tx, call.leadId));
    const added = await store(tx, call, input, coaching, { idempotencyKey, requestHash });
    if (added.suggestions.length > 0) await notify(tx, coachingTopic(call.id));
    return { kind: 'added', ...added };
  });
}

function reasonAgainst(text: string): string | undefined {
  if (text.trim() === '') return 'expected a text, got nothing';
  if (text.length > maxTextLength)
    return `expected at most ${maxTextLength} characters, got ${text.length} characters`;
  return undefined;
}

async function repeat(
  tx: PersonalizationContext,
  utterance: Utterance,
  requestHash: string | null,
): Promise<AddUtteranceOutcome> {
  if (utterance.requestHash !== requestHash) {
    const message = 'expected a new key, got one that was used with other content';
    return { kind: 'rejected', field: 'idempotencyKey', message };
  }
  const suggestions = await tx.em.find(
    Suggestion,
    { utteranceId: utterance.id },
    { orderBy: { sequence: 'asc' } },
  );
  return { kind: 'repeated', utterance, suggestions };
}

async function store(
  tx: PersonalizationContext,
  call: Call,
  input: UtteranceInput,
  coaching: Coaching,
  keys: { idempotencyKey: string | null; requestHash: string | null },
): Promise<{ utterance: Utterance; suggestions: Suggestion[] }> {
  const texts = [input.text, ...coaching.suggestions.map((suggestion) => suggestion.text)];
  const [sealedText, ...sealedSuggestions] = await tx.vault.sealMany(
    texts.map((value) => ({ subjectId: call.leadId, value })),
  );
  const at = tx.clock();
  const suggestedBefore = call.suggestionCount;
  call.utteranceCount += 1;
  call.suggestionCount += coaching.suggestions.length;
  call.coaching = coaching.state;
  const utterance = tx.em.create(Utterance, {
    id: tx.newId(),
    callId: call.id,
    sequence: call.utteranceCount,
    speaker: input.speaker,
    sealedText: sealedText as string,
    sentiment: coaching.sentiment,
    intents: coaching.intents,
    at,
    ...keys,
  });
  // Suggestions point to their utterance in the database, which must therefore be there first.
  await tx.em.flush();
  const suggestions = coaching.suggestions.map(({ play, kind, confidence, offerId }, index) =>
    tx.em.create(Suggestion, {
      id: tx.newId(),
      callId: call.id,
      sequence: suggestedBefore + index + 1,
      utteranceId: utterance.id,
      play,
      kind,
      sealedText: sealedSuggestions[index] as string,
      confidence,
      offerId,
      createdAt: at,
    }),
  );
  await tx.em.flush();
  return { utterance, suggestions };
}
