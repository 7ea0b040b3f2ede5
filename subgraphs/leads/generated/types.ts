import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Lead as LeadEntity } from '../entities.ts';
import type { LeadPage } from '../domain/list-leads.ts';
import type { TimelineEntry } from '../domain/read-timeline.ts';
import type { PersonalDataAccess as RecordedAccess } from '../../shared/access-log.ts';
import type {
  Webhook as WebhookEntity,
  WebhookDelivery as WebhookDeliveryEntity,
} from '../webhooks/entities.ts';
import type { WebhookPage, DeliveryPage } from '../webhooks/domain/list-webhooks.ts';
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

/** The role of a token. */
export type CallerRole = 'ADMIN' | 'AGENT' | 'INTEGRATOR' | 'MANAGER';

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

export type DeleteWebhookPayload = {
  readonly __typename?: 'DeleteWebhookPayload';
  readonly id: Scalars['ID']['output'];
};

/** The delivery is sent now. */
export type DeliveryScheduled = {
  readonly __typename?: 'DeliveryScheduled';
  readonly delivery: WebhookDelivery;
};

/** The same person asked for the same line of business before: the lead there is, is answered. */
export type DuplicateLead = {
  readonly __typename?: 'DuplicateLead';
  readonly lead: Lead;
  /** What was equal. */
  readonly matchedOn: ReadonlyArray<DuplicateMatch>;
};

export type DuplicateMatch = 'EMAIL' | 'PHONE';

/** The failed deliveries are sent now. */
export type FailedDeliveriesScheduled = {
  readonly __typename?: 'FailedDeliveriesScheduled';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  readonly webhook: Webhook;
};

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
  /** Takes a webhook away with its deliveries, pending ones too. */
  readonly deleteWebhook?: Maybe<DeleteWebhookPayload>;
  /** Takes in up to 500 leads at once. A bad row is refused on its own; the others are taken. */
  readonly importLeads?: Maybe<ImportLeadsPayload>;
  /** Records how a lead ended. It ends once: a second outcome is refused. */
  readonly recordOutcome?: Maybe<RecordOutcomeResult>;
  /**
   * Has an address told what becomes of leads: an integrator's of those it submitted, a manager's or admin's of all. The same
   * idempotencyKey with the same content answers the same webhook again, without its secret. Role integrator, manager or
   * admin, as with everything about webhooks.
   */
  readonly registerWebhook?: Maybe<RegisterWebhookResult>;
  /** Sends a delivery again from the beginning of its schedule: the same body under the same id. A pending one goes at once. */
  readonly resendDelivery?: Maybe<ResendDeliveryResult>;
  /** Sends again what a webhook has missed: its failed deliveries. */
  readonly resendFailedDeliveries?: Maybe<ResendFailedDeliveriesResult>;
  /** Gives a webhook a new secret. Until the overlap has passed each delivery is signed with the old one as well. */
  readonly rotateWebhookSecret?: Maybe<RotateWebhookSecretResult>;
  /** Sends an event of type webhook.test. The same idempotencyKey sends it once. At most ten in a minute. */
  readonly sendTestEvent?: Maybe<SendTestEventResult>;
  /** Disables a webhook, or enables it again. While disabled it hears of nothing, and what was pending has failed. */
  readonly setWebhookActive?: Maybe<Webhook>;
  /** Takes in one lead. The same idempotencyKey with the same content answers the same lead again. */
  readonly submitLead?: Maybe<SubmitLeadResult>;
  /** Changes what is given and leaves the rest. What is pending goes to the new URL. */
  readonly updateWebhook?: Maybe<UpdateWebhookResult>;
};

export type MutationDeleteWebhookArgs = {
  id: Scalars['ID']['input'];
};

export type MutationImportLeadsArgs = {
  input: ImportLeadsInput;
};

export type MutationRecordOutcomeArgs = {
  input: RecordOutcomeInput;
};

export type MutationRegisterWebhookArgs = {
  input: RegisterWebhookInput;
};

export type MutationResendDeliveryArgs = {
  id: Scalars['ID']['input'];
};

export type MutationResendFailedDeliveriesArgs = {
  input: ResendFailedDeliveriesInput;
};

export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};

export type MutationSendTestEventArgs = {
  input: SendTestEventInput;
};

export type MutationSetWebhookActiveArgs = {
  input: SetWebhookActiveInput;
};

