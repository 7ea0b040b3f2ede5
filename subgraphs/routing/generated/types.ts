import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LeadReference, Agent as AgentEntity, RoutedLead } from '../entities.ts';
import type { AgentRecord as AgentRecordRow } from '../loaders.ts';
import type { AgentPage } from '../domain/list-agents.ts';
import type { DeskPage } from '../domain/list-assignments.ts';
import type { DeskUpdate } from '../domain/follow-desk.ts';
import type { RoutingContext } from '../context.ts';
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

export type AcceptAssignmentInput = {
  /** For whom a manager or admin answers. Left out: for whoever has the lead. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly leadId: Scalars['ID']['input'];
};

export type AcceptAssignmentResult = AssignmentAccepted | AssignmentNotOpen | NotYourAssignment;

/** A person who sells insurance: what they may sell, where, and how many leads they can hold. */
export type Agent = {
  readonly __typename?: 'Agent';
  /** Inactive agents get no leads; they keep those they have. */
  readonly active: Scalars['Boolean']['output'];
  /** Where the agent's updates stand now: hand it to `assignmentUpdates` as `after`, so that nothing is missed in between. */
  readonly assignmentCursor: Scalars['String']['output'];
  /** The agent's desk: leads they have or had until the end, latest first. What they gave back is not theirs. Empty for other agents, and managers of other teams. */
  readonly assignments: AgentAssignmentConnection;
  /** How many open leads the agent takes at once. */
  readonly capacity: Scalars['Int']['output'];
  /** For the agent and the team's managers. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Null when not known. */
  readonly experienceYears?: Maybe<Scalars['Int']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly lastAssignedAt?: Maybe<Scalars['DateTime']['output']>;
  /** ISO 3166-2, such as US-NY. */
  readonly licensedStates: ReadonlyArray<Scalars['String']['output']>;
  readonly linesOfBusiness: ReadonlyArray<LineOfBusiness>;
  readonly name: Scalars['String']['output'];
  /** Leads the agent has now: assigned or accepted, and not closed. */
  readonly openLeads: Scalars['Int']['output'];
  /** How the agent's leads ended, by line of business. Lines without a closed lead are left out. Empty for other agents, and managers of other teams. */
  readonly records: ReadonlyArray<AgentRecord>;
  readonly registeredAt: Scalars['DateTime']['output'];
  /** Its managers see the agent's leads, calls and record. */
  readonly team: Scalars['String']['output'];
};

/** A person who sells insurance: what they may sell, where, and how many leads they can hold. */
export type AgentAssignmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ReadonlyArray<AssignmentStatus>>;
};

/** A lead on an agent's desk. */
export type AgentAssignment = {
  readonly __typename?: 'AgentAssignment';
  readonly acceptedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly assignedAt: Scalars['DateTime']['output'];
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
  readonly reasons: ReadonlyArray<AssignmentReason>;
  readonly status: AssignmentStatus;
};

