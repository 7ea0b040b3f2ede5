import { LockMode } from '@mikro-orm/core';
import { isId } from '../../../shared/connection.ts';
import { GraphError } from '../../../shared/errors.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Call } from '../../entities.ts';

/** The call under its row lock: whoever changes a call takes turns here. @throws NOT_FOUND */
export async function lockCall(tx: PersonalizationContext, callId: string): Promise<Call> {
  const call = isId(callId)
    ? await tx.em.findOne(Call, { id: callId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (call === null) throw unknownCall(callId);
  return call;
}

export function unknownCall(callId: string): GraphError {
  return new GraphError('NOT_FOUND', `There is no call ${callId}.`, { id: callId });
}

/** What streams of a call's coaching listen to. */
export function coachingTopic(callId: string): string {
  return `coaching:${callId}`;
}
