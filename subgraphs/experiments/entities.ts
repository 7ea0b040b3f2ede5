import { defineEntity, p } from '@mikro-orm/core';
import type { WeightedVariant } from './domain/assign-variant.ts';

export const linesOfBusiness = ['AUTO', 'HOME', 'RENTERS', 'LIFE', 'HEALTH', 'COMMERCIAL'] as const;
export type LineOfBusiness = (typeof linesOfBusiness)[number];

export type ExperimentStatus = 'DRAFT' | 'RUNNING' | 'STOPPED';

/** What other subgraphs extend: here it is an id and nothing more. */
export interface LeadReference {
  readonly id: string;
}

const ExperimentSchema = defineEntity({
  name: 'Experiment',
  tableName: 'experiments',
  properties: {
    id: p.uuid().primary(),
    key: p.string(),
    name: p.string(),
    status: p.string().$type<ExperimentStatus>(),
    /** Never changed: leads would change sides. The first is the control. */
    variants: p.json<readonly WeightedVariant[]>(),
    /** Empty: every line. */
    linesOfBusiness: p.json<readonly LineOfBusiness[]>(),
    createdBy: p.string(),
    idempotencyKey: p.string(),
    requestHash: p.string(),
    createdAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    stoppedAt: p.datetime().nullable(),
  },
});

export class Experiment extends ExperimentSchema.class {
  isRunning(): boolean {
    return this.status === 'RUNNING';
  }

  /** A lead whose line is not known is in no audience that asks for one. */
  targets(lineOfBusiness: LineOfBusiness | null): boolean {
    return (
      this.linesOfBusiness.length === 0 ||
      (lineOfBusiness !== null && this.linesOfBusiness.includes(lineOfBusiness))
    );
  }
}
ExperimentSchema.setClass(Experiment);

const KnownLeadSchema = defineEntity({
  name: 'KnownLead',
  tableName: 'known_leads',
  properties: {
    leadId: p.uuid().primary(),
    lineOfBusiness: p.string().$type<LineOfBusiness>(),
  },
});

/** What audiences ask about a lead. */
export class KnownLead extends KnownLeadSchema.class {}
KnownLeadSchema.setClass(KnownLead);

const ExposureSchema = defineEntity({
  name: 'Exposure',
  tableName: 'exposures',
  properties: {
    id: p.uuid().primary(),
    experimentId: p.uuid(),
    leadId: p.uuid(),
    variantKey: p.string(),
    exposedAt: p.datetime(),
    convertedAt: p.datetime().nullable(),
  },
});

/** A lead saw its variant. There is one per experiment and lead, and it carries the conversion. */
export class Exposure extends ExposureSchema.class {}
ExposureSchema.setClass(Exposure);
