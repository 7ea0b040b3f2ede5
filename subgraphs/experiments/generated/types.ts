import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LeadReference, Experiment as ExperimentEntity } from '../entities.ts';
import type { Assignment } from '../domain/read-assignments.ts';
import type { Analysis, ComparedVariants } from '../domain/analyse-experiment.ts';
import type { ExperimentsContext } from '../context.ts';
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

export type ComparisonOutcome = DifferenceMeasured | NotEnoughData;

/** The lead counts as converted, now or since an earlier request. */
export type ConversionRecorded = {
  readonly __typename?: 'ConversionRecorded';
  readonly assignment: ExperimentAssignment;
  /** Whether this was the one that counts. */
  readonly isFirst: Scalars['Boolean']['output'];
};

/** Why a conversion does not count. */
export type ConversionRefusal =
  /** The lead never saw a variant: what it did says nothing about the experiment. */
  'NOT_EXPOSED';

/** The conversion does not count. */
export type ConversionRefused = {
  readonly __typename?: 'ConversionRefused';
  readonly reason: ConversionRefusal;
};

export type CreateExperimentInput = {
  readonly audience?: InputMaybe<ExperimentAudienceInput>;
  /** Chosen by the caller, one per experiment, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** 1 to 100 letters, digits, hyphens, dots and underscores. */
  readonly key: Scalars['String']['input'];
  readonly name: Scalars['String']['input'];
  /** 2 to 20, with keys of their own. The first is the control. */
  readonly variants: ReadonlyArray<VariantInput>;
};

export type CreateExperimentResult = ExperimentCreated | ExperimentRejected;

/** Two-proportion z-test (Fleiss, Levin & Paik 2003). */
export type DifferenceMeasured = {
  readonly __typename?: 'DifferenceMeasured';
  /** The same, corrected for the number of treatments (Holm 1979). Equal to pValue when there is one. */
  readonly adjustedPValue: Scalars['Float']['output'];
  /** Rate of the treatment less rate of the control, -1 to 1. */
  readonly difference: Scalars['Float']['output'];
  /** 95 % interval of the difference, from unpooled variances. */
  readonly interval: Interval;
  /** Two-sided. */
  readonly pValue: Scalars['Float']['output'];
  /** From the pooled variance. Positive: the treatment converts better. */
  readonly z: Scalars['Float']['output'];
};

/** A comparison of variants on leads that are split between them by chance. */
export type Experiment = {
  readonly __typename?: 'Experiment';
  readonly audience: ExperimentAudience;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  /** Chosen by whoever made it; unique. */
  readonly key: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  /**
   * Counts and tests as of now. Decide when the number of leads planned is reached: whoever looks every day and stops at the
   * first small p-value is wrong far more often than one time in twenty.
   */
  readonly result?: Maybe<ExperimentResult>;
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly status: ExperimentStatus;
  readonly stoppedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The first is the control that the others are compared with. */
  readonly variants: ReadonlyArray<Variant>;
};

/** The variant of one lead, fixed by a hash of experiment and lead: it is the same whenever it is read. */
export type ExperimentAssignment = {
  readonly __typename?: 'ExperimentAssignment';
  /** Null until the lead converted. */
  readonly convertedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly experiment: Experiment;
  /** Null until the lead saw it. */
  readonly exposedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly variant: Variant;
};

/** Conditions that all hold. */
export type ExperimentAudience = {
  readonly __typename?: 'ExperimentAudience';
  /** Empty: every line. */
  readonly lineOfBusiness: ReadonlyArray<LineOfBusiness>;
};

export type ExperimentAudienceInput = {
  /** Leads of these lines. Empty: every line. */
  readonly lineOfBusiness: ReadonlyArray<LineOfBusiness>;
};

export type ExperimentConnection = {
  readonly __typename?: 'ExperimentConnection';
  readonly edges: ReadonlyArray<ExperimentEdge>;
  readonly pageInfo: PageInfo;
};

/** The experiment exists, now or since an earlier request with the same key. */
export type ExperimentCreated = {
  readonly __typename?: 'ExperimentCreated';
  readonly experiment: Experiment;
};

export type ExperimentEdge = {
  readonly __typename?: 'ExperimentEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Experiment;
};

export type ExperimentFilter = {
  /** Any of these. An empty list holds for none. */
  readonly status?: InputMaybe<ReadonlyArray<ExperimentStatus>>;
};

