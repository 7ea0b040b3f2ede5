import { defineEntity, p } from '@mikro-orm/core';

/** A lead as this subgraph knows it: by name only. */
export interface LeadReference {
  readonly id: string;
}

/** The contact as leads.LeadSubmitted carries it, opened. */
export interface Contact {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly dateOfBirth: string | null;
}

export type EnrichmentStatus = 'PENDING' | 'COMPLETE' | 'PARTIAL' | 'FAILED';
export type ProviderOutcome = 'FOUND' | 'NOTHING_FOUND' | 'TIMED_OUT' | 'FAILED';
export type PhoneType = 'MOBILE' | 'FIXED_LINE' | 'FIXED_LINE_OR_MOBILE' | 'VOIP' | 'TOLL_FREE' | 'OTHER';
export type EmailKind = 'PERSONAL' | 'BUSINESS' | 'DISPOSABLE' | 'ROLE';

export interface ProviderAnswer {
  readonly name: string;
  readonly outcome: ProviderOutcome;
  /** Null unless it timed out or failed. */
  readonly error: string | null;
}

/** A field and who said it. */
export interface KnownField {
  readonly name: string;
  readonly value: string;
  readonly provider: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** The payload of LeadEnriched carries these: null where nothing was given or found. */
export interface EnrichmentFeatures {
  readonly phoneValid: boolean | null;
  readonly phoneType: PhoneType | null;
  /** 0 to 1. */
  readonly emailQuality: number | null;
  readonly emailKind: EmailKind | null;
  readonly placeKnown: boolean | null;
  readonly distanceKm: number | null;
}

export type RiskCheckKind =
  | 'PHONE_INVALID'
  | 'PHONE_VOIP'
  | 'PHONE_COUNTRY_MISMATCH'
  | 'EMAIL_INVALID'
  | 'EMAIL_DISPOSABLE'
  | 'EMAIL_ROLE'
  | 'EMAIL_TYPO'
  | 'POSTAL_CODE_UNKNOWN'
  | 'ADDRESS_MISMATCH'
  | 'NOT_REACHABLE'
  | 'NO_CONSENT';
export type RiskSeverity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

export interface RiskCheck {
  readonly kind: RiskCheckKind;
  readonly outcome: 'PASSED' | 'FAILED' | 'UNKNOWN';
  /** Never quotes the person. */
  readonly reason: string;
}

export interface Risk {
  /** 0 to 100. */
  readonly score: number;
  readonly severity: RiskSeverity;
  readonly checks: RiskCheck[];
}

const EnrichmentSchema = defineEntity({
  name: 'Enrichment',
  tableName: 'enrichments',
  properties: {
    leadId: p.uuid().primary(),
    status: p.string().$type<EnrichmentStatus>(),
    /** `Contact`, sealed under the lead's key. */
    sealedContact: p.text(),
    consentChannels: p.json<string[]>(),
    /** `KnownField[]` of all providers, sealed under the lead's key. Null while nothing is known. */
    sealedFields: p.text().nullable(),
    /** 0 to 1. Null until providers have been asked. */
    confidence: p.float().nullable(),
    providers: p.json<ProviderAnswer[]>(),
    features: p.json<EnrichmentFeatures>().nullable(),
    risk: p.json<Risk>().nullable(),
    submittedAt: p.datetime(),
    enrichedAt: p.datetime().nullable(),
  },
});

/** What is known about a lead beyond what it said itself. */
export class Enrichment extends EnrichmentSchema.class {
  /** Whether providers have been asked at least once. */
  hasBeenAssessed(): boolean {
    return this.enrichedAt != null;
  }
}
EnrichmentSchema.setClass(Enrichment);

const OfficeSchema = defineEntity({
  name: 'Office',
  tableName: 'offices',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    postalCode: p.string(),
    city: p.string(),
    state: p.string(),
    latitude: p.float(),
    longitude: p.float(),
    registeredBy: p.string(),
    idempotencyKey: p.string(),
    createdAt: p.datetime(),
  },
});

/** A place of business that distances are measured to. */
export class Office extends OfficeSchema.class {}
OfficeSchema.setClass(Office);
