import { defineEntity, p } from '@mikro-orm/core';

export const leadStatuses = [
  'SUBMITTED',
  'ENRICHED',
  'SCORED',
  'ASSIGNED',
  'ACCEPTED',
  'CONTACTED',
  'SOLD',
  'LOST',
] as const;
export type LeadStatus = (typeof leadStatuses)[number];

export const linesOfBusiness = ['AUTO', 'HOME', 'RENTERS', 'LIFE', 'HEALTH', 'COMMERCIAL'] as const;
export type LineOfBusiness = (typeof linesOfBusiness)[number];

export interface Contact {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string;
  readonly dateOfBirth: string | null;
}

export interface Consent {
  readonly channel: 'PHONE' | 'SMS' | 'EMAIL' | 'MAIL';
  /** UTC, ISO-8601. */
  readonly grantedAt: string;
  readonly certificateUrl: string | null;
}

export interface LeadAttributes {
  readonly ageYears: number | null;
  readonly currentlyInsured: boolean | null;
  readonly priorClaimsCount: number | null;
  readonly homeOwner: boolean | null;
  readonly householdSize: number | null;
  readonly vehicleYear: number | null;
  readonly creditTier: 'EXCELLENT' | 'GOOD' | 'FAIR' | 'POOR' | null;
  readonly monthlyBudgetCents: number | null;
  readonly purchaseTimeframeDays: number | null;
}

export interface Campaign {
  readonly name: string | null;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly utmTerm: string | null;
  readonly utmContent: string | null;
  readonly landingPageUrl: string | null;
}

export interface Outcome {
  readonly kind: 'SOLD' | 'NOT_INTERESTED' | 'NOT_ELIGIBLE' | 'UNREACHABLE' | 'BOUGHT_ELSEWHERE';
  /** UTC, ISO-8601. */
  readonly recordedAt: string;
  readonly monthlyPremium: { readonly amountCents: number; readonly currency: string } | null;
}

const LeadSchema = defineEntity({
  name: 'Lead',
  tableName: 'leads',
  properties: {
    id: p.uuid().primary(),
    status: p.string().$type<LeadStatus>(),
    source: p.string(),
    lineOfBusiness: p.string().$type<LineOfBusiness>(),
    /** `Contact`, sealed under the lead's own key. */
    sealedContact: p.text(),
    emailHash: p.string().nullable(),
    phoneHash: p.string().nullable(),
    consents: p.json<Consent[]>(),
    attributes: p.json<LeadAttributes>(),
    campaign: p.json<Campaign>().nullable(),
    referralCode: p.string().nullable(),
    externalId: p.string().nullable(),
    outcome: p.json<Outcome>().nullable(),
    submittedBy: p.string(),
    idempotencyKey: p.string(),
    requestHash: p.string(),
    createdAt: p.datetime(),
  },
});

export class Lead extends LeadSchema.class {
  /** SOLD and LOST are final. */
  isClosed(): boolean {
    return this.status === 'SOLD' || this.status === 'LOST';
  }

  /** Moves forward only: what arrives late or twice never takes a lead back. @returns whether the status changed. */
  advanceTo(status: LeadStatus): boolean {
    if (leadStatuses.indexOf(status) <= leadStatuses.indexOf(this.status)) return false;
    this.status = status;
    return true;
  }

  /** A declined lead waits for another agent, unless it has gone further meanwhile. */
  returnToPool(): void {
    if (this.status === 'ASSIGNED') this.status = 'SCORED';
  }
}
LeadSchema.setClass(Lead);

/** A submission that made no lead, because the lead was there: its key answers the same again. */
const DuplicateSubmissionSchema = defineEntity({
  name: 'DuplicateSubmission',
  tableName: 'duplicate_submissions',
  properties: {
    submittedBy: p.string().primary(),
    idempotencyKey: p.string().primary(),
    requestHash: p.string(),
    leadId: p.uuid(),
    matchedOn: p.json<('EMAIL' | 'PHONE')[]>(),
    receivedAt: p.datetime(),
  },
});

export class DuplicateSubmission extends DuplicateSubmissionSchema.class {}
DuplicateSubmissionSchema.setClass(DuplicateSubmission);
