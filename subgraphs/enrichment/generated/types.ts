import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LeadReference, Enrichment as EnrichmentEntity, Office as OfficeEntity } from '../entities.ts';
import type { EnrichmentContext } from '../context.ts';
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

/** One thing that a provider says about a lead. */
export type EnrichedField = {
  readonly __typename?: 'EnrichedField';
  /** 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  /** Such as city, distanceKm, phoneType or emailKind. */
  readonly name: Scalars['String']['output'];
  readonly provider: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

/** What is known about a lead beyond what it said itself, and from whom. */
export type Enrichment = {
  readonly __typename?: 'Enrichment';
  /** 0 to 1: the mean confidence of the fields times the share of providers that answered. Null until they were asked. */
  readonly confidence?: Maybe<Scalars['Float']['output']>;
  /** When providers last answered. */
  readonly enrichedAt?: Maybe<Scalars['DateTime']['output']>;
  /** One per name, by name: what the surest provider says. Empty once the person's data has been erased. */
  readonly fields?: Maybe<ReadonlyArray<EnrichedField>>;
  /** What other providers said, less surely, under names that are in `fields`. */
  readonly overruled?: Maybe<ReadonlyArray<EnrichedField>>;
  /** Who was asked, and what came of it. Empty until they were asked. */
  readonly providers: ReadonlyArray<ProviderAnswer>;
  readonly status: EnrichmentStatus;
};

/** How far the enrichment of a lead has come. */
export type EnrichmentStatus =
  /** Every provider answered. */
  | 'COMPLETE'
  /** No provider answered, or the person's data has been erased. */
  | 'FAILED'
  /** Some providers did not answer; they are asked again for a while. */
  | 'PARTIAL'
  /** Providers are yet to be asked, for the first time or again. */
  | 'PENDING';

export type Lead = {
  readonly __typename?: 'Lead';
  /** What is known about the lead beyond what it said itself. Null before the lead has reached enrichment. */
  readonly enrichment?: Maybe<Enrichment>;
  readonly id: Scalars['ID']['output'];
  /** Null until providers have been asked. */
  readonly risk?: Maybe<Risk>;
};

/** The person's data has been erased: there is nothing left to ask about. */
export type LeadDataErased = {
  readonly __typename?: 'LeadDataErased';
  readonly lead: Lead;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Asks all providers about a lead again. What is known stays until the new answers are there. */
  readonly reenrichLead?: Maybe<ReenrichLeadResult>;
  /** Adds a place of business. For administrators and managers. Leads enriched from now on are measured to it. */
  readonly registerOffice?: Maybe<RegisterOfficeResult>;
};

export type MutationReenrichLeadArgs = {
  input: ReenrichLeadInput;
};

export type MutationRegisterOfficeArgs = {
  input: RegisterOfficeInput;
};

/** A place of business that distances are measured to. */
export type Office = {
  readonly __typename?: 'Office';
  readonly city: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  /** Degrees north. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east. */
  readonly longitude: Scalars['Float']['output'];
  readonly name: Scalars['String']['output'];
  readonly postalCode: Scalars['String']['output'];
  /** Two-letter code. */
  readonly state: Scalars['String']['output'];
};

/** A page of offices. */
export type OfficeConnection = {
  readonly __typename?: 'OfficeConnection';
  readonly edges: ReadonlyArray<OfficeEdge>;
  readonly pageInfo: PageInfo;
};

/** An office on a page. */
export type OfficeEdge = {
  readonly __typename?: 'OfficeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Office;
};

/** The office is there, added now or earlier with the same key. */
export type OfficeRegistered = {
  readonly __typename?: 'OfficeRegistered';
  readonly office: Office;
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** The postal code is in no table, or has no place on the map. */
export type PostalCodeUnknown = {
  readonly __typename?: 'PostalCodeUnknown';
  readonly postalCode: Scalars['String']['output'];
};

/** A provider that was asked, and what came of it. */
export type ProviderAnswer = {
  readonly __typename?: 'ProviderAnswer';
  readonly name: Scalars['String']['output'];
  readonly outcome: ProviderOutcome;
};

/** What came of asking a provider. */
export type ProviderOutcome =
  | 'FAILED'
  | 'FOUND'
  /** It answered, and knows nothing or was given nothing to look up. */
  | 'NOTHING_FOUND'
  | 'TIMED_OUT';

export type Query = {
  readonly __typename?: 'Query';
  /** The places of business that distances are measured to, by name. */
  readonly offices?: Maybe<OfficeConnection>;
};

export type QueryOfficesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which lead to ask about again. */
export type ReenrichLeadInput = {
  readonly leadId: Scalars['ID']['input'];
};

/** Whether providers will be asked again. */
export type ReenrichLeadResult = LeadDataErased | ReenrichmentQueued;

/** Providers will be asked again, within moments. */
export type ReenrichmentQueued = {
  readonly __typename?: 'ReenrichmentQueued';
  readonly lead: Lead;
};

/** A new place of business. */
export type RegisterOfficeInput = {
  /** Chosen by the sender, one per office, at most 200 characters. The same key answers the same office again. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** A ZIP code of the United States. */
  readonly postalCode: Scalars['String']['input'];
};

/** Whether the place of business was added. */
export type RegisterOfficeResult = OfficeRegistered | PostalCodeUnknown;

/** How likely the lead is worthless or fraudulent, by checks whose weights are set by judgement. */
export type Risk = {
  readonly __typename?: 'Risk';
  readonly checks?: Maybe<ReadonlyArray<RiskCheck>>;
  /** 0 to 100: 1 minus the product of (1 - weight) over the failed checks. */
  readonly score: Scalars['Int']['output'];
  /** LOW below 25, MEDIUM below 50, HIGH below 75. */
  readonly severity: RiskSeverity;
};

/** One thing that was looked at, and whether it speaks against the lead. */
export type RiskCheck = {
  readonly __typename?: 'RiskCheck';
  readonly kind: RiskCheckKind;
  readonly outcome: RiskCheckOutcome;
  readonly reason: Scalars['String']['output'];
};

/** What a check looks for: it is FAILED when that is so. In parentheses the weight, in percent. */
export type RiskCheckKind =
  /** The postal code lies in another state than the one stated (25). */
  | 'ADDRESS_MISMATCH'
  /** A throw-away address (45). */
  | 'EMAIL_DISPOSABLE'
  /** The domain ends in no existing top-level domain (35). */
  | 'EMAIL_INVALID'
  /** A mailbox such as info@ (10). */
  | 'EMAIL_ROLE'
  /** The domain is one slip away from a big provider's (15). */
  | 'EMAIL_TYPO'
  /** Neither phone nor e-mail can be used (30). */
  | 'NOT_REACHABLE'
  /** No consent to be contacted was recorded (20). */
  | 'NO_CONSENT'
  /** The number belongs to another country than the address (15). */
  | 'PHONE_COUNTRY_MISMATCH'
  /** The number cannot exist (30). */
  | 'PHONE_INVALID'
  /** Internet telephony (15). */
  | 'PHONE_VOIP'
  /** The postal code is in no table (15). */
  | 'POSTAL_CODE_UNKNOWN';

/** What came of a check. */
export type RiskCheckOutcome =
  | 'FAILED'
  | 'PASSED'
  /** There was nothing to check, or the provider did not answer. It adds nothing to the score. */
  | 'UNKNOWN';

/** How much care a lead needs, by its risk score. */
export type RiskSeverity = 'CRITICAL' | 'HIGH' | 'LOW' | 'MEDIUM';

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
  ReenrichLeadResult:
    | (Omit<LeadDataErased, 'lead'> & { lead: _RefType['Lead'] })
    | (Omit<ReenrichmentQueued, 'lead'> & { lead: _RefType['Lead'] });
  RegisterOfficeResult:
    (Omit<OfficeRegistered, 'office'> & { office: _RefType['Office'] }) | PostalCodeUnknown;
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EnrichedField: ResolverTypeWrapper<EnrichedField>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Enrichment: ResolverTypeWrapper<EnrichmentEntity>;
  EnrichmentStatus: EnrichmentStatus;
  Lead: ResolverTypeWrapper<LeadReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  LeadDataErased: ResolverTypeWrapper<Omit<LeadDataErased, 'lead'> & { lead: ResolversTypes['Lead'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Office: ResolverTypeWrapper<OfficeEntity>;
  OfficeConnection: ResolverTypeWrapper<
    Omit<OfficeConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['OfficeEdge']> }
  >;
  OfficeEdge: ResolverTypeWrapper<Omit<OfficeEdge, 'node'> & { node: ResolversTypes['Office'] }>;
  OfficeRegistered: ResolverTypeWrapper<
    Omit<OfficeRegistered, 'office'> & { office: ResolversTypes['Office'] }
  >;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PostalCodeUnknown: ResolverTypeWrapper<PostalCodeUnknown>;
  ProviderAnswer: ResolverTypeWrapper<ProviderAnswer>;
  ProviderOutcome: ProviderOutcome;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ReenrichLeadInput: ReenrichLeadInput;
  ReenrichLeadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReenrichLeadResult']>;
  ReenrichmentQueued: ResolverTypeWrapper<
    Omit<ReenrichmentQueued, 'lead'> & { lead: ResolversTypes['Lead'] }
  >;
  RegisterOfficeInput: RegisterOfficeInput;
  RegisterOfficeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterOfficeResult']>;
  Risk: ResolverTypeWrapper<Risk>;
  RiskCheck: ResolverTypeWrapper<RiskCheck>;
  RiskCheckKind: RiskCheckKind;
  RiskCheckOutcome: RiskCheckOutcome;
  RiskSeverity: RiskSeverity;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  DateTime: Scalars['DateTime']['output'];
  EnrichedField: EnrichedField;
  Float: Scalars['Float']['output'];
  String: Scalars['String']['output'];
  Enrichment: EnrichmentEntity;
  Lead: LeadReference;
  ID: Scalars['ID']['output'];
  LeadDataErased: Omit<LeadDataErased, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  Mutation: Record<PropertyKey, never>;
  Office: OfficeEntity;
  OfficeConnection: Omit<OfficeConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['OfficeEdge']>;
  };
  OfficeEdge: Omit<OfficeEdge, 'node'> & { node: ResolversParentTypes['Office'] };
  OfficeRegistered: Omit<OfficeRegistered, 'office'> & { office: ResolversParentTypes['Office'] };
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PostalCodeUnknown: PostalCodeUnknown;
  ProviderAnswer: ProviderAnswer;
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  ReenrichLeadInput: ReenrichLeadInput;
  ReenrichLeadResult: ResolversUnionTypes<ResolversParentTypes>['ReenrichLeadResult'];
  ReenrichmentQueued: Omit<ReenrichmentQueued, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  RegisterOfficeInput: RegisterOfficeInput;
  RegisterOfficeResult: ResolversUnionTypes<ResolversParentTypes>['RegisterOfficeResult'];
  Risk: Risk;
  RiskCheck: RiskCheck;
}>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EnrichedFieldResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['EnrichedField'] = ResolversParentTypes['EnrichedField'],
> = ResolversObject<{
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type EnrichmentResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['Enrichment'] = ResolversParentTypes['Enrichment'],
> = ResolversObject<{
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  enrichedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EnrichedField']>>, ParentType, ContextType>;
  overruled?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EnrichedField']>>, ParentType, ContextType>;
  providers?: Resolver<ReadonlyArray<ResolversTypes['ProviderAnswer']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EnrichmentStatus'], ParentType, ContextType>;
}>;

export type LeadResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead'],
  FederationReferenceType extends FederationReferenceTypes['Lead'] = FederationReferenceTypes['Lead'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Lead']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  enrichment?: Resolver<Maybe<ResolversTypes['Enrichment']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  risk?: Resolver<Maybe<ResolversTypes['Risk']>, ParentType, ContextType>;
}>;

export type LeadDataErasedResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['LeadDataErased'] = ResolversParentTypes['LeadDataErased'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type MutationResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = ResolversObject<{
  reenrichLead?: Resolver<
    Maybe<ResolversTypes['ReenrichLeadResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationReenrichLeadArgs, 'input'>
  >;
  registerOffice?: Resolver<
    Maybe<ResolversTypes['RegisterOfficeResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRegisterOfficeArgs, 'input'>
  >;
}>;

export type OfficeResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['Office'] = ResolversParentTypes['Office'],
> = ResolversObject<{
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type OfficeConnectionResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['OfficeConnection'] = ResolversParentTypes['OfficeConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['OfficeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type OfficeEdgeResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['OfficeEdge'] = ResolversParentTypes['OfficeEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Office'], ParentType, ContextType>;
}>;

export type OfficeRegisteredResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['OfficeRegistered'] = ResolversParentTypes['OfficeRegistered'],
> = ResolversObject<{
  office?: Resolver<ResolversTypes['Office'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PageInfoResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = ResolversObject<{
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type PostalCodeUnknownResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['PostalCodeUnknown'] = ResolversParentTypes['PostalCodeUnknown'],
> = ResolversObject<{
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ProviderAnswerResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['ProviderAnswer'] = ResolversParentTypes['ProviderAnswer'],
> = ResolversObject<{
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ProviderOutcome'], ParentType, ContextType>;
}>;

export type QueryResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = ResolversObject<{
  offices?: Resolver<
    Maybe<ResolversTypes['OfficeConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryOfficesArgs, 'first'>
  >;
}>;

export type ReenrichLeadResultResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['ReenrichLeadResult'] = ResolversParentTypes['ReenrichLeadResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'LeadDataErased' | 'ReenrichmentQueued', ParentType, ContextType>;
}>;

export type ReenrichmentQueuedResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['ReenrichmentQueued'] = ResolversParentTypes['ReenrichmentQueued'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type RegisterOfficeResultResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['RegisterOfficeResult'] =
    ResolversParentTypes['RegisterOfficeResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'OfficeRegistered' | 'PostalCodeUnknown', ParentType, ContextType>;
}>;

export type RiskResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['Risk'] = ResolversParentTypes['Risk'],
> = ResolversObject<{
  checks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RiskCheck']>>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['RiskSeverity'], ParentType, ContextType>;
}>;

export type RiskCheckResolvers<
  ContextType = EnrichmentContext,
  ParentType extends ResolversParentTypes['RiskCheck'] = ResolversParentTypes['RiskCheck'],
> = ResolversObject<{
  kind?: Resolver<ResolversTypes['RiskCheckKind'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['RiskCheckOutcome'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type Resolvers<ContextType = EnrichmentContext> = ResolversObject<{
  DateTime?: GraphQLScalarType;
  EnrichedField?: EnrichedFieldResolvers<ContextType>;
  Enrichment?: EnrichmentResolvers<ContextType>;
  Lead?: LeadResolvers<ContextType>;
  LeadDataErased?: LeadDataErasedResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Office?: OfficeResolvers<ContextType>;
  OfficeConnection?: OfficeConnectionResolvers<ContextType>;
  OfficeEdge?: OfficeEdgeResolvers<ContextType>;
  OfficeRegistered?: OfficeRegisteredResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PostalCodeUnknown?: PostalCodeUnknownResolvers<ContextType>;
  ProviderAnswer?: ProviderAnswerResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReenrichLeadResult?: ReenrichLeadResultResolvers<ContextType>;
  ReenrichmentQueued?: ReenrichmentQueuedResolvers<ContextType>;
  RegisterOfficeResult?: RegisterOfficeResultResolvers<ContextType>;
  Risk?: RiskResolvers<ContextType>;
  RiskCheck?: RiskCheckResolvers<ContextType>;
}>;
