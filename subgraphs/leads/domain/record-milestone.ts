import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../shared/events.ts';
import type { LeadsContext } from '../context.ts';
import { Lead } from '../entities.ts';
import type { LeadStatus } from '../entities.ts';
import { leadProgressed } from '../events.ts';
import { writeDeliveries } from '../webhooks/domain/write-deliveries.ts';
import { eventTypeOfMilestone } from '../webhooks/event-types.ts';

export const milestones = [
  'ENRICHED',
  'SCORED',
  'ASSIGNED',
  'ACCEPTED',
  'DECLINED',
  'CALL_STARTED',
  'CALL_ENDED',
] as const;
export type Milestone = (typeof milestones)[number];

/** Adds what happened elsewhere to the lead's history. An unknown lead is left alone: it is not ours to invent. */
export async function recordMilestone(
  tx: LeadsContext,
  input: { leadId: string; milestone: Milestone; status: LeadStatus | undefined },
): Promise<void> {
  const lead = await tx.em.findOne(Lead, { id: input.leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (lead === null) {
    tx.logger.warn({ leadId: input.leadId, milestone: input.milestone }, 'milestone of an unknown lead');
    return;
  }
  if (input.milestone === 'DECLINED') lead.returnToPool();
  else if (input.status !== undefined && !lead.isClosed()) lead.advanceTo(input.status);
  const recorded = await recordEvent(tx, leadProgressed(lead, input.milestone));
  await writeDeliveries(tx, [{ lead, type: eventTypeOfMilestone(input.milestone), recorded }]);
}
