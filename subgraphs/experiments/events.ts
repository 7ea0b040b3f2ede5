import { withLeadOwnership } from '../lead-ownership.ts';
import type { NewEvent } from '../shared/events.ts';
import type { Reactions } from '../shared/reactions.ts';
import type { ExperimentsContext } from './context.ts';
import { keepLead } from './domain/keep-lead.ts';
import { convertSoldLead } from './domain/record-conversion.ts';
import type { Experiment, Exposure, LineOfBusiness } from './entities.ts';

/** A lead saw a variant for the first time. */
export function exposureRecorded(experiment: Experiment, exposure: Exposure): NewEvent {
  return { type: 'ExposureRecorded', aggregateId: experiment.id, payload: payloadOf(experiment, exposure) };
}

/** An exposed lead converted. */
export function conversionRecorded(experiment: Experiment, exposure: Exposure): NewEvent {
  return { type: 'ConversionRecorded', aggregateId: experiment.id, payload: payloadOf(experiment, exposure) };
}

function payloadOf(experiment: Experiment, { leadId, variantKey }: Exposure): Record<string, unknown> {
  return { leadId, experimentKey: experiment.key, variantKey };
}

export const reactions: Reactions<ExperimentsContext> = withLeadOwnership('experiments', {
  'leads.LeadSubmitted': (tx, { aggregateId, payload }) =>
    keepLead(tx, { leadId: aggregateId, lineOfBusiness: payload['lineOfBusiness'] as LineOfBusiness }),
  'leads.LeadOutcomeRecorded': async (tx, { aggregateId, payload, occurredAt }) => {
    if (payload['kind'] === 'SOLD')
      await convertSoldLead(tx, { leadId: aggregateId, soldAt: new Date(occurredAt) });
  },
});
