import DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import { requireScope } from '../shared/context.ts';
import type { BaseContext } from '../shared/context.ts';
import { inTierOrder } from './domain/offers/prepare-offers.ts';
import { Call, Offer, Product, Suggestion, Utterance } from './entities.ts';

/** Made per request. */
export interface PersonalizationLoaders {
  /** Null for an unknown id; so are those below. */
  readonly callById: DataLoader<string, Call | null>;
  readonly offerById: DataLoader<string, Offer | null>;
  readonly productById: DataLoader<string, Product | null>;
  readonly suggestionById: DataLoader<string, Suggestion | null>;
  readonly utteranceById: DataLoader<string, Utterance | null>;
  /** BASIC first. */
  readonly offersByLeadId: DataLoader<string, Offer[]>;
  /** By the sealed text, for those who may read personal data. Null once the lead's key is destroyed. */
  readonly textBySealed: DataLoader<string, string | null>;
}

export function createLoaders({
  em,
  vault,
  viewer,
}: Pick<BaseContext, 'em' | 'vault' | 'viewer'>): PersonalizationLoaders {
  function byId<T extends { id: string }>(
    find: (ids: string[]) => Promise<T[]>,
  ): DataLoader<string, T | null> {
    return new DataLoader(async (ids) => {
      const found = new Map((await find(ids.filter(isId))).map((entity) => [entity.id, entity]));
      return ids.map((id) => found.get(id.toLowerCase()) ?? null);
    });
  }

  return {
    callById: byId((ids) => em.find(Call, { id: { $in: ids } })),
    offerById: byId((ids) => em.find(Offer, { id: { $in: ids } })),
    productById: byId((ids) => em.find(Product, { id: { $in: ids } })),
    suggestionById: byId((ids) => em.find(Suggestion, { id: { $in: ids } })),
    utteranceById: byId((ids) => em.find(Utterance, { id: { $in: ids } })),
    offersByLeadId: new DataLoader(async (leadIds) => {
      const offers = await em.find(Offer, { leadId: { $in: leadIds.filter(isId) } });
      const byLead = Map.groupBy(offers, (offer) => offer.leadId);
      return leadIds.map((leadId) => inTierOrder(byLead.get(leadId.toLowerCase()) ?? []));
    }),
    textBySealed: new DataLoader(async (sealed) => {
      requireScope({ viewer }, 'personal-data:read');
      return vault.openMany<string>(sealed);
    }),
  };
}

/** Forgets everything loaded, for a context that outlives one answer: the next event must show the present. */
export function renewLoaders({
  em,
  loaders,
}: {
  em: BaseContext['em'];
  loaders: PersonalizationLoaders;
}): void {
  em.clear();
  for (const loader of Object.values(loaders) as DataLoader<string, unknown>[]) loader.clearAll();
}