export type AgentAssignmentConnection = {
  readonly __typename?: 'AgentAssignmentConnection';
  readonly edges: ReadonlyArray<AgentAssignmentEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type AgentAssignmentEdge = {
  readonly __typename?: 'AgentAssignmentEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: AgentAssignment;
};

export type AgentConnection = {
  readonly __typename?: 'AgentConnection';
  readonly edges: ReadonlyArray<AgentEdge>;
  readonly pageInfo: PageInfo;
  /** How many agents there are behind the filter, on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

export type AgentEdge = {
  readonly __typename?: 'AgentEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Agent;
};

/** Conditions that all hold. */
export type AgentFilter = {
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** ISO 3166-2, or the two letters of a state of the United States. */
  readonly licensedState?: InputMaybe<Scalars['String']['input']>;
  readonly lineOfBusiness?: InputMaybe<LineOfBusiness>;
};

/** How an agent did in one line of business. */
export type AgentRecord = {
  readonly __typename?: 'AgentRecord';
  readonly lineOfBusiness: LineOfBusiness;
  readonly lost: Scalars['Int']['output'];
  /** won / (won + lost). */
  readonly winRate: Scalars['Float']['output'];
  readonly won: Scalars['Int']['output'];
};

/** The agent was taken on, or had been with the same key. */
export type AgentRegistered = {
  readonly __typename?: 'AgentRegistered';
  readonly agent: Agent;
};

/** The agent cannot be as asked for; every reason is given. */
export type AgentRejected = {
  readonly __typename?: 'AgentRejected';
  readonly reasons: ReadonlyArray<RejectionReason>;
};

/** The agent as it is now. */
export type AgentUpdated = {
  readonly __typename?: 'AgentUpdated';
  readonly agent: Agent;
};

/** Who has a lead, since when, and why that agent. */
export type Assignment = {
  readonly __typename?: 'Assignment';
  readonly acceptedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null while the lead waits, and for one that ended without an agent. */
  readonly agent?: Maybe<Agent>;
  readonly assignedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many agents the lead has been given to so far: 1 for the first. */
  readonly attempt: Scalars['Int']['output'];
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why this agent: the factors by which agents were ranked, with this agent's values. Empty without an agent. */
  readonly reasons: ReadonlyArray<AssignmentReason>;
  readonly status: AssignmentStatus;
  /** Why nobody got the lead, at the last attempt. Null unless it waits, and in the moment before the first attempt. */
  readonly waitingReason?: Maybe<WaitingReason>;
  /** Null unless the lead waits. */
  readonly waitingSince?: Maybe<Scalars['DateTime']['output']>;
};

/** The agent has the lead and took it on. */
export type AssignmentAccepted = {
  readonly __typename?: 'AssignmentAccepted';
  readonly assignment: Assignment;
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
};

/** The agent gave the lead back. */
export type AssignmentDeclined = {
  readonly __typename?: 'AssignmentDeclined';
  /** Where the lead stands now: with another agent, or waiting. Null for the agent, too. */
  readonly assignment?: Maybe<Assignment>;
  /** Null for the agent, whose lead it no longer is. */
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
};

export type AssignmentFactor =
  /** How well the agent's experience fits the lead's quality. Weight 0.2. */
  | 'EXPERIENCE'
  /** Time since the agent last got a lead: 0.5 after an hour, 1 for an agent who never got one. Weight 0.15. */
  | 'FAIRNESS'
  /** Free share of the agent's capacity. Weight 0.35. */
  | 'LOAD'
  /** The agent's win rate for the line of business, compared with all agents': 0.5 is average. Weight 0.3. */
  | 'SKILL';

/** The assignment is not in a state that allows this. */
export type AssignmentNotOpen = {
  readonly __typename?: 'AssignmentNotOpen';
  /** Null when the caller may not see it. */
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
  readonly status: AssignmentStatus;
};

/** One factor of the ranking, for the agent that was chosen. */
export type AssignmentReason = {
  readonly __typename?: 'AssignmentReason';
  readonly factor: AssignmentFactor;
  /** 0 to 1. */
  readonly value: Scalars['Float']['output'];
  /** 0 to 1; the weights of all factors add up to 1. */
  readonly weight: Scalars['Float']['output'];
};

export type AssignmentStatus =
  | 'ACCEPTED'
  /** An agent has the lead and has not answered yet. */
  | 'ASSIGNED'
  /** The lead ended. */
  | 'CLOSED'
  /** No agent could take the lead yet. */
  | 'WAITING';

/** Something that happened on an agent's desk. */
export type AssignmentUpdate = {
  readonly __typename?: 'AssignmentUpdate';
  readonly at: Scalars['DateTime']['output'];
  /** Hand it back as `after` to go on behind this update. */
  readonly cursor: Scalars['String']['output'];
  /** Null when the caller may no longer see the lead: an agent, from when it was given back. */
  readonly lead?: Maybe<Lead>;
  /** Null only where `missed` is set. */
  readonly leadId?: Maybe<Scalars['ID']['output']>;
  /** Set on the first update of a stream whose `after` is older than what is kept: read the desk anew. Null on all others. */
  readonly missed?: Maybe<MissedEvents>;
  /** Null only where `missed` is set. */
  readonly status?: Maybe<AssignmentUpdateStatus>;
};

export type AssignmentUpdateStatus =
  | 'ACCEPTED'
  | 'ASSIGNED'
  | 'CLOSED'
  /** Given back: the lead has left the desk. */
  | 'DECLINED';

export type DeclineAssignmentInput = {
  /** For whom a manager or admin answers. Left out: for whoever has the lead, so a repeat would speak for the next agent. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly leadId: Scalars['ID']['input'];
  /** In the agent's words, at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type DeclineAssignmentResult = AssignmentDeclined | AssignmentNotOpen | NotYourAssignment;

export type Lead = {
  readonly __typename?: 'Lead';
  /** Who works on the lead. Null until it has been submitted and scored, and for a lead that the caller may not see. */
  readonly assignment?: Maybe<Assignment>;
  readonly id: Scalars['ID']['output'];
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

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** The agent takes the lead on. Accepting again answers the same. Agents act for themselves, managers for their teams, admins for any. */
  readonly acceptAssignment?: Maybe<AcceptAssignmentResult>;
  /** The agent gives the lead back; it goes to another one at once, or waits. Only before it is accepted. */
  readonly declineAssignment?: Maybe<DeclineAssignmentResult>;
  /** Takes an agent on. The same idempotencyKey with the same content answers the same agent again. Role manager, for their teams, or admin. */
  readonly registerAgent?: Maybe<RegisterAgentResult>;
  /** Changes the fields that are given and checks the agent that results. Role manager, for their teams, or admin. */
  readonly updateAgent?: Maybe<UpdateAgentResult>;
};

export type MutationAcceptAssignmentArgs = {
  input: AcceptAssignmentInput;
};

export type MutationDeclineAssignmentArgs = {
  input: DeclineAssignmentInput;
};

export type MutationRegisterAgentArgs = {
  input: RegisterAgentInput;
};

export type MutationUpdateAgentArgs = {
  input: UpdateAgentInput;
};

/** Another agent has the lead. */
export type NotYourAssignment = {
  readonly __typename?: 'NotYourAssignment';
  /** Null when the caller may not see it. */
  readonly lead?: Maybe<Lead>;
  readonly leadId: Scalars['ID']['output'];
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
  /** One agent, or null when there is none with this id. */
  readonly agent?: Maybe<Agent>;
  /** Agents, newest first. */
  readonly agents?: Maybe<AgentConnection>;
  /** The agent the caller's token acts as, or null when it acts as none. */
  readonly viewerAgent?: Maybe<Agent>;
  /** Leads that wait for an agent, by line of business and state. Role manager or admin. */
  readonly waitingLeads?: Maybe<WaitingPoolConnection>;
};

export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};

export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AgentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryWaitingLeadsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RegisterAgentInput = {
  readonly active: Scalars['Boolean']['input'];
  /** 0 to 1000. */
  readonly capacity: Scalars['Int']['input'];
  /** One agent per address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** 0 to 70. Ten years and more count as fully experienced. */
  readonly experienceYears?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the sender, one per agent, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** At least one: ISO 3166-2 codes such as AU-NSW; two letters mean a state of the United States. */
  readonly licensedStates: ReadonlyArray<Scalars['String']['input']>;
  /** At least one. */
  readonly linesOfBusiness: ReadonlyArray<LineOfBusiness>;
  readonly name: Scalars['String']['input'];
  /** 1 to 100 characters. */
  readonly team: Scalars['String']['input'];
};

export type RegisterAgentResult = AgentRegistered | AgentRejected;

/** What is wrong with one field of an input. */
export type RejectionReason = {
  readonly __typename?: 'RejectionReason';
  /** Path inside the input, such as contact.email. */
  readonly field: Scalars['String']['output'];
  /** What was expected and what came. */
  readonly message: Scalars['String']['output'];
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * What happens on an agent's desk: leads that come, are accepted, given back or closed. With `after` it first tells what
   * came behind that cursor (one from an earlier update, or `Agent.assignmentCursor`); without, it starts now. Agents listen
   * to their own desk, managers to those of their teams, admins to any.
   */
  readonly assignmentUpdates: AssignmentUpdate;
};

export type SubscriptionAssignmentUpdatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  agentId: Scalars['ID']['input'];
};

