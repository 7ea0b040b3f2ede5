import { badInput } from '../shared/errors.ts';
import { DateTime, LocalDate } from '../shared/scalars.ts';
import { listAccesses } from './domain/list-accesses.ts';
import { listLeads } from './domain/list-leads.ts';
import { readTimeline } from './domain/read-timeline.ts';
import { recordOutcome } from './domain/record-outcome.ts';
import type { OutcomeResult } from './domain/record-outcome.ts';
import { seeLead } from './domain/see-lead.ts';
import { submitLeads } from './domain/submit-leads.ts';
import type { SubmissionOutcome } from './domain/submit-leads.ts';
import type { CallerRole, ResolversTypes, Resolvers } from './generated/types.ts';
import { webhookMutations, webhookQueries, webhookTypes } from './webhooks/resolvers.ts';

const maxImportRows = 500;

export const resolvers: Resolvers = {
  DateTime,
  Date: LocalDate,
  Query: {
    lead: (_, { id }, ctx) => seeLead(ctx, id),
    leads: (_, args, ctx) => listLeads(ctx, args),
    personalDataAccesses: (_, args, ctx) => listAccesses(ctx, args),
    ...webhookQueries,
  },
  Mutation: {
    async submitLead(_, { input }, ctx) {
      const [outcome] = await submitLeads(ctx, [input]);
      return toSubmitResult(outcome as SubmissionOutcome);
    },
    async importLeads(_, { input }, ctx) {
      const { length } = input.leads;
      if (length === 0 || length > maxImportRows)
        throw badInput('leads', `1 to ${maxImportRows} rows`, length);
      const outcomes = await submitLeads(ctx, input.leads);
      return { results: outcomes.map(toImportedLead) };
    },
    async recordOutcome(_, { input }, ctx) {
      const { monthlyPremium = null } = input;
      return toOutcomeResult(await recordOutcome(ctx, { ...input, monthlyPremium }));
    },
    ...webhookMutations,
  },
  Lead: {
    __resolveReference: ({ id }, ctx) => seeLead(ctx, id),
    contact: (lead, _, ctx) => ctx.loaders.contactBySealed.load(lead.sealedContact),
    async attributes(lead, _, ctx) {
      await ctx.vault.note('READ', [lead.id]);
      return lead.attributes;
    },
    timeline: (lead, args, ctx) => readTimeline(ctx, lead.id, args),
  },
  PersonalDataAccess: {
    id: ({ position }) => String(position),
    caller: ({ caller }) => caller.subject,
    role: ({ caller }) => caller.role.toUpperCase() as CallerRole,
    client: ({ caller }) => caller.client,
    subgraph: ({ caller }) => caller.subgraph,
    operation: ({ caller }) => caller.operation,
    lead: ({ subjectId }, _, ctx) => seeLead(ctx, subjectId),
  },
  LeadConnection: {
    totalCount: (page) => page.totalCount(),
  },
  ...webhookTypes,
};

function toSubmitResult(outcome: SubmissionOutcome): ResolversTypes['SubmitLeadResult'] {
  switch (outcome.kind) {
    case 'created':
    case 'repeated':
      return { __typename: 'LeadSubmitted', lead: outcome.lead };
    case 'duplicate':
      return { __typename: 'DuplicateLead', lead: outcome.lead, matchedOn: outcome.matchedOn };
    case 'known':
      return { __typename: 'LeadAlreadyKnown', matchedOn: outcome.matchedOn };
    case 'rejected':
      return { __typename: 'LeadRejected', reasons: outcome.reasons };
  }
}

const importOutcomes = {
  created: 'CREATED',
  repeated: 'ALREADY_IMPORTED',
  duplicate: 'DUPLICATE',
  known: 'DUPLICATE',
  rejected: 'REJECTED',
} as const;

function toImportedLead(outcome: SubmissionOutcome): ResolversTypes['ImportedLead'] {
  return {
    outcome: importOutcomes[outcome.kind],
    lead: 'lead' in outcome ? outcome.lead : null,
    reasons: outcome.kind === 'rejected' ? outcome.reasons : [],
  };
}

function toOutcomeResult(result: OutcomeResult): ResolversTypes['RecordOutcomeResult'] {
  switch (result.kind) {
    case 'recorded':
      return { __typename: 'OutcomeRecorded', lead: result.lead };
    case 'already-recorded':
      return { __typename: 'OutcomeAlreadyRecorded', lead: result.lead };
    case 'rejected':
      return { __typename: 'OutcomeRejected', reasons: result.reasons };
  }
}
