import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  Reference,
  AgentStanding,
  Partner as PartnerEntity,
  PointsEntry as PointsEntryEntity,
  Referral as ReferralEntity,
  ReferralCode as ReferralCodeEntity,
} from '../entities.ts';
import type { RankedStanding, LeaderboardPage } from '../domain/list-standings.ts';
import type { PartnerPage, ReferralPage } from '../domain/list-partners.ts';
import type { GrowthContext } from '../context.ts';
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

export type Agent = {
  readonly __typename?: 'Agent';
  readonly id: Scalars['ID']['output'];
  /** Null for an agent who is not known here yet. */
  readonly vip?: Maybe<AgentVip>;
};

export type AgentTier =
  /** From 0 points. */
  | 'BRONZE'
  /** From 1000 points. */
  | 'GOLD'
  /** From 5000 points. */
  | 'PLATINUM'
  /** From 200 points. */
  | 'SILVER';

/** What an agent has earned. */
export type AgentVip = {
  readonly __typename?: 'AgentVip';
  /** Every entry of the ledger, latest first; they add up to the points. Empty for other agents, and managers of other teams. */
  readonly history: PointsEntryConnection;
  readonly points: Scalars['Int']['output'];
  /** Null at the highest tier. */
  readonly pointsToNextTier?: Maybe<Scalars['Int']['output']>;
  readonly tier: AgentTier;
};

/** What an agent has earned. */
export type AgentVipHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type CreateReferralCodeInput = {
  /** 3 to 40 letters, digits, hyphens and underscores. Upper and lower case are the same. */
  readonly code: Scalars['String']['input'];
  /** Chosen by the sender, one per code, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly partnerId: Scalars['ID']['input'];
  /** What a converted referral earns. Left out: nothing. */
  readonly reward?: InputMaybe<MoneyInput>;
};

export type CreateReferralCodeResult = ReferralCodeCreated | ReferralCodeRejected | ReferralCodeTaken;

export type Lead = {
  readonly __typename?: 'Lead';
  readonly id: Scalars['ID']['output'];
  /** Who referred the lead. Null when it came without a code, or with one that nobody had. */
  readonly referral?: Maybe<Referral>;
};

export type LeaderboardConnection = {
  readonly __typename?: 'LeaderboardConnection';
  readonly edges: ReadonlyArray<LeaderboardEdge>;
  readonly pageInfo: PageInfo;
  /** How many agents are known. */
  readonly totalCount: Scalars['Int']['output'];
};

export type LeaderboardEdge = {
  readonly __typename?: 'LeaderboardEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: LeaderboardEntry;
};

/** An agent's place by points. */
export type LeaderboardEntry = {
  readonly __typename?: 'LeaderboardEntry';
  readonly agent: Agent;
  readonly points: Scalars['Int']['output'];
  /** 1 for the most points. Agents with equal points share a rank, and the next one is skipped. */
  readonly rank: Scalars['Int']['output'];
  readonly tier: AgentTier;
};

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
  /** Gives a partner a code. Leads that came with it before stay unknown: a reward is never earned in retrospect. */
  readonly createReferralCode?: Maybe<CreateReferralCodeResult>;
  /** Takes a partner on. The same idempotencyKey with the same content answers the same partner again. Role manager or admin. */
  readonly registerPartner?: Maybe<RegisterPartnerResult>;
  /** Changes the fields that are given and checks the partner that results. Role manager or admin. */
  readonly updatePartner?: Maybe<UpdatePartnerResult>;
};

export type MutationCreateReferralCodeArgs = {
  input: CreateReferralCodeInput;
};

export type MutationRegisterPartnerArgs = {
  input: RegisterPartnerInput;
};

export type MutationUpdatePartnerArgs = {
  input: UpdatePartnerInput;
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Somebody who sends leads and is rewarded for those that buy. */
export type Partner = {
  readonly __typename?: 'Partner';
  /** Newest first. */
  readonly codes: ReferralCodeConnection;
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** E.164, such as +12125550123. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  readonly referralCounts: ReferralCounts;
  /** Of leads that the caller may see, newest first. */
  readonly referrals: ReferralConnection;
  readonly registeredAt: Scalars['DateTime']['output'];
  /** What has been granted so far, one sum per currency. */
  readonly rewardTotals: ReadonlyArray<Money>;
  readonly status: PartnerStatus;
};

/** Somebody who sends leads and is rewarded for those that buy. */
export type PartnerCodesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Somebody who sends leads and is rewarded for those that buy. */
export type PartnerReferralsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ReadonlyArray<ReferralStatus>>;
};

