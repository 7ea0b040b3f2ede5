import DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import { requireScope } from '../shared/context.ts';
import type { BaseContext } from '../shared/context.ts';
import { Lead } from './entities.ts';
import type { Contact } from './entities.ts';

/** Made per request. */
export interface LeadsLoaders {
  /** Null for an unknown id. */
  readonly leadById: DataLoader<string, Lead | null>;
  /** By the sealed text, for those who may read personal data. Null once the lead's key is destroyed. */
  readonly contactBySealed: DataLoader<string, Contact | null>;
}

export function createLoaders({
  em,
  vault,
  viewer,
}: Pick<BaseContext, 'em' | 'vault' | 'viewer'>): LeadsLoaders {
  return {
    leadById: new DataLoader(async (ids) => {
      const leads = await em.find(Lead, { id: { $in: ids.filter(isId) } });
      const byId = new Map(leads.map((lead) => [lead.id, lead]));
      return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
    }),
    contactBySealed: new DataLoader(async (sealed) => {
      requireScope({ viewer }, 'personal-data:read');
      return vault.openMany<Contact>(sealed);
    }),
  };
}