/** What is left out stays. `email` and `experienceYears` may be null, which clears them; nothing else may. */
export type UpdateAgentInput = {
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  readonly capacity?: InputMaybe<Scalars['Int']['input']>;
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly experienceYears?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly licensedStates?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly linesOfBusiness?: InputMaybe<ReadonlyArray<LineOfBusiness>>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The agent's leads go along: managers of the new team see them, those of the old one no longer do. */
  readonly team?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateAgentResult = AgentRejected | AgentUpdated;

/** Leads that wait for the same kind of agent. */
export type WaitingPool = {
  readonly __typename?: 'WaitingPool';
  readonly count: Scalars['Int']['output'];
  readonly lineOfBusiness: LineOfBusiness;
  readonly oldestSince: Scalars['DateTime']['output'];
  /** ISO 3166-2. Null for leads whose state is not known. */
  readonly state?: Maybe<Scalars['String']['output']>;
};

export type WaitingPoolConnection = {
  readonly __typename?: 'WaitingPoolConnection';
  readonly edges: ReadonlyArray<WaitingPoolEdge>;
  readonly pageInfo: PageInfo;
};

export type WaitingPoolEdge = {
  readonly __typename?: 'WaitingPoolEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: WaitingPool;
};

export type WaitingReason =
  /** Every agent who could take the lead gave it back. */
  | 'ALL_DECLINED'
  /** Every agent who could take the lead has no place left. */
  | 'NO_CAPACITY'
  /** No active agent sells this line of business in the lead's state, or the lead's state is not known. */
  | 'NO_LICENSED_AGENT';

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
}>;