export type PartnerConnection = {
  readonly __typename?: 'PartnerConnection';
  readonly edges: ReadonlyArray<PartnerEdge>;
  readonly pageInfo: PageInfo;
  /** How many partners there are behind the filter, on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

export type PartnerEdge = {
  readonly __typename?: 'PartnerEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Partner;
};

/** The partner was taken on, or had been with the same key. */
export type PartnerRegistered = {
  readonly __typename?: 'PartnerRegistered';
  readonly partner: Partner;
};

/** The partner cannot be as asked for; every reason is given. */
export type PartnerRejected = {
  readonly __typename?: 'PartnerRejected';
  readonly reasons: ReadonlyArray<RejectionReason>;
};

export type PartnerStatus =
  | 'ACTIVE'
  /** Referrals are recorded and earn nothing. */
  | 'SUSPENDED';

/** The partner as it is now. */
export type PartnerUpdated = {
  readonly __typename?: 'PartnerUpdated';
  readonly partner: Partner;
};

/** One entry of an agent's points. */
export type PointsEntry = {
  readonly __typename?: 'PointsEntry';
  readonly at: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  /** Null when the caller may no longer see it: another agent may have the lead by now. */
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
  readonly points: Scalars['Int']['output'];
  readonly reason: PointsReason;
};

export type PointsEntryConnection = {
  readonly __typename?: 'PointsEntryConnection';
  readonly edges: ReadonlyArray<PointsEntryEdge>;
  readonly pageInfo: PageInfo;
};

export type PointsEntryEdge = {
  readonly __typename?: 'PointsEntryEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: PointsEntry;
};

export type PointsReason =
  /** 5 points for a call in which something was said. */
  | 'CALL_HELD'
  /** 10 points. */
  | 'LEAD_ACCEPTED'
  /** 100 points for the agent who had accepted the lead. */
  | 'LEAD_SOLD';

export type Query = {
  readonly __typename?: 'Query';
  /** Agents by points, the most first. */
  readonly leaderboard?: Maybe<LeaderboardConnection>;
  /** One partner, or null when there is none with this id. */
  readonly partner?: Maybe<Partner>;
  /** Partners, newest first. */
  readonly partners?: Maybe<PartnerConnection>;
  /** A code in any case, or null when nobody has it. */
  readonly referralCode?: Maybe<ReferralCode>;
  /** Codes that leads came with and nobody has, most often used first: misprints, and campaigns nobody set up. */
  readonly unknownReferralCodes?: Maybe<UnknownReferralCodeConnection>;
};

export type QueryLeaderboardArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryPartnerArgs = {
  id: Scalars['ID']['input'];
};

export type QueryPartnersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ReadonlyArray<PartnerStatus>>;
};

export type QueryReferralCodeArgs = {
  code: Scalars['String']['input'];
};

export type QueryUnknownReferralCodesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A lead that came by a partner's code. */
export type Referral = {
  readonly __typename?: 'Referral';
  /** When the lead ended. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  /** Null when the caller may not see it. */
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
  readonly partner: Partner;
  readonly referredAt: Scalars['DateTime']['output'];
  /** The reward that was granted. Null until the referral converts, and where it earns none. */
  readonly reward?: Maybe<Money>;
  /** Why a converted referral earned no reward although its code promises one. */
  readonly rewardWithheld?: Maybe<RewardWithheldReason>;
  readonly status: ReferralStatus;
};

/** A code that a partner gives away. */
export type ReferralCode = {
  readonly __typename?: 'ReferralCode';
  /** In upper case; leads may bring it in any case. */
  readonly code: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly partner: Partner;
  /** What a converted referral earns. Null: nothing. */
  readonly reward?: Maybe<Money>;
};

export type ReferralCodeConnection = {
  readonly __typename?: 'ReferralCodeConnection';
  readonly edges: ReadonlyArray<ReferralCodeEdge>;
  readonly pageInfo: PageInfo;
};

