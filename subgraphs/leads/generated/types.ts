import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Lead as LeadEntity } from '../entities.ts';
import type { LeadPage } from '../domain/list-leads.ts';
import type { TimelineEntry } from '../domain/read-timeline.ts';
import type { LeadsContext } from '../context.ts';
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
  /** A calendar date as YYYY-MM-DD. */
  Date: { input: string; output: string };
  /** A point in time as UTC ISO-8601, such as 2025-03-01T09:30:00.000Z. */
  DateTime: { input: Date; output: Date };
  _FieldSet: { input: unknown; output: unknown };
};

/** The marketing that brought the lead, as far as the sender told. */
export type Campaign = {
  readonly __typename?: 'Campaign';
  readonly landingPageUrl?: Maybe<Scalars['String']['output']>;
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly utmCampaign?: Maybe<Scalars['String']['output']>;
  readonly utmContent?: Maybe<Scalars['String']['output']>;
  readonly utmMedium?: Maybe<Scalars['String']['output']>;
  readonly utmSource?: Maybe<Scalars['String']['output']>;
  readonly utmTerm?: Maybe<Scalars['String']['output']>;
};

export type CampaignInput = {
  readonly landingPageUrl?: InputMaybe<Scalars['String']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly utmCampaign?: InputMaybe<Scalars['String']['input']>;
  readonly utmContent?: InputMaybe<Scalars['String']['input']>;
  readonly utmMedium?: InputMaybe<Scalars['String']['input']>;
  readonly utmSource?: InputMaybe<Scalars['String']['input']>;
  readonly utmTerm?: InputMaybe<Scalars['String']['input']>;
};

/** The person's word that they may be contacted. */
export type Consent = {
  readonly __typename?: 'Consent';
  /** Where the proof stands. */
  readonly certificateUrl?: Maybe<Scalars['String']['output']>;
  readonly channel: ConsentChannel;
  readonly grantedAt: Scalars['DateTime']['output'];
};

export type ConsentChannel = 'EMAIL' | 'MAIL' | 'PHONE' | 'SMS';

export type ConsentInput = {
  readonly certificateUrl?: InputMaybe<Scalars['String']['input']>;
  readonly channel: ConsentChannel;
  readonly grantedAt: Scalars['DateTime']['input'];
};

/** How to reach the person. */
export type Contact = {
  readonly __typename?: 'Contact';
  readonly city?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly country: Scalars['String']['output'];
  readonly dateOfBirth?: Maybe<Scalars['Date']['output']>;
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly firstName?: Maybe<Scalars['String']['output']>;
  readonly lastName?: Maybe<Scalars['String']['output']>;
  /** E.164, such as +12125550123. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  /** For the United States the two-letter code. */
  readonly state?: Maybe<Scalars['String']['output']>;
  readonly street?: Maybe<Scalars['String']['output']>;
};

