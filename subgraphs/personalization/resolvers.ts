import { isId } from '../shared/connection.ts';
import { DateTime } from '../shared/scalars.ts';
import { addUtterance } from './domain/calls/add-utterance.ts';
import type { AddUtteranceOutcome } from './domain/calls/add-utterance.ts';
import { endCall } from './domain/calls/end-call.ts';
import { followCoaching } from './domain/calls/follow-coaching.ts';
import type { CoachingEvent } from './domain/calls/follow-coaching.ts';
import { listCalls, listSuggestions, listUtterances } from './domain/calls/list-calls.ts';
import { seeCall } from './domain/calls/see-call.ts';
import { startCall } from './domain/calls/start-call.ts';
import type { StartCallOutcome } from './domain/calls/start-call.ts';
import { prepareOffers } from './domain/offers/prepare-offers.ts';
import type { PrepareOffersOutcome } from './domain/offers/prepare-offers.ts';
import { listProducts } from './domain/products/list-products.ts';
import { registerProduct } from './domain/products/register-product.ts';
import { setProductActive } from './domain/products/set-product-active.ts';
import type { PersonalizationContext } from './context.ts';
import type { Offer, Product, Utterance } from './entities.ts';
import type { Resolvers, ResolversTypes } from './generated/types.ts';

export const resolvers: Resolvers = {
  DateTime,
  Query: {
    products: (_, args, ctx) => listProducts(ctx, args),
    call: (_, { id }, ctx) => seeCall(ctx, id),
  },
  Mutation: {
    async registerProduct(_, { input }, ctx) {
      const outcome = await registerProduct(ctx, input);
      return outcome.kind === 'rejected'
        ? { __typename: 'ProductRejected', reasons: outcome.reasons }
        : { __typename: 'ProductRegistered', product: outcome.product };
    },
    async setProductActive(_, { input }, ctx) {
      return { product: await setProductActive(ctx, input) };
    },
    async prepareOffers(_, { input }, ctx) {
      return toPrepareResult(await prepareOffers(ctx, input.leadId));
    },
    async startCall(_, { input }, ctx) {
      return toStartResult(await startCall(ctx, input));
    },
    async endCall(_, { input }, ctx) {
      const { kind, call } = await endCall(ctx, input.callId);
      return { __typename: kind === 'ended' ? 'CallEnded' : 'CallAlreadyEnded', call };
    },
    async addUtterance(_, { input }, ctx) {
      return toUtteranceResult(await addUtterance(ctx, input));
    },
  },
  Subscription: {
    coachingSuggestions: {
      subscribe: (_, args, ctx) => followCoaching(ctx, args),
      resolve: (event: CoachingEvent) => event,
    },
  },
  Lead: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    offers: async ({ id }, _, ctx) => ((await ctx.rows.sees(id)) ? ctx.loaders.offersByLeadId.load(id) : []),
    calls: ({ id }, args, ctx) => listCalls(ctx, id, args),
  },
  Product: {
    __resolveReference: ({ id }, ctx) => ctx.loaders.productById.load(id),
    baseMonthlyPremium: ({ basePremiumCents, currency }) => ({ amountCents: basePremiumCents, currency }),
  },
  Offer: {
    __resolveReference: ({ id }, ctx) => seeOffer(ctx, id),
    // Products are never deleted, and the database refuses an offer without one.
    product: async ({ productId }, _, ctx) => (await ctx.loaders.productById.load(productId)) as Product,
    monthlyPremium: ({ monthlyPremiumCents, currency }) => ({ amountCents: monthlyPremiumCents, currency }),
  },
  Call: {
    __resolveReference: ({ id }, ctx) => seeCall(ctx, id),
    lead: ({ leadId }) => ({ id: leadId }),
    utterances: (call, args, ctx) => listUtterances(ctx, call.id, args),
    suggestions: (call, args, ctx) => listSuggestions(ctx, call.id, args),
  },
  Utterance: {
    __resolveReference: async ({ id }, ctx) => ofSeenCall(ctx, await ctx.loaders.utteranceById.load(id)),
    text: ({ sealedText }, _, ctx) => ctx.loaders.textBySealed.load(sealedText),
  },
  Suggestion: {
    __resolveReference: async ({ id }, ctx) => ofSeenCall(ctx, await ctx.loaders.suggestionById.load(id)),
    text: ({ sealedText }, _, ctx) => ctx.loaders.textBySealed.load(sealedText),
    offer: ({ offerId }, _, ctx): Promise<Offer | null> | null =>
      offerId == null ? null : ctx.loaders.offerById.load(offerId),
    utterance: async ({ utteranceId }, _, ctx) =>
      (await ctx.loaders.utteranceById.load(utteranceId)) as Utterance,
  },
};

async function seeOffer(ctx: PersonalizationContext, id: string): Promise<Offer | null> {
  const offer = await ctx.loaders.offerById.load(id);
  return offer !== null && (await ctx.rows.seesNow(offer.leadId)) ? offer : null;
}

/** What belongs to a call is seen with it. */
async function ofSeenCall<T extends { callId: string }>(
  ctx: PersonalizationContext,
  part: T | null,
): Promise<T | null> {
  if (part === null) return null;
  const call = await ctx.loaders.callById.load(part.callId);
  return call !== null && (await ctx.rows.seesNow(call.leadId)) ? part : null;
}

function toPrepareResult(outcome: PrepareOffersOutcome): ResolversTypes['PrepareOffersResult'] {
  return outcome.kind === 'prepared'
    ? { __typename: 'OffersPrepared', lead: { id: outcome.leadId }, offers: outcome.offers }
    : { __typename: 'OffersNotReady', missing: outcome.missing };
}

const refusals = {
  LEAD_UNKNOWN: 'No submission of such a lead has been seen.',
  KEY_REUSED: 'The idempotencyKey belongs to a call with another lead.',
} as const;

function toStartResult(outcome: StartCallOutcome): ResolversTypes['StartCallResult'] {
  switch (outcome.kind) {
    case 'started':
    case 'repeated':
      return { __typename: 'CallStarted', call: outcome.call };
    case 'not-possible':
      return { __typename: 'CallNotPossible', reason: outcome.reason, message: refusals[outcome.reason] };
  }
}

function toUtteranceResult(outcome: AddUtteranceOutcome): ResolversTypes['AddUtteranceResult'] {
  switch (outcome.kind) {
    case 'added':
    case 'repeated':
      return {
        __typename: 'UtteranceAdded',
        utterance: outcome.utterance,
        suggestions: outcome.suggestions,
      };
    case 'call-ended':
      return { __typename: 'CallAlreadyEnded', call: outcome.call };
    case 'rejected':
      return { __typename: 'UtteranceRejected', field: outcome.field, message: outcome.message };
  }
}