/** The code is the partner's, or had been with the same key. */
export type ReferralCodeCreated = {
  readonly __typename?: 'ReferralCodeCreated';
  readonly referralCode: ReferralCode;
};

export type ReferralCodeEdge = {
  readonly __typename?: 'ReferralCodeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: ReferralCode;
};

/** The code cannot be as asked for; every reason is given. */
export type ReferralCodeRejected = {
  readonly __typename?: 'ReferralCodeRejected';
  readonly reasons: ReadonlyArray<RejectionReason>;
};

/** A partner has the code already. */
export type ReferralCodeTaken = {
  readonly __typename?: 'ReferralCodeTaken';
  readonly code: Scalars['String']['output'];
};

export type ReferralConnection = {
  readonly __typename?: 'ReferralConnection';
  readonly edges: ReadonlyArray<ReferralEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** A partner's referrals by status. */
export type ReferralCounts = {
  readonly __typename?: 'ReferralCounts';
  readonly converted: Scalars['Int']['output'];
  readonly lost: Scalars['Int']['output'];
  readonly pending: Scalars['Int']['output'];
};

export type ReferralEdge = {
  readonly __typename?: 'ReferralEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Referral;
};

export type ReferralStatus =
  /** The lead bought. */
  | 'CONVERTED'
  | 'LOST'
  /** The lead has not ended. */
  | 'PENDING';

export type RegisterPartnerInput = {
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the sender, one per partner, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly name: Scalars['String']['input'];
  /** With country code. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterPartnerResult = PartnerRegistered | PartnerRejected;

/** What is wrong with one field of an input. */
export type RejectionReason = {
  readonly __typename?: 'RejectionReason';
  /** Path inside the input, such as contact.email. */
  readonly field: Scalars['String']['output'];
  /** What was expected and what came. */
  readonly message: Scalars['String']['output'];
};

export type RewardWithheldReason =
  /** The partner was suspended when the lead bought. */
  | 'PARTNER_SUSPENDED'
  /** The lead is the partner: same e-mail address or phone. */
  | 'SELF_REFERRAL';

/** A code that leads came with and nobody has. */
export type UnknownReferralCode = {
  readonly __typename?: 'UnknownReferralCode';
  readonly code: Scalars['String']['output'];
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** How many leads brought it. */
  readonly leadCount: Scalars['Int']['output'];
};

export type UnknownReferralCodeConnection = {
  readonly __typename?: 'UnknownReferralCodeConnection';
  readonly edges: ReadonlyArray<UnknownReferralCodeEdge>;
  readonly pageInfo: PageInfo;
};

export type UnknownReferralCodeEdge = {
  readonly __typename?: 'UnknownReferralCodeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: UnknownReferralCode;
};

/** What is left out stays. `email` and `phone` may be null, which clears them; nothing else may. */
export type UpdatePartnerInput = {
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<PartnerStatus>;
};

export type UpdatePartnerResult = PartnerRejected | PartnerUpdated;

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
  Agent: Agent;
  Lead: Lead;
  Partner: Partner;
}>;

/** Mapping of federation reference types */
export type FederationReferenceTypes = ResolversObject<{
  Agent: { __typename: 'Agent' } & GraphQLRecursivePick<FederationTypes['Agent'], { id: true }>;
  Lead: { __typename: 'Lead' } & GraphQLRecursivePick<FederationTypes['Lead'], { id: true }>;
  Partner: { __typename: 'Partner' } & GraphQLRecursivePick<FederationTypes['Partner'], { id: true }>;
}>;

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  CreateReferralCodeResult:
    | (Omit<ReferralCodeCreated, 'referralCode'> & { referralCode: _RefType['ReferralCode'] })
    | ReferralCodeRejected
    | ReferralCodeTaken;
  RegisterPartnerResult:
    (Omit<PartnerRegistered, 'partner'> & { partner: _RefType['Partner'] }) | PartnerRejected;
  UpdatePartnerResult: PartnerRejected | (Omit<PartnerUpdated, 'partner'> & { partner: _RefType['Partner'] });
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  Agent: ResolverTypeWrapper<Reference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AgentTier: AgentTier;
  AgentVip: ResolverTypeWrapper<AgentStanding>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CreateReferralCodeInput: CreateReferralCodeInput;
  CreateReferralCodeResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CreateReferralCodeResult']
  >;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Lead: ResolverTypeWrapper<Reference>;
  LeaderboardConnection: ResolverTypeWrapper<LeaderboardPage>;
  LeaderboardEdge: ResolverTypeWrapper<
    Omit<LeaderboardEdge, 'node'> & { node: ResolversTypes['LeaderboardEntry'] }
  >;
  LeaderboardEntry: ResolverTypeWrapper<RankedStanding>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Partner: ResolverTypeWrapper<PartnerEntity>;
  PartnerConnection: ResolverTypeWrapper<PartnerPage>;
  PartnerEdge: ResolverTypeWrapper<Omit<PartnerEdge, 'node'> & { node: ResolversTypes['Partner'] }>;
  PartnerRegistered: ResolverTypeWrapper<
    Omit<PartnerRegistered, 'partner'> & { partner: ResolversTypes['Partner'] }
  >;
  PartnerRejected: ResolverTypeWrapper<PartnerRejected>;
  PartnerStatus: PartnerStatus;
  PartnerUpdated: ResolverTypeWrapper<
    Omit<PartnerUpdated, 'partner'> & { partner: ResolversTypes['Partner'] }
  >;
  PointsEntry: ResolverTypeWrapper<PointsEntryEntity>;
  PointsEntryConnection: ResolverTypeWrapper<
    Omit<PointsEntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['PointsEntryEdge']> }
  >;
  PointsEntryEdge: ResolverTypeWrapper<
    Omit<PointsEntryEdge, 'node'> & { node: ResolversTypes['PointsEntry'] }
  >;
  PointsReason: PointsReason;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Referral: ResolverTypeWrapper<ReferralEntity>;
  ReferralCode: ResolverTypeWrapper<ReferralCodeEntity>;
  ReferralCodeConnection: ResolverTypeWrapper<
    Omit<ReferralCodeConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ReferralCodeEdge']> }
  >;
  ReferralCodeCreated: ResolverTypeWrapper<
    Omit<ReferralCodeCreated, 'referralCode'> & { referralCode: ResolversTypes['ReferralCode'] }
  >;
  ReferralCodeEdge: ResolverTypeWrapper<
    Omit<ReferralCodeEdge, 'node'> & { node: ResolversTypes['ReferralCode'] }
  >;
  ReferralCodeRejected: ResolverTypeWrapper<ReferralCodeRejected>;
  ReferralCodeTaken: ResolverTypeWrapper<ReferralCodeTaken>;
  ReferralConnection: ResolverTypeWrapper<ReferralPage>;
  ReferralCounts: ResolverTypeWrapper<ReferralCounts>;
  ReferralEdge: ResolverTypeWrapper<Omit<ReferralEdge, 'node'> & { node: ResolversTypes['Referral'] }>;
  ReferralStatus: ReferralStatus;
  RegisterPartnerInput: RegisterPartnerInput;
  RegisterPartnerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterPartnerResult']>;
  RejectionReason: ResolverTypeWrapper<RejectionReason>;
  RewardWithheldReason: RewardWithheldReason;
  UnknownReferralCode: ResolverTypeWrapper<UnknownReferralCode>;
  UnknownReferralCodeConnection: ResolverTypeWrapper<UnknownReferralCodeConnection>;
  UnknownReferralCodeEdge: ResolverTypeWrapper<UnknownReferralCodeEdge>;
  UpdatePartnerInput: UpdatePartnerInput;
  UpdatePartnerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdatePartnerResult']>;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  Agent: Reference;
  ID: Scalars['ID']['output'];
  AgentVip: AgentStanding;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  CreateReferralCodeInput: CreateReferralCodeInput;
  CreateReferralCodeResult: ResolversUnionTypes<ResolversParentTypes>['CreateReferralCodeResult'];
  DateTime: Scalars['DateTime']['output'];
  Lead: Reference;
  LeaderboardConnection: LeaderboardPage;
  LeaderboardEdge: Omit<LeaderboardEdge, 'node'> & { node: ResolversParentTypes['LeaderboardEntry'] };
  LeaderboardEntry: RankedStanding;
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Partner: PartnerEntity;
  PartnerConnection: PartnerPage;
  PartnerEdge: Omit<PartnerEdge, 'node'> & { node: ResolversParentTypes['Partner'] };
  PartnerRegistered: Omit<PartnerRegistered, 'partner'> & { partner: ResolversParentTypes['Partner'] };
  PartnerRejected: PartnerRejected;
  PartnerUpdated: Omit<PartnerUpdated, 'partner'> & { partner: ResolversParentTypes['Partner'] };
  PointsEntry: PointsEntryEntity;
  PointsEntryConnection: Omit<PointsEntryConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['PointsEntryEdge']>;
  };
  PointsEntryEdge: Omit<PointsEntryEdge, 'node'> & { node: ResolversParentTypes['PointsEntry'] };
  Query: Record<PropertyKey, never>;
  Referral: ReferralEntity;
  ReferralCode: ReferralCodeEntity;
  ReferralCodeConnection: Omit<ReferralCodeConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['ReferralCodeEdge']>;
  };
  ReferralCodeCreated: Omit<ReferralCodeCreated, 'referralCode'> & {
    referralCode: ResolversParentTypes['ReferralCode'];
  };
  ReferralCodeEdge: Omit<ReferralCodeEdge, 'node'> & { node: ResolversParentTypes['ReferralCode'] };
  ReferralCodeRejected: ReferralCodeRejected;
  ReferralCodeTaken: ReferralCodeTaken;
  ReferralConnection: ReferralPage;
  ReferralCounts: ReferralCounts;
  ReferralEdge: Omit<ReferralEdge, 'node'> & { node: ResolversParentTypes['Referral'] };
  RegisterPartnerInput: RegisterPartnerInput;
  RegisterPartnerResult: ResolversUnionTypes<ResolversParentTypes>['RegisterPartnerResult'];
  RejectionReason: RejectionReason;
  UnknownReferralCode: UnknownReferralCode;
  UnknownReferralCodeConnection: UnknownReferralCodeConnection;
  UnknownReferralCodeEdge: UnknownReferralCodeEdge;
  UpdatePartnerInput: UpdatePartnerInput;
  UpdatePartnerResult: ResolversUnionTypes<ResolversParentTypes>['UpdatePartnerResult'];
}>;

