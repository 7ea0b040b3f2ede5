import type { EnrichmentContext } from '../context.ts';
import { Enrichment } from '../entities.ts';
import { addEnrichJob } from './enrich-lead.ts';

export interface Submission {
  readonly leadId: string;
  readonly sealedContact: string;
  readonly consentChannels: string[];
  readonly submittedAt: Date;
}

/** Takes note of a lead and queues its enrichment. A lead that is known stays as it is. */
export async function trackSubmission(tx: EnrichmentContext, submission: Submission): Promise<void> {
  const { leadId } = submission;
  if ((await tx.em.findOne(Enrichment, { leadId })) !== null) return;
  tx.em.create(Enrichment, {
    ...submission,
    status: 'PENDING',
    sealedFields: null,
    confidence: null,
    providers: [],
    features: null,
    risk: null,
    enrichedAt: null,
  });
  await addEnrichJob(tx, { leadId, attempt: 1 });
}
