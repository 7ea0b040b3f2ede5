import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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
  DateTime: { input: string; output: string };
};

export type AcceptAssignmentInput = {
  /** For whom a manager or admin answers. Left out: for whoever has the lead. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly leadId: Scalars['ID']['input'];
};

export type AddUtteranceInput = {
  readonly callId: Scalars['ID']['input'];
  /** Chosen by the caller, one per utterance of the call, at most 200 characters. With the same key a repeated request answers the same utterance. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly speaker: Speaker;
  /** 1 to 5,000 characters, not only blanks. */
  readonly text: Scalars['String']['input'];
};

export type AgeBandInput = {
  /** 1000 to 50000. */
  readonly factorBasisPoints: Scalars['Int']['input'];
  /** 0 to 120. */
  readonly fromAge: Scalars['Int']['input'];
  /** fromAge to 120, inclusive. */
  readonly toAge: Scalars['Int']['input'];
};

/** Conditions that all hold. */
export type AgentFilter = {
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** ISO 3166-2, or the two letters of a state of the United States. */
  readonly licensedState?: InputMaybe<Scalars['String']['input']>;
  readonly lineOfBusiness?: InputMaybe<LineOfBusiness>;
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

export type AssignmentFactor =
  /** How well the agent's experience fits the lead's quality. Weight 0.2. */
  | 'EXPERIENCE'
  /** Time since the agent last got a lead: 0.5 after an hour, 1 for an agent who never got one. Weight 0.15. */
  | 'FAIRNESS'
  /** Free share of the agent's capacity. Weight 0.35. */
  | 'LOAD'
  /** The agent's win rate for the line of business, compared with all agents': 0.5 is average. Weight 0.3. */
  | 'SKILL';

export type AssignmentStatus =
  | 'ACCEPTED'
  /** An agent has the lead and has not answered yet. */
  | 'ASSIGNED'
  /** The lead ended. */
  | 'CLOSED'
  /** No agent could take the lead yet. */
  | 'WAITING';

export type AssignmentUpdateStatus =
  | 'ACCEPTED'
  | 'ASSIGNED'
  | 'CLOSED'
  /** Given back: the lead has left the desk. */
  | 'DECLINED';

/** Why no call was started. */
export type CallRefusal =
  /** The idempotencyKey belongs to a call with another lead. */
  | 'KEY_REUSED'
  /** No submission of such a lead has been seen. */
  | 'LEAD_UNKNOWN';

/** Whether the call goes on. */
export type CallStatus = 'ACTIVE' | 'ENDED';

/** The role of a token. */
export type CallerRole = 'ADMIN' | 'AGENT' | 'INTEGRATOR' | 'MANAGER';

export type CampaignInput = {
  readonly landingPageUrl?: InputMaybe<Scalars['String']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly utmCampaign?: InputMaybe<Scalars['String']['input']>;
  readonly utmContent?: InputMaybe<Scalars['String']['input']>;
  readonly utmMedium?: InputMaybe<Scalars['String']['input']>;
  readonly utmSource?: InputMaybe<Scalars['String']['input']>;
  readonly utmTerm?: InputMaybe<Scalars['String']['input']>;
};

export type ConsentChannel = 'EMAIL' | 'MAIL' | 'PHONE' | 'SMS';

export type ConsentInput = {
  readonly certificateUrl?: InputMaybe<Scalars['String']['input']>;
  readonly channel: ConsentChannel;
  readonly grantedAt: Scalars['DateTime']['input'];
};

/** At least a name, and one way to reach the person: e-mail, phone or a postal address. */
export type ContactInput = {
  readonly city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2. */
  readonly country?: Scalars['String']['input'];
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

/** Why a conversion does not count. */
export type ConversionRefusal =
  /** The lead never saw a variant: what it did says nothing about the experiment. */
  'NOT_EXPOSED';

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

export type CreateReferralCodeInput = {
  /** 3 to 40 letters, digits, hyphens and underscores. Upper and lower case are the same. */
  readonly code: Scalars['String']['input'];
  /** Chosen by the sender, one per code, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly partnerId: Scalars['ID']['input'];
  /** What a converted referral earns. Left out: nothing. */
  readonly reward?: InputMaybe<MoneyInput>;
};

export type CreditTier = 'EXCELLENT' | 'FAIR' | 'GOOD' | 'POOR';

export type DeclineAssignmentInput = {
  /** For whom a manager or admin answers. Left out: for whoever has the lead, so a repeat would speak for the next agent. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  readonly leadId: Scalars['ID']['input'];
  /** In the agent's words, at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type DuplicateMatch = 'EMAIL' | 'PHONE';

export type EndCallInput = {
  readonly callId: Scalars['ID']['input'];
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

export type ExperimentAudienceInput = {
  /** Leads of these lines. Empty: every line. */
  readonly lineOfBusiness?: ReadonlyArray<LineOfBusiness>;
};

export type ExperimentFilter = {
  /** Any of these. An empty list holds for none. */
  readonly status?: InputMaybe<ReadonlyArray<ExperimentStatus>>;
};

/** DRAFT, then RUNNING, then STOPPED; never back. */
export type ExperimentStatus = 'DRAFT' | 'RUNNING' | 'STOPPED';

/** Why an exposure does not count. */
export type ExposureRefusal =
  | 'EXPERIMENT_NOT_RUNNING'
  /** No submission of such a lead has been seen. */
  | 'LEAD_UNKNOWN'
  | 'NOT_IN_AUDIENCE';

export type ImportLeadsInput = {
  /** 1 to 500. */
  readonly leads: ReadonlyArray<SubmitLeadInput>;
};

export type ImportOutcome =
  /** Taken in by an earlier import with the same idempotencyKey. */
  'ALREADY_IMPORTED' | 'CREATED' | 'DUPLICATE' | 'REJECTED';

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

/** By the value; where the lines run stands in the model's card. */
export type LeadQuality = 'HIGH' | 'LOW' | 'MEDIUM';

export type LeadStatus =
  'ACCEPTED' | 'ASSIGNED' | 'CONTACTED' | 'ENRICHED' | 'LOST' | 'SCORED' | 'SOLD' | 'SUBMITTED';

export type LineOfBusiness = 'AUTO' | 'COMMERCIAL' | 'HEALTH' | 'HOME' | 'LIFE' | 'RENTERS';

export type MoneyInput = {
  readonly amountCents: Scalars['Int']['input'];
  readonly currency?: Scalars['String']['input'];
};

/** From the least to the most cover. */
export type OfferTier = 'BASIC' | 'PREMIUM' | 'STANDARD';

/** What offers wait for. */
export type OffersMissing =
  /** The lead is not scored yet: its offers are prepared by themselves once it is. */
  | 'SCORE'
  /** No submission of such a lead has been seen. */
  | 'SUBMISSION';

export type OutcomeKind = 'BOUGHT_ELSEWHERE' | 'NOT_ELIGIBLE' | 'NOT_INTERESTED' | 'SOLD' | 'UNREACHABLE';

export type PartnerStatus =
  | 'ACTIVE'
  /** Referrals are recorded and earn nothing. */
  | 'SUSPENDED';

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

export type PointsReason =
  /** 5 points for a call in which something was said. */
  | 'CALL_HELD'
  /** 10 points. */
  | 'LEAD_ACCEPTED'
  /** 100 points for the agent who had accepted the lead. */
  | 'LEAD_SOLD';

export type PrepareOffersInput = {
  readonly leadId: Scalars['ID']['input'];
};

/** Conditions that all hold; a list means any of its values. */
export type ProductFilter = {
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lineOfBusiness?: InputMaybe<ReadonlyArray<LineOfBusiness>>;
  readonly tier?: InputMaybe<ReadonlyArray<OfferTier>>;
};

/** What came of asking a provider. */
export type ProviderOutcome =
  | 'FAILED'
  | 'FOUND'
  /** It answered, and knows nothing or was given nothing to look up. */
  | 'NOTHING_FOUND'
  | 'TIMED_OUT';

export type RatingInput = {
  /** At most 20, without overlap. */
  readonly ageBands?: ReadonlyArray<AgeBandInput>;
  /** 0 to 5000. */
  readonly homeOwnerDiscountBasisPoints?: Scalars['Int']['input'];
  /** 0 to 5000. */
  readonly priorClaimSurchargeBasisPoints?: Scalars['Int']['input'];
};

export type RecordConversionInput = {
  readonly experimentKey: Scalars['String']['input'];
  readonly leadId: Scalars['ID']['input'];
};

export type RecordExposureInput = {
  readonly experimentKey: Scalars['String']['input'];
  readonly leadId: Scalars['ID']['input'];
};

export type RecordOutcomeInput = {
  readonly kind: OutcomeKind;
  readonly leadId: Scalars['ID']['input'];
  /** Required when sold. */
  readonly monthlyPremium?: InputMaybe<MoneyInput>;
};

/** Which lead to ask about again. */
export type ReenrichLeadInput = {
  readonly leadId: Scalars['ID']['input'];
};

export type ReferralStatus =
  /** The lead bought. */
  | 'CONVERTED'
  | 'LOST'
  /** The lead has not ended. */
  | 'PENDING';

export type RegisterAgentInput = {
  readonly active?: Scalars['Boolean']['input'];
  /** 0 to 1000. */
  readonly capacity?: Scalars['Int']['input'];
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
  readonly team?: Scalars['String']['input'];
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

export type RegisterPartnerInput = {
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the sender, one per partner, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly name: Scalars['String']['input'];
  /** With country code. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterProductInput = {
  readonly baseMonthlyPremium: MoneyInput;
  /** At most 20, of at most 200 characters. */
  readonly highlights?: ReadonlyArray<Scalars['String']['input']>;
  /** Chosen by the caller, one per product, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly lineOfBusiness: LineOfBusiness;
  readonly name: Scalars['String']['input'];
  readonly rating?: InputMaybe<RatingInput>;
  /** Two-letter codes. Empty: everywhere. */
  readonly states?: ReadonlyArray<Scalars['String']['input']>;
  readonly tier: OfferTier;
};

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

export type ResendFailedDeliveriesInput = {
  /** Of events since this time. */
  readonly since: Scalars['DateTime']['input'];
  readonly webhookId: Scalars['ID']['input'];
};

export type RewardWithheldReason =
  /** The partner was suspended when the lead bought. */
  | 'PARTNER_SUSPENDED'
  /** The lead is the partner: same e-mail address or phone. */
  | 'SELF_REFERRAL';

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

export type RotateWebhookSecretInput = {
  readonly id: Scalars['ID']['input'];
  /** How long the old secret signs as well, 0 to 168. With 0 every earlier secret ends at once. */
  readonly overlapHours?: Scalars['Int']['input'];
};

/** What a score needs. */
export type ScoreInput = 'ENRICHMENT' | 'SUBMISSION';

/** Which lead to score anew. */
export type ScoreLeadInput = {
  readonly leadId: Scalars['ID']['input'];
};

export type SendTestEventInput = {
  /** Chosen by the caller, one per test, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly webhookId: Scalars['ID']['input'];
};

/** Mood of what was said. */
export type Sentiment = 'NEGATIVE' | 'NEUTRAL' | 'POSITIVE';

export type SetProductActiveInput = {
  readonly active: Scalars['Boolean']['input'];
  readonly productId: Scalars['ID']['input'];
};

export type SetWebhookActiveInput = {
  readonly id: Scalars['ID']['input'];
  readonly isActive: Scalars['Boolean']['input'];
};

/** Who said it. */
export type Speaker = 'AGENT' | 'CUSTOMER';

export type StartCallInput = {
  /** Chosen by the caller, one per call, at most 200 characters. With the same key a repeated request answers the same call. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  readonly leadId: Scalars['ID']['input'];
};

export type StartExperimentInput = {
  readonly key: Scalars['String']['input'];
};

export type StopExperimentInput = {
  readonly key: Scalars['String']['input'];
};

export type SubmitLeadInput = {
  readonly attributes?: InputMaybe<LeadAttributesInput>;
  readonly campaign?: InputMaybe<CampaignInput>;
  readonly consents?: ReadonlyArray<ConsentInput>;
  readonly contact: ContactInput;
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the sender, one per submission, at most 200 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  readonly lineOfBusiness: LineOfBusiness;
  readonly referralCode?: InputMaybe<Scalars['String']['input']>;
  readonly source: Scalars['String']['input'];
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

/** What is left out stays. `email` and `phone` may be null, which clears them; nothing else may. */
export type UpdatePartnerInput = {
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<PartnerStatus>;
};

/** What is left out stays as it is. */
export type UpdateWebhookInput = {
  /** Null clears it. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly eventTypes?: InputMaybe<ReadonlyArray<WebhookEventType>>;
  readonly id: Scalars['ID']['input'];
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

export type VariantInput = {
  /** 1 to 100 letters, digits, hyphens, dots and underscores. */
  readonly key: Scalars['String']['input'];
  /** 1 to 1000000. */
  readonly weight?: Scalars['Int']['input'];
};

export type WaitingReason =
  /** Every agent who could take the lead gave it back. */
  | 'ALL_DECLINED'
  /** Every agent who could take the lead has no place left. */
  | 'NO_CAPACITY'
  /** No active agent sells this line of business in the lead's state, or the lead's state is not known. */
  | 'NO_LICENSED_AGENT';

export type WebhookDeliveryStatus =
  /** The receiver answered with a status from 200 to 299. */
  | 'DELIVERED'
  /** Given up. It can be re-sent. */
  | 'FAILED'
  | 'PENDING';

export type WebhookDisabledReason =
  /** Somebody did it. */
  | 'BY_HAND'
  /** No attempt had succeeded for five days. */
  | 'FAILING'
  /** The receiver answered 410. */
  | 'GONE';

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

export type DeskProgressQueryVariables = Exact<{
  source: Scalars['String']['input'];
  first: Scalars['Int']['input'];
}>;

export type DeskProgressQuery = {
  readonly __typename?: 'Query';
  readonly leads: {
    readonly __typename?: 'LeadConnection';
    readonly totalCount: number;
    readonly edges: ReadonlyArray<{
      readonly __typename?: 'LeadEdge';
      readonly node: {
        readonly __typename?: 'Lead';
        readonly id: string;
        readonly status: LeadStatus | null;
        readonly lineOfBusiness: LineOfBusiness | null;
        readonly contact: {
          readonly __typename?: 'Contact';
          readonly firstName: string | null;
          readonly lastName: string | null;
        } | null;
        readonly score: {
          readonly __typename?: 'Score';
          readonly value: number;
          readonly quality: LeadQuality;
        } | null;
        readonly assignment: {
          readonly __typename?: 'Assignment';
          readonly status: AssignmentStatus;
          readonly agent: {
            readonly __typename?: 'Agent';
            readonly id: string;
            readonly name: string;
          } | null;
        } | null;
      };
    }>;
  } | null;
};

export type TakeLeadMutationVariables = Exact<{
  leadId: Scalars['ID']['input'];
}>;

export type TakeLeadMutation = {
  readonly __typename?: 'Mutation';
  readonly acceptAssignment:
    | { readonly __typename: 'AssignmentAccepted' }
    | { readonly __typename: 'AssignmentNotOpen' }
    | { readonly __typename: 'NotYourAssignment' }
    | null;
};

export type BeginCallMutationVariables = Exact<{
  leadId: Scalars['ID']['input'];
}>;

export type BeginCallMutation = {
  readonly __typename?: 'Mutation';
  readonly startCall:
    | { readonly __typename: 'CallNotPossible' }
    | {
        readonly __typename: 'CallStarted';
        readonly call: { readonly __typename?: 'Call'; readonly id: string };
      }
    | null;
};

export type AddTurnMutationVariables = Exact<{
  input: AddUtteranceInput;
}>;

export type AddTurnMutation = {
  readonly __typename?: 'Mutation';
  readonly addUtterance:
    | { readonly __typename: 'CallAlreadyEnded' }
    | {
        readonly __typename: 'UtteranceAdded';
        readonly utterance: {
          readonly __typename?: 'Utterance';
          readonly id: string;
          readonly sequence: number;
          readonly sentiment: Sentiment;
        };
      }
    | { readonly __typename: 'UtteranceRejected' }
    | null;
};

export type FinishCallMutationVariables = Exact<{
  callId: Scalars['ID']['input'];
}>;

export type FinishCallMutation = {
  readonly __typename?: 'Mutation';
  readonly endCall: { readonly __typename: 'CallAlreadyEnded' } | { readonly __typename: 'CallEnded' } | null;
};

export type CloseLeadMutationVariables = Exact<{
  input: RecordOutcomeInput;
}>;

export type CloseLeadMutation = {
  readonly __typename?: 'Mutation';
  readonly recordOutcome:
    | { readonly __typename: 'OutcomeAlreadyRecorded' }
    | { readonly __typename: 'OutcomeRecorded' }
    | { readonly __typename: 'OutcomeRejected' }
    | null;
};

export type CoachingSubscriptionVariables = Exact<{
  callId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;

export type CoachingSubscription = {
  readonly __typename?: 'Subscription';
  readonly coachingSuggestions: {
    readonly __typename?: 'CoachingEvent';
    readonly cursor: string;
    readonly suggestion: {
      readonly __typename?: 'Suggestion';
      readonly id: string;
      readonly kind: SuggestionKind;
      readonly text: string | null;
      readonly confidence: number;
    } | null;
    readonly call: {
      readonly __typename?: 'Call';
      readonly id: string;
      readonly lead: {
        readonly __typename?: 'Lead';
        readonly id: string;
        readonly score: {
          readonly __typename?: 'Score';
          readonly value: number;
          readonly quality: LeadQuality;
        } | null;
        readonly offers: ReadonlyArray<{
          readonly __typename?: 'Offer';
          readonly tier: OfferTier;
          readonly product: { readonly __typename?: 'Product'; readonly name: string };
        }> | null;
        readonly assignment: {
          readonly __typename?: 'Assignment';
          readonly agent: { readonly __typename?: 'Agent'; readonly name: string } | null;
        } | null;
      } | null;
    };
  };
};

export type RegisterAgentMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;

export type RegisterAgentMutation = {
  readonly __typename?: 'Mutation';
  readonly registerAgent:
    | {
        readonly __typename: 'AgentRegistered';
        readonly agent: { readonly __typename?: 'Agent'; readonly id: string };
      }
    | {
        readonly __typename: 'AgentRejected';
        readonly reasons: ReadonlyArray<{
          readonly __typename?: 'RejectionReason';
          readonly field: string;
          readonly message: string;
        }>;
      }
    | null;
};

export type RegisterProductMutationVariables = Exact<{
  input: RegisterProductInput;
}>;

export type RegisterProductMutation = {
  readonly __typename?: 'Mutation';
  readonly registerProduct:
    | { readonly __typename: 'ProductRegistered' }
    | {
        readonly __typename: 'ProductRejected';
        readonly reasons: ReadonlyArray<{
          readonly __typename?: 'ProductRejectionReason';
          readonly field: string;
          readonly message: string;
        }>;
      }
    | null;
};

export type SubmitLeadMutationVariables = Exact<{
  input: SubmitLeadInput;
}>;

export type SubmitLeadMutation = {
  readonly __typename?: 'Mutation';
  readonly submitLead:
    | {
        readonly __typename: 'DuplicateLead';
        readonly lead: { readonly __typename?: 'Lead'; readonly id: string };
      }
    | { readonly __typename: 'LeadAlreadyKnown' }
    | {
        readonly __typename: 'LeadRejected';
        readonly reasons: ReadonlyArray<{
          readonly __typename?: 'RejectionReason';
          readonly field: string;
          readonly message: string;
        }>;
      }
    | {
        readonly __typename: 'LeadSubmitted';
        readonly lead: { readonly __typename?: 'Lead'; readonly id: string };
      }
    | null;
};

export type FirstAgentsQueryVariables = Exact<{
  first: Scalars['Int']['input'];
}>;

export type FirstAgentsQuery = {
  readonly __typename?: 'Query';
  readonly agents: {
    readonly __typename?: 'AgentConnection';
    readonly edges: ReadonlyArray<{
      readonly __typename?: 'AgentEdge';
      readonly node: { readonly __typename?: 'Agent'; readonly id: string; readonly name: string };
    }>;
  } | null;
};

export type RegisterOfficeMutationVariables = Exact<{
  input: RegisterOfficeInput;
}>;

export type RegisterOfficeMutation = {
  readonly __typename?: 'Mutation';
  readonly registerOffice:
    { readonly __typename: 'OfficeRegistered' } | { readonly __typename: 'PostalCodeUnknown' } | null;
};

export type RegisterPartnerMutationVariables = Exact<{
  input: RegisterPartnerInput;
}>;

export type RegisterPartnerMutation = {
  readonly __typename?: 'Mutation';
  readonly registerPartner:
    | {
        readonly __typename: 'PartnerRegistered';
        readonly partner: { readonly __typename?: 'Partner'; readonly id: string };
      }
    | {
        readonly __typename: 'PartnerRejected';
        readonly reasons: ReadonlyArray<{
          readonly __typename?: 'RejectionReason';
          readonly field: string;
          readonly message: string;
        }>;
      }
    | null;
};

export type CreateReferralCodeMutationVariables = Exact<{
  input: CreateReferralCodeInput;
}>;

export type CreateReferralCodeMutation = {
  readonly __typename?: 'Mutation';
  readonly createReferralCode:
    | { readonly __typename: 'ReferralCodeCreated' }
    | { readonly __typename: 'ReferralCodeRejected' }
    | { readonly __typename: 'ReferralCodeTaken' }
    | null;
};

export type CreateExperimentMutationVariables = Exact<{
  input: CreateExperimentInput;
}>;

export type CreateExperimentMutation = {
  readonly __typename?: 'Mutation';
  readonly createExperiment:
    | { readonly __typename: 'ExperimentCreated' }
    | {
        readonly __typename: 'ExperimentRejected';
        readonly reasons: ReadonlyArray<{
          readonly __typename?: 'ExperimentRejectionReason';
          readonly field: string;
          readonly message: string;
        }>;
      }
    | null;
};

export type StartExperimentMutationVariables = Exact<{
  key: Scalars['String']['input'];
}>;

export type StartExperimentMutation = {
  readonly __typename?: 'Mutation';
  readonly startExperiment:
    { readonly __typename: 'ExperimentStarted' } | { readonly __typename: 'ExperimentStatusConflict' } | null;
};

export type ImportLeadsMutationVariables = Exact<{
  input: ImportLeadsInput;
}>;

export type ImportLeadsMutation = {
  readonly __typename?: 'Mutation';
  readonly importLeads: {
    readonly __typename?: 'ImportLeadsPayload';
    readonly results: ReadonlyArray<{
      readonly __typename?: 'ImportedLead';
      readonly outcome: ImportOutcome;
      readonly reasons: ReadonlyArray<{
        readonly __typename?: 'RejectionReason';
        readonly field: string;
        readonly message: string;
      }>;
    }>;
  } | null;
};

export const DeskProgressDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'DeskProgress' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'source' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'leads' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'filter' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'source' },
                      value: {
                        kind: 'ListValue',
                        values: [{ kind: 'Variable', name: { kind: 'Name', value: 'source' } }],
                      },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'totalCount' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'edges' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'node' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'status' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'lineOfBusiness' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'contact' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'firstName' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'lastName' } },
                                ],
                              },
                            },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'score' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'quality' } },
                                ],
                              },
                            },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'assignment' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'status' } },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'agent' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [
                                        { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                        { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                                      ],
                                    },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeskProgressQuery, DeskProgressQueryVariables>;
export const TakeLeadDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'TakeLead' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'leadId' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'acceptAssignment' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'leadId' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'leadId' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<TakeLeadMutation, TakeLeadMutationVariables>;
export const BeginCallDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'BeginCall' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'leadId' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'startCall' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'leadId' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'leadId' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'CallStarted' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'call' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<BeginCallMutation, BeginCallMutationVariables>;
export const AddTurnDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'AddTurn' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'AddUtteranceInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'addUtterance' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'UtteranceAdded' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'utterance' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'sequence' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'sentiment' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AddTurnMutation, AddTurnMutationVariables>;
export const FinishCallDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'FinishCall' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'callId' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'endCall' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'callId' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'callId' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<FinishCallMutation, FinishCallMutationVariables>;
export const CloseLeadDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CloseLead' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RecordOutcomeInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'recordOutcome' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CloseLeadMutation, CloseLeadMutationVariables>;
export const CoachingDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'Coaching' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'callId' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'coachingSuggestions' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'callId' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'callId' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'after' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'cursor' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'suggestion' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'text' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'confidence' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'call' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'lead' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'score' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'value' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'quality' } },
                                ],
                              },
                            },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'offers' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: 'tier' } },
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'product' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'name' } }],
                                    },
                                  },
                                ],
                              },
                            },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'assignment' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  {
                                    kind: 'Field',
                                    name: { kind: 'Name', value: 'agent' },
                                    selectionSet: {
                                      kind: 'SelectionSet',
                                      selections: [{ kind: 'Field', name: { kind: 'Name', value: 'name' } }],
                                    },
                                  },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CoachingSubscription, CoachingSubscriptionVariables>;
