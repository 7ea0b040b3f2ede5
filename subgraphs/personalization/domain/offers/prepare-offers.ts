import { isId } from '../../../shared/connection.ts';
import { inTransaction, requireScope } from '../../../shared/context.ts';
import { GraphError } from '../../../shared/errors.ts';
import { recordEvent } from '../../../shared/events.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Offer, Product, tiers } from '../../entities.ts';
import type { LeadProfile } from '../../entities.ts';
import { offersPrepared } from '../../events.ts';
import { findLeadProfile } from '../lead-profile.ts';
import { chooseOffers } from './choose-offers.ts';
import type { ChosenOffer } from './choose-offers.ts';

export type PrepareOffersOutcome =
  | { readonly kind: 'prepared'; readonly leadId: string; readonly offers: Offer[] }
  | { readonly kind: 'not-ready'; readonly missing: 'SUBMISSION' | 'SCORE' };

/** Prepares a lead's offers again. @throws NOT_FOUND for a lead nothing is known about, or not the viewer's to see. */
export async function prepareOffers(
  ctx: PersonalizationContext,
  leadId: string,
): Promise<PrepareOffersOutcome> {
  requireScope(ctx, 'assignments:write');
  const isVisible = await ctx.rows.sees(leadId);
  return inTransaction(ctx, async (tx) => {
    const profile = isVisible && isId(leadId) ? await findLeadProfile(tx, leadId) : null;
    if (profile === null) throw new GraphError('NOT_FOUND', `There is no lead ${leadId}.`, { id: leadId });
    if (!profile.isSubmitted()) return { kind: 'not-ready', missing: 'SUBMISSION' };
    if (!profile.isScored()) return { kind: 'not-ready', missing: 'SCORE' };
    const offers = await prepareOffersOf(tx, profile);
    return { kind: 'prepared', leadId: profile.leadId, offers };
  });
}

/**
 * Prepares offers once submission and score are both known, and does nothing before. The caller holds the profile's row
 * lock. An offer keeps its id while its tier has a product: suggestions go on naming it.
 */
export async function prepareOffersOf(tx: PersonalizationContext, profile: LeadProfile): Promise<Offer[]> {
  const { leadId, lineOfBusiness, attributes, scoreValue, quality } = profile;
  if (lineOfBusiness == null || attributes == null || scoreValue == null || quality == null) return [];
  const products = await tx.em.find(Product, { lineOfBusiness, active: true });
  const sold = products.filter((product) => product.isSoldIn(profile.state ?? null));
  const chosen = chooseOffers(sold, { attributes, scoreValue, quality });

  const isFirst = profile.offersPreparedAt == null;
  const present = await tx.em.find(Offer, { leadId });
  const hasChanged = !isSame(present, chosen);
  if (!isFirst && !hasChanged) return inTierOrder(present);
  profile.offersPreparedAt = tx.clock();
  const offers = replaceOffers(tx, leadId, present, chosen);
  await recordEvent(tx, offersPrepared(leadId, offers));
  return offers;
}

function replaceOffers(
  tx: PersonalizationContext,
  leadId: string,
  present: readonly Offer[],
  chosen: readonly ChosenOffer[],
): Offer[] {
  const byTier = new Map(present.map((offer) => [offer.tier, offer]));
  const preparedAt = tx.clock();
  const offers = chosen.map((choice) => {
    const offer = byTier.get(choice.tier);
    byTier.delete(choice.tier);
    if (offer === undefined) return tx.em.create(Offer, { id: tx.newId(), leadId, preparedAt, ...choice });
    return tx.em.assign(offer, { ...choice, preparedAt });
  });
  for (const withdrawn of byTier.values()) tx.em.remove(withdrawn);
  return offers;
}

function isSame(present: readonly Offer[], chosen: readonly ChosenOffer[]): boolean {
  const contentOf = ({ tier, productId, monthlyPremiumCents, currency, fitScore, reasons }: ChosenOffer) =>
    JSON.stringify([tier, productId, monthlyPremiumCents, currency, fitScore, reasons]);
  return (
    JSON.stringify(inTierOrder(present).map(contentOf)) ===
    JSON.stringify(chosen.map((one) => contentOf(one)))
  );
}

export function inTierOrder<T extends Pick<Offer, 'tier'>>(offers: readonly T[]): T[] {
  return offers.toSorted((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier));
}
