import { withLeadOwnership } from '../lead-ownership.ts';
import type { DomainEvent, NewEvent } from '../shared/events.ts';
import type { Reaction, Reactions } from '../shared/reactions.ts';
import type { LeadsContext } from './context.ts';
import { recordMilestone } from './domain/record-milestone.ts';
import type { Milestone } from './domain/record-milestone.ts';
import type { Lead, LeadStatus } from './entities.ts';

/** A person asked for insurance. The contact is sealed: it opens only while the lead's key exists. */
export function leadSubmitted(lead: Lead, region: { country: string; state: string | null }): NewEvent {
  return {
    type: 'LeadSubmitted',
    aggregateId: lead.id,
    payload: {
      status: lead.status,
      source: lead.source,
      lineOfBusiness: lead.lineOfBusiness,
      ...region,
      sealedContact: lead.sealedContact,
      consentChannels: [...new Set(lead.consents.map((consent) => consent.channel))],
      attributes: lead.attributes,
      referralCode: lead.referralCode,
      campaign: lead.campaign,
      submittedBy: lead.submittedBy,
    },
  };
}

/** The same person asked again for the same. */
export function duplicateReceived(lead: Lead, source: string): NewEvent {
  return { type: 'DuplicateReceived', aggregateId: lead.id, payload: { status: lead.status, source } };
}

/** Another subgraph's fact became part of the lead's history. */
export function leadProgressed(lead: Lead, milestone: Milestone): NewEvent {
  return { type: 'LeadProgressed', aggregateId: lead.id, payload: { status: lead.status, milestone } };
}

export function leadOutcomeRecorded(lead: Lead): NewEvent {
  return {
    type: 'LeadOutcomeRecorded',
    aggregateId: lead.id,
    payload: {
      status: lead.status,
      kind: lead.outcome?.kind,
      monthlyPremiumCents: lead.outcome?.monthlyPremium?.amountCents ?? null,
      currency: lead.outcome?.monthlyPremium?.currency ?? null,
    },
  };
}

function milestone(name: Milestone, status?: LeadStatus): Reaction<LeadsContext> {
  return (tx, event) => recordMilestone(tx, { leadId: leadIdOf(event), milestone: name, status });
}

/** Calls are aggregates of their own and name their lead; everything else is about the lead itself. */
function leadIdOf(event: DomainEvent): string {
  const { leadId } = event.payload;
  return typeof leadId === 'string' ? leadId : event.aggregateId;
}

export const reactions: Reactions<LeadsContext> = withLeadOwnership('leads', {
  'enrichment.LeadEnriched': milestone('ENRICHED', 'ENRICHED'),
  'scoring.LeadScored': milestone('SCORED', 'SCORED'),
  'routing.LeadAssigned': milestone('ASSIGNED', 'ASSIGNED'),
  'routing.AssignmentAccepted': milestone('ACCEPTED', 'ACCEPTED'),
  'routing.AssignmentDeclined': milestone('DECLINED'),
  'personalization.CallStarted': milestone('CALL_STARTED', 'CONTACTED'),
  'personalization.CallEnded': milestone('CALL_ENDED'),
});
