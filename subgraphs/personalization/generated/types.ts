import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  LeadReference,
  Product as ProductEntity,
  Offer as OfferEntity,
  Call as CallEntity,
  Utterance as UtteranceEntity,
  Suggestion as SuggestionEntity,
} from '../entities.ts';
import type { CoachingEvent as CoachingItem } from '../domain/calls/follow-coaching.ts';
import type { PersonalizationContext } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** A point in time as UTC ISO-8601, such as 2025-03-01T09:30:00.000Z. */
  DateTime: { input: Date; output: Date };
  _FieldSet: { input: unknown; output: unknown };
};

export type AddUtteranceInput = {
  readonly callId: Scalars['ID']['input'];
  /** Chosen by the caller, one per utterance of the call, at most 200 characters. With the same key a repeated request answers the same utterance. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly speaker: Speaker;
  /** 1 to 5,000 characters, not only blanks. */
  readonly text: Scalars['String']['input'];
};

export type AddUtteranceResult = CallAlreadyEnded | UtteranceAdded | UtteranceRejected;

/** A range of ages and what it does to the premium. */
export type AgeBand = {
  readonly __typename?: 'AgeBand';
  readonly factorBasisPoints: Scalars['Int']['output'];
  readonly fromAge: Scalars['Int']['output'];
  /** Inclusive. */
  readonly toAge: Scalars['Int']['output'];
};

export type AgeBandInput = {
  /** 1000 to 50000. */
  readonly factorBasisPoints: Scalars['Int']['input'];
  /** 0 to 120. */
  readonly fromAge: Scalars['Int']['input'];
  /** fromAge to 120, inclusive. */
  readonly toAge: Scalars['Int']['input'];
};

/** A conversation of an agent with a lead, written down while it goes on. */
export type Call = {
  readonly __typename?: 'Call';
  /** Who speaks with the lead: the agent who started the call, else the one the lead is assigned to. Null when nobody is known. */
  readonly agentId?: Maybe<Scalars['ID']['output']>;
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Null when the caller may not see it. */
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
  readonly startedAt: Scalars['DateTime']['output'];
  readonly status: CallStatus;
  /** What was suggested to the agent, in order. Its cursors are those of `coachingSuggestions`. */
  readonly suggestions?: Maybe<SuggestionConnection>;
  /** What was said, in order. */
  readonly utterances?: Maybe<UtteranceConnection>;
};

/** A conversation of an agent with a lead, written down while it goes on. */
export type CallSuggestionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A conversation of an agent with a lead, written down while it goes on. */
export type CallUtterancesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The call had ended before: nothing was changed. */
export type CallAlreadyEnded = {
  readonly __typename?: 'CallAlreadyEnded';
  readonly call: Call;
};

export type CallConnection = {
  readonly __typename?: 'CallConnection';
  readonly edges: ReadonlyArray<CallEdge>;
  readonly pageInfo: PageInfo;
};

export type CallEdge = {
  readonly __typename?: 'CallEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Call;
};

/** The call ended by this request. */
export type CallEnded = {
  readonly __typename?: 'CallEnded';
  readonly call: Call;
};

/** No call was started. */
export type CallNotPossible = {
  readonly __typename?: 'CallNotPossible';
  readonly message: Scalars['String']['output'];
  readonly reason: CallRefusal;
};

/** Why no call was started. */
export type CallRefusal =
  /** The idempotencyKey belongs to a call with another lead. */
  | 'KEY_REUSED'
  /** No submission of such a lead has been seen. */
  | 'LEAD_UNKNOWN';

/** The call has begun, now or by an earlier request with the same key. */
export type CallStarted = {
  readonly __typename?: 'CallStarted';
  readonly call: Call;
};

/** Whether the call goes on. */
export type CallStatus = 'ACTIVE' | 'ENDED';

/** One suggestion as it reaches the agent. */
export type CoachingEvent = {
  readonly __typename?: 'CoachingEvent';
  readonly call: Call;
  /** Give it as `after` to go on behind this event. */
  readonly cursor: Scalars['String']['output'];
  /** Set on the first event of a stream whose `after` is older than what is kept. Null on all others. */
  readonly missed?: Maybe<MissedEvents>;
  /** Null only where `missed` is set. */
  readonly suggestion?: Maybe<Suggestion>;
};

export type EndCallInput = {
  readonly callId: Scalars['ID']['input'];
};

export type EndCallResult = CallAlreadyEnded | CallEnded;

