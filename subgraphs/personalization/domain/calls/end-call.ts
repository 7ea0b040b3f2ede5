import { inTransaction, requireScope } from '../../../shared/context.ts';
import { recordEvent } from '../../../shared/events.ts';
import { notify } from '../../../shared/signals.ts';
import type { PersonalizationContext } from '../../context.ts';
import type { Call } from '../../entities.ts';
import { callEnded } from '../../events.ts';
import { coachingTopic, lockCall } from './lock-call.ts';
import { requireCall } from './see-call.ts';

export interface EndCallOutcome {
  readonly kind: 'ended' | 'already-ended';
  readonly call: Call;
}

/** Ends a call, once. @throws NOT_FOUND for a call that the viewer may not see. */
export async function endCall(ctx: PersonalizationContext, callId: string): Promise<EndCallOutcome> {
  requireScope(ctx, 'calls:write');
  await requireCall(ctx, callId);
  return inTransaction(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call.hasEnded()) return { kind: 'already-ended', call };
    const endedAt = tx.clock();
    call.end(endedAt);
    await recordEvent(tx, callEnded(call, endedAt));
    await notify(tx, coachingTopic(call.id));
    return { kind: 'ended', call };
  });
}
