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

export type CreditTier = 'EXCELLENT' | 'FAIR' | 'GOOD' | 'POOR';

export type DuplicateMatch = 'EMAIL' | 'PHONE';

export type ImportLeadsInput = {
  /** 1 to 500. */
  readonly leads: ReadonlyArray<SubmitLeadInput>;
};

export type ImportOutcome =
  /** Taken in by an earlier import with the same idempotencyKey. */
  'ALREADY_IMPORTED' | 'CREATED' | 'DUPLICATE' | 'REJECTED';

export type LeadAttributesInput = {
  /** 0 to 120. */
  readonly ageYears?: InputMaybe<Scalars['Int']['input']>;
  readonly creditTier?: InputMaybe<CreditTier>;
  readonly currentlyInsured?: InputMaybe<Scalars['Boolean']['input']>;
  readonly homeOwner?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 30. */
  readonly householdSize?: InputMaybe<Scalars['Int']['input']>;
  /** 0 or more. */
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

export type LeadStatus =
  'ACCEPTED' | 'ASSIGNED' | 'CONTACTED' | 'ENRICHED' | 'LOST' | 'SCORED' | 'SOLD' | 'SUBMITTED';

export type LineOfBusiness = 'AUTO' | 'COMMERCIAL' | 'HEALTH' | 'HOME' | 'LIFE' | 'RENTERS';

export type MoneyInput = {
  readonly amountCents: Scalars['Int']['input'];
  readonly currency?: Scalars['String']['input'];
};

export type OutcomeKind = 'BOUGHT_ELSEWHERE' | 'NOT_ELIGIBLE' | 'NOT_INTERESTED' | 'SOLD' | 'UNREACHABLE';

export type RecordOutcomeInput = {
  readonly kind: OutcomeKind;
  readonly leadId: Scalars['ID']['input'];
  /** Required when sold. */
  readonly monthlyPremium?: InputMaybe<MoneyInput>;
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
  };
};

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
