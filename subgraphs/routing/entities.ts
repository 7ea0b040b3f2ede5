import { defineEntity, p } from '@mikro-orm/core';

export const linesOfBusiness = ['AUTO', 'HOME', 'RENTERS', 'LIFE', 'HEALTH', 'COMMERCIAL'] as const;
export type LineOfBusiness = (typeof linesOfBusiness)[number];

export type LeadQuality = 'HIGH' | 'MEDIUM' | 'LOW';
export type AssignmentStatus = 'WAITING' | 'ASSIGNED' | 'ACCEPTED' | 'CLOSED';
export type WaitingReason = 'NO_LICENSED_AGENT' | 'NO_CAPACITY' | 'ALL_DECLINED';
export type AssignmentFactor = 'LOAD' | 'SKILL' | 'EXPERIENCE' | 'FAIRNESS';

export interface AssignmentReason {
  readonly factor: AssignmentFactor;
  /** 0 to 1. */
  readonly weight: number;
  /** 0 to 1. */
  readonly value: number;
}

const AgentSchema = defineEntity({
  name: 'Agent',
  tableName: 'agents',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    /** In lower case. */
    email: p.string().nullable(),
    linesOfBusiness: p.array().$type<LineOfBusiness[]>(),
    /** ISO 3166-2. */
    licensedStates: p.array().$type<string[]>(),
    capacity: p.integer(),
    openLeads: p.integer(),
    active: p.boolean(),
    experienceYears: p.integer().nullable(),
    lastAssignedAt: p.datetime().nullable(),
    /** Number of the agent's latest desk update; 0 for none. */
    updateSequence: p.integer(),
    /** Whose managers see the agent's leads. */
    team: p.string(),
    registeredBy: p.string(),
    idempotencyKey: p.string(),
    requestHash: p.string(),
    createdAt: p.datetime(),
  },
});

export class Agent extends AgentSchema.class {
  hasPlace(): boolean {
    return this.active && this.openLeads < this.capacity;
  }

  takePlace(now: Date): void {
    this.openLeads += 1;
    this.lastAssignedAt = now;
  }

  freePlace(): void {
    this.openLeads = Math.max(0, this.openLeads - 1);
  }
}
AgentSchema.setClass(Agent);

const RoutedLeadSchema = defineEntity({
  name: 'RoutedLead',
  tableName: 'routed_leads',
  properties: {
    /** The lead's own id. */
    id: p.uuid().primary(),
    /** Null until the submission is known. */
    lineOfBusiness: p.string().$type<LineOfBusiness>().nullable(),
    /** ISO 3166-2. Null when the lead did not tell. */
    state: p.string().nullable(),
    /** 0 to 100. Null until the score is known. */
    scoreValue: p.integer().nullable(),
    scoreQuality: p.string().$type<LeadQuality>().nullable(),
    /** Null until the lead can be routed. */
    status: p.string().$type<AssignmentStatus>().nullable(),
    agentId: p.uuid().nullable(),
    attempt: p.integer(),
    reasons: p.json<AssignmentReason[]>(),
    assignedAt: p.datetime().nullable(),
    acceptedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    waitingSince: p.datetime().nullable(),
    /** Null unless an attempt to find an agent failed. */
    waitingReason: p.string().$type<WaitingReason>().nullable(),
  },
});

/** What routing knows of a lead, and who has it. */
export class RoutedLead extends RoutedLeadSchema.class {
  /** Everything is known and nothing has been decided yet. */
  isReady(): boolean {
    return this.status == null && this.lineOfBusiness != null && this.scoreQuality != null;
  }

  assign(agentId: string, reasons: AssignmentReason[], now: Date): void {
    this.status = 'ASSIGNED';
    this.agentId = agentId;
    this.attempt += 1;
    this.reasons = reasons;
    this.assignedAt = now;
    this.waitingSince = null;
    this.waitingReason = null;
  }

  accept(now: Date): void {
    this.status = 'ACCEPTED';
    this.acceptedAt = now;
  }

  /** Everything is known; somebody else is deciding at this moment and will take this lead along. */
  queue(now: Date): void {
    this.status = 'WAITING';
    this.waitingSince = now;
  }

  /** Nobody can take the lead. @returns whether that is news. */
  wait(reason: WaitingReason, now: Date): boolean {
    const isNews = this.status !== 'WAITING' || this.waitingReason == null;
    this.status = 'WAITING';
    this.agentId = null;
    this.reasons = [];
    this.assignedAt = null;
    this.waitingSince ??= now;
    this.waitingReason = reason;
    return isNews;
  }

  close(now: Date): void {
    this.status = 'CLOSED';
    this.closedAt = now;
    this.waitingSince = null;
    this.waitingReason = null;
  }
}
RoutedLeadSchema.setClass(RoutedLead);

/** An entity of another subgraph, by its key. */
export interface LeadReference {
  readonly id: string;
}