/** Something the speaker is after, and how sure that is. */
export type Intent = {
  readonly __typename?: 'Intent';
  /** 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  readonly kind: IntentKind;
};

/** What a speaker is after. One utterance may hold several. */
export type IntentKind =
  /** Balance, policy, personal data on file. */
  | 'ACCOUNT_QUESTION'
  | 'AGREEMENT'
  | 'CANCEL_RISK'
  | 'CLAIM'
  | 'COMPETITOR_MENTION'
  | 'COMPLAINT'
  | 'CONFUSION'
  | 'CONSENT_GIVEN'
  | 'COVERAGE_QUESTION'
  | 'DOCUMENT_REQUEST'
  | 'DO_NOT_CALL'
  | 'FAREWELL'
  | 'GREETING'
  /** A new child, a move, a marriage, a new car, home or business, retirement. */
  | 'LIFE_EVENT'
  | 'NEEDS_TIME'
  | 'NOT_INTERESTED'
  | 'PAYMENT'
  | 'PRICE_OBJECTION'
  | 'PRICE_QUESTION'
  | 'PRIVACY_CONCERN'
  | 'READY_TO_BUY'
  | 'REFUSAL'
  | 'SCHEDULING'
  | 'SECURITY_CONCERN'
  | 'THANKS'
  /** Sending money to somebody. */
  | 'TRANSFER'
  | 'WANTS_HUMAN';

export type Lead = {
  readonly __typename?: 'Lead';
  /** Calls with the lead, newest first. */
  readonly calls?: Maybe<CallConnection>;
  readonly id: Scalars['ID']['output'];
  /** One per tier that has a product for the lead, BASIC first. Empty until the lead is scored, or without a product. */
  readonly offers?: Maybe<ReadonlyArray<Offer>>;
};

export type LeadCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type LineOfBusiness = 'AUTO' | 'COMMERCIAL' | 'HEALTH' | 'HOME' | 'LIFE' | 'RENTERS';

/**
 * Events of a stream that cannot be told any more, because they are older than what is kept: the stream was to go on behind
 * a cursor of long ago.
 */
export type MissedEvents = {
  readonly __typename?: 'MissedEvents';
  readonly count: Scalars['Int']['output'];
};

/** An amount in the smallest unit of its currency. */
export type Money = {
  readonly __typename?: 'Money';
  readonly amountCents: Scalars['Int']['output'];
  /** ISO 4217. */
  readonly currency: Scalars['String']['output'];
};

export type MoneyInput = {
  readonly amountCents: Scalars['Int']['input'];
  readonly currency: Scalars['String']['input'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Adds what was just said. It is read at once: what it suggests to the agent is in the answer and on the stream. */
  readonly addUtterance?: Maybe<AddUtteranceResult>;
  /** Ends a call. Streams of its coaching complete. */
  readonly endCall?: Maybe<EndCallResult>;
  /** Prepares a lead's offers again, with the products there are now. */
  readonly prepareOffers?: Maybe<PrepareOffersResult>;
  /** Adds a product to the range. The same idempotencyKey with the same content answers the same product again. */
  readonly registerProduct?: Maybe<RegisterProductResult>;
  /** Takes a product out of the range, or back in. Offers made before stay until they are prepared again. */
  readonly setProductActive?: Maybe<ProductChanged>;
  /** Begins a call with a lead. */
  readonly startCall?: Maybe<StartCallResult>;
};

export type MutationAddUtteranceArgs = {
  input: AddUtteranceInput;
};

export type MutationEndCallArgs = {
  input: EndCallInput;
};

export type MutationPrepareOffersArgs = {
  input: PrepareOffersInput;
};

export type MutationRegisterProductArgs = {
  input: RegisterProductInput;
};

export type MutationSetProductActiveArgs = {
  input: SetProductActiveInput;
};

export type MutationStartCallArgs = {
  input: StartCallInput;
};

/** A product with a price for one lead. The id stays the same when offers are prepared again for the tier. */
export type Offer = {
  readonly __typename?: 'Offer';
  /** How well it suits the lead, 0 to 1: the weighted mean of budget, coverage need, household and lead quality, as far as known. */
  readonly fitScore: Scalars['Float']['output'];
  readonly id: Scalars['ID']['output'];
  readonly monthlyPremium: Money;
  readonly preparedAt: Scalars['DateTime']['output'];
  readonly product: Product;
  /** Why: one sentence for each factor that counted in price and fit. */
  readonly reasons?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly tier: OfferTier;
};

/** From the least to the most cover. */
export type OfferTier = 'BASIC' | 'PREMIUM' | 'STANDARD';

/** What offers wait for. */
export type OffersMissing =
  /** The lead is not scored yet: its offers are prepared by themselves once it is. */
  | 'SCORE'
  /** No submission of such a lead has been seen. */
  | 'SUBMISSION';

/** Offers cannot be computed yet. */
export type OffersNotReady = {
  readonly __typename?: 'OffersNotReady';
  /** What is not known yet. */
  readonly missing: OffersMissing;
};

/** The offers as they are now. */
export type OffersPrepared = {
  readonly __typename?: 'OffersPrepared';
  readonly lead: Lead;
  /** Empty when no product fits line and state. */
  readonly offers?: Maybe<ReadonlyArray<Offer>>;
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type PrepareOffersInput = {
  readonly leadId: Scalars['ID']['input'];
};

export type PrepareOffersResult = OffersNotReady | OffersPrepared;

/** What is sold: one product of one line and tier. */
export type Product = {
  readonly __typename?: 'Product';
  /** Whether new offers may name it. */
  readonly active: Scalars['Boolean']['output'];
  /** What a month costs before rating. */
  readonly baseMonthlyPremium: Money;
  readonly createdAt: Scalars['DateTime']['output'];
  /** What it covers, in a few words each. */
  readonly highlights: ReadonlyArray<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly lineOfBusiness: LineOfBusiness;
  readonly name: Scalars['String']['output'];
  /** How the premium depends on the person. */
  readonly rating: Rating;
  /** Where it may be sold. Empty: everywhere. */
  readonly states: ReadonlyArray<Scalars['String']['output']>;
  readonly tier: OfferTier;
};

/** The product as it is now. */
export type ProductChanged = {
  readonly __typename?: 'ProductChanged';
  readonly product: Product;
};

export type ProductConnection = {
  readonly __typename?: 'ProductConnection';
  readonly edges: ReadonlyArray<ProductEdge>;
  readonly pageInfo: PageInfo;
};

export type ProductEdge = {
  readonly __typename?: 'ProductEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Product;
};

/** Conditions that all hold; a list means any of its values. */
export type ProductFilter = {
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lineOfBusiness?: InputMaybe<ReadonlyArray<LineOfBusiness>>;
  readonly tier?: InputMaybe<ReadonlyArray<OfferTier>>;
};

/** The product is in the range, now or since an earlier request with the same key. */
export type ProductRegistered = {
  readonly __typename?: 'ProductRegistered';
  readonly product: Product;
};

/** The product was refused; nothing was stored. */
export type ProductRejected = {
  readonly __typename?: 'ProductRejected';
  readonly reasons: ReadonlyArray<ProductRejectionReason>;
};

/** One thing that was wrong with the input. */
export type ProductRejectionReason = {
  readonly __typename?: 'ProductRejectionReason';
  /** Path inside the input, such as rating.ageBands.0.toAge. */
  readonly field: Scalars['String']['output'];
  /** What was expected and what came. */
  readonly message: Scalars['String']['output'];
};

export type Query = {
  readonly __typename?: 'Query';
  /** One call, or null when there is none with this id that the caller may see: calls are seen with their lead. */
  readonly call?: Maybe<Call>;
  /** Products, in the order in which they were registered. */
  readonly products?: Maybe<ProductConnection>;
};

export type QueryCallArgs = {
  id: Scalars['ID']['input'];
};

export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * All shares are in basis points: 10000 is the whole. The base premium is multiplied by the age band, then by 1 plus the
 * claims surcharge, then by 1 less the home owner discount, each rounded half up to the cent.
 */
export type Rating = {
  readonly __typename?: 'Rating';
  /** The first band that holds the age counts; no band or no age: 10000. */
  readonly ageBands: ReadonlyArray<AgeBand>;
  readonly homeOwnerDiscountBasisPoints: Scalars['Int']['output'];
  /** Added per prior claim, for five claims at most. */
  readonly priorClaimSurchargeBasisPoints: Scalars['Int']['output'];
};

export type RatingInput = {
  /** At most 20, without overlap. */
  readonly ageBands: ReadonlyArray<AgeBandInput>;
  /** 0 to 5000. */
  readonly homeOwnerDiscountBasisPoints: Scalars['Int']['input'];
  /** 0 to 5000. */
  readonly priorClaimSurchargeBasisPoints: Scalars['Int']['input'];
};

export type RegisterProductInput = {
  readonly baseMonthlyPremium: MoneyInput;
  /** At most 20, of at most 200 characters. */
  readonly highlights: ReadonlyArray<Scalars['String']['input']>;
  /** Chosen by the caller, one per product, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly lineOfBusiness: LineOfBusiness;
  readonly name: Scalars['String']['input'];
  readonly rating?: InputMaybe<RatingInput>;
  /** Two-letter codes. Empty: everywhere. */
  readonly states: ReadonlyArray<Scalars['String']['input']>;
  readonly tier: OfferTier;
};

export type RegisterProductResult = ProductRegistered | ProductRejected;

/** Mood of what was said. */
export type Sentiment = 'NEGATIVE' | 'NEUTRAL' | 'POSITIVE';

export type SetProductActiveInput = {
  readonly active: Scalars['Boolean']['input'];
  readonly productId: Scalars['ID']['input'];
};

/** Who said it. */
export type Speaker = 'AGENT' | 'CUSTOMER';

export type StartCallInput = {
  /** Chosen by the caller, one per call, at most 200 characters. With the same key a repeated request answers the same call. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly leadId: Scalars['ID']['input'];
};

export type StartCallResult = CallNotPossible | CallStarted;

export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Coaching of one call. It replays what came after the cursor `after` (without one: everything since the call began) and
   * then follows live, without gap or repeat. It completes when the call has ended and everything was delivered, and ends
   * with an error when the lead has gone to somebody else.
   */
  readonly coachingSuggestions: CoachingEvent;
};

export type SubscriptionCoachingSuggestionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  callId: Scalars['ID']['input'];
};

/** Something the agent may say or must heed now. */
export type Suggestion = {
  readonly __typename?: 'Suggestion';
  /** 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly kind: SuggestionKind;
  /** The offer it speaks of. Null when it speaks of none, or when that offer is no longer made. */
  readonly offer?: Maybe<Offer>;
  /** 1, 2, 3, ... within the call. */
  readonly sequence: Scalars['Int']['output'];
  /** Null once the person's data has been erased. */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** What gave rise to it. */
  readonly utterance: Utterance;
};

export type SuggestionConnection = {
  readonly __typename?: 'SuggestionConnection';
  readonly edges: ReadonlyArray<SuggestionEdge>;
  readonly pageInfo: PageInfo;
};

export type SuggestionEdge = {
  readonly __typename?: 'SuggestionEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Suggestion;
};

/** What a suggestion is for. */
export type SuggestionKind =
  | 'CLOSING'
  | 'COMPLIANCE'
  | 'CROSS_SELL'
  | 'EMPATHY'
  | 'INFORMATION'
  | 'NEXT_QUESTION'
  | 'OBJECTION_HANDLING';

/** What one speaker said before the other spoke. */
export type Utterance = {
  readonly __typename?: 'Utterance';
  readonly at: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  /** Most certain first. Empty when nothing was recognised. */
  readonly intents: ReadonlyArray<Intent>;
  readonly sentiment: Sentiment;
  /** 1, 2, 3, ... within the call, in the order in which the graph accepted them. */
  readonly sequence: Scalars['Int']['output'];
  readonly speaker: Speaker;
  /** Null once the person's data has been erased. */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** The utterance is part of the call, with what it suggests. */
export type UtteranceAdded = {
  readonly __typename?: 'UtteranceAdded';
  /** What it suggests to the agent, most urgent first. Often empty. */
  readonly suggestions: ReadonlyArray<Suggestion>;
  readonly utterance: Utterance;
};

export type UtteranceConnection = {
  readonly __typename?: 'UtteranceConnection';
  readonly edges: ReadonlyArray<UtteranceEdge>;
  readonly pageInfo: PageInfo;
};

export type UtteranceEdge = {
  readonly __typename?: 'UtteranceEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Utterance;
};

/** The utterance was refused; nothing was stored. */
export type UtteranceRejected = {
  readonly __typename?: 'UtteranceRejected';
  readonly field: Scalars['String']['output'];
  /** What was expected and what came. */
  readonly message: Scalars['String']['output'];
};

export type WithIndex<TObject> = TObject & Record<string, any>;
export type ResolversObject<TObject> = WithIndex<TObject>;

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
  reference: TReference,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<
  TTypes,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
> = (parent: TParent, context: TContext, info: GraphQLResolveInfo) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = ResolversObject<{
  Call: Call;
  Lead: Lead;
  Offer: Offer;
  Product: Product;
  Suggestion: Suggestion;
  Utterance: Utterance;
}>;

/** Mapping of federation reference types */
export type FederationReferenceTypes = ResolversObject<{
  Call: { __typename: 'Call' } & GraphQLRecursivePick<FederationTypes['Call'], { id: true }>;
  Lead: { __typename: 'Lead' } & GraphQLRecursivePick<FederationTypes['Lead'], { id: true }>;
  Offer: { __typename: 'Offer' } & GraphQLRecursivePick<FederationTypes['Offer'], { id: true }>;
  Product: { __typename: 'Product' } & GraphQLRecursivePick<FederationTypes['Product'], { id: true }>;
  Suggestion: { __typename: 'Suggestion' } & GraphQLRecursivePick<
    FederationTypes['Suggestion'],
    { id: true }
  >;
  Utterance: { __typename: 'Utterance' } & GraphQLRecursivePick<FederationTypes['Utterance'], { id: true }>;
}>;

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  AddUtteranceResult:
    | (Omit<CallAlreadyEnded, 'call'> & { call: _RefType['Call'] })
    | (Omit<UtteranceAdded, 'suggestions' | 'utterance'> & {
        suggestions: ReadonlyArray<_RefType['Suggestion']>;
        utterance: _RefType['Utterance'];
      })
    | UtteranceRejected;
  EndCallResult:
    | (Omit<CallAlreadyEnded, 'call'> & { call: _RefType['Call'] })
    | (Omit<CallEnded, 'call'> & { call: _RefType['Call'] });
  PrepareOffersResult:
    | OffersNotReady
    | (Omit<OffersPrepared, 'lead' | 'offers'> & {
        lead: _RefType['Lead'];
        offers?: Maybe<ReadonlyArray<_RefType['Offer']>>;
      });
  RegisterProductResult:
    (Omit<ProductRegistered, 'product'> & { product: _RefType['Product'] }) | ProductRejected;
  StartCallResult: CallNotPossible | (Omit<CallStarted, 'call'> & { call: _RefType['Call'] });
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  AddUtteranceInput: AddUtteranceInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddUtteranceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddUtteranceResult']>;
  AgeBand: ResolverTypeWrapper<AgeBand>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AgeBandInput: AgeBandInput;
  Call: ResolverTypeWrapper<CallEntity>;
  CallAlreadyEnded: ResolverTypeWrapper<Omit<CallAlreadyEnded, 'call'> & { call: ResolversTypes['Call'] }>;
  CallConnection: ResolverTypeWrapper<
    Omit<CallConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CallEdge']> }
  >;
  CallEdge: ResolverTypeWrapper<Omit<CallEdge, 'node'> & { node: ResolversTypes['Call'] }>;
  CallEnded: ResolverTypeWrapper<Omit<CallEnded, 'call'> & { call: ResolversTypes['Call'] }>;
  CallNotPossible: ResolverTypeWrapper<CallNotPossible>;
  CallRefusal: CallRefusal;
  CallStarted: ResolverTypeWrapper<Omit<CallStarted, 'call'> & { call: ResolversTypes['Call'] }>;
  CallStatus: CallStatus;
  CoachingEvent: ResolverTypeWrapper<CoachingItem>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EndCallInput: EndCallInput;
  EndCallResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndCallResult']>;
  Intent: ResolverTypeWrapper<Intent>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  IntentKind: IntentKind;
  Lead: ResolverTypeWrapper<LeadReference>;
  LineOfBusiness: LineOfBusiness;
  MissedEvents: ResolverTypeWrapper<MissedEvents>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Offer: ResolverTypeWrapper<OfferEntity>;
  OfferTier: OfferTier;
  OffersMissing: OffersMissing;
  OffersNotReady: ResolverTypeWrapper<OffersNotReady>;
  OffersPrepared: ResolverTypeWrapper<
    Omit<OffersPrepared, 'lead' | 'offers'> & {
      lead: ResolversTypes['Lead'];
      offers?: Maybe<ReadonlyArray<ResolversTypes['Offer']>>;
    }
  >;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PrepareOffersInput: PrepareOffersInput;
  PrepareOffersResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PrepareOffersResult']>;
  Product: ResolverTypeWrapper<ProductEntity>;
  ProductChanged: ResolverTypeWrapper<
    Omit<ProductChanged, 'product'> & { product: ResolversTypes['Product'] }
  >;
  ProductConnection: ResolverTypeWrapper<
    Omit<ProductConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ProductEdge']> }
  >;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductFilter: ProductFilter;
  ProductRegistered: ResolverTypeWrapper<
    Omit<ProductRegistered, 'product'> & { product: ResolversTypes['Product'] }
  >;
  ProductRejected: ResolverTypeWrapper<ProductRejected>;
  ProductRejectionReason: ResolverTypeWrapper<ProductRejectionReason>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rating: ResolverTypeWrapper<Rating>;
  RatingInput: RatingInput;
  RegisterProductInput: RegisterProductInput;
  RegisterProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterProductResult']>;
  Sentiment: Sentiment;
  SetProductActiveInput: SetProductActiveInput;
  Speaker: Speaker;
  StartCallInput: StartCallInput;
  StartCallResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartCallResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Suggestion: ResolverTypeWrapper<SuggestionEntity>;
  SuggestionConnection: ResolverTypeWrapper<
    Omit<SuggestionConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SuggestionEdge']> }
  >;
  SuggestionEdge: ResolverTypeWrapper<Omit<SuggestionEdge, 'node'> & { node: ResolversTypes['Suggestion'] }>;
  SuggestionKind: SuggestionKind;
  Utterance: ResolverTypeWrapper<UtteranceEntity>;
  UtteranceAdded: ResolverTypeWrapper<
    Omit<UtteranceAdded, 'suggestions' | 'utterance'> & {
      suggestions: ReadonlyArray<ResolversTypes['Suggestion']>;
      utterance: ResolversTypes['Utterance'];
    }
  >;
  UtteranceConnection: ResolverTypeWrapper<
    Omit<UtteranceConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['UtteranceEdge']> }
  >;
  UtteranceEdge: ResolverTypeWrapper<Omit<UtteranceEdge, 'node'> & { node: ResolversTypes['Utterance'] }>;
  UtteranceRejected: ResolverTypeWrapper<UtteranceRejected>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  AddUtteranceInput: AddUtteranceInput;
  ID: Scalars['ID']['output'];
  AddUtteranceResult: ResolversUnionTypes<ResolversParentTypes>['AddUtteranceResult'];
  AgeBand: AgeBand;
  Int: Scalars['Int']['output'];
  AgeBandInput: AgeBandInput;
  Call: CallEntity;
  CallAlreadyEnded: Omit<CallAlreadyEnded, 'call'> & { call: ResolversParentTypes['Call'] };
  CallConnection: Omit<CallConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CallEdge']> };
  CallEdge: Omit<CallEdge, 'node'> & { node: ResolversParentTypes['Call'] };
  CallEnded: Omit<CallEnded, 'call'> & { call: ResolversParentTypes['Call'] };
  CallNotPossible: CallNotPossible;
  CallStarted: Omit<CallStarted, 'call'> & { call: ResolversParentTypes['Call'] };
  CoachingEvent: CoachingItem;
  DateTime: Scalars['DateTime']['output'];
  EndCallInput: EndCallInput;
  EndCallResult: ResolversUnionTypes<ResolversParentTypes>['EndCallResult'];
  Intent: Intent;
  Float: Scalars['Float']['output'];
  Lead: LeadReference;
  MissedEvents: MissedEvents;
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Offer: OfferEntity;
  OffersNotReady: OffersNotReady;
  OffersPrepared: Omit<OffersPrepared, 'lead' | 'offers'> & {
    lead: ResolversParentTypes['Lead'];
    offers?: Maybe<ReadonlyArray<ResolversParentTypes['Offer']>>;
  };
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PrepareOffersInput: PrepareOffersInput;
  PrepareOffersResult: ResolversUnionTypes<ResolversParentTypes>['PrepareOffersResult'];
  Product: ProductEntity;
  ProductChanged: Omit<ProductChanged, 'product'> & { product: ResolversParentTypes['Product'] };
  ProductConnection: Omit<ProductConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['ProductEdge']>;
  };
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductFilter: ProductFilter;
  ProductRegistered: Omit<ProductRegistered, 'product'> & { product: ResolversParentTypes['Product'] };
  ProductRejected: ProductRejected;
  ProductRejectionReason: ProductRejectionReason;
  Query: Record<PropertyKey, never>;
  Rating: Rating;
  RatingInput: RatingInput;
  RegisterProductInput: RegisterProductInput;
  RegisterProductResult: ResolversUnionTypes<ResolversParentTypes>['RegisterProductResult'];
  SetProductActiveInput: SetProductActiveInput;
  StartCallInput: StartCallInput;
  StartCallResult: ResolversUnionTypes<ResolversParentTypes>['StartCallResult'];
  Subscription: Record<PropertyKey, never>;
  Suggestion: SuggestionEntity;
  SuggestionConnection: Omit<SuggestionConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['SuggestionEdge']>;
  };
  SuggestionEdge: Omit<SuggestionEdge, 'node'> & { node: ResolversParentTypes['Suggestion'] };
  Utterance: UtteranceEntity;
  UtteranceAdded: Omit<UtteranceAdded, 'suggestions' | 'utterance'> & {
    suggestions: ReadonlyArray<ResolversParentTypes['Suggestion']>;
    utterance: ResolversParentTypes['Utterance'];
  };
  UtteranceConnection: Omit<UtteranceConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['UtteranceEdge']>;
  };
  UtteranceEdge: Omit<UtteranceEdge, 'node'> & { node: ResolversParentTypes['Utterance'] };
  UtteranceRejected: UtteranceRejected;
  String: Scalars['String']['output'];
}>;

