import type { AssignmentFactor, AssignmentReason, LeadQuality } from '../entities.ts';

/** An agent who may take a lead, as far as ranking looks at them. */
export interface Candidate {
  readonly agentId: string;
  readonly openLeads: number;
  /** More than `openLeads`. */
  readonly capacity: number;
  /** Null when not known. */
  readonly experienceYears: number | null;
  /** Null for an agent who never got a lead. */
  readonly lastAssignedAt: Date | null;
  /** Closed leads of the line in question. */
  readonly won: number;
  readonly lost: number;
}

export interface RankingSituation {
  readonly quality: LeadQuality;
  readonly now: Date;
  /** Closed leads of the line by all agents together. */
  readonly line: { readonly won: number; readonly lost: number };
}

export interface RankedCandidate {
  readonly agentId: string;
  /** Weighted sum of the factors, 0 to 1. */
  readonly rank: number;
  readonly reasons: AssignmentReason[];
}

/** They add up to 1. Free capacity weighs most: a lead that waits on a full desk cools down first. */
export const factorWeights: Readonly<Record<AssignmentFactor, number>> = {
  LOAD: 0.35,
  SKILL: 0.3,
  EXPERIENCE: 0.2,
  FAIRNESS: 0.15,
};

/** Best first. Equal ranks: whoever waited longest for a lead, then by id, so that the order is always the same. */
export function rankAgents(candidates: readonly Candidate[], situation: RankingSituation): RankedCandidate[] {
  const lastAssignedMs = new Map(
    candidates.map((c) => [c.agentId, c.lastAssignedAt?.getTime() ?? -Infinity]),
  );
  const waited = (one: RankedCandidate, other: RankedCandidate): number => {
    const [a, b] = [lastAssignedMs.get(one.agentId) ?? 0, lastAssignedMs.get(other.agentId) ?? 0];
    return a === b ? 0 : a < b ? -1 : 1;
  };
  return candidates
    .map((candidate) => rankOf(candidate, situation))
    .sort((a, b) => b.rank - a.rank || waited(a, b) || (a.agentId < b.agentId ? -1 : 1));
}

function rankOf(candidate: Candidate, { quality, now, line }: RankingSituation): RankedCandidate {
  const values: Record<AssignmentFactor, number> = {
    LOAD: freeShare(candidate),
    SKILL: relativeSkill(candidate, line),
    EXPERIENCE: experienceMatch(candidate.experienceYears, quality),
    FAIRNESS: fairness(candidate.lastAssignedAt, now),
  };
  const reasons = Object.entries(factorWeights).map(([factor, weight]) => ({
    factor: factor as AssignmentFactor,
    weight,
    value: values[factor as AssignmentFactor],
  }));
  const rank = reasons.reduce((sum, { weight, value }) => sum + weight * value, 0);
  return { agentId: candidate.agentId, rank, reasons };
}

function freeShare({ openLeads, capacity }: Candidate): number {
  return Math.min(1, Math.max(0, (capacity - openLeads) / capacity));
}

/** How many closed leads of the average agent every agent starts with. */
const priorLeads = 10;

/**
 * The agent's win rate as the mean of a beta posterior whose prior is the line's own rate (empirical Bayes; Gelman et al.,
 * Bayesian Data Analysis, 3rd ed., section 2.4), related to that rate: p / (p + line). A rate of 0.2 is poor in one line and
 * excellent in another; related to the line it is comparable, and an agent without a record is average.
 * @returns above 0 and below 1; 0.5 for an average agent.
 */
export function relativeSkill(
  agent: { readonly won: number; readonly lost: number },
  line: { readonly won: number; readonly lost: number },
): number {
  const lineRate = (line.won + 1) / (line.won + line.lost + 2);
  const agentRate = (agent.won + priorLeads * lineRate) / (agent.won + agent.lost + priorLeads);
  return agentRate / (agentRate + lineRate);
}

const fullyExperiencedYears = 10;
const demandedExperience: Readonly<Record<LeadQuality, number>> = { HIGH: 1, MEDIUM: 0.5, LOW: 0 };

/** The best leads go to the most experienced, the others leave them free. 1 is a perfect fit; 0.5 when not known. */
export function experienceMatch(years: number | null, quality: LeadQuality): number {
  if (years === null) return 0.5;
  const experience = Math.min(years, fullyExperiencedYears) / fullyExperiencedYears;
  return 1 - Math.abs(experience - demandedExperience[quality]);
}

const halfTimeMs = 60 * 60_000;

/** t / (t + one hour). A time in the future counts as now: clocks of two machines differ. */
export function fairness(lastAssignedAt: Date | null, now: Date): number {
  if (lastAssignedAt === null) return 1;
  const elapsedMs = Math.max(0, now.getTime() - lastAssignedAt.getTime());
  return elapsedMs / (elapsedMs + halfTimeMs);
}