/** The experiment was refused; nothing was stored. */
export type ExperimentRejected = {
  readonly __typename?: 'ExperimentRejected';
  readonly reasons: ReadonlyArray<ExperimentRejectionReason>;
};

/** One thing that was wrong with the input. */
export type ExperimentRejectionReason = {
  readonly __typename?: 'ExperimentRejectionReason';
  /** Path inside the input, such as variants.0.weight. */
  readonly field: Scalars['String']['output'];
  /** What was expected and what came. */
  readonly message: Scalars['String']['output'];
};

/** What the exposures and conversions counted so far say. */
export type ExperimentResult = {
  readonly __typename?: 'ExperimentResult';
  /** Each other variant against the first. */
  readonly comparisons: ReadonlyArray<VariantComparison>;
  /** Whether leads came in the proportion of the weights. Null while there are too few exposures to tell. */
  readonly sampleRatio?: Maybe<SampleRatioCheck>;
  /** In the order of the experiment's variants. */
  readonly variants: ReadonlyArray<VariantResult>;
};

/** The experiment runs. */
export type ExperimentStarted = {
  readonly __typename?: 'ExperimentStarted';
  readonly experiment: Experiment;
};

/** DRAFT, then RUNNING, then STOPPED; never back. */
export type ExperimentStatus = 'DRAFT' | 'RUNNING' | 'STOPPED';

/** The experiment is not in the status that allows this. */
export type ExperimentStatusConflict = {
  readonly __typename?: 'ExperimentStatusConflict';
  readonly expected: ExperimentStatus;
  readonly experiment: Experiment;
};

/** The experiment has stopped. */
export type ExperimentStopped = {
  readonly __typename?: 'ExperimentStopped';
  readonly experiment: Experiment;
};

/** The lead counts as exposed, now or since an earlier request. */
export type ExposureRecorded = {
  readonly __typename?: 'ExposureRecorded';
  readonly assignment: ExperimentAssignment;
  /** Whether this was the one that counts. */
  readonly isFirst: Scalars['Boolean']['output'];
};

/** Why an exposure does not count. */
export type ExposureRefusal =
  | 'EXPERIMENT_NOT_RUNNING'
  /** No submission of such a lead has been seen. */
  | 'LEAD_UNKNOWN'
  | 'NOT_IN_AUDIENCE';

/** The exposure does not count. */
export type ExposureRefused = {
  readonly __typename?: 'ExposureRefused';
  readonly reason: ExposureRefusal;
};

/** A range of numbers, ends included. */
export type Interval = {
  readonly __typename?: 'Interval';
  readonly high: Scalars['Float']['output'];
  readonly low: Scalars['Float']['output'];
};

export type Lead = {
  readonly __typename?: 'Lead';
  /**
   * The variants of the lead: in each running experiment that targets it, and in stopped ones where it was exposed.
   * Reading them is not an exposure.
   */
  readonly experiments?: Maybe<ReadonlyArray<ExperimentAssignment>>;
  readonly id: Scalars['ID']['output'];
};

export type LineOfBusiness = 'AUTO' | 'COMMERCIAL' | 'HEALTH' | 'HOME' | 'LIFE' | 'RENTERS';

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Drafts an experiment. The same idempotencyKey with the same content answers the same experiment again. */
  readonly createExperiment?: Maybe<CreateExperimentResult>;
  /** Says that a lead did what the experiment hopes for. The first time counts, and only for a lead that was exposed before. */
  readonly recordConversion?: Maybe<RecordConversionResult>;
  /** Says that a lead saw its variant. The first time counts. */
  readonly recordExposure?: Maybe<RecordExposureResult>;
  /** Begins to assign leads. An experiment runs once: a stopped one does not start again. */
  readonly startExperiment?: Maybe<StartExperimentResult>;
  /** Ends assignment and exposure. Leads exposed until now may still convert. */
  readonly stopExperiment?: Maybe<StopExperimentResult>;
};

export type MutationCreateExperimentArgs = {
  input: CreateExperimentInput;
};

export type MutationRecordConversionArgs = {
  input: RecordConversionInput;
};

export type MutationRecordExposureArgs = {
  input: RecordExposureInput;
};

export type MutationStartExperimentArgs = {
  input: StartExperimentInput;
};

export type MutationStopExperimentArgs = {
  input: StopExperimentInput;
};