export type ResumableDirectiveArgs = {
  after: Scalars['String']['input'];
  cursor: Scalars['String']['input'];
};

export type ResumableDirectiveResolver<
  Result,
  Parent,
  ContextType = PersonalizationContext,
  Args = ResumableDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddUtteranceResultResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['AddUtteranceResult'] = ResolversParentTypes['AddUtteranceResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<
    'CallAlreadyEnded' | 'UtteranceAdded' | 'UtteranceRejected',
    ParentType,
    ContextType
  >;
}>;

export type AgeBandResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['AgeBand'] = ResolversParentTypes['AgeBand'],
> = ResolversObject<{
  factorBasisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fromAge?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  toAge?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type CallResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Call'] = ResolversParentTypes['Call'],
  FederationReferenceType extends FederationReferenceTypes['Call'] = FederationReferenceTypes['Call'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Call']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  agentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CallStatus'], ParentType, ContextType>;
  suggestions?: Resolver<
    Maybe<ResolversTypes['SuggestionConnection']>,
    ParentType,
    ContextType,
    RequireFields<CallSuggestionsArgs, 'first'>
  >;
  utterances?: Resolver<
    Maybe<ResolversTypes['UtteranceConnection']>,
    ParentType,
    ContextType,
    RequireFields<CallUtterancesArgs, 'first'>
  >;
}>;

