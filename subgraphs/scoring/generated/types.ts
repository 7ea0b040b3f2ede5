import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LeadReference } from '../entities.ts';
import type { GivenScore } from '../loaders.ts';
import type { ScoringContext } from '../context.ts';
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

export type Lead = {
  readonly __typename?: 'Lead';
  readonly id: Scalars['ID']['output'];
  /** Null until the lead has been submitted and enriched, and a model has seen it. */
  readonly score?: Maybe<Score>;
};

/** What a score needs has not come yet. */
export type LeadNotReady = {
  readonly __typename?: 'LeadNotReady';
  readonly lead: Lead;
  /** What is still to come. */
  readonly waitingFor: ReadonlyArray<ScoreInput>;
};

/** By the value; where the lines run stands in the model's card. */
export type LeadQuality = 'HIGH' | 'LOW' | 'MEDIUM';

/** The lead has a new score. */
export type LeadRescored = {
  readonly __typename?: 'LeadRescored';
  readonly lead: Lead;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Scores a lead anew, at once. */
  readonly scoreLead?: Maybe<ScoreLeadResult>;
};

export type MutationScoreLeadArgs = {
  input: ScoreLeadInput;
};

export type Query = {
  readonly __typename?: 'Query';
  /** The model that scores now. */
  readonly scoringModel?: Maybe<ScoringModel>;
};

/** How likely a lead converts, and why. */
export type Score = {
  readonly __typename?: 'Score';
  /** 0 to 1: what the model says on average over its background. Probability = this plus all contributions. */
  readonly baselineProbability: Scalars['Float']['output'];
  /** 0 to 1. */
  readonly conversionProbability: Scalars['Float']['output'];
  /** One per feature the model sees, the largest first, whatever the sign. */
  readonly factors?: Maybe<ReadonlyArray<ScoreFactor>>;
  /** The model that gave this score. */
  readonly model?: Maybe<ScoringModel>;
  readonly quality: LeadQuality;
  readonly scoredAt: Scalars['DateTime']['output'];
  /** 0 to 100: the share of the model's reference leads, in percent, that were less likely to convert. */
  readonly value: Scalars['Int']['output'];
};

/** The exact Shapley value of a feature: what it adds to the probability, or takes away. */
export type ScoreFactor = {
  readonly __typename?: 'ScoreFactor';
  /** In probability, -1 to 1. */
  readonly contribution: Scalars['Float']['output'];
  /** Name of the feature in the model's card, such as purchaseTimeframeDays. */
  readonly feature: Scalars['String']['output'];
};

/** What a score needs. */
export type ScoreInput = 'ENRICHMENT' | 'SUBMISSION';

/** Which lead to score anew. */
export type ScoreLeadInput = {
  readonly leadId: Scalars['ID']['input'];
};

/** Whether the lead could be scored. */
export type ScoreLeadResult = LeadNotReady | LeadRescored;

/** A model that scores leads; its card stands in the folder of its name under models/. */
export type ScoringModel = {
  readonly __typename?: 'ScoringModel';
  readonly name: Scalars['String']['output'];
  readonly version: Scalars['String']['output'];
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
  Lead: Lead;
}>;

/** Mapping of federation reference types */
export type FederationReferenceTypes = ResolversObject<{
  Lead: { __typename: 'Lead' } & GraphQLRecursivePick<FederationTypes['Lead'], { id: true }>;
}>;

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  ScoreLeadResult:
    | (Omit<LeadNotReady, 'lead'> & { lead: _RefType['Lead'] })
    | (Omit<LeadRescored, 'lead'> & { lead: _RefType['Lead'] });
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Lead: ResolverTypeWrapper<LeadReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  LeadNotReady: ResolverTypeWrapper<Omit<LeadNotReady, 'lead'> & { lead: ResolversTypes['Lead'] }>;
  LeadQuality: LeadQuality;
  LeadRescored: ResolverTypeWrapper<Omit<LeadRescored, 'lead'> & { lead: ResolversTypes['Lead'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Score: ResolverTypeWrapper<GivenScore>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ScoreFactor: ResolverTypeWrapper<ScoreFactor>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ScoreInput: ScoreInput;
  ScoreLeadInput: ScoreLeadInput;
  ScoreLeadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ScoreLeadResult']>;
  ScoringModel: ResolverTypeWrapper<ScoringModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  DateTime: Scalars['DateTime']['output'];
  Lead: LeadReference;
  ID: Scalars['ID']['output'];
  LeadNotReady: Omit<LeadNotReady, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  LeadRescored: Omit<LeadRescored, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  Mutation: Record<PropertyKey, never>;
  Query: Record<PropertyKey, never>;
  Score: GivenScore;
  Float: Scalars['Float']['output'];
  Int: Scalars['Int']['output'];
  ScoreFactor: ScoreFactor;
  String: Scalars['String']['output'];
  ScoreLeadInput: ScoreLeadInput;
  ScoreLeadResult: ResolversUnionTypes<ResolversParentTypes>['ScoreLeadResult'];
  ScoringModel: ScoringModel;
  Boolean: Scalars['Boolean']['output'];
}>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type LeadResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead'],
  FederationReferenceType extends FederationReferenceTypes['Lead'] = FederationReferenceTypes['Lead'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Lead']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Score']>, ParentType, ContextType>;
}>;

export type LeadNotReadyResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['LeadNotReady'] = ResolversParentTypes['LeadNotReady'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  waitingFor?: Resolver<ReadonlyArray<ResolversTypes['ScoreInput']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type LeadRescoredResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['LeadRescored'] = ResolversParentTypes['LeadRescored'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type MutationResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = ResolversObject<{
  scoreLead?: Resolver<
    Maybe<ResolversTypes['ScoreLeadResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationScoreLeadArgs, 'input'>
  >;
}>;

export type QueryResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = ResolversObject<{
  scoringModel?: Resolver<Maybe<ResolversTypes['ScoringModel']>, ParentType, ContextType>;
}>;

export type ScoreResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['Score'] = ResolversParentTypes['Score'],
> = ResolversObject<{
  baselineProbability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  conversionProbability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  factors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ScoreFactor']>>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['ScoringModel']>, ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['LeadQuality'], ParentType, ContextType>;
  scoredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type ScoreFactorResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['ScoreFactor'] = ResolversParentTypes['ScoreFactor'],
> = ResolversObject<{
  contribution?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type ScoreLeadResultResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['ScoreLeadResult'] = ResolversParentTypes['ScoreLeadResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'LeadNotReady' | 'LeadRescored', ParentType, ContextType>;
}>;

export type ScoringModelResolvers<
  ContextType = ScoringContext,
  ParentType extends ResolversParentTypes['ScoringModel'] = ResolversParentTypes['ScoringModel'],
> = ResolversObject<{
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type Resolvers<ContextType = ScoringContext> = ResolversObject<{
  DateTime?: GraphQLScalarType;
  Lead?: LeadResolvers<ContextType>;
  LeadNotReady?: LeadNotReadyResolvers<ContextType>;
  LeadRescored?: LeadRescoredResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Score?: ScoreResolvers<ContextType>;
  ScoreFactor?: ScoreFactorResolvers<ContextType>;
  ScoreLeadResult?: ScoreLeadResultResolvers<ContextType>;
  ScoringModel?: ScoringModelResolvers<ContextType>;
}>;