/** The normal distribution does not hold yet: a p-value would be an invention. */
export type NotEnoughData = {
  readonly __typename?: 'NotEnoughData';
  /** What it must reach. */
  readonly requiredExpectedCount: Scalars['Float']['output'];
  /** The smallest number of conversions or non-conversions to be expected in either variant if they were equal. Null without exposures in one of them. */
  readonly smallestExpectedCount?: Maybe<Scalars['Float']['output']>;
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
  /** One experiment, or null when there is none with this key. */
  readonly experiment?: Maybe<Experiment>;
  /** Experiments, newest first. */
  readonly experiments?: Maybe<ExperimentConnection>;
};

export type QueryExperimentArgs = {
  key: Scalars['String']['input'];
};

export type QueryExperimentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExperimentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RecordConversionInput = {
  readonly experimentKey: Scalars['String']['input'];
  readonly leadId: Scalars['ID']['input'];
};

export type RecordConversionResult = ConversionRecorded | ConversionRefused;

export type RecordExposureInput = {
  readonly experimentKey: Scalars['String']['input'];
  readonly leadId: Scalars['ID']['input'];
};

export type RecordExposureResult = ExposureRecorded | ExposureRefused;

/** Chi-square test of the numbers exposed against the weights. */
export type SampleRatioCheck = {
  readonly __typename?: 'SampleRatioCheck';
  readonly chiSquare: Scalars['Float']['output'];
  readonly degreesOfFreedom: Scalars['Int']['output'];
  /** The proportions are off (p below 0.001): something loses or doubles leads of one variant, and the result cannot be trusted. */
  readonly isMismatch: Scalars['Boolean']['output'];
  readonly pValue: Scalars['Float']['output'];
};

export type StartExperimentInput = {
  readonly key: Scalars['String']['input'];
};

export type StartExperimentResult = ExperimentStarted | ExperimentStatusConflict;

export type StopExperimentInput = {
  readonly key: Scalars['String']['input'];
};

export type StopExperimentResult = ExperimentStatusConflict | ExperimentStopped;

/** One of the things compared. */
export type Variant = {
  readonly __typename?: 'Variant';
  /** Unique within the experiment. */
  readonly key: Scalars['String']['output'];
  /** Its share of leads is its weight over the sum of weights. */
  readonly weight: Scalars['Int']['output'];
};

/** One variant against the control. */
export type VariantComparison = {
  readonly __typename?: 'VariantComparison';
  readonly control: Variant;
  readonly outcome: ComparisonOutcome;
  readonly treatment: Variant;
};

export type VariantInput = {
  /** 1 to 100 letters, digits, hyphens, dots and underscores. */
  readonly key: Scalars['String']['input'];
  /** 1 to 1000000. */
  readonly weight: Scalars['Int']['input'];
};

/** The counts of one variant. */
export type VariantResult = {
  readonly __typename?: 'VariantResult';
  /** Of these, leads that converted. */
  readonly conversions: Scalars['Int']['output'];
  /** Leads that saw it. */
  readonly exposures: Scalars['Int']['output'];
  /** 95 % score interval of the rate (Wilson 1927). Null without exposures. */
  readonly interval?: Maybe<Interval>;
  /** Conversions per exposure, 0 to 1. Null without exposures. */
  readonly rate?: Maybe<Scalars['Float']['output']>;
  readonly variant: Variant;
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
  Experiment: Experiment;
  Lead: Lead;
}>;