export type CallAlreadyEndedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['CallAlreadyEnded'] = ResolversParentTypes['CallAlreadyEnded'],
> = ResolversObject<{
  call?: Resolver<ResolversTypes['Call'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type CallConnectionResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['CallConnection'] = ResolversParentTypes['CallConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['CallEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type CallEdgeResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['CallEdge'] = ResolversParentTypes['CallEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Call'], ParentType, ContextType>;
}>;

export type CallEndedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['CallEnded'] = ResolversParentTypes['CallEnded'],
> = ResolversObject<{
  call?: Resolver<ResolversTypes['Call'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type CallNotPossibleResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['CallNotPossible'] = ResolversParentTypes['CallNotPossible'],
> = ResolversObject<{
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CallRefusal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type CallStartedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['CallStarted'] = ResolversParentTypes['CallStarted'],
> = ResolversObject<{
  call?: Resolver<ResolversTypes['Call'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type CoachingEventResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['CoachingEvent'] = ResolversParentTypes['CoachingEvent'],
> = ResolversObject<{
  call?: Resolver<ResolversTypes['Call'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  missed?: Resolver<Maybe<ResolversTypes['MissedEvents']>, ParentType, ContextType>;
  suggestion?: Resolver<Maybe<ResolversTypes['Suggestion']>, ParentType, ContextType>;
}>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EndCallResultResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['EndCallResult'] = ResolversParentTypes['EndCallResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'CallAlreadyEnded' | 'CallEnded', ParentType, ContextType>;
}>;

export type IntentResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Intent'] = ResolversParentTypes['Intent'],
> = ResolversObject<{
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['IntentKind'], ParentType, ContextType>;
}>;

export type LeadResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead'],
  FederationReferenceType extends FederationReferenceTypes['Lead'] = FederationReferenceTypes['Lead'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Lead']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  calls?: Resolver<
    Maybe<ResolversTypes['CallConnection']>,
    ParentType,
    ContextType,
    RequireFields<LeadCallsArgs, 'first'>
  >;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  offers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Offer']>>, ParentType, ContextType>;
}>;

export type MissedEventsResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['MissedEvents'] = ResolversParentTypes['MissedEvents'],
> = ResolversObject<{
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type MoneyResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money'],
> = ResolversObject<{
  amountCents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type MutationResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = ResolversObject<{
  addUtterance?: Resolver<
    Maybe<ResolversTypes['AddUtteranceResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationAddUtteranceArgs, 'input'>
  >;
  endCall?: Resolver<
    Maybe<ResolversTypes['EndCallResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationEndCallArgs, 'input'>
  >;
  prepareOffers?: Resolver<
    Maybe<ResolversTypes['PrepareOffersResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationPrepareOffersArgs, 'input'>
  >;
  registerProduct?: Resolver<
    Maybe<ResolversTypes['RegisterProductResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRegisterProductArgs, 'input'>
  >;
  setProductActive?: Resolver<
    Maybe<ResolversTypes['ProductChanged']>,
    ParentType,
    ContextType,
    RequireFields<MutationSetProductActiveArgs, 'input'>
  >;
  startCall?: Resolver<
    Maybe<ResolversTypes['StartCallResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationStartCallArgs, 'input'>
  >;
}>;

export type OfferResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer'],
  FederationReferenceType extends FederationReferenceTypes['Offer'] = FederationReferenceTypes['Offer'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Offer']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  fitScore?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  monthlyPremium?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  preparedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  reasons?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['OfferTier'], ParentType, ContextType>;
}>;

export type OffersNotReadyResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['OffersNotReady'] = ResolversParentTypes['OffersNotReady'],
> = ResolversObject<{
  missing?: Resolver<ResolversTypes['OffersMissing'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type OffersPreparedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['OffersPrepared'] = ResolversParentTypes['OffersPrepared'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  offers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Offer']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PageInfoResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = ResolversObject<{
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type PrepareOffersResultResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['PrepareOffersResult'] =
    ResolversParentTypes['PrepareOffersResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'OffersNotReady' | 'OffersPrepared', ParentType, ContextType>;
}>;

export type ProductResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'],
  FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Product']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  baseMonthlyPremium?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  highlights?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineOfBusiness?: Resolver<ResolversTypes['LineOfBusiness'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Rating'], ParentType, ContextType>;
  states?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['OfferTier'], ParentType, ContextType>;
}>;

export type ProductChangedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['ProductChanged'] = ResolversParentTypes['ProductChanged'],
> = ResolversObject<{
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
}>;

export type ProductConnectionResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type ProductEdgeResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
}>;

export type ProductRegisteredResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['ProductRegistered'] = ResolversParentTypes['ProductRegistered'],
> = ResolversObject<{
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ProductRejectedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['ProductRejected'] = ResolversParentTypes['ProductRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['ProductRejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ProductRejectionReasonResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['ProductRejectionReason'] =
    ResolversParentTypes['ProductRejectionReason'],
> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type QueryResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = ResolversObject<{
  call?: Resolver<Maybe<ResolversTypes['Call']>, ParentType, ContextType, RequireFields<QueryCallArgs, 'id'>>;
  products?: Resolver<
    Maybe<ResolversTypes['ProductConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryProductsArgs, 'first'>
  >;
}>;

export type RatingResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Rating'] = ResolversParentTypes['Rating'],
> = ResolversObject<{
  ageBands?: Resolver<ReadonlyArray<ResolversTypes['AgeBand']>, ParentType, ContextType>;
  homeOwnerDiscountBasisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  priorClaimSurchargeBasisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type RegisterProductResultResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['RegisterProductResult'] =
    ResolversParentTypes['RegisterProductResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'ProductRegistered' | 'ProductRejected', ParentType, ContextType>;
}>;

export type StartCallResultResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['StartCallResult'] = ResolversParentTypes['StartCallResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'CallNotPossible' | 'CallStarted', ParentType, ContextType>;
}>;

export type SubscriptionResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = ResolversObject<{
  coachingSuggestions?: SubscriptionResolver<
    ResolversTypes['CoachingEvent'],
    'coachingSuggestions',
    ParentType,
    ContextType,
    RequireFields<SubscriptionCoachingSuggestionsArgs, 'callId'>
  >;
}>;

export type SuggestionResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Suggestion'] = ResolversParentTypes['Suggestion'],
  FederationReferenceType extends FederationReferenceTypes['Suggestion'] =
    FederationReferenceTypes['Suggestion'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Suggestion']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SuggestionKind'], ParentType, ContextType>;
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utterance?: Resolver<ResolversTypes['Utterance'], ParentType, ContextType>;
}>;

export type SuggestionConnectionResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['SuggestionConnection'] =
    ResolversParentTypes['SuggestionConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['SuggestionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type SuggestionEdgeResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['SuggestionEdge'] = ResolversParentTypes['SuggestionEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Suggestion'], ParentType, ContextType>;
}>;

export type UtteranceResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['Utterance'] = ResolversParentTypes['Utterance'],
  FederationReferenceType extends FederationReferenceTypes['Utterance'] =
    FederationReferenceTypes['Utterance'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Utterance']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  intents?: Resolver<ReadonlyArray<ResolversTypes['Intent']>, ParentType, ContextType>;
  sentiment?: Resolver<ResolversTypes['Sentiment'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  speaker?: Resolver<ResolversTypes['Speaker'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type UtteranceAddedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['UtteranceAdded'] = ResolversParentTypes['UtteranceAdded'],
> = ResolversObject<{
  suggestions?: Resolver<ReadonlyArray<ResolversTypes['Suggestion']>, ParentType, ContextType>;
  utterance?: Resolver<ResolversTypes['Utterance'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type UtteranceConnectionResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['UtteranceConnection'] =
    ResolversParentTypes['UtteranceConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['UtteranceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type UtteranceEdgeResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['UtteranceEdge'] = ResolversParentTypes['UtteranceEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Utterance'], ParentType, ContextType>;
}>;

export type UtteranceRejectedResolvers<
  ContextType = PersonalizationContext,
  ParentType extends ResolversParentTypes['UtteranceRejected'] = ResolversParentTypes['UtteranceRejected'],
> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type Resolvers<ContextType = PersonalizationContext> = ResolversObject<{
  AddUtteranceResult?: AddUtteranceResultResolvers<ContextType>;
  AgeBand?: AgeBandResolvers<ContextType>;
  Call?: CallResolvers<ContextType>;
  CallAlreadyEnded?: CallAlreadyEndedResolvers<ContextType>;
  CallConnection?: CallConnectionResolvers<ContextType>;
  CallEdge?: CallEdgeResolvers<ContextType>;
  CallEnded?: CallEndedResolvers<ContextType>;
  CallNotPossible?: CallNotPossibleResolvers<ContextType>;
  CallStarted?: CallStartedResolvers<ContextType>;
  CoachingEvent?: CoachingEventResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  EndCallResult?: EndCallResultResolvers<ContextType>;
  Intent?: IntentResolvers<ContextType>;
  Lead?: LeadResolvers<ContextType>;
  MissedEvents?: MissedEventsResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  OffersNotReady?: OffersNotReadyResolvers<ContextType>;
  OffersPrepared?: OffersPreparedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PrepareOffersResult?: PrepareOffersResultResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductChanged?: ProductChangedResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductRegistered?: ProductRegisteredResolvers<ContextType>;
  ProductRejected?: ProductRejectedResolvers<ContextType>;
  ProductRejectionReason?: ProductRejectionReasonResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rating?: RatingResolvers<ContextType>;
  RegisterProductResult?: RegisterProductResultResolvers<ContextType>;
  StartCallResult?: StartCallResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Suggestion?: SuggestionResolvers<ContextType>;
  SuggestionConnection?: SuggestionConnectionResolvers<ContextType>;
  SuggestionEdge?: SuggestionEdgeResolvers<ContextType>;
  Utterance?: UtteranceResolvers<ContextType>;
  UtteranceAdded?: UtteranceAddedResolvers<ContextType>;
  UtteranceConnection?: UtteranceConnectionResolvers<ContextType>;
  UtteranceEdge?: UtteranceEdgeResolvers<ContextType>;
  UtteranceRejected?: UtteranceRejectedResolvers<ContextType>;
}>;

export type DirectiveResolvers<ContextType = PersonalizationContext> = ResolversObject<{
  resumable?: ResumableDirectiveResolver<any, any, ContextType>;
}>;