export const RegisterAgentDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RegisterAgent' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RegisterAgentInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'registerAgent' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AgentRegistered' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'agent' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'AgentRejected' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'reasons' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'field' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RegisterAgentMutation, RegisterAgentMutationVariables>;
export const RegisterProductDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RegisterProduct' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RegisterProductInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'registerProduct' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ProductRejected' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'reasons' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'field' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RegisterProductMutation, RegisterProductMutationVariables>;
export const SubmitLeadDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'SubmitLead' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'SubmitLeadInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'submitLead' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'LeadSubmitted' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'lead' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'DuplicateLead' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'lead' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'LeadRejected' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'reasons' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'field' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SubmitLeadMutation, SubmitLeadMutationVariables>;
export const FirstAgentsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'FirstAgents' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'agents' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'edges' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'node' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<FirstAgentsQuery, FirstAgentsQueryVariables>;
export const RegisterOfficeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RegisterOffice' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RegisterOfficeInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'registerOffice' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RegisterOfficeMutation, RegisterOfficeMutationVariables>;
export const RegisterPartnerDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RegisterPartner' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'RegisterPartnerInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'registerPartner' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'PartnerRegistered' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'partner' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'PartnerRejected' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'reasons' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'field' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RegisterPartnerMutation, RegisterPartnerMutationVariables>;
export const CreateReferralCodeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateReferralCode' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CreateReferralCodeInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createReferralCode' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateReferralCodeMutation, CreateReferralCodeMutationVariables>;
export const CreateExperimentDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateExperiment' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'CreateExperimentInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createExperiment' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                {
                  kind: 'InlineFragment',
                  typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ExperimentRejected' } },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'reasons' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'field' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateExperimentMutation, CreateExperimentMutationVariables>;
export const StartExperimentDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'StartExperiment' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'key' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'startExperiment' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'key' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'key' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<StartExperimentMutation, StartExperimentMutationVariables>;
export const ImportLeadsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'ImportLeads' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'ImportLeadsInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'importLeads' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'results' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'outcome' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'reasons' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: 'field' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ImportLeadsMutation, ImportLeadsMutationVariables>;
