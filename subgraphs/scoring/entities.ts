import { defineEntity, p } from '@mikro-orm/core';

/** A lead as this subgraph knows it: by name only. */
export interface LeadReference {
  readonly id: string;
}

/** What leads.LeadSubmitted says, as far as features use it. An attribute is null or absent where the lead did not say. */
export interface SubmissionFacts {
  readonly source: string;
  readonly lineOfBusiness: string;
  readonly referralCode: string | null;
  readonly consentChannels: readonly string[];
  readonly attributes: {
    readonly ageYears?: number | null;
    readonly currentlyInsured?: boolean | null;
    readonly priorClaimsCount?: number | null;
    readonly creditTier?: string | null;
    readonly monthlyBudgetCents?: number | null;
    readonly purchaseTimeframeDays?: number | null;
  };
}

/** What enrichment.LeadEnriched says, as far as features use it. */
export interface EnrichmentFacts {
  readonly features: {
    readonly phoneValid: boolean | null;
    /** 0 to 1. */
    readonly emailQuality: number | null;
  };
  /** 0 to 100. */
  readonly riskScore: number;
}

export const qualities = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Quality = (typeof qualities)[number];

/** How much one feature moved the probability away from the baseline. */
export interface Factor {
  readonly feature: string;
  /** In probability, -1 to 1. */
  readonly contribution: number;
}

/** What a model said about a lead. */
export interface Score {
  /** 0 to 100: the rank of the probability among the leads of the model's card. */
  readonly value: number;
  readonly quality: Quality;
  /** 0 to 1. */
  readonly conversionProbability: number;
  /** The mean probability over the background of the card: what the factors start from. */
  readonly baselineProbability: number;
  /** Largest first, whatever the sign. They sum up to the probability minus the baseline. */
  readonly factors: Factor[];
  readonly modelName: string;
  readonly modelVersion: string;
  /** What the model saw, in the order of its card; null for missing. */
  readonly features: (number | null)[];
}

const LeadScoreSchema = defineEntity({
  name: 'LeadScore',
  tableName: 'lead_scores',
  properties: {
    leadId: p.uuid().primary(),
    /** Null until leads.LeadSubmitted has come. */
    submission: p.json<SubmissionFacts>().nullable(),
    /** Null until enrichment.LeadEnriched has come. */
    enrichment: p.json<EnrichmentFacts>().nullable(),
    /** Of the event that `enrichment` is from: an older one never takes its place. */
    enrichmentSequence: p.integer().nullable(),
    score: p.json<Score>().nullable(),
    scoredAt: p.datetime().nullable(),
  },
});

/** What scoring knows of a lead, and its score. */
export class LeadScore extends LeadScoreSchema.class {
  /** Null while something is still to come. */
  facts(): { submission: SubmissionFacts; enrichment: EnrichmentFacts } | null {
    const { submission, enrichment } = this;
    return submission == null || enrichment == null ? null : { submission, enrichment };
  }
}
LeadScoreSchema.setClass(LeadScore);