/** Mapping of federation reference types */
export type FederationReferenceTypes = ResolversObject<{
  Experiment: { __typename: 'Experiment' } & (
    | GraphQLRecursivePick<FederationTypes['Experiment'], { key: true }>
    | GraphQLRecursivePick<FederationTypes['Experiment'], { id: true }>
  );
  Lead: { __typename: 'Lead' } & GraphQLRecursivePick<FederationTypes['Lead'], { id: true }>;
}>;

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  ComparisonOutcome:
    (Omit<DifferenceMeasured, 'interval'> & { interval: _RefType['Interval'] }) | NotEnoughData;
  CreateExperimentResult:
    (Omit<ExperimentCreated, 'experiment'> & { experiment: _RefType['Experiment'] }) | ExperimentRejected;
  RecordConversionResult:
    | (Omit<ConversionRecorded, 'assignment'> & { assignment: _RefType['ExperimentAssignment'] })
    | ConversionRefused;
  RecordExposureResult:
    | (Omit<ExposureRecorded, 'assignment'> & { assignment: _RefType['ExperimentAssignment'] })
    | ExposureRefused;
  StartExperimentResult:
    | (Omit<ExperimentStarted, 'experiment'> & { experiment: _RefType['Experiment'] })
    | (Omit<ExperimentStatusConflict, 'experiment'> & { experiment: _RefType['Experiment'] });
  StopExperimentResult:
    | (Omit<ExperimentStatusConflict, 'experiment'> & { experiment: _RefType['Experiment'] })
    | (Omit<ExperimentStopped, 'experiment'> & { experiment: _RefType['Experiment'] });
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  ComparisonOutcome: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ComparisonOutcome']>;
  ConversionRecorded: ResolverTypeWrapper<
    Omit<ConversionRecorded, 'assignment'> & { assignment: ResolversTypes['ExperimentAssignment'] }
  >;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ConversionRefusal: ConversionRefusal;
  ConversionRefused: ResolverTypeWrapper<ConversionRefused>;
  CreateExperimentInput: CreateExperimentInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CreateExperimentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateExperimentResult']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DifferenceMeasured: ResolverTypeWrapper<
    Omit<DifferenceMeasured, 'interval'> & { interval: ResolversTypes['Interval'] }
  >;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Experiment: ResolverTypeWrapper<ExperimentEntity>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ExperimentAssignment: ResolverTypeWrapper<Assignment>;
  ExperimentAudience: ResolverTypeWrapper<ExperimentAudience>;
  ExperimentAudienceInput: ExperimentAudienceInput;
  ExperimentConnection: ResolverTypeWrapper<
    Omit<ExperimentConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ExperimentEdge']> }
  >;
  ExperimentCreated: ResolverTypeWrapper<
    Omit<ExperimentCreated, 'experiment'> & { experiment: ResolversTypes['Experiment'] }
  >;
  ExperimentEdge: ResolverTypeWrapper<Omit<ExperimentEdge, 'node'> & { node: ResolversTypes['Experiment'] }>;
  ExperimentFilter: ExperimentFilter;
  ExperimentRejected: ResolverTypeWrapper<ExperimentRejected>;
  ExperimentRejectionReason: ResolverTypeWrapper<ExperimentRejectionReason>;
  ExperimentResult: ResolverTypeWrapper<Analysis>;
  ExperimentStarted: ResolverTypeWrapper<
    Omit<ExperimentStarted, 'experiment'> & { experiment: ResolversTypes['Experiment'] }
  >;
  ExperimentStatus: ExperimentStatus;
  ExperimentStatusConflict: ResolverTypeWrapper<
    Omit<ExperimentStatusConflict, 'experiment'> & { experiment: ResolversTypes['Experiment'] }
  >;
  ExperimentStopped: ResolverTypeWrapper<
    Omit<ExperimentStopped, 'experiment'> & { experiment: ResolversTypes['Experiment'] }
  >;
  ExposureRecorded: ResolverTypeWrapper<
    Omit<ExposureRecorded, 'assignment'> & { assignment: ResolversTypes['ExperimentAssignment'] }
  >;
  ExposureRefusal: ExposureRefusal;
  ExposureRefused: ResolverTypeWrapper<ExposureRefused>;
  Interval: ResolverTypeWrapper<Interval>;
  Lead: ResolverTypeWrapper<LeadReference>;
  LineOfBusiness: LineOfBusiness;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotEnoughData: ResolverTypeWrapper<NotEnoughData>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  RecordConversionInput: RecordConversionInput;
  RecordConversionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordConversionResult']>;
  RecordExposureInput: RecordExposureInput;
  RecordExposureResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordExposureResult']>;
  SampleRatioCheck: ResolverTypeWrapper<SampleRatioCheck>;
  StartExperimentInput: StartExperimentInput;
  StartExperimentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartExperimentResult']>;
  StopExperimentInput: StopExperimentInput;
  StopExperimentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StopExperimentResult']>;
  Variant: ResolverTypeWrapper<Variant>;
  VariantComparison: ResolverTypeWrapper<ComparedVariants>;
  VariantInput: VariantInput;
  VariantResult: ResolverTypeWrapper<
    Omit<VariantResult, 'interval' | 'variant'> & {
      interval?: Maybe<ResolversTypes['Interval']>;
      variant: ResolversTypes['Variant'];
    }
  >;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  ComparisonOutcome: ResolversUnionTypes<ResolversParentTypes>['ComparisonOutcome'];
  ConversionRecorded: Omit<ConversionRecorded, 'assignment'> & {
    assignment: ResolversParentTypes['ExperimentAssignment'];
  };
  Boolean: Scalars['Boolean']['output'];
  ConversionRefused: ConversionRefused;
  CreateExperimentInput: CreateExperimentInput;
  String: Scalars['String']['output'];
  CreateExperimentResult: ResolversUnionTypes<ResolversParentTypes>['CreateExperimentResult'];
  DateTime: Scalars['DateTime']['output'];
  DifferenceMeasured: Omit<DifferenceMeasured, 'interval'> & { interval: ResolversParentTypes['Interval'] };
  Float: Scalars['Float']['output'];
  Experiment: ExperimentEntity;
  ID: Scalars['ID']['output'];
  ExperimentAssignment: Assignment;
  ExperimentAudience: ExperimentAudience;
  ExperimentAudienceInput: ExperimentAudienceInput;
  ExperimentConnection: Omit<ExperimentConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['ExperimentEdge']>;
  };
  ExperimentCreated: Omit<ExperimentCreated, 'experiment'> & {
    experiment: ResolversParentTypes['Experiment'];
  };
  ExperimentEdge: Omit<ExperimentEdge, 'node'> & { node: ResolversParentTypes['Experiment'] };
  ExperimentFilter: ExperimentFilter;
  ExperimentRejected: ExperimentRejected;
  ExperimentRejectionReason: ExperimentRejectionReason;
  ExperimentResult: Analysis;
  ExperimentStarted: Omit<ExperimentStarted, 'experiment'> & {
    experiment: ResolversParentTypes['Experiment'];
  };
  ExperimentStatusConflict: Omit<ExperimentStatusConflict, 'experiment'> & {
    experiment: ResolversParentTypes['Experiment'];
  };
  ExperimentStopped: Omit<ExperimentStopped, 'experiment'> & {
    experiment: ResolversParentTypes['Experiment'];
  };
  ExposureRecorded: Omit<ExposureRecorded, 'assignment'> & {
    assignment: ResolversParentTypes['ExperimentAssignment'];
  };
  ExposureRefused: ExposureRefused;
  Interval: Interval;
  Lead: LeadReference;
  Mutation: Record<PropertyKey, never>;
  NotEnoughData: NotEnoughData;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  RecordConversionInput: RecordConversionInput;
  RecordConversionResult: ResolversUnionTypes<ResolversParentTypes>['RecordConversionResult'];
  RecordExposureInput: RecordExposureInput;
  RecordExposureResult: ResolversUnionTypes<ResolversParentTypes>['RecordExposureResult'];
  SampleRatioCheck: SampleRatioCheck;
  StartExperimentInput: StartExperimentInput;
  StartExperimentResult: ResolversUnionTypes<ResolversParentTypes>['StartExperimentResult'];
  StopExperimentInput: StopExperimentInput;
  StopExperimentResult: ResolversUnionTypes<ResolversParentTypes>['StopExperimentResult'];
  Variant: Variant;
  VariantComparison: ComparedVariants;
  VariantInput: VariantInput;
  VariantResult: Omit<VariantResult, 'interval' | 'variant'> & {
    interval?: Maybe<ResolversParentTypes['Interval']>;
    variant: ResolversParentTypes['Variant'];
  };
}>;

