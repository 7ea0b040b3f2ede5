import DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import type { BaseContext } from '../shared/context.ts';
import { LeadScore } from './entities.ts';
import type { Score } from './entities.ts';

/** A score and when it was given. */
export type GivenScore = Score & { readonly scoredAt: Date };

/** Made per request. */
export interface ScoringLoaders {
  /** Null for a lead that has no score. */
  readonly scoreByLeadId: DataLoader<string, GivenScore | null>;
}

export function createLoaders({ em }: Pick<BaseContext, 'em'>): ScoringLoaders {
  return {
    scoreByLeadId: new DataLoader(async (leadIds) => {
      const found = await em.find(LeadScore, { leadId: { $in: leadIds.filter(isId) } });
      const byLeadId = new Map(found.map((lead) => [lead.leadId, lead]));
      return leadIds.map((leadId) => {
        const { score, scoredAt } = byLeadId.get(leadId.toLowerCase()) ?? {};
        return score == null || scoredAt == null ? null : { ...score, scoredAt };
      });
    }),
  };
}
