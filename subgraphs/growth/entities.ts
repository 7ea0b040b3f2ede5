import { defineEntity, p } from '@mikro-orm/core';

export type PartnerStatus = 'ACTIVE' | 'SUSPENDED';
export type ReferralStatus = 'PENDING' | 'CONVERTED' | 'LOST';
export type RewardWithheldReason = 'SELF_REFERRAL' | 'PARTNER_SUSPENDED';
export type PointsReason = 'LEAD_ACCEPTED' | 'CALL_HELD' | 'LEAD_SOLD';

/** How a lead ended, in the leads subgraph's words. */
export type OutcomeKind = 'SOLD' | 'NOT_INTERESTED' | 'NOT_ELIGIBLE' | 'UNREACHABLE' | 'BOUGHT_ELSEWHERE';

export interface Money {
  readonly amountCents: number;
  readonly currency: string;
}

/** An entity of another subgraph, by its key. */
export interface Reference {
  readonly id: string;
}

/** Columns hold an amount and its currency, or neither. */
export function moneyOf(
  amountCents: number | null | undefined,
  currency: string | null | undefined,
): Money | null {
  return amountCents == null || currency == null ? null : { amountCents, currency };
}

const PartnerSchema = defineEntity({
  name: 'Partner',
  tableName: 'partners',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    /** In lower case. */
    email: p.string().nullable(),
    /** E.164. */
    phone: p.string().nullable(),
    status: p.string().$type<PartnerStatus>(),
    registeredBy: p.string(),
    idempotencyKey: p.string(),
    requestHash: p.string(),
    createdAt: p.datetime(),
  },
});

export class Partner extends PartnerSchema.class {
  /** Whether a person who is reached here is the partner. */
  isReachedAt(contact: { readonly email: string | null; readonly phone: string | null }): boolean {
    const isSame = (mine: string | null | undefined, theirs: string | null): boolean =>
      mine != null && mine === theirs;
    return isSame(this.email, contact.email) || isSame(this.phone, contact.phone);
  }
}
PartnerSchema.setClass(Partner);

const ReferralCodeSchema = defineEntity({
  name: 'ReferralCode',
  tableName: 'referral_codes',
  properties: {
    /** In upper case. */
    code: p.string().primary(),
    partnerId: p.uuid(),
    rewardCents: p.integer().nullable(),
    rewardCurrency: p.string().nullable(),
    createdBy: p.string(),
    idempotencyKey: p.string(),
    requestHash: p.string(),
    createdAt: p.datetime(),
  },
});

export class ReferralCode extends ReferralCodeSchema.class {
  reward(): Money | null {
    return moneyOf(this.rewardCents, this.rewardCurrency);
  }
}
ReferralCodeSchema.setClass(ReferralCode);

const ReferralSchema = defineEntity({
  name: 'Referral',
  tableName: 'referrals',
  properties: {
    id: p.uuid().primary(),
    leadId: p.uuid(),
    partnerId: p.uuid(),
    code: p.string(),
    status: p.string().$type<ReferralStatus>(),
    isSelfReferral: p.boolean(),
    /** What the code promised when the lead came. */
    rewardCents: p.integer().nullable(),
    rewardCurrency: p.string().nullable(),
    grantedAt: p.datetime().nullable(),
    withheldReason: p.string().$type<RewardWithheldReason>().nullable(),
    createdAt: p.datetime(),
    closedAt: p.datetime().nullable(),
  },
});

export class Referral extends ReferralSchema.class {
  promisedReward(): Money | null {
    return moneyOf(this.rewardCents, this.rewardCurrency);
  }

  grantedReward(): Money | null {
    return this.grantedAt == null ? null : this.promisedReward();
  }

  close(status: 'CONVERTED' | 'LOST', now: Date): void {
    this.status = status;
    this.closedAt = now;
  }
}
ReferralSchema.setClass(Referral);

const LeadFactsSchema = defineEntity({
  name: 'LeadFacts',
  tableName: 'lead_facts',
  properties: {
    /** The lead's own id. */
    id: p.uuid().primary(),
    /** The agent who took the lead on. */
    acceptedBy: p.uuid().nullable(),
    outcome: p.string().$type<OutcomeKind>().nullable(),
    outcomeEventId: p.uuid().nullable(),
  },
});

/** What is known of a lead, kept because facts of two publishers may come in either order. */
export class LeadFacts extends LeadFactsSchema.class {}
LeadFactsSchema.setClass(LeadFacts);

const AgentStandingSchema = defineEntity({
  name: 'AgentStanding',
  tableName: 'agent_standings',
  properties: {
    /** The agent's own id. */
    id: p.uuid().primary(),
    /** Sum of the agent's ledger. */
    points: p.integer(),
    knownSince: p.datetime(),
  },
});

export class AgentStanding extends AgentStandingSchema.class {}
AgentStandingSchema.setClass(AgentStanding);

const PointsEntrySchema = defineEntity({
  name: 'PointsEntry',
  tableName: 'points_entries',
  properties: {
    id: p.uuid().primary(),
    agentId: p.uuid(),
    reason: p.string().$type<PointsReason>(),
    sourceEventId: p.uuid(),
    leadId: p.uuid(),
    points: p.integer(),
    createdAt: p.datetime(),
  },
});

export class PointsEntry extends PointsEntrySchema.class {}
PointsEntrySchema.setClass(PointsEntry);