/** Mapping of federation reference types */
export type FederationReferenceTypes = ResolversObject<{
  Agent: { __typename: 'Agent' } & GraphQLRecursivePick<FederationTypes['Agent'], { id: true }>;
  Lead: { __typename: 'Lead' } & GraphQLRecursivePick<FederationTypes['Lead'], { id: true }>;
}>;

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  AcceptAssignmentResult:
    | (Omit<AssignmentAccepted, 'assignment' | 'lead'> & {
        assignment: _RefType['Assignment'];
        lead?: Maybe<_RefType['Lead']>;
      })
    | (Omit<AssignmentNotOpen, 'lead'> & { lead?: Maybe<_RefType['Lead']> })
    | (Omit<NotYourAssignment, 'lead'> & { lead?: Maybe<_RefType['Lead']> });
  DeclineAssignmentResult:
    | (Omit<AssignmentDeclined, 'assignment' | 'lead'> & {
        assignment?: Maybe<_RefType['Assignment']>;
        lead?: Maybe<_RefType['Lead']>;
      })
    | (Omit<AssignmentNotOpen, 'lead'> & { lead?: Maybe<_RefType['Lead']> })
    | (Omit<NotYourAssignment, 'lead'> & { lead?: Maybe<_RefType['Lead']> });
  RegisterAgentResult: (Omit<AgentRegistered, 'agent'> & { agent: _RefType['Agent'] }) | AgentRejected;
  UpdateAgentResult: AgentRejected | (Omit<AgentUpdated, 'agent'> & { agent: _RefType['Agent'] });
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  AcceptAssignmentInput: AcceptAssignmentInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AcceptAssignmentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcceptAssignmentResult']>;
  Agent: ResolverTypeWrapper<AgentEntity>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AgentAssignment: ResolverTypeWrapper<RoutedLead>;
  AgentAssignmentConnection: ResolverTypeWrapper<DeskPage>;
  AgentAssignmentEdge: ResolverTypeWrapper<
    Omit<AgentAssignmentEdge, 'node'> & { node: ResolversTypes['AgentAssignment'] }
  >;
  AgentConnection: ResolverTypeWrapper<AgentPage>;
  AgentEdge: ResolverTypeWrapper<Omit<AgentEdge, 'node'> & { node: ResolversTypes['Agent'] }>;
  AgentFilter: AgentFilter;
  AgentRecord: ResolverTypeWrapper<AgentRecordRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AgentRegistered: ResolverTypeWrapper<Omit<AgentRegistered, 'agent'> & { agent: ResolversTypes['Agent'] }>;
  AgentRejected: ResolverTypeWrapper<AgentRejected>;
  AgentUpdated: ResolverTypeWrapper<Omit<AgentUpdated, 'agent'> & { agent: ResolversTypes['Agent'] }>;
  Assignment: ResolverTypeWrapper<RoutedLead>;
  AssignmentAccepted: ResolverTypeWrapper<
    Omit<AssignmentAccepted, 'assignment' | 'lead'> & {
      assignment: ResolversTypes['Assignment'];
      lead?: Maybe<ResolversTypes['Lead']>;
    }
  >;
  AssignmentDeclined: ResolverTypeWrapper<
    Omit<AssignmentDeclined, 'assignment' | 'lead'> & {
      assignment?: Maybe<ResolversTypes['Assignment']>;
      lead?: Maybe<ResolversTypes['Lead']>;
    }
  >;
  AssignmentFactor: AssignmentFactor;
  AssignmentNotOpen: ResolverTypeWrapper<
    Omit<AssignmentNotOpen, 'lead'> & { lead?: Maybe<ResolversTypes['Lead']> }
  >;
  AssignmentReason: ResolverTypeWrapper<AssignmentReason>;
  AssignmentStatus: AssignmentStatus;
  AssignmentUpdate: ResolverTypeWrapper<DeskUpdate>;
  AssignmentUpdateStatus: AssignmentUpdateStatus;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeclineAssignmentInput: DeclineAssignmentInput;
  DeclineAssignmentResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['DeclineAssignmentResult']
  >;
  Lead: ResolverTypeWrapper<LeadReference>;
  LineOfBusiness: LineOfBusiness;
  MissedEvents: ResolverTypeWrapper<MissedEvents>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotYourAssignment: ResolverTypeWrapper<
    Omit<NotYourAssignment, 'lead'> & { lead?: Maybe<ResolversTypes['Lead']> }
  >;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterAgentInput: RegisterAgentInput;
  RegisterAgentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterAgentResult']>;
  RejectionReason: ResolverTypeWrapper<RejectionReason>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UpdateAgentInput: UpdateAgentInput;
  UpdateAgentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAgentResult']>;
  WaitingPool: ResolverTypeWrapper<WaitingPool>;
  WaitingPoolConnection: ResolverTypeWrapper<WaitingPoolConnection>;
  WaitingPoolEdge: ResolverTypeWrapper<WaitingPoolEdge>;
  WaitingReason: WaitingReason;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  AcceptAssignmentInput: AcceptAssignmentInput;
  ID: Scalars['ID']['output'];
  AcceptAssignmentResult: ResolversUnionTypes<ResolversParentTypes>['AcceptAssignmentResult'];
  Agent: AgentEntity;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  AgentAssignment: RoutedLead;
  AgentAssignmentConnection: DeskPage;
  AgentAssignmentEdge: Omit<AgentAssignmentEdge, 'node'> & { node: ResolversParentTypes['AgentAssignment'] };
  AgentConnection: AgentPage;
  AgentEdge: Omit<AgentEdge, 'node'> & { node: ResolversParentTypes['Agent'] };
  AgentFilter: AgentFilter;
  AgentRecord: AgentRecordRow;
  Float: Scalars['Float']['output'];
  AgentRegistered: Omit<AgentRegistered, 'agent'> & { agent: ResolversParentTypes['Agent'] };
  AgentRejected: AgentRejected;
  AgentUpdated: Omit<AgentUpdated, 'agent'> & { agent: ResolversParentTypes['Agent'] };
  Assignment: RoutedLead;
  AssignmentAccepted: Omit<AssignmentAccepted, 'assignment' | 'lead'> & {
    assignment: ResolversParentTypes['Assignment'];
    lead?: Maybe<ResolversParentTypes['Lead']>;
  };
  AssignmentDeclined: Omit<AssignmentDeclined, 'assignment' | 'lead'> & {
    assignment?: Maybe<ResolversParentTypes['Assignment']>;
    lead?: Maybe<ResolversParentTypes['Lead']>;
  };
  AssignmentNotOpen: Omit<AssignmentNotOpen, 'lead'> & { lead?: Maybe<ResolversParentTypes['Lead']> };
  AssignmentReason: AssignmentReason;
  AssignmentUpdate: DeskUpdate;
  DateTime: Scalars['DateTime']['output'];
  DeclineAssignmentInput: DeclineAssignmentInput;
  DeclineAssignmentResult: ResolversUnionTypes<ResolversParentTypes>['DeclineAssignmentResult'];
  Lead: LeadReference;
  MissedEvents: MissedEvents;
  Mutation: Record<PropertyKey, never>;
  NotYourAssignment: Omit<NotYourAssignment, 'lead'> & { lead?: Maybe<ResolversParentTypes['Lead']> };
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RegisterAgentInput: RegisterAgentInput;
  RegisterAgentResult: ResolversUnionTypes<ResolversParentTypes>['RegisterAgentResult'];
  RejectionReason: RejectionReason;
  Subscription: Record<PropertyKey, never>;
  UpdateAgentInput: UpdateAgentInput;
  UpdateAgentResult: ResolversUnionTypes<ResolversParentTypes>['UpdateAgentResult'];
  WaitingPool: WaitingPool;
  WaitingPoolConnection: WaitingPoolConnection;
  WaitingPoolEdge: WaitingPoolEdge;
  String: Scalars['String']['output'];
}>;

