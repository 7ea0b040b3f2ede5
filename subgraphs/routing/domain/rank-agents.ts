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
const factors = Object.keys(factorWeights) as AssignmentFactor[];

/**
 * The candidate of the highest rank. Equal ranks: whoever waited longest for a lead, then by id, so that the choice never
 * depends on the order of the candidates. @returns null when there is none.
 */
export function chooseAgent(
  candidates: readonly Candidate[],
  situation: RankingSituation,
): RankedCandidate | null {
  let best: { readonly candidate: Candidate; readonly rank: number } | null = null;
  for (const candidate of candidates) {
    const rank = rankOf(candidate, situation);
    if (best === null || isBetter({ candidate, rank }, best)) best = { candidate, rank };
  }
  if (best === null) return null;
  const { agentId } = best.candidate;
  return { agentId, rank: best.rank, reasons: reasonsFor(best.candidate, situation) };
}

function isBetter(
  one: { readonly candidate: Candidate; readonly rank: number },
  other: { readonly candidate: Candidate; readonly rank: number },
): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank;
  const lastMs = ({ lastAssignedAt }: Candidate): number => lastAssignedAt?.getTime() ?? -Infinity;
  const [oneMs, otherMs] = [lastMs(one.candidate), lastMs(other.candidate)];
  return oneMs === otherMs ? one.candidate.agentId < other.candidate.agentId : oneMs < otherMs;
}

/** Weighted sum of the factors, 0 to 1. */
export function rankOf(candidate: Candidate, situation: RankingSituation): number {
  return factors.reduce(
    (sum, factor) => sum + factorWeights[factor] * valueOf(factor, candidate, situation),
    0,
  );
}

function reasonsFor(candidate: Candidate, situation: RankingSituation): AssignmentReason[] {
  return factors.map((factor) => ({
    factor,
    weight: factorWeights[factor],
    value: valueOf(factor, candidate, situation),
  }));
}

function valueOf(
  factor: AssignmentFactor,
  candidate: Candidate,
  { quality, now, line }: RankingSituation,
): number {
  switch (factor) {
    case 'LOAD':
      return freeShare(candidate);
    case 'SKILL':
      return relativeSkill(candidate, line);
    case 'EXPERIENCE':
      return experienceMatch(candidate.experienceYears, quality);
    case 'FAIRNESS':
      return fairness(candidate.lastAssignedAt, now);
  }
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
