import { withLeadOwnership } from '../lead-ownership.ts';
import type { NewEvent } from '../shared/events.ts';
import type { Reactions } from '../shared/reactions.ts';
import type { EnrichmentContext } from './context.ts';
import { trackSubmission } from './domain/track-submission.ts';
import type { Enrichment } from './entities.ts';

/** Providers were asked about a lead: what they found, as far as others use it. */
export function leadEnriched({ leadId, status, confidence, features, risk }: Enrichment): NewEvent {
  return {
    type: 'LeadEnriched',
    aggregateId: leadId,
    payload: {
      status,
      confidence,
      features,
      riskScore: risk?.score,
      riskSeverity: risk?.severity,
    },
  };
}

interface LeadSubmitted {
  readonly sealedContact: string;
  readonly consentChannels: string[];
}

export const reactions: Reactions<EnrichmentContext> = withLeadOwnership('enrichment', {
  'leads.LeadSubmitted': (tx, { aggregateId, occurredAt, payload }) => {
    const { sealedContact, consentChannels } = payload as unknown as LeadSubmitted;
    const submittedAt = new Date(occurredAt);
    return trackSubmission(tx, { leadId: aggregateId, sealedContact, consentChannels, submittedAt });
  },
});