export type ResumableDirectiveArgs = {
  after: Scalars['String']['input'];
  cursor: Scalars['String']['input'];
};

export type ResumableDirectiveResolver<
  Result,
  Parent,
  ContextType = RoutingContext,
  Args = ResumableDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceptAssignmentResultResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AcceptAssignmentResult'] =
    ResolversParentTypes['AcceptAssignmentResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<
    'AssignmentAccepted' | 'AssignmentNotOpen' | 'NotYourAssignment',
    ParentType,
    ContextType
  >;
}>;

export type AgentResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent'],
  FederationReferenceType extends FederationReferenceTypes['Agent'] = FederationReferenceTypes['Agent'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Agent']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  assignmentCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  assignments?: Resolver<
    ResolversTypes['AgentAssignmentConnection'],
    ParentType,
    ContextType,
    RequireFields<AgentAssignmentsArgs, 'first'>
  >;
  capacity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  experienceYears?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAssignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  licensedStates?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  linesOfBusiness?: Resolver<ReadonlyArray<ResolversTypes['LineOfBusiness']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openLeads?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  records?: Resolver<ReadonlyArray<ResolversTypes['AgentRecord']>, ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type AgentAssignmentResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentAssignment'] = ResolversParentTypes['AgentAssignment'],
> = ResolversObject<{
  acceptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  assignedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['AssignmentReason']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AssignmentStatus'], ParentType, ContextType>;
}>;

export type AgentAssignmentConnectionResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentAssignmentConnection'] =
    ResolversParentTypes['AgentAssignmentConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentAssignmentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type AgentAssignmentEdgeResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentAssignmentEdge'] =
    ResolversParentTypes['AgentAssignmentEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AgentAssignment'], ParentType, ContextType>;
}>;