/** At least a name, and one way to reach the person: e-mail, phone or a postal address. */
export type ContactInput = {
  readonly city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2. */
  readonly country: Scalars['String']['input'];
  readonly dateOfBirth?: InputMaybe<Scalars['Date']['input']>;
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  readonly lastName?: InputMaybe<Scalars['String']['input']>;
  /** With country code, or national in the contact's country. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
  readonly state?: InputMaybe<Scalars['String']['input']>;
  readonly street?: InputMaybe<Scalars['String']['input']>;
};

export type CreditTier = 'EXCELLENT' | 'FAIR' | 'GOOD' | 'POOR';

/** The same person asked for the same line of business before: the lead there is, is answered. */
export type DuplicateLead = {
  readonly __typename?: 'DuplicateLead';
  readonly lead: Lead;
  /** What was equal. */
  readonly matchedOn: ReadonlyArray<DuplicateMatch>;
};

export type DuplicateMatch = 'EMAIL' | 'PHONE';

export type ImportLeadsInput = {
  /** 1 to 500. */
  readonly leads: ReadonlyArray<SubmitLeadInput>;
};

export type ImportLeadsPayload = {
  readonly __typename?: 'ImportLeadsPayload';
  /** One per row, in order. */
  readonly results: ReadonlyArray<ImportedLead>;
};

export type ImportOutcome =
  /** Taken in by an earlier import with the same idempotencyKey. */
  'ALREADY_IMPORTED' | 'CREATED' | 'DUPLICATE' | 'REJECTED';

/** What became of one row. */
export type ImportedLead = {
  readonly __typename?: 'ImportedLead';
  /** Null for a rejected row, and for a duplicate of a lead that the caller may not see. */
  readonly lead?: Maybe<Lead>;
  readonly outcome: ImportOutcome;
  /** Empty unless rejected. */
  readonly reasons: ReadonlyArray<RejectionReason>;
};

/** A person who asked for insurance, and what became of it. */
export type Lead = {
  readonly __typename?: 'Lead';
  readonly attributes?: Maybe<LeadAttributes>;
  readonly campaign?: Maybe<Campaign>;
  readonly consents?: Maybe<ReadonlyArray<Consent>>;
  /** Null once the person's data has been erased. */
  readonly contact?: Maybe<Contact>;
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The sender's own id. */
  readonly externalId?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly lineOfBusiness?: Maybe<LineOfBusiness>;
  readonly outcome?: Maybe<LeadOutcome>;
  readonly referralCode?: Maybe<Scalars['String']['output']>;
  /** Where the lead comes from, in the words of whoever sent it. */
  readonly source?: Maybe<Scalars['String']['output']>;
  readonly status?: Maybe<LeadStatus>;
  /** What happened to the lead, oldest first. */
  readonly timeline?: Maybe<LeadEventConnection>;
};

/** A person who asked for insurance, and what became of it. */
export type LeadTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * The same person asked for the same line of business before, through somebody else: there is a lead, and it is not the
 * caller's to see.
 */
export type LeadAlreadyKnown = {
  readonly __typename?: 'LeadAlreadyKnown';
  /** What was equal. */
  readonly matchedOn: ReadonlyArray<DuplicateMatch>;
};

/** What the person told about themselves. Null where they did not. */
export type LeadAttributes = {
  readonly __typename?: 'LeadAttributes';
  readonly ageYears?: Maybe<Scalars['Int']['output']>;
  readonly creditTier?: Maybe<CreditTier>;
  readonly currentlyInsured?: Maybe<Scalars['Boolean']['output']>;
  readonly homeOwner?: Maybe<Scalars['Boolean']['output']>;
  readonly householdSize?: Maybe<Scalars['Int']['output']>;
  readonly monthlyBudgetCents?: Maybe<Scalars['Int']['output']>;
  readonly priorClaimsCount?: Maybe<Scalars['Int']['output']>;
  readonly purchaseTimeframeDays?: Maybe<Scalars['Int']['output']>;
  readonly vehicleYear?: Maybe<Scalars['Int']['output']>;
};

export type LeadAttributesInput = {
  /** 0 to 120. */
  readonly ageYears?: InputMaybe<Scalars['Int']['input']>;
  readonly creditTier?: InputMaybe<CreditTier>;
  readonly currentlyInsured?: InputMaybe<Scalars['Boolean']['input']>;
  readonly homeOwner?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 30. */
  readonly householdSize?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 100000000. */
  readonly monthlyBudgetCents?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 50. */
  readonly priorClaimsCount?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 3650. */
  readonly purchaseTimeframeDays?: InputMaybe<Scalars['Int']['input']>;
  /** 1900 to next year. */
  readonly vehicleYear?: InputMaybe<Scalars['Int']['input']>;
};

export type LeadConnection = {
  readonly __typename?: 'LeadConnection';
  readonly edges: ReadonlyArray<LeadEdge>;
  readonly pageInfo: PageInfo;
  /** How many leads there are behind the filter, on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

export type LeadEdge = {
  readonly __typename?: 'LeadEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Lead;
};

/** One fact of a lead's history. */
export type LeadEvent = {
  readonly __typename?: 'LeadEvent';
  readonly at: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  /** 1, 2, 3, ... within the lead. */
  readonly sequence: Scalars['Int']['output'];
  /** The lead's status after the event. */
  readonly status: LeadStatus;
  readonly type: LeadEventType;
};

export type LeadEventConnection = {
  readonly __typename?: 'LeadEventConnection';
  readonly edges: ReadonlyArray<LeadEventEdge>;
  readonly pageInfo: PageInfo;
};

export type LeadEventEdge = {
  readonly __typename?: 'LeadEventEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: LeadEvent;
};

export type LeadEventType =
  | 'ACCEPTED'
  | 'ASSIGNED'
  | 'CALL_ENDED'
  | 'CALL_STARTED'
  | 'DECLINED'
  | 'DUPLICATE_RECEIVED'
  | 'ENRICHED'
  | 'OUTCOME_RECORDED'
  | 'SCORED'
  | 'SUBMITTED';

/** Conditions that all hold; a list means any of its values. */
export type LeadFilter = {
  readonly createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  readonly createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** The whole address, in any case. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly lineOfBusiness?: InputMaybe<ReadonlyArray<LineOfBusiness>>;
  /** The whole number, in any notation with country code. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly source?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly status?: InputMaybe<ReadonlyArray<LeadStatus>>;
};

/** How a lead ended. */
export type LeadOutcome = {
  readonly __typename?: 'LeadOutcome';
  readonly kind: OutcomeKind;
  /** Monthly premium of what was sold. */
  readonly monthlyPremium?: Maybe<Money>;
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** The submission was refused; every reason is given. */
export type LeadRejected = {
  readonly __typename?: 'LeadRejected';
  readonly reasons: ReadonlyArray<RejectionReason>;
};

export type LeadStatus =
  'ACCEPTED' | 'ASSIGNED' | 'CONTACTED' | 'ENRICHED' | 'LOST' | 'SCORED' | 'SOLD' | 'SUBMITTED';

/** The lead was taken in, or had been with the same key. */
export type LeadSubmitted = {
  readonly __typename?: 'LeadSubmitted';
  readonly lead: Lead;
};

export type LineOfBusiness = 'AUTO' | 'COMMERCIAL' | 'HEALTH' | 'HOME' | 'LIFE' | 'RENTERS';

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
  /** Takes in up to 500 leads at once. A bad row is refused on its own; the others are taken. */
  readonly importLeads?: Maybe<ImportLeadsPayload>;
  /** Records how a lead ended. It ends once: a second outcome is refused. */
  readonly recordOutcome?: Maybe<RecordOutcomeResult>;
  /** Takes in one lead. The same idempotencyKey with the same content answers the same lead again. */
  readonly submitLead?: Maybe<SubmitLeadResult>;
};

export type MutationImportLeadsArgs = {
  input: ImportLeadsInput;
};

export type MutationRecordOutcomeArgs = {
  input: RecordOutcomeInput;
};

export type MutationSubmitLeadArgs = {
  input: SubmitLeadInput;
};

/** The lead had ended before; nothing was changed. */
export type OutcomeAlreadyRecorded = {
  readonly __typename?: 'OutcomeAlreadyRecorded';
  readonly lead: Lead;
};

export type OutcomeKind = 'BOUGHT_ELSEWHERE' | 'NOT_ELIGIBLE' | 'NOT_INTERESTED' | 'SOLD' | 'UNREACHABLE';

/** The lead has ended. */
export type OutcomeRecorded = {
  readonly __typename?: 'OutcomeRecorded';
  readonly lead: Lead;
};

/** The outcome was refused; every reason is given. */
export type OutcomeRejected = {
  readonly __typename?: 'OutcomeRejected';
  readonly reasons: ReadonlyArray<RejectionReason>;
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** One lead, or null when there is none with this id that the caller may see. */
  readonly lead?: Maybe<Lead>;
  /** Leads that the caller may see, newest first: agents their own, managers their teams' and those nobody has, integrators what they sent in. */
  readonly leads?: Maybe<LeadConnection>;
};

export type QueryLeadArgs = {
  id: Scalars['ID']['input'];
};

export type QueryLeadsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LeadFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RecordOutcomeInput = {
  readonly kind: OutcomeKind;
  readonly leadId: Scalars['ID']['input'];
  /** Required when sold. */
  readonly monthlyPremium?: InputMaybe<MoneyInput>;
};

export type RecordOutcomeResult = OutcomeAlreadyRecorded | OutcomeRecorded | OutcomeRejected;

/** What is wrong with one field of an input. */
export type RejectionReason = {
  readonly __typename?: 'RejectionReason';
  /** Path inside the input, such as contact.email. */
  readonly field: Scalars['String']['output'];
  /** What was expected and what came. */
  readonly message: Scalars['String']['output'];
};

export type SubmitLeadInput = {
  readonly attributes?: InputMaybe<LeadAttributesInput>;
  readonly campaign?: InputMaybe<CampaignInput>;
  readonly consents: ReadonlyArray<ConsentInput>;
  readonly contact: ContactInput;
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the sender, one per submission, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly lineOfBusiness: LineOfBusiness;
  readonly referralCode?: InputMaybe<Scalars['String']['input']>;
  readonly source: Scalars['String']['input'];
};

export type SubmitLeadResult = DuplicateLead | LeadAlreadyKnown | LeadRejected | LeadSubmitted;

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
  Lead: Lead;
}>;

/** Mapping of federation reference types */
export type FederationReferenceTypes = ResolversObject<{
  Lead: { __typename: 'Lead' } & GraphQLRecursivePick<FederationTypes['Lead'], { id: true }>;
}>;

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  RecordOutcomeResult:
    | (Omit<OutcomeAlreadyRecorded, 'lead'> & { lead: _RefType['Lead'] })
    | (Omit<OutcomeRecorded, 'lead'> & { lead: _RefType['Lead'] })
    | OutcomeRejected;
  SubmitLeadResult:
    | (Omit<DuplicateLead, 'lead'> & { lead: _RefType['Lead'] })
    | LeadAlreadyKnown
    | LeadRejected
    | (Omit<LeadSubmitted, 'lead'> & { lead: _RefType['Lead'] });
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  Campaign: ResolverTypeWrapper<Campaign>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CampaignInput: CampaignInput;
  Consent: ResolverTypeWrapper<Consent>;
  ConsentChannel: ConsentChannel;
  ConsentInput: ConsentInput;
  Contact: ResolverTypeWrapper<Contact>;
  ContactInput: ContactInput;
  CreditTier: CreditTier;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DuplicateLead: ResolverTypeWrapper<Omit<DuplicateLead, 'lead'> & { lead: ResolversTypes['Lead'] }>;
  DuplicateMatch: DuplicateMatch;
  ImportLeadsInput: ImportLeadsInput;
  ImportLeadsPayload: ResolverTypeWrapper<
    Omit<ImportLeadsPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['ImportedLead']> }
  >;
  ImportOutcome: ImportOutcome;
  ImportedLead: ResolverTypeWrapper<Omit<ImportedLead, 'lead'> & { lead?: Maybe<ResolversTypes['Lead']> }>;
  Lead: ResolverTypeWrapper<LeadEntity>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  LeadAlreadyKnown: ResolverTypeWrapper<LeadAlreadyKnown>;
  LeadAttributes: ResolverTypeWrapper<LeadAttributes>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  LeadAttributesInput: LeadAttributesInput;
  LeadConnection: ResolverTypeWrapper<LeadPage>;
  LeadEdge: ResolverTypeWrapper<Omit<LeadEdge, 'node'> & { node: ResolversTypes['Lead'] }>;
  LeadEvent: ResolverTypeWrapper<TimelineEntry>;
  LeadEventConnection: ResolverTypeWrapper<
    Omit<LeadEventConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['LeadEventEdge']> }
  >;
  LeadEventEdge: ResolverTypeWrapper<Omit<LeadEventEdge, 'node'> & { node: ResolversTypes['LeadEvent'] }>;
  LeadEventType: LeadEventType;
  LeadFilter: LeadFilter;
  LeadOutcome: ResolverTypeWrapper<LeadOutcome>;
  LeadRejected: ResolverTypeWrapper<LeadRejected>;
  LeadStatus: LeadStatus;
  LeadSubmitted: ResolverTypeWrapper<Omit<LeadSubmitted, 'lead'> & { lead: ResolversTypes['Lead'] }>;
  LineOfBusiness: LineOfBusiness;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OutcomeAlreadyRecorded: ResolverTypeWrapper<
    Omit<OutcomeAlreadyRecorded, 'lead'> & { lead: ResolversTypes['Lead'] }
  >;
  OutcomeKind: OutcomeKind;
  OutcomeRecorded: ResolverTypeWrapper<Omit<OutcomeRecorded, 'lead'> & { lead: ResolversTypes['Lead'] }>;
  OutcomeRejected: ResolverTypeWrapper<OutcomeRejected>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordOutcomeInput: RecordOutcomeInput;
  RecordOutcomeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordOutcomeResult']>;
  RejectionReason: ResolverTypeWrapper<RejectionReason>;
  SubmitLeadInput: SubmitLeadInput;
  SubmitLeadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitLeadResult']>;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  Campaign: Campaign;
  String: Scalars['String']['output'];
  CampaignInput: CampaignInput;
  Consent: Consent;
  ConsentInput: ConsentInput;
  Contact: Contact;
  ContactInput: ContactInput;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DuplicateLead: Omit<DuplicateLead, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  ImportLeadsInput: ImportLeadsInput;
  ImportLeadsPayload: Omit<ImportLeadsPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['ImportedLead']>;
  };
  ImportedLead: Omit<ImportedLead, 'lead'> & { lead?: Maybe<ResolversParentTypes['Lead']> };
  Lead: LeadEntity;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  LeadAlreadyKnown: LeadAlreadyKnown;
  LeadAttributes: LeadAttributes;
  Boolean: Scalars['Boolean']['output'];
  LeadAttributesInput: LeadAttributesInput;
  LeadConnection: LeadPage;
  LeadEdge: Omit<LeadEdge, 'node'> & { node: ResolversParentTypes['Lead'] };
  LeadEvent: TimelineEntry;
  LeadEventConnection: Omit<LeadEventConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['LeadEventEdge']>;
  };
  LeadEventEdge: Omit<LeadEventEdge, 'node'> & { node: ResolversParentTypes['LeadEvent'] };
  LeadFilter: LeadFilter;
  LeadOutcome: LeadOutcome;
  LeadRejected: LeadRejected;
  LeadSubmitted: Omit<LeadSubmitted, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  OutcomeAlreadyRecorded: Omit<OutcomeAlreadyRecorded, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  OutcomeRecorded: Omit<OutcomeRecorded, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  OutcomeRejected: OutcomeRejected;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RecordOutcomeInput: RecordOutcomeInput;
  RecordOutcomeResult: ResolversUnionTypes<ResolversParentTypes>['RecordOutcomeResult'];
  RejectionReason: RejectionReason;
  SubmitLeadInput: SubmitLeadInput;
  SubmitLeadResult: ResolversUnionTypes<ResolversParentTypes>['SubmitLeadResult'];
}>;