export type MutationSubmitLeadArgs = {
  input: SubmitLeadInput;
};

export type MutationUpdateWebhookArgs = {
  input: UpdateWebhookInput;
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

/** One person's data in one request of one caller to one subgraph, however many fields and how often. */
export type PersonalDataAccess = {
  readonly __typename?: 'PersonalDataAccess';
  readonly at: Scalars['DateTime']['output'];
  /** The subject of the caller's token. */
  readonly caller: Scalars['String']['output'];
  /** The application that the caller used, where its token names one. */
  readonly client?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly kind: PersonalDataAccessKind;
  /** Null when the data is not that of a lead. */
  readonly lead?: Maybe<Lead>;
  /** The name of the operation, where it has one. */
  readonly operation?: Maybe<Scalars['String']['output']>;
  readonly role: CallerRole;
  /** The part of the graph that holds the data. */
  readonly subgraph: Scalars['String']['output'];
  /** Whose data it was: the id of a lead, of an agent or of a partner. */
  readonly subjectId: Scalars['ID']['output'];
};

export type PersonalDataAccessConnection = {
  readonly __typename?: 'PersonalDataAccessConnection';
  readonly edges: ReadonlyArray<PersonalDataAccessEdge>;
  readonly pageInfo: PageInfo;
};

export type PersonalDataAccessEdge = {
  readonly __typename?: 'PersonalDataAccessEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: PersonalDataAccess;
};

/** Conditions that all hold. */
export type PersonalDataAccessFilter = {
  /** The subject of the caller's token. */
  readonly caller?: InputMaybe<Scalars['String']['input']>;
  /** This time is in. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  readonly kind?: InputMaybe<PersonalDataAccessKind>;
  readonly subgraph?: InputMaybe<Scalars['String']['input']>;
  /** The id of a lead, of an agent or of a partner. */
  readonly subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** This time is out. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type PersonalDataAccessKind =
  /** Personal data was stored or erased. The operation may have failed after that. */
  | 'CHANGE'
  /** Personal data was opened; also when it turned out to be erased. */
  | 'READ';

export type Query = {
  readonly __typename?: 'Query';
  /** One lead, or null when there is none with this id that the caller may see. */
  readonly lead?: Maybe<Lead>;
  /** Leads that the caller may see, newest first: agents their own, managers their teams' and those nobody has, integrators what they sent in. */
  readonly leads?: Maybe<LeadConnection>;
  /** Who read or changed personal data, latest first. What the graph does by itself is not in it. Role admin. */
  readonly personalDataAccesses?: Maybe<PersonalDataAccessConnection>;
  /** One webhook, or null when there is none with this id that the caller may see. */
  readonly webhook?: Maybe<Webhook>;
  /** The caller's webhooks, newest first; everybody's for admins. */
  readonly webhooks?: Maybe<WebhookConnection>;
};

export type QueryLeadArgs = {
  id: Scalars['ID']['input'];
};

export type QueryLeadsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LeadFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryPersonalDataAccessesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PersonalDataAccessFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryWebhookArgs = {
  id: Scalars['ID']['input'];
};

export type QueryWebhooksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RecordOutcomeInput = {
  readonly kind: OutcomeKind;
  readonly leadId: Scalars['ID']['input'];
  /** Required when sold. */
  readonly monthlyPremium?: InputMaybe<MoneyInput>;
};

export type RecordOutcomeResult = OutcomeAlreadyRecorded | OutcomeRecorded | OutcomeRejected;

export type RegisterWebhookInput = {
  /** At most 500 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** At least one. Left out: all there are. */
  readonly eventTypes?: InputMaybe<ReadonlyArray<WebhookEventType>>;
  /** Chosen by the caller, one per webhook, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** https on port 443 or 8443, with a host whose addresses are all public. At most 2,000 characters. */
  readonly url: Scalars['String']['input'];
};

export type RegisterWebhookResult = WebhookRegistered | WebhookRejected;

/** What is wrong with one field of an input. */
export type RejectionReason = {
  readonly __typename?: 'RejectionReason';
  /** Path inside the input, such as contact.email. */
  readonly field: Scalars['String']['output'];
  /** What was expected and what came. */
  readonly message: Scalars['String']['output'];
};

export type ResendDeliveryResult = DeliveryScheduled | WebhookDisabled;

export type ResendFailedDeliveriesInput = {
  /** Of events since this time. */
  readonly since: Scalars['DateTime']['input'];
  readonly webhookId: Scalars['ID']['input'];
};

export type ResendFailedDeliveriesResult = FailedDeliveriesScheduled | WebhookDisabled;

export type RotateWebhookSecretInput = {
  readonly id: Scalars['ID']['input'];
  /** How long the old secret signs as well, 0 to 168. With 0 every earlier secret ends at once. */
  readonly overlapHours: Scalars['Int']['input'];
};

export type RotateWebhookSecretResult = WebhookRejected | WebhookSecretRotated;

export type SendTestEventInput = {
  /** Chosen by the caller, one per test, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly webhookId: Scalars['ID']['input'];
};

export type SendTestEventResult = DeliveryScheduled | WebhookDisabled | WebhookRejected;

export type SetWebhookActiveInput = {
  readonly id: Scalars['ID']['input'];
  readonly isActive: Scalars['Boolean']['input'];
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

/** What is left out stays as it is. */
export type UpdateWebhookInput = {
  /** Null clears it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly eventTypes?: InputMaybe<ReadonlyArray<WebhookEventType>>;
  readonly id: Scalars['ID']['input'];
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateWebhookResult = WebhookRejected | WebhookUpdated;

/**
 * An address that is told what becomes of leads, by the rules of Standard Webhooks (https://www.standardwebhooks.com). Each
 * delivery is a POST with a JSON body and the headers webhook-id, webhook-timestamp and webhook-signature.
 */
export type Webhook = {
  readonly __typename?: 'Webhook';
  readonly createdAt: Scalars['DateTime']['output'];
  /** What was sent or is to be sent, newest first. Kept for 30 days after it was delivered or has failed. */
  readonly deliveries: WebhookDeliveryConnection;
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Null while active, as the next two. */
  readonly disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** The same in words. */
  readonly disabledMessage?: Maybe<Scalars['String']['output']>;
  readonly disabledReason?: Maybe<WebhookDisabledReason>;
  readonly eventTypes: ReadonlyArray<WebhookEventType>;
  /** Since when no attempt has succeeded; null when the last one did. */
  readonly failingSince?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  /** Who registered it. */
  readonly owner: Scalars['String']['output'];
  /** Until when deliveries are signed with an earlier secret as well; null when they are not. */
  readonly previousSecretValidUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Nothing is sent before: the receiver asked for a pause, or does not answer. */
  readonly restUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Of the present secret. The secret itself is told once, when it is made. */
  readonly secretCreatedAt: Scalars['DateTime']['output'];
  readonly url: Scalars['String']['output'];
};

/**
 * An address that is told what becomes of leads, by the rules of Standard Webhooks (https://www.standardwebhooks.com). Each
 * delivery is a POST with a JSON body and the headers webhook-id, webhook-timestamp and webhook-signature.
 */
export type WebhookDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ReadonlyArray<WebhookDeliveryStatus>>;
};

/** One try to hand a delivery over. */
export type WebhookAttempt = {
  readonly __typename?: 'WebhookAttempt';
  readonly at: Scalars['DateTime']['output'];
  /** Until the answer began, or the attempt was given up. */
  readonly durationMs: Scalars['Int']['output'];
  /** In words; null when it succeeded. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** Of the answer; null when none came. */
  readonly statusCode?: Maybe<Scalars['Int']['output']>;
};

export type WebhookConnection = {
  readonly __typename?: 'WebhookConnection';
  readonly edges: ReadonlyArray<WebhookEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** One event for one webhook, and what became of it. */
export type WebhookDelivery = {
  readonly __typename?: 'WebhookDelivery';
  /** Oldest first; at most the latest fifty. */
  readonly attempts: ReadonlyArray<WebhookAttempt>;
  /** What is sent, to the byte. */
  readonly body: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  /** As in the body, such as lead.sold, or webhook.test. */
  readonly eventType: Scalars['String']['output'];
  /** Why it was given up; null unless it has failed. */
  readonly failure?: Maybe<Scalars['String']['output']>;
  /** Travels as webhook-id, the same at every attempt. */
  readonly id: Scalars['ID']['output'];
  /** Null for a test. */
  readonly lead?: Maybe<Lead>;
  /** Null unless pending. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was delivered or given up. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  readonly status: WebhookDeliveryStatus;
};

export type WebhookDeliveryConnection = {
  readonly __typename?: 'WebhookDeliveryConnection';
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  readonly pageInfo: PageInfo;
  /** How many there are of the states asked for, on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

export type WebhookDeliveryEdge = {
  readonly __typename?: 'WebhookDeliveryEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: WebhookDelivery;
};

export type WebhookDeliveryStatus =
  /** The receiver answered with a status from 200 to 299. */
  | 'DELIVERED'
  /** Given up. It can be re-sent. */
  | 'FAILED'
  | 'PENDING';

/** Nothing is sent to a disabled webhook: enable it first. */
export type WebhookDisabled = {
  readonly __typename?: 'WebhookDisabled';
  readonly webhook: Webhook;
};

export type WebhookDisabledReason =
  /** Somebody did it. */
  | 'BY_HAND'
  /** No attempt had succeeded for five days. */
  | 'FAILING'
  /** The receiver answered 410. */
  | 'GONE';

export type WebhookEdge = {
  readonly __typename?: 'WebhookEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Webhook;
};

/** What can be told of a lead. Receivers read the type in lower case with dots, such as lead.call.started. */
export type WebhookEventType =
  /** lead.accepted: the agent took it on. */
  | 'LEAD_ACCEPTED'
  /** lead.assigned: an agent got it. */
  | 'LEAD_ASSIGNED'
  /** lead.call.ended */
  | 'LEAD_CALL_ENDED'
  /** lead.call.started: the person is being spoken with. */
  | 'LEAD_CALL_STARTED'
  /** lead.declined: the agent gave it back. */
  | 'LEAD_DECLINED'
  /** lead.enriched */
  | 'LEAD_ENRICHED'
  /** lead.lost */
  | 'LEAD_LOST'
  /** lead.scored */
  | 'LEAD_SCORED'
  /** lead.sold */
  | 'LEAD_SOLD'
  /** lead.submitted */
  | 'LEAD_SUBMITTED';

/** The webhook is there. */
export type WebhookRegistered = {
  readonly __typename?: 'WebhookRegistered';
  /** whsec_ and base64. Told once: null when the registration is a repeated one. Rotate a secret that was lost. */
  readonly secret?: Maybe<Scalars['String']['output']>;
  readonly webhook: Webhook;
};

/** The input was refused; every reason is given. */
export type WebhookRejected = {
  readonly __typename?: 'WebhookRejected';
  readonly reasons: ReadonlyArray<RejectionReason>;
};

/** The webhook has a new secret. */
export type WebhookSecretRotated = {
  readonly __typename?: 'WebhookSecretRotated';
  /** whsec_ and base64. Told once. */
  readonly secret: Scalars['String']['output'];
  readonly webhook: Webhook;
};

/** The webhook after the change. */
export type WebhookUpdated = {
  readonly __typename?: 'WebhookUpdated';
  readonly webhook: Webhook;
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
  RecordOutcomeResult:
    | (Omit<OutcomeAlreadyRecorded, 'lead'> & { lead: _RefType['Lead'] })
    | (Omit<OutcomeRecorded, 'lead'> & { lead: _RefType['Lead'] })
    | OutcomeRejected;
  RegisterWebhookResult:
    (Omit<WebhookRegistered, 'webhook'> & { webhook: _RefType['Webhook'] }) | WebhookRejected;
  ResendDeliveryResult:
    | (Omit<DeliveryScheduled, 'delivery'> & { delivery: _RefType['WebhookDelivery'] })
    | (Omit<WebhookDisabled, 'webhook'> & { webhook: _RefType['Webhook'] });
  ResendFailedDeliveriesResult:
    | (Omit<FailedDeliveriesScheduled, 'webhook'> & { webhook: _RefType['Webhook'] })
    | (Omit<WebhookDisabled, 'webhook'> & { webhook: _RefType['Webhook'] });
  RotateWebhookSecretResult:
    WebhookRejected | (Omit<WebhookSecretRotated, 'webhook'> & { webhook: _RefType['Webhook'] });
  SendTestEventResult:
    | (Omit<DeliveryScheduled, 'delivery'> & { delivery: _RefType['WebhookDelivery'] })
    | (Omit<WebhookDisabled, 'webhook'> & { webhook: _RefType['Webhook'] })
    | WebhookRejected;
  SubmitLeadResult:
    | (Omit<DuplicateLead, 'lead'> & { lead: _RefType['Lead'] })
    | LeadAlreadyKnown
    | LeadRejected
    | (Omit<LeadSubmitted, 'lead'> & { lead: _RefType['Lead'] });
  UpdateWebhookResult: WebhookRejected | (Omit<WebhookUpdated, 'webhook'> & { webhook: _RefType['Webhook'] });
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  CallerRole: CallerRole;
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
  DeleteWebhookPayload: ResolverTypeWrapper<DeleteWebhookPayload>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DeliveryScheduled: ResolverTypeWrapper<
    Omit<DeliveryScheduled, 'delivery'> & { delivery: ResolversTypes['WebhookDelivery'] }
  >;
  DuplicateLead: ResolverTypeWrapper<Omit<DuplicateLead, 'lead'> & { lead: ResolversTypes['Lead'] }>;
  DuplicateMatch: DuplicateMatch;
  FailedDeliveriesScheduled: ResolverTypeWrapper<
    Omit<FailedDeliveriesScheduled, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ImportLeadsInput: ImportLeadsInput;
  ImportLeadsPayload: ResolverTypeWrapper<
    Omit<ImportLeadsPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['ImportedLead']> }
  >;
  ImportOutcome: ImportOutcome;
  ImportedLead: ResolverTypeWrapper<Omit<ImportedLead, 'lead'> & { lead?: Maybe<ResolversTypes['Lead']> }>;
  Lead: ResolverTypeWrapper<LeadEntity>;
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
  PersonalDataAccess: ResolverTypeWrapper<RecordedAccess>;
  PersonalDataAccessConnection: ResolverTypeWrapper<
    Omit<PersonalDataAccessConnection, 'edges'> & {
      edges: ReadonlyArray<ResolversTypes['PersonalDataAccessEdge']>;
    }
  >;
  PersonalDataAccessEdge: ResolverTypeWrapper<
    Omit<PersonalDataAccessEdge, 'node'> & { node: ResolversTypes['PersonalDataAccess'] }
  >;
  PersonalDataAccessFilter: PersonalDataAccessFilter;
  PersonalDataAccessKind: PersonalDataAccessKind;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordOutcomeInput: RecordOutcomeInput;
  RecordOutcomeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordOutcomeResult']>;
  RegisterWebhookInput: RegisterWebhookInput;
  RegisterWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterWebhookResult']>;
  RejectionReason: ResolverTypeWrapper<RejectionReason>;
  ResendDeliveryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResendDeliveryResult']>;
  ResendFailedDeliveriesInput: ResendFailedDeliveriesInput;
  ResendFailedDeliveriesResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['ResendFailedDeliveriesResult']
  >;
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['RotateWebhookSecretResult']
  >;
  SendTestEventInput: SendTestEventInput;
  SendTestEventResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SendTestEventResult']>;
  SetWebhookActiveInput: SetWebhookActiveInput;
  SubmitLeadInput: SubmitLeadInput;
  SubmitLeadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitLeadResult']>;
  UpdateWebhookInput: UpdateWebhookInput;
  UpdateWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateWebhookResult']>;
  Webhook: ResolverTypeWrapper<WebhookEntity>;
  WebhookAttempt: ResolverTypeWrapper<WebhookAttempt>;
  WebhookConnection: ResolverTypeWrapper<WebhookPage>;
  WebhookDelivery: ResolverTypeWrapper<WebhookDeliveryEntity>;
  WebhookDeliveryConnection: ResolverTypeWrapper<DeliveryPage>;
  WebhookDeliveryEdge: ResolverTypeWrapper<
    Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }
  >;
  WebhookDeliveryStatus: WebhookDeliveryStatus;
  WebhookDisabled: ResolverTypeWrapper<
    Omit<WebhookDisabled, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
  WebhookDisabledReason: WebhookDisabledReason;
  WebhookEdge: ResolverTypeWrapper<Omit<WebhookEdge, 'node'> & { node: ResolversTypes['Webhook'] }>;
  WebhookEventType: WebhookEventType;
  WebhookRegistered: ResolverTypeWrapper<
    Omit<WebhookRegistered, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
  WebhookRejected: ResolverTypeWrapper<WebhookRejected>;
  WebhookSecretRotated: ResolverTypeWrapper<
    Omit<WebhookSecretRotated, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
  WebhookUpdated: ResolverTypeWrapper<
    Omit<WebhookUpdated, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
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
  DeleteWebhookPayload: DeleteWebhookPayload;
  ID: Scalars['ID']['output'];
  DeliveryScheduled: Omit<DeliveryScheduled, 'delivery'> & {
    delivery: ResolversParentTypes['WebhookDelivery'];
  };
  DuplicateLead: Omit<DuplicateLead, 'lead'> & { lead: ResolversParentTypes['Lead'] };
  FailedDeliveriesScheduled: Omit<FailedDeliveriesScheduled, 'webhook'> & {
    webhook: ResolversParentTypes['Webhook'];
  };
  Int: Scalars['Int']['output'];
  ImportLeadsInput: ImportLeadsInput;
  ImportLeadsPayload: Omit<ImportLeadsPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['ImportedLead']>;
  };
  ImportedLead: Omit<ImportedLead, 'lead'> & { lead?: Maybe<ResolversParentTypes['Lead']> };
  Lead: LeadEntity;
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
  PersonalDataAccess: RecordedAccess;
  PersonalDataAccessConnection: Omit<PersonalDataAccessConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['PersonalDataAccessEdge']>;
  };
  PersonalDataAccessEdge: Omit<PersonalDataAccessEdge, 'node'> & {
    node: ResolversParentTypes['PersonalDataAccess'];
  };
  PersonalDataAccessFilter: PersonalDataAccessFilter;
  Query: Record<PropertyKey, never>;
  RecordOutcomeInput: RecordOutcomeInput;
  RecordOutcomeResult: ResolversUnionTypes<ResolversParentTypes>['RecordOutcomeResult'];
  RegisterWebhookInput: RegisterWebhookInput;
  RegisterWebhookResult: ResolversUnionTypes<ResolversParentTypes>['RegisterWebhookResult'];
  RejectionReason: RejectionReason;
  ResendDeliveryResult: ResolversUnionTypes<ResolversParentTypes>['ResendDeliveryResult'];
  ResendFailedDeliveriesInput: ResendFailedDeliveriesInput;
  ResendFailedDeliveriesResult: ResolversUnionTypes<ResolversParentTypes>['ResendFailedDeliveriesResult'];
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretResult: ResolversUnionTypes<ResolversParentTypes>['RotateWebhookSecretResult'];
  SendTestEventInput: SendTestEventInput;
  SendTestEventResult: ResolversUnionTypes<ResolversParentTypes>['SendTestEventResult'];
  SetWebhookActiveInput: SetWebhookActiveInput;
  SubmitLeadInput: SubmitLeadInput;
  SubmitLeadResult: ResolversUnionTypes<ResolversParentTypes>['SubmitLeadResult'];
  UpdateWebhookInput: UpdateWebhookInput;
  UpdateWebhookResult: ResolversUnionTypes<ResolversParentTypes>['UpdateWebhookResult'];
  Webhook: WebhookEntity;
  WebhookAttempt: WebhookAttempt;
  WebhookConnection: WebhookPage;
  WebhookDelivery: WebhookDeliveryEntity;
  WebhookDeliveryConnection: DeliveryPage;
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WebhookDisabled: Omit<WebhookDisabled, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  WebhookEdge: Omit<WebhookEdge, 'node'> & { node: ResolversParentTypes['Webhook'] };
  WebhookRegistered: Omit<WebhookRegistered, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  WebhookRejected: WebhookRejected;
  WebhookSecretRotated: Omit<WebhookSecretRotated, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  WebhookUpdated: Omit<WebhookUpdated, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
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

export type DeleteWebhookPayloadResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['DeleteWebhookPayload'] =
    ResolversParentTypes['DeleteWebhookPayload'],
> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
}>;

export type DeliveryScheduledResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['DeliveryScheduled'] = ResolversParentTypes['DeliveryScheduled'],
> = ResolversObject<{
  delivery?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type DuplicateLeadResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['DuplicateLead'] = ResolversParentTypes['DuplicateLead'],
> = ResolversObject<{
  lead?: Resolver<ResolversTypes['Lead'], ParentType, ContextType>;
  matchedOn?: Resolver<ReadonlyArray<ResolversTypes['DuplicateMatch']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type FailedDeliveriesScheduledResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['FailedDeliveriesScheduled'] =
    ResolversParentTypes['FailedDeliveriesScheduled'],
> = ResolversObject<{
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
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
  deleteWebhook?: Resolver<
    Maybe<ResolversTypes['DeleteWebhookPayload']>,
    ParentType,
    ContextType,
    RequireFields<MutationDeleteWebhookArgs, 'id'>
  >;
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
  registerWebhook?: Resolver<
    Maybe<ResolversTypes['RegisterWebhookResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRegisterWebhookArgs, 'input'>
  >;
  resendDelivery?: Resolver<
    Maybe<ResolversTypes['ResendDeliveryResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationResendDeliveryArgs, 'id'>
  >;
  resendFailedDeliveries?: Resolver<
    Maybe<ResolversTypes['ResendFailedDeliveriesResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationResendFailedDeliveriesArgs, 'input'>
  >;
  rotateWebhookSecret?: Resolver<
    Maybe<ResolversTypes['RotateWebhookSecretResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationRotateWebhookSecretArgs, 'input'>
  >;
  sendTestEvent?: Resolver<
    Maybe<ResolversTypes['SendTestEventResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationSendTestEventArgs, 'input'>
  >;
  setWebhookActive?: Resolver<
    Maybe<ResolversTypes['Webhook']>,
    ParentType,
    ContextType,
    RequireFields<MutationSetWebhookActiveArgs, 'input'>
  >;
  submitLead?: Resolver<
    Maybe<ResolversTypes['SubmitLeadResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationSubmitLeadArgs, 'input'>
  >;
  updateWebhook?: Resolver<
    Maybe<ResolversTypes['UpdateWebhookResult']>,
    ParentType,
    ContextType,
    RequireFields<MutationUpdateWebhookArgs, 'input'>
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

export type PersonalDataAccessResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['PersonalDataAccess'] = ResolversParentTypes['PersonalDataAccess'],
> = ResolversObject<{
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  caller?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PersonalDataAccessKind'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['CallerRole'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
}>;

export type PersonalDataAccessConnectionResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['PersonalDataAccessConnection'] =
    ResolversParentTypes['PersonalDataAccessConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['PersonalDataAccessEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type PersonalDataAccessEdgeResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['PersonalDataAccessEdge'] =
    ResolversParentTypes['PersonalDataAccessEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PersonalDataAccess'], ParentType, ContextType>;
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
  personalDataAccesses?: Resolver<
    Maybe<ResolversTypes['PersonalDataAccessConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryPersonalDataAccessesArgs, 'first'>
  >;
  webhook?: Resolver<
    Maybe<ResolversTypes['Webhook']>,
    ParentType,
    ContextType,
    RequireFields<QueryWebhookArgs, 'id'>
  >;
  webhooks?: Resolver<
    Maybe<ResolversTypes['WebhookConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryWebhooksArgs, 'first'>
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

export type RegisterWebhookResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['RegisterWebhookResult'] =
    ResolversParentTypes['RegisterWebhookResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'WebhookRegistered' | 'WebhookRejected', ParentType, ContextType>;
}>;

export type RejectionReasonResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['RejectionReason'] = ResolversParentTypes['RejectionReason'],
> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type ResendDeliveryResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['ResendDeliveryResult'] =
    ResolversParentTypes['ResendDeliveryResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'DeliveryScheduled' | 'WebhookDisabled', ParentType, ContextType>;
}>;

export type ResendFailedDeliveriesResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['ResendFailedDeliveriesResult'] =
    ResolversParentTypes['ResendFailedDeliveriesResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'FailedDeliveriesScheduled' | 'WebhookDisabled', ParentType, ContextType>;
}>;

export type RotateWebhookSecretResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['RotateWebhookSecretResult'] =
    ResolversParentTypes['RotateWebhookSecretResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'WebhookRejected' | 'WebhookSecretRotated', ParentType, ContextType>;
}>;

export type SendTestEventResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['SendTestEventResult'] =
    ResolversParentTypes['SendTestEventResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<
    'DeliveryScheduled' | 'WebhookDisabled' | 'WebhookRejected',
    ParentType,
    ContextType
  >;
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

export type UpdateWebhookResultResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['UpdateWebhookResult'] =
    ResolversParentTypes['UpdateWebhookResult'],
> = ResolversObject<{
  __resolveType?: TypeResolveFn<'WebhookRejected' | 'WebhookUpdated', ParentType, ContextType>;
}>;

export type WebhookResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook'],
> = ResolversObject<{
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveries?: Resolver<
    ResolversTypes['WebhookDeliveryConnection'],
    ParentType,
    ContextType,
    RequireFields<WebhookDeliveriesArgs, 'first'>
  >;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['WebhookDisabledReason']>, ParentType, ContextType>;
  eventTypes?: Resolver<ReadonlyArray<ResolversTypes['WebhookEventType']>, ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousSecretValidUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  restUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  secretCreatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type WebhookAttemptResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookAttempt'] = ResolversParentTypes['WebhookAttempt'],
> = ResolversObject<{
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
}>;

export type WebhookConnectionResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookConnection'] = ResolversParentTypes['WebhookConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type WebhookDeliveryResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery'],
> = ResolversObject<{
  attempts?: Resolver<ReadonlyArray<ResolversTypes['WebhookAttempt']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Lead']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WebhookDeliveryStatus'], ParentType, ContextType>;
}>;

export type WebhookDeliveryConnectionResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] =
    ResolversParentTypes['WebhookDeliveryConnection'],
> = ResolversObject<{
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type WebhookDeliveryEdgeResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] =
    ResolversParentTypes['WebhookDeliveryEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
}>;

export type WebhookDisabledResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookDisabled'] = ResolversParentTypes['WebhookDisabled'],
> = ResolversObject<{
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type WebhookEdgeResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookEdge'] = ResolversParentTypes['WebhookEdge'],
> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
}>;

export type WebhookRegisteredResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookRegistered'] = ResolversParentTypes['WebhookRegistered'],
> = ResolversObject<{
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type WebhookRejectedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookRejected'] = ResolversParentTypes['WebhookRejected'],
> = ResolversObject<{
  reasons?: Resolver<ReadonlyArray<ResolversTypes['RejectionReason']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type WebhookSecretRotatedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookSecretRotated'] =
    ResolversParentTypes['WebhookSecretRotated'],
> = ResolversObject<{
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type WebhookUpdatedResolvers<
  ContextType = LeadsContext,
  ParentType extends ResolversParentTypes['WebhookUpdated'] = ResolversParentTypes['WebhookUpdated'],
> = ResolversObject<{
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type Resolvers<ContextType = LeadsContext> = ResolversObject<{
  Campaign?: CampaignResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeleteWebhookPayload?: DeleteWebhookPayloadResolvers<ContextType>;
  DeliveryScheduled?: DeliveryScheduledResolvers<ContextType>;
  DuplicateLead?: DuplicateLeadResolvers<ContextType>;
  FailedDeliveriesScheduled?: FailedDeliveriesScheduledResolvers<ContextType>;
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
  PersonalDataAccess?: PersonalDataAccessResolvers<ContextType>;
  PersonalDataAccessConnection?: PersonalDataAccessConnectionResolvers<ContextType>;
  PersonalDataAccessEdge?: PersonalDataAccessEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordOutcomeResult?: RecordOutcomeResultResolvers<ContextType>;
  RegisterWebhookResult?: RegisterWebhookResultResolvers<ContextType>;
  RejectionReason?: RejectionReasonResolvers<ContextType>;
  ResendDeliveryResult?: ResendDeliveryResultResolvers<ContextType>;
  ResendFailedDeliveriesResult?: ResendFailedDeliveriesResultResolvers<ContextType>;
  RotateWebhookSecretResult?: RotateWebhookSecretResultResolvers<ContextType>;
  SendTestEventResult?: SendTestEventResultResolvers<ContextType>;
  SubmitLeadResult?: SubmitLeadResultResolvers<ContextType>;
  UpdateWebhookResult?: UpdateWebhookResultResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookAttempt?: WebhookAttemptResolvers<ContextType>;
  WebhookConnection?: WebhookConnectionResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  WebhookDisabled?: WebhookDisabledResolvers<ContextType>;
  WebhookEdge?: WebhookEdgeResolvers<ContextType>;
  WebhookRegistered?: WebhookRegisteredResolvers<ContextType>;
  WebhookRejected?: WebhookRejectedResolvers<ContextType>;
  WebhookSecretRotated?: WebhookSecretRotatedResolvers<ContextType>;
  WebhookUpdated?: WebhookUpdatedResolvers<ContextType>;
}>;