export type AgentConnectionResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentConnection'] = ResolversParentTypes['AgentConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type AgentEdgeResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentEdge'] = ResolversParentTypes['AgentEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
}>;

export type AgentRecordResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentRecord'] = ResolversParentTypes['AgentRecord'],
> = ResolversObject<{
  lineOfBusiness?: Resolver<ResolversTypes['LineOfBusiness'], ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  winRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  won?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type AgentRegisteredResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentRegistered'] = ResolversParentTypes['AgentRegistered'],
> = ResolversObject<{
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type AgentRejectedResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentRejected'] = ResolversParentTypes['AgentRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['RejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type AgentUpdatedResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AgentUpdated'] = ResolversParentTypes['AgentUpdated'],
> = ResolversObject<{
  agent?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type AssignmentResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['Assignment'] = ResolversParentTypes['Assignment'],
> = ResolversObject<{
  acceptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  assignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['AssignmentReason']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AssignmentStatus'], ParentType, ContextType>;
  waitingReason?: Resolver<Maybe<ResolversTypes['WaitingReason']>, ParentType, ContextType>;
  waitingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
}>;

export type AssignmentAcceptedResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AssignmentAccepted'] = ResolversParentTypes['AssignmentAccepted'],
> = ResolversObject<{
  assignment?: Resolver<ResolversTypes['Assignment'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type AssignmentDeclinedResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AssignmentDeclined'] = ResolversParentTypes['AssignmentDeclined'],
> = ResolversObject<{
  assignment?: Resolver<Maybe<ResolversTypes['Assignment']>, ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type AssignmentNotOpenResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AssignmentNotOpen'] = ResolversParentTypes['AssignmentNotOpen'],
> = ResolversObject<{
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AssignmentStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type AssignmentReasonResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AssignmentReason'] = ResolversParentTypes['AssignmentReason'],
> = ResolversObject<{
  factor?: Resolver<ResolversTypes['AssignmentFactor'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type AssignmentUpdateResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['AssignmentUpdate'] = ResolversParentTypes['AssignmentUpdate'],
> = ResolversObject<{
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  missed?: Resolver<Maybe<ResolversTypes['MissedEvents']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AssignmentUpdateStatus']>, ParentType, ContextType>;
}>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeclineAssignmentResultResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['DeclineAssignmentResult'] =
    ResolversParentTypes['DeclineAssignmentResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<
    'AssignmentDeclined' | 'AssignmentNotOpen' | 'NotYourAssignment',
    ParentType,
    ContextType
  >;
}>;

export type LeadResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['Lead'] = ResolversParentTypes['Lead'],
  FederationReferenceType extends FederationReferenceTypes['Lead'] = FederationReferenceTypes['Lead'],
> = ResolversObject<{
  __resolveReference?: ReferenceResolver<
    Maybe<ResolversTypes['Lead']> | FederationReferenceType,
    FederationReferenceType,
    ContextType
  >;
  assignment?: Resolver<Maybe<ResolversTypes['Assignment']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
}>;

export type MissedEventsResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['MissedEvents'] = ResolversParentTypes['MissedEvents'],
> = ResolversObject<{
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type MutationResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = ResolversObject<{
  acceptAssignment?: Resolver<
    Maybe<ResolversTypes['AcceptAssignmentResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationAcceptAssignmentArgs, 'input'>
  >;
  declineAssignment?: Resolver<
    Maybe<ResolversTypes['DeclineAssignmentResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationDeclineAssignmentArgs, 'input'>
  >;
  registerAgent?: Resolver<
    Maybe<ResolversTypes['RegisterAgentResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRegisterAgentArgs, 'input'>
  >;
  updateAgent?: Resolver<
    Maybe<ResolversTypes['UpdateAgentResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationUpdateAgentArgs, 'input'>
  >;
}>;

export type NotYourAssignmentResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['NotYourAssignment'] = ResolversParentTypes['NotYourAssignment'],
> = ResolversObject<{
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  leadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type PageInfoResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = ResolversObject<{
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type QueryResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = ResolversObject<{
  agent?: Resolver<
    Maybe<ResolversTypes['Agent']>,
    ParentType,
    ContextType,
    RequireFields<QueryAgentArgs, 'id'>
  >;
  agents?: Resolver<
    Maybe<ResolversTypes['AgentConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryAgentsArgs, 'first'>
  >;
  viewerAgent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  waitingLeads?: Resolver<
    Maybe<ResolversTypes['WaitingPoolConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryWaitingLeadsArgs, 'first'>
  >;
}>;

export type RegisterAgentResultResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['RegisterAgentResult'] =
    ResolversParentTypes['RegisterAgentResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'AgentRegistered' | 'AgentRejected', ParentType, ContextType>;
}>;

export type RejectionReasonResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['RejectionReason'] = ResolversParentTypes['RejectionReason'],
> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type SubscriptionResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = ResolversObject<{
  assignmentUpdates?: SubscriptionResolver<
    ResolversTypes['AssignmentUpdate'],
    'assignmentUpdates',
    ParentType,
    ContextType,
    RequireFields<SubscriptionAssignmentUpdatesArgs, 'agentId'>
  >;
}>;

export type UpdateAgentResultResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['UpdateAgentResult'] = ResolversParentTypes['UpdateAgentResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'AgentRejected' | 'AgentUpdated', ParentType, ContextType>;
}>;

export type WaitingPoolResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['WaitingPool'] = ResolversParentTypes['WaitingPool'],
> = ResolversObject<{
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lineOfBusiness?: Resolver<ResolversTypes['LineOfBusiness'], ParentType, ContextType>;
  oldestSince?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type WaitingPoolConnectionResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['WaitingPoolConnection'] =
    ResolversParentTypes['WaitingPoolConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['WaitingPoolEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type WaitingPoolEdgeResolvers<
  ContextType = RoutingContext,
  ParentType extends ResolversParentTypes['WaitingPoolEdge'] = ResolversParentTypes['WaitingPoolEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WaitingPool'], ParentType, ContextType>;
}>;

export type Resolvers<ContextType = RoutingContext> = ResolversObject<{
  AcceptAssignmentResult?: AcceptAssignmentResultResolvers<ContextType>;
  Agent?: AgentResolvers<ContextType>;
  AgentAssignment?: AgentAssignmentResolvers<ContextType>;
  AgentAssignmentConnection?: AgentAssignmentConnectionResolvers<ContextType>;
  AgentAssignmentEdge?: AgentAssignmentEdgeResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  AgentRecord?: AgentRecordResolvers<ContextType>;
  AgentRegistered?: AgentRegisteredResolvers<ContextType>;
  AgentRejected?: AgentRejectedResolvers<ContextType>;
  AgentUpdated?: AgentUpdatedResolvers<ContextType>;
  Assignment?: AssignmentResolvers<ContextType>;
  AssignmentAccepted?: AssignmentAcceptedResolvers<ContextType>;
  AssignmentDeclined?: AssignmentDeclinedResolvers<ContextType>;
  AssignmentNotOpen?: AssignmentNotOpenResolvers<ContextType>;
  AssignmentReason?: AssignmentReasonResolvers<ContextType>;
  AssignmentUpdate?: AssignmentUpdateResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeclineAssignmentResult?: DeclineAssignmentResultResolvers<ContextType>;
  Lead?: LeadResolvers<ContextType>;
  MissedEvents?: MissedEventsResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotYourAssignment?: NotYourAssignmentResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RegisterAgentResult?: RegisterAgentResultResolvers<ContextType>;
  RejectionReason?: RejectionReasonResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UpdateAgentResult?: UpdateAgentResultResolvers<ContextType>;
  WaitingPool?: WaitingPoolResolvers<ContextType>;
  WaitingPoolConnection?: WaitingPoolConnectionResolvers<ContextType>;
  WaitingPoolEdge?: WaitingPoolEdgeResolvers<ContextType>;
}>;

export type DirectiveResolvers<ContextType = RoutingContext> = ResolversObject<{
  resumable?: ResumableDirectiveResolver<any, any, ContextType>;
}>;