export type AgentResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent'],
  FederationReferenceType extends FederationReferenceTypes['Agent'] = FederationReferenceTypes['Agent'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Agent']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vip?: Resolver<Maybe<ResolversTypes['AgentVip']>, ParentType, ContextType>;
}>;

export type AgentVipResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['AgentVip'] = ResolversParentTypes['AgentVip'],
> = ResolversObject<{
  history?: Resolver<
    ResolversTypes['PointsEntryConnection'],
    ParentType,
    ContextType,
    RequireFields<AgentVipHistoryArgs, 'first'>
  >;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pointsToNextTier?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['AgentTier'], ParentType, ContextType>;
}>;

export type CreateReferralCodeResultResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['CreateReferralCodeResult'] =
    ResolversParentTypes['CreateReferralCodeResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<
    'ReferralCodeCreated' | 'ReferralCodeRejected' | 'ReferralCodeTaken',
    ParentType,
    ContextType
  >;
}>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type LeadResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead'],
  FederationReferenceType extends FederationReferenceTypes['Lead'] = FederationReferenceTypes['Lead'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Lead']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  referral?: Resolver<Maybe<ResolversTypes['Referral']>, ParentType, ContextType>;
}>;

export type LeaderboardConnectionResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['LeaderboardConnection'] =
    ResolversParentTypes['LeaderboardConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['LeaderboardEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type LeaderboardEdgeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['LeaderboardEdge'] = ResolversParentTypes['LeaderboardEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LeaderboardEntry'], ParentType, ContextType>;
}>;