export type CampaignResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Campaign'] = ResolversParentTypes['Campaign'],
> = ResolversObject<{
  landingPageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utmCampaign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utmContent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utmMedium?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utmSource?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utmTerm?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type ConsentResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent'],
> = ResolversObject<{
  certificateUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['ConsentChannel'], ParentType, ContextType>;
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
}>;

export type ContactResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact'],
> = ResolversObject<{
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dateOfBirth?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DuplicateLeadResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['DuplicateLead'] = ResolversParentTypes['DuplicateLead'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  matchedOn?: Resolver<ReadonlyArray<ResolversTypes['DuplicateMatch']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ImportLeadsPayloadResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['ImportLeadsPayload'] = ResolversParentTypes['ImportLeadsPayload'],
> = ResolversObject<{
  results?: Resolver<ReadonlyArray<ResolversTypes['ImportedLead']>, ParentType, ContextType>;
}>;

export type ImportedLeadResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['ImportedLead'] = ResolversParentTypes['ImportedLead'],
> = ResolversObject<{
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ImportOutcome'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['RejectionReason']>, ParentType, ContextType>;
}>;

export type LeadResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead'],
  FederationReferenceType extends FederationReferenceTypes['Lead'] = FederationReferenceTypes['Lead'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Lead']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  attributes?: Resolver<Maybe<ResolversTypes['LeadAttributes']>, ParentType, ContextType>;
  campaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType>;
  consents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Consent']>>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineOfBusiness?: Resolver<Maybe<ResolversTypes['LineOfBusiness']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['LeadOutcome']>, ParentType, ContextType>;
  referralCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['LeadStatus']>, ParentType, ContextType>;
  timeline?: Resolver<
    Maybe<ResolversTypes['LeadEventConnection']>,
    ParentType,
    ContextType,
    RequireFields<LeadTimelineArgs, 'first'>
  >;
}>;

export type LeadAlreadyKnownResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadAlreadyKnown'] = ResolversParentTypes['LeadAlreadyKnown'],
> = ResolversObject<{
  matchedOn?: Resolver<ReadonlyArray<ResolversTypes['DuplicateMatch']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type LeadAttributesResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadAttributes'] = ResolversParentTypes['LeadAttributes'],
> = ResolversObject<{
  ageYears?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  creditTier?: Resolver<Maybe<ResolversTypes['CreditTier']>, ParentType, ContextType>;
  currentlyInsured?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  homeOwner?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  householdSize?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  monthlyBudgetCents?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  priorClaimsCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  purchaseTimeframeDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vehicleYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
}>;

export type LeadConnectionResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadConnection'] = ResolversParentTypes['LeadConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['LeadEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type LeadEdgeResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadEdge'] = ResolversParentTypes['LeadEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
}>;

export type LeadEventResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadEvent'] = ResolversParentTypes['LeadEvent'],
> = ResolversObject<{
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LeadStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['LeadEventType'], ParentType, ContextType>;
}>;

export type LeadEventConnectionResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadEventConnection'] =
    ResolversParentTypes['LeadEventConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['LeadEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type LeadEventEdgeResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadEventEdge'] = ResolversParentTypes['LeadEventEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LeadEvent'], ParentType, ContextType>;
}>;

export type LeadOutcomeResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadOutcome'] = ResolversParentTypes['LeadOutcome'],
> = ResolversObject<{
  kind?: Resolver<ResolversTypes['OutcomeKind'], ParentType, ContextType>;
  monthlyPremium?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
}>;

export type LeadRejectedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadRejected'] = ResolversParentTypes['LeadRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['RejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type LeadSubmittedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['LeadSubmitted'] = ResolversParentTypes['LeadSubmitted'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type MoneyResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money'],
> = ResolversObject<{
  amountCents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type MutationResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = ResolversObject<{
  importLeads?: Resolver<
    Maybe<ResolversTypes['ImportLeadsPayload']>,
    ParentType,
    ContextType,
    RequireFields<MutationImportLeadsArgs, 'input'>
  >;
  recordOutcome?: Resolver<
    Maybe<ResolversTypes['RecordOutcomeResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRecordOutcomeArgs, 'input'>
  >;
  submitLead?: Resolver<
    Maybe<ResolversTypes['SubmitLeadResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationSubmitLeadArgs, 'input'>
  >;
}>;

export type OutcomeAlreadyRecordedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['OutcomeAlreadyRecorded'] =
    ResolversParentTypes['OutcomeAlreadyRecorded'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type OutcomeRecordedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['OutcomeRecorded'] = ResolversParentTypes['OutcomeRecorded'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type OutcomeRejectedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['OutcomeRejected'] = ResolversParentTypes['OutcomeRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['RejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PageInfoResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = ResolversObject<{
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type QueryResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = ResolversObject<{
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType, RequireFields<QueryLeadArgs, 'id'>>;
  leads?: Resolver<
    Maybe<ResolversTypes['LeadConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryLeadsArgs, 'first'>
  >;
}>;

export type RecordOutcomeResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['RecordOutcomeResult'] =
    ResolversParentTypes['RecordOutcomeResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<
    'OutcomeAlreadyRecorded' | 'OutcomeRecorded' | 'OutcomeRejected',
    ParentType,
    ContextType
  >;
}>;

export type RejectionReasonResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['RejectionReason'] = ResolversParentTypes['RejectionReason'],
> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type SubmitLeadResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['SubmitLeadResult'] = ResolversParentTypes['SubmitLeadResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<
    'DuplicateLead' | 'LeadAlreadyKnown' | 'LeadRejected' | 'LeadSubmitted',
    ParentType,
    ContextType
  >;
}>;

export type Resolvers<ContextType = LeadsContext> = ResolversObject<{
  Campaign?: CampaignResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DuplicateLead?: DuplicateLeadResolvers<ContextType>;
  ImportLeadsPayload?: ImportLeadsPayloadResolvers<ContextType>;
  ImportedLead?: ImportedLeadResolvers<ContextType>;
  Lead?: LeadResolvers<ContextType>;
  LeadAlreadyKnown?: LeadAlreadyKnownResolvers<ContextType>;
  LeadAttributes?: LeadAttributesResolvers<ContextType>;
  LeadConnection?: LeadConnectionResolvers<ContextType>;
  LeadEdge?: LeadEdgeResolvers<ContextType>;
  LeadEvent?: LeadEventResolvers<ContextType>;
  LeadEventConnection?: LeadEventConnectionResolvers<ContextType>;
  LeadEventEdge?: LeadEventEdgeResolvers<ContextType>;
  LeadOutcome?: LeadOutcomeResolvers<ContextType>;
  LeadRejected?: LeadRejectedResolvers<ContextType>;
  LeadSubmitted?: LeadSubmittedResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OutcomeAlreadyRecorded?: OutcomeAlreadyRecordedResolvers<ContextType>;
  OutcomeRecorded?: OutcomeRecordedResolvers<ContextType>;
  OutcomeRejected?: OutcomeRejectedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordOutcomeResult?: RecordOutcomeResultResolvers<ContextType>;
  RejectionReason?: RejectionReasonResolvers<ContextType>;
  SubmitLeadResult?: SubmitLeadResultResolvers<ContextType>;
}>;
