import { withLeadOwnership } from '../lead-ownership.ts';
import type { NewEvent } from '../shared/events.ts';
import type { Reactions } from '../shared/reactions.ts';
import type { ScoringContext } from './context.ts';
import { takeEnrichment, takeSubmission } from './domain/take-facts.ts';
import type { EnrichmentFacts, Score, SubmissionFacts } from './entities.ts';

/** A model gave the lead a score. */
export function leadScored(leadId: string, score: Score): NewEvent {
  const { value, quality, conversionProbability, modelName, modelVersion } = score;
  return {
    type: 'LeadScored',
    aggregateId: leadId,
    payload: { value, quality, conversionProbability, modelName, modelVersion },
  };
}

export const reactions: Reactions<ScoringContext> = withLeadOwnership('scoring', {
  'leads.LeadSubmitted': (tx, { aggregateId, payload }) => {
    const { source, lineOfBusiness, referralCode, consentChannels, attributes } =
      payload as unknown as SubmissionFacts;
    const submission = { source, lineOfBusiness, referralCode, consentChannels, attributes };
    return takeSubmission(tx, { leadId: aggregateId, submission });
  },
  'enrichment.LeadEnriched': (tx, { aggregateId, sequence, payload }) => {
    const { features, riskScore } = payload as unknown as EnrichmentFacts;
    return takeEnrichment(tx, { leadId: aggregateId, sequence, enrichment: { features, riskScore } });
  },
});