export type LeaderboardEntryResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['LeaderboardEntry'] = ResolversParentTypes['LeaderboardEntry'],
> = ResolversObject<{
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['AgentTier'], ParentType, ContextType>;
}>;

export type MoneyResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money'],
> = ResolversObject<{
  amountCents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type MutationResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = ResolversObject<{
  createReferralCode?: Resolver<
    Maybe<ResolversTypes['CreateReferralCodeResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationCreateReferralCodeArgs, 'input'>
  >;
  registerPartner?: Resolver<
    Maybe<ResolversTypes['RegisterPartnerResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRegisterPartnerArgs, 'input'>
  >;
  updatePartner?: Resolver<
    Maybe<ResolversTypes['UpdatePartnerResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationUpdatePartnerArgs, 'input'>
  >;
}>;

export type PageInfoResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = ResolversObject<{
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type PartnerResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner'],
  FederationReferenceType extends FederationReferenceTypes['Partner'] = FederationReferenceTypes['Partner'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Partner']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  codes?: Resolver<
    ResolversTypes['ReferralCodeConnection'],
    ParentType,
    ContextType,
    RequireFields<PartnerCodesArgs, 'first'>
  >;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  referralCounts?: Resolver<ResolversTypes['ReferralCounts'], ParentType, ContextType>;
  referrals?: Resolver<
    ResolversTypes['ReferralConnection'],
    ParentType,
    ContextType,
    RequireFields<PartnerReferralsArgs, 'first'>
  >;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rewardTotals?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PartnerStatus'], ParentType, ContextType>;
}>;

export type PartnerConnectionResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PartnerConnection'] = ResolversParentTypes['PartnerConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartnerEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type PartnerEdgeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PartnerEdge'] = ResolversParentTypes['PartnerEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
}>;

export type PartnerRegisteredResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PartnerRegistered'] = ResolversParentTypes['PartnerRegistered'],
> = ResolversObject<{
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PartnerRejectedResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PartnerRejected'] = ResolversParentTypes['PartnerRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['RejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PartnerUpdatedResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PartnerUpdated'] = ResolversParentTypes['PartnerUpdated'],
> = ResolversObject<{
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PointsEntryResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PointsEntry'] = ResolversParentTypes['PointsEntry'],
> = ResolversObject<{
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['PointsReason'], ParentType, ContextType>;
}>;

export type PointsEntryConnectionResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PointsEntryConnection'] =
    ResolversParentTypes['PointsEntryConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['PointsEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type PointsEntryEdgeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['PointsEntryEdge'] = ResolversParentTypes['PointsEntryEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PointsEntry'], ParentType, ContextType>;
}>;

export type QueryResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = ResolversObject<{
  leaderboard?: Resolver<
    Maybe<ResolversTypes['LeaderboardConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryLeaderboardArgs, 'first'>
  >;
  partner?: Resolver<
    Maybe<ResolversTypes['Partner']>,
    ParentType,
    ContextType,
    RequireFields<QueryPartnerArgs, 'id'>
  >;
  partners?: Resolver<
    Maybe<ResolversTypes['PartnerConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryPartnersArgs, 'first'>
  >;
  referralCode?: Resolver<
    Maybe<ResolversTypes['ReferralCode']>,
    ParentType,
    ContextType,
    RequireFields<QueryReferralCodeArgs, 'code'>
  >;
  unknownReferralCodes?: Resolver<
    Maybe<ResolversTypes['UnknownReferralCodeConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryUnknownReferralCodesArgs, 'first'>
  >;
}>;

export type ReferralResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['Referral'] = ResolversParentTypes['Referral'],
> = ResolversObject<{
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  referredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reward?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  rewardWithheld?: Resolver<Maybe<ResolversTypes['RewardWithheldReason']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReferralStatus'], ParentType, ContextType>;
}>;

export type ReferralCodeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralCode'] = ResolversParentTypes['ReferralCode'],
> = ResolversObject<{
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  reward?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
}>;

export type ReferralCodeConnectionResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralCodeConnection'] =
    ResolversParentTypes['ReferralCodeConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReferralCodeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type ReferralCodeCreatedResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralCodeCreated'] =
    ResolversParentTypes['ReferralCodeCreated'],
> = ResolversObject<{
  referralCode?: Resolver<ResolversTypes['ReferralCode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ReferralCodeEdgeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralCodeEdge'] = ResolversParentTypes['ReferralCodeEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReferralCode'], ParentType, ContextType>;
}>;

export type ReferralCodeRejectedResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralCodeRejected'] =
    ResolversParentTypes['ReferralCodeRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['RejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ReferralCodeTakenResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralCodeTaken'] = ResolversParentTypes['ReferralCodeTaken'],
> = ResolversObject<{
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ReferralConnectionResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralConnection'] = ResolversParentTypes['ReferralConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReferralEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type ReferralCountsResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralCounts'] = ResolversParentTypes['ReferralCounts'],
> = ResolversObject<{
  converted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type ReferralEdgeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['ReferralEdge'] = ResolversParentTypes['ReferralEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Referral'], ParentType, ContextType>;
}>;

export type RegisterPartnerResultResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['RegisterPartnerResult'] =
    ResolversParentTypes['RegisterPartnerResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'PartnerRegistered' | 'PartnerRejected', ParentType, ContextType>;
}>;

export type RejectionReasonResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['RejectionReason'] = ResolversParentTypes['RejectionReason'],
> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type UnknownReferralCodeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['UnknownReferralCode'] =
    ResolversParentTypes['UnknownReferralCode'],
> = ResolversObject<{
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  leadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type UnknownReferralCodeConnectionResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['UnknownReferralCodeConnection'] =
    ResolversParentTypes['UnknownReferralCodeConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['UnknownReferralCodeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type UnknownReferralCodeEdgeResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['UnknownReferralCodeEdge'] =
    ResolversParentTypes['UnknownReferralCodeEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UnknownReferralCode'], ParentType, ContextType>;
}>;

export type UpdatePartnerResultResolvers<
  ContextType = GrowthContext,
  ParentType extends ResolversParentTypes['UpdatePartnerResult'] =
    ResolversParentTypes['UpdatePartnerResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'PartnerRejected' | 'PartnerUpdated', ParentType, ContextType>;
}>;

export type Resolvers<ContextType = GrowthContext> = ResolversObject<{
  Agent?: AgentResolvers<ContextType>;
  AgentVip?: AgentVipResolvers<ContextType>;
  CreateReferralCodeResult?: CreateReferralCodeResultResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Lead?: LeadResolvers<ContextType>;
  LeaderboardConnection?: LeaderboardConnectionResolvers<ContextType>;
  LeaderboardEdge?: LeaderboardEdgeResolvers<ContextType>;
  LeaderboardEntry?: LeaderboardEntryResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  PartnerConnection?: PartnerConnectionResolvers<ContextType>;
  PartnerEdge?: PartnerEdgeResolvers<ContextType>;
  PartnerRegistered?: PartnerRegisteredResolvers<ContextType>;
  PartnerRejected?: PartnerRejectedResolvers<ContextType>;
  PartnerUpdated?: PartnerUpdatedResolvers<ContextType>;
  PointsEntry?: PointsEntryResolvers<ContextType>;
  PointsEntryConnection?: PointsEntryConnectionResolvers<ContextType>;
  PointsEntryEdge?: PointsEntryEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Referral?: ReferralResolvers<ContextType>;
  ReferralCode?: ReferralCodeResolvers<ContextType>;
  ReferralCodeConnection?: ReferralCodeConnectionResolvers<ContextType>;
  ReferralCodeCreated?: ReferralCodeCreatedResolvers<ContextType>;
  ReferralCodeEdge?: ReferralCodeEdgeResolvers<ContextType>;
  ReferralCodeRejected?: ReferralCodeRejectedResolvers<ContextType>;
  ReferralCodeTaken?: ReferralCodeTakenResolvers<ContextType>;
  ReferralConnection?: ReferralConnectionResolvers<ContextType>;
  ReferralCounts?: ReferralCountsResolvers<ContextType>;
  ReferralEdge?: ReferralEdgeResolvers<ContextType>;
  RegisterPartnerResult?: RegisterPartnerResultResolvers<ContextType>;
  RejectionReason?: RejectionReasonResolvers<ContextType>;
  UnknownReferralCode?: UnknownReferralCodeResolvers<ContextType>;
  UnknownReferralCodeConnection?: UnknownReferralCodeConnectionResolvers<ContextType>;
  UnknownReferralCodeEdge?: UnknownReferralCodeEdgeResolvers<ContextType>;
  UpdatePartnerResult?: UpdatePartnerResultResolvers<ContextType>;
}>;
