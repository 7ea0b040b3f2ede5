import { isId } from '../../../shared/connection.ts';
import { inTransaction, requireScope } from '../../../shared/context.ts';
import { recordEvent } from '../../../shared/events.ts';
import { takeTurns } from '../../../shared/locks.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Call, LeadProfile } from '../../entities.ts';
import { callStarted } from '../../events.ts';
import { freshState } from '../coaching/coaching-state.ts';
import { readKey } from '../read-key.ts';

export type StartCallOutcome =
  | { readonly kind: 'started'; readonly call: Call }
  /** The same key for the same lead: the call there is. */
  | { readonly kind: 'repeated'; readonly call: Call }
  | { readonly kind: 'not-possible'; readonly reason: 'LEAD_UNKNOWN' | 'KEY_REUSED' };

/** Begins a call. @throws BAD_USER_INPUT for a key that is not of its form. */
export async function startCall(
  ctx: PersonalizationContext,
  input: { leadId: string; idempotencyKey?: string | null | undefined },
): Promise<StartCallOutcome> {
  requireScope(ctx, 'calls:write');
  const idempotencyKey = readKey(input.idempotencyKey);
  const startedBy = ctx.viewer.subject;
  if (!(await ctx.rows.sees(input.leadId))) return { kind: 'not-possible', reason: 'LEAD_UNKNOWN' };
  return inTransaction(ctx, async (tx) => {
    if (idempotencyKey !== null) {
      await takeTurns(tx, [`call:${startedBy}:${idempotencyKey}`]);
      const earlier = await tx.em.findOne(Call, { startedBy, idempotencyKey });
      if (earlier !== null) return repeated(earlier, input.leadId);
    }
    const profile = isId(input.leadId) ? await tx.em.findOne(LeadProfile, { leadId: input.leadId }) : null;
    if (profile === null || !profile.isSubmitted()) return { kind: 'not-possible', reason: 'LEAD_UNKNOWN' };
    const call = tx.em.create(Call, {
      id: tx.newId(),
      leadId: profile.leadId,
      agentId: agentIdOf(tx, profile),
      status: 'ACTIVE',
      startedBy,
      idempotencyKey,
      startedAt: tx.clock(),
      endedAt: null,
      utteranceCount: 0,
      suggestionCount: 0,
      coaching: freshState,
    });
    await recordEvent(tx, callStarted(call));
    return { kind: 'started', call };
  });
}

function repeated(call: Call, leadId: string): StartCallOutcome {
  return call.leadId === leadId.toLowerCase()
    ? { kind: 'repeated', call }
    : { kind: 'not-possible', reason: 'KEY_REUSED' };
}

function agentIdOf(tx: PersonalizationContext, profile: LeadProfile): string | null {
  const { agentId } = tx.viewer;
  return isId(agentId) ? agentId : (profile.agentId ?? null);
}
