import DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import { requireScope } from '../shared/context.ts';
import type { BaseContext } from '../shared/context.ts';
import { resolveFields } from './domain/resolve-fields.ts';
import type { ResolvedFields } from './domain/resolve-fields.ts';
import { Enrichment } from './entities.ts';
import type { KnownField } from './entities.ts';

/** Made per request. */
export interface EnrichmentLoaders {
  /** Null for a lead that has not come here. */
  readonly enrichmentByLeadId: DataLoader<string, Enrichment | null>;
  /** By the sealed text, for those who may read personal data. Empty once the lead's key is destroyed. */
  readonly fieldsBySealed: DataLoader<string, ResolvedFields>;
}

export function createLoaders({
  em,
  vault,
  viewer,
}: Pick<BaseContext, 'em' | 'vault' | 'viewer'>): EnrichmentLoaders {
  return {
    enrichmentByLeadId: new DataLoader(async (leadIds) => {
      const found = await em.find(Enrichment, { leadId: { $in: leadIds.filter(isId) } });
      const byLeadId = new Map(found.map((enrichment) => [enrichment.leadId, enrichment]));
      return leadIds.map((leadId) => byLeadId.get(leadId.toLowerCase()) ?? null);
    }),
    fieldsBySealed: new DataLoader(async (sealed) => {
      requireScope({ viewer }, 'personal-data:read');
      const opened = await vault.openMany<KnownField[]>(sealed);
      return opened.map((fields) => resolveFields(fields ?? []));
    }),
  };
}
