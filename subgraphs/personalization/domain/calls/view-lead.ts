import type { PersonalizationContext } from '../../context.ts';
import { LeadProfile, Offer, Product } from '../../entities.ts';
import type { LeadView, OfferView } from '../coaching/playbook.ts';
import { formatMoney } from '../offers/format-money.ts';
import { inTierOrder } from '../offers/prepare-offers.ts';

/** What coaching may know of the lead. */
export async function viewLead(tx: PersonalizationContext, leadId: string): Promise<LeadView> {
  const profile = await tx.em.findOne(LeadProfile, { leadId });
  return {
    lineOfBusiness: profile?.lineOfBusiness ?? null,
    attributes: profile?.attributes ?? null,
    offers: await viewOffers(tx, leadId),
  };
}

async function viewOffers(tx: PersonalizationContext, leadId: string): Promise<OfferView[]> {
  const offers = inTierOrder(await tx.em.find(Offer, { leadId }));
  if (offers.length === 0) return [];
  const products = await tx.em.find(Product, { id: { $in: offers.map((offer) => offer.productId) } });
  const byId = new Map(products.map((product) => [product.id, product]));
  return offers.map((offer) => {
    const product = byId.get(offer.productId);
    return {
      id: offer.id,
      tier: offer.tier,
      productName: product?.name ?? offer.tier,
      monthlyPremium: formatMoney(offer.monthlyPremiumCents, offer.currency),
      fitScore: offer.fitScore,
      highlight: product?.highlights[0] ?? null,
    };
  });
}
