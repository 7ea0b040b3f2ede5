import type { Outcome } from '../entities.ts';
import type { Milestone } from '../domain/record-milestone.ts';

/** By the name in the graph: the `type` that receivers read. */
export const webhookEventTypes = {
  LEAD_SUBMITTED: 'lead.submitted',
  LEAD_ENRICHED: 'lead.enriched',
  LEAD_SCORED: 'lead.scored',
  LEAD_ASSIGNED: 'lead.assigned',
  LEAD_ACCEPTED: 'lead.accepted',
  LEAD_DECLINED: 'lead.declined',
  LEAD_CALL_STARTED: 'lead.call.started',
  LEAD_CALL_ENDED: 'lead.call.ended',
  LEAD_SOLD: 'lead.sold',
  LEAD_LOST: 'lead.lost',
} as const;
export type WebhookEventType = keyof typeof webhookEventTypes;

export const allEventTypes = Object.keys(webhookEventTypes) as WebhookEventType[];

export const testEventType = 'webhook.test';

export function eventTypeOfMilestone(milestone: Milestone): WebhookEventType {
  return `LEAD_${milestone}`;
}

export function eventTypeOfOutcome(kind: Outcome['kind']): WebhookEventType {
  return kind === 'SOLD' ? 'LEAD_SOLD' : 'LEAD_LOST';
}