export type ComparisonOutcomeResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ComparisonOutcome'] = ResolversParentTypes['ComparisonOutcome'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'DifferenceMeasured' | 'NotEnoughData', ParentType, ContextType>;
}>;

export type ConversionRecordedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ConversionRecorded'] = ResolversParentTypes['ConversionRecorded'],
> = ResolversObject<{
  assignment?: Resolver<ResolversTypes['ExperimentAssignment'], ParentType, ContextType>;
  isFirst?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ConversionRefusedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ConversionRefused'] = ResolversParentTypes['ConversionRefused'],
> = ResolversObject<{
  reason?: Resolver<ResolversTypes['ConversionRefusal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type CreateExperimentResultResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['CreateExperimentResult'] =
    ResolversParentTypes['CreateExperimentResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'ExperimentCreated' | 'ExperimentRejected', ParentType, ContextType>;
}>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DifferenceMeasuredResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['DifferenceMeasured'] = ResolversParentTypes['DifferenceMeasured'],
> = ResolversObject<{
  adjustedPValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Interval'], ParentType, ContextType>;
  pValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  z?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExperimentResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['Experiment'] = ResolversParentTypes['Experiment'],
  FederationReferenceType extends FederationReferenceTypes['Experiment'] =
    FederationReferenceTypes['Experiment'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Experiment']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  audience?: Resolver<ResolversTypes['ExperimentAudience'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['ExperimentResult']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExperimentStatus'], ParentType, ContextType>;
  stoppedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  variants?: Resolver<ReadonlyArray<ResolversTypes['Variant']>, ParentType, ContextType>;
}>;

export type ExperimentAssignmentResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentAssignment'] =
    ResolversParentTypes['ExperimentAssignment'],
> = ResolversObject<{
  convertedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  experiment?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
  exposedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
}>;

export type ExperimentAudienceResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentAudience'] = ResolversParentTypes['ExperimentAudience'],
> = ResolversObject<{
  lineOfBusiness?: Resolver<ReadonlyArray<ResolversTypes['LineOfBusiness']>, ParentType, ContextType>;
}>;

export type ExperimentConnectionResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentConnection'] =
    ResolversParentTypes['ExperimentConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExperimentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type ExperimentCreatedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentCreated'] = ResolversParentTypes['ExperimentCreated'],
> = ResolversObject<{
  experiment?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExperimentEdgeResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentEdge'] = ResolversParentTypes['ExperimentEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
}>;

export type ExperimentRejectedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentRejected'] = ResolversParentTypes['ExperimentRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['ExperimentRejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExperimentRejectionReasonResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentRejectionReason'] =
    ResolversParentTypes['ExperimentRejectionReason'],
> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type ExperimentResultResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentResult'] = ResolversParentTypes['ExperimentResult'],
> = ResolversObject<{
  comparisons?: Resolver<ReadonlyArray<ResolversTypes['VariantComparison']>, ParentType, ContextType>;
  sampleRatio?: Resolver<Maybe<ResolversTypes['SampleRatioCheck']>, ParentType, ContextType>;
  variants?: Resolver<ReadonlyArray<ResolversTypes['VariantResult']>, ParentType, ContextType>;
}>;

export type ExperimentStartedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentStarted'] = ResolversParentTypes['ExperimentStarted'],
> = ResolversObject<{
  experiment?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExperimentStatusConflictResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentStatusConflict'] =
    ResolversParentTypes['ExperimentStatusConflict'],
> = ResolversObject<{
  expected?: Resolver<ResolversTypes['ExperimentStatus'], ParentType, ContextType>;
  experiment?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExperimentStoppedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExperimentStopped'] = ResolversParentTypes['ExperimentStopped'],
> = ResolversObject<{
  experiment?: Resolver<ResolversTypes['Experiment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExposureRecordedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExposureRecorded'] = ResolversParentTypes['ExposureRecorded'],
> = ResolversObject<{
  assignment?: Resolver<ResolversTypes['ExperimentAssignment'], ParentType, ContextType>;
  isFirst?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExposureRefusedResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['ExposureRefused'] = ResolversParentTypes['ExposureRefused'],
> = ResolversObject<{
  reason?: Resolver<ResolversTypes['ExposureRefusal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type IntervalResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['Interval'] = ResolversParentTypes['Interval'],
> = ResolversObject<{
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type LeadResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead'],
  FederationReferenceType extends FederationReferenceTypes['Lead'] = FederationReferenceTypes['Lead'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Lead']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  experiments?: Resolver<
    Maybe<ReadonlyArray<ResolversTypes['ExperimentAssignment']>>,
    ParentType,
    ContextType
  >;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
}>;

export type MutationResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = ResolversObject<{
  createExperiment?: Resolver<
    Maybe<ResolversTypes['CreateExperimentResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationCreateExperimentArgs, 'input'>
  >;
  recordConversion?: Resolver<
    Maybe<ResolversTypes['RecordConversionResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRecordConversionArgs, 'input'>
  >;
  recordExposure?: Resolver<
    Maybe<ResolversTypes['RecordExposureResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRecordExposureArgs, 'input'>
  >;
  startExperiment?: Resolver<
    Maybe<ResolversTypes['StartExperimentResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationStartExperimentArgs, 'input'>
  >;
  stopExperiment?: Resolver<
    Maybe<ResolversTypes['StopExperimentResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationStopExperimentArgs, 'input'>
  >;
}>;

export type NotEnoughDataResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['NotEnoughData'] = ResolversParentTypes['NotEnoughData'],
> = ResolversObject<{
  requiredExpectedCount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  smallestExpectedCount?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PageInfoResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = ResolversObject<{
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type QueryResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = ResolversObject<{
  experiment?: Resolver<
    Maybe<ResolversTypes['Experiment']>,
    ParentType,
    ContextType,
    RequireFields<QueryExperimentArgs, 'key'>
  >;
  experiments?: Resolver<
    Maybe<ResolversTypes['ExperimentConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryExperimentsArgs, 'first'>
  >;
}>;

export type RecordConversionResultResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['RecordConversionResult'] =
    ResolversParentTypes['RecordConversionResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'ConversionRecorded' | 'ConversionRefused', ParentType, ContextType>;
}>;

export type RecordExposureResultResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['RecordExposureResult'] =
    ResolversParentTypes['RecordExposureResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'ExposureRecorded' | 'ExposureRefused', ParentType, ContextType>;
}>;

export type SampleRatioCheckResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['SampleRatioCheck'] = ResolversParentTypes['SampleRatioCheck'],
> = ResolversObject<{
  chiSquare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  degreesOfFreedom?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isMismatch?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  pValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type StartExperimentResultResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['StartExperimentResult'] =
    ResolversParentTypes['StartExperimentResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'ExperimentStarted' | 'ExperimentStatusConflict', ParentType, ContextType>;
}>;

export type StopExperimentResultResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['StopExperimentResult'] =
    ResolversParentTypes['StopExperimentResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'ExperimentStatusConflict' | 'ExperimentStopped', ParentType, ContextType>;
}>;

export type VariantResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'],
> = ResolversObject<{
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type VariantComparisonResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['VariantComparison'] = ResolversParentTypes['VariantComparison'],
> = ResolversObject<{
  control?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ComparisonOutcome'], ParentType, ContextType>;
  treatment?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
}>;

export type VariantResultResolvers<
  ContextType = ExperimentsContext,
  ParentType extends ResolversParentTypes['VariantResult'] = ResolversParentTypes['VariantResult'],
> = ResolversObject<{
  conversions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exposures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['Interval']>, ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
}>;

export type Resolvers<ContextType = ExperimentsContext> = ResolversObject<{
  ComparisonOutcome?: ComparisonOutcomeResolvers<ContextType>;
  ConversionRecorded?: ConversionRecordedResolvers<ContextType>;
  ConversionRefused?: ConversionRefusedResolvers<ContextType>;
  CreateExperimentResult?: CreateExperimentResultResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DifferenceMeasured?: DifferenceMeasuredResolvers<ContextType>;
  Experiment?: ExperimentResolvers<ContextType>;
  ExperimentAssignment?: ExperimentAssignmentResolvers<ContextType>;
  ExperimentAudience?: ExperimentAudienceResolvers<ContextType>;
  ExperimentConnection?: ExperimentConnectionResolvers<ContextType>;
  ExperimentCreated?: ExperimentCreatedResolvers<ContextType>;
  ExperimentEdge?: ExperimentEdgeResolvers<ContextType>;
  ExperimentRejected?: ExperimentRejectedResolvers<ContextType>;
  ExperimentRejectionReason?: ExperimentRejectionReasonResolvers<ContextType>;
  ExperimentResult?: ExperimentResultResolvers<ContextType>;
  ExperimentStarted?: ExperimentStartedResolvers<ContextType>;
  ExperimentStatusConflict?: ExperimentStatusConflictResolvers<ContextType>;
  ExperimentStopped?: ExperimentStoppedResolvers<ContextType>;
  ExposureRecorded?: ExposureRecordedResolvers<ContextType>;
  ExposureRefused?: ExposureRefusedResolvers<ContextType>;
  Interval?: IntervalResolvers<ContextType>;
  Lead?: LeadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotEnoughData?: NotEnoughDataResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordConversionResult?: RecordConversionResultResolvers<ContextType>;
  RecordExposureResult?: RecordExposureResultResolvers<ContextType>;
  SampleRatioCheck?: SampleRatioCheckResolvers<ContextType>;
  StartExperimentResult?: StartExperimentResultResolvers<ContextType>;
  StopExperimentResult?: StopExperimentResultResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  VariantComparison?: VariantComparisonResolvers<ContextType>;
  VariantResult?: VariantResultResolvers<ContextType>;
}>;
