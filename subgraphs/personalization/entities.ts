import { defineEntity, p } from '@mikro-orm/core';
import type { CoachingState } from './domain/coaching/coaching-state.ts';
import type { RecognisedIntent } from './domain/coaching/recognise-intents.ts';
import type { SuggestionKind } from './domain/coaching/playbook.ts';
import type { Sentiment } from './domain/coaching/score-sentiment.ts';
import type { LeadAttributes, Quality } from './domain/offers/lead-facts.ts';
import type { RatingRules } from './domain/offers/rate-premium.ts';

export const linesOfBusiness = ['AUTO', 'HOME', 'RENTERS', 'LIFE', 'HEALTH', 'COMMERCIAL'] as const;
export type LineOfBusiness = (typeof linesOfBusiness)[number];

/** From the least to the most cover. */
export const tiers = ['BASIC', 'STANDARD', 'PREMIUM'] as const;
export type Tier = (typeof tiers)[number];

export type Speaker = 'CUSTOMER' | 'AGENT';

/** What other subgraphs extend: here it is an id and nothing more. */
export interface LeadReference {
  readonly id: string;
}

const ProductSchema = defineEntity({
  name: 'Product',
  tableName: 'products',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    lineOfBusiness: p.string().$type<LineOfBusiness>(),
    tier: p.string().$type<Tier>(),
    basePremiumCents: p.integer(),
    currency: p.string(),
    rating: p.json<RatingRules>(),
    /** Empty: everywhere. */
    states: p.json<readonly string[]>(),
    highlights: p.json<readonly string[]>(),
    active: p.boolean(),
    registeredBy: p.string(),
    idempotencyKey: p.string(),
    requestHash: p.string(),
    createdAt: p.datetime(),
  },
});

export class Product extends ProductSchema.class {
  /** A lead whose state is unknown gets only what may be sold everywhere. */
  isSoldIn(state: string | null): boolean {
    return this.states.length === 0 || (state !== null && this.states.includes(state));
  }
}
ProductSchema.setClass(Product);

const LeadProfileSchema = defineEntity({
  name: 'LeadProfile',
  tableName: 'lead_profiles',
  properties: {
    leadId: p.uuid().primary(),
    /** Null until the submission has been seen; so are state and attributes. */
    lineOfBusiness: p.string().$type<LineOfBusiness>().nullable(),
    state: p.string().nullable(),
    attributes: p.json<LeadAttributes>().nullable(),
    /** 0 to 100. Null until the score has been seen; so is quality. */
    scoreValue: p.integer().nullable(),
    quality: p.string().$type<Quality>().nullable(),
    /** The agent the lead is assigned to. */
    agentId: p.uuid().nullable(),
    offersPreparedAt: p.datetime().nullable(),
  },
});

/** What this subgraph keeps of the facts that others publish about a lead, in whatever order they come. */
export class LeadProfile extends LeadProfileSchema.class {
  isSubmitted(): boolean {
    return this.lineOfBusiness != null;
  }

  isScored(): boolean {
    return this.scoreValue != null;
  }
}
LeadProfileSchema.setClass(LeadProfile);

const OfferSchema = defineEntity({
  name: 'Offer',
  tableName: 'offers',
  properties: {
    id: p.uuid().primary(),
    leadId: p.uuid(),
    tier: p.string().$type<Tier>(),
    productId: p.uuid(),
    monthlyPremiumCents: p.integer(),
    currency: p.string(),
    fitScore: p.float(),
    reasons: p.json<readonly string[]>(),
    preparedAt: p.datetime(),
  },
});

export class Offer extends OfferSchema.class {}
OfferSchema.setClass(Offer);

const CallSchema = defineEntity({
  name: 'Call',
  tableName: 'calls',
  properties: {
    id: p.uuid().primary(),
    leadId: p.uuid(),
    agentId: p.uuid().nullable(),
    status: p.string().$type<'ACTIVE' | 'ENDED'>(),
    startedBy: p.string(),
    idempotencyKey: p.string().nullable(),
    startedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    utteranceCount: p.integer(),
    suggestionCount: p.integer(),
    coaching: p.json<CoachingState>(),
  },
});

export class Call extends CallSchema.class {
  hasEnded(): boolean {
    return this.status === 'ENDED';
  }

  end(at: Date): void {
    this.status = 'ENDED';
    this.endedAt = at;
  }
}
CallSchema.setClass(Call);

const UtteranceSchema = defineEntity({
  name: 'Utterance',
  tableName: 'utterances',
  properties: {
    id: p.uuid().primary(),
    callId: p.uuid(),
    sequence: p.integer(),
    speaker: p.string().$type<Speaker>(),
    /** Sealed under the lead's key. */
    sealedText: p.text(),
    sentiment: p.string().$type<Sentiment>(),
    intents: p.json<readonly RecognisedIntent[]>(),
    idempotencyKey: p.string().nullable(),
    requestHash: p.string().nullable(),
    at: p.datetime(),
  },
});

export class Utterance extends UtteranceSchema.class {}
UtteranceSchema.setClass(Utterance);

const SuggestionSchema = defineEntity({
  name: 'Suggestion',
  tableName: 'suggestions',
  properties: {
    id: p.uuid().primary(),
    callId: p.uuid(),
    sequence: p.integer(),
    utteranceId: p.uuid(),
    /** The play of the playbook that made it. */
    play: p.string(),
    kind: p.string().$type<SuggestionKind>(),
    /** Sealed under the lead's key. */
    sealedText: p.text(),
    confidence: p.float(),
    offerId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
});

export class Suggestion extends SuggestionSchema.class {}
SuggestionSchema.setClass(Suggestion);
