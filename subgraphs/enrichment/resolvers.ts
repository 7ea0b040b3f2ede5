import { isId } from '../shared/connection.ts';
import { DateTime } from '../shared/scalars.ts';
import { listOffices } from './domain/list-offices.ts';
import { reenrichLead } from './domain/reenrich-lead.ts';
import { registerOffice } from './domain/register-office.ts';
import type { ResolvedFields } from './domain/resolve-fields.ts';
import type { EnrichmentContext } from './context.ts';
import type { Enrichment } from './entities.ts';
import type { Resolvers } from './generated/types.ts';

export const resolvers: Resolvers = {
  DateTime,
  Query: {
    offices: (_, args, ctx) => listOffices(ctx, args),
  },
  Mutation: {
    async reenrichLead(_, { input }, ctx) {
      const { kind, leadId } = await reenrichLead(ctx, input);
      const __typename = kind === 'queued' ? 'ReenrichmentQueued' : 'LeadDataErased';
      return { __typename, lead: { id: leadId } };
    },
    async registerOffice(_, { input }, ctx) {
      const result = await registerOffice(ctx, input);
      return result.kind === 'registered'
        ? { __typename: 'OfficeRegistered', office: result.office }
        : { __typename: 'PostalCodeUnknown', postalCode: result.postalCode };
    },
  },
  Lead: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    enrichment: ({ id }, _, ctx) => enrichmentOf(ctx, id),
    risk: async ({ id }, _, ctx) => (await enrichmentOf(ctx, id))?.risk ?? null,
  },
  Enrichment: {
    fields: async (enrichment, _, ctx) => (await fieldsOf(ctx, enrichment)).fields,
    overruled: async (enrichment, _, ctx) => (await fieldsOf(ctx, enrichment)).overruled,
  },
};

/** Null for a lead that the viewer may not see. */
async function enrichmentOf(ctx: EnrichmentContext, leadId: string): Promise<Enrichment | null> {
  return (await ctx.rows.sees(leadId)) ? ctx.loaders.enrichmentByLeadId.load(leadId) : null;
}

async function fieldsOf(ctx: EnrichmentContext, { sealedFields }: Enrichment): Promise<ResolvedFields> {
  return sealedFields == null ? { fields: [], overruled: [] } : ctx.loaders.fieldsBySealed.load(sealedFields);
}
