import type { EntityManager } from '@mikro-orm/postgresql';
import { isId } from '../../shared/connection.ts';
import { Experiment, Exposure, KnownLead } from '../entities.ts';
import type { LineOfBusiness } from '../entities.ts';
import { assignVariant } from './assign-variant.ts';
import type { WeightedVariant } from './assign-variant.ts';

/** The variant of one lead in one experiment. */
export interface Assignment {
  readonly experiment: Experiment;
  readonly variant: WeightedVariant;
  /** Null until the lead saw it. */
  readonly exposedAt: Date | null;
  readonly convertedAt: Date | null;
}

/**
 * The leads' variants: in running experiments that target them, and wherever they were exposed. Nothing is written.
 * @returns one list per lead, in order.
 */
export async function readAssignments(
  em: EntityManager,
  leadIds: readonly string[],
): Promise<Assignment[][]> {
  const ids = [...new Set(leadIds.filter(isId).map((id) => id.toLowerCase()))];
  const running = await em.find(Experiment, { status: 'RUNNING' });
  const exposures = await em.find(Exposure, { leadId: { $in: ids } });
  const leads = await em.find(KnownLead, { leadId: { $in: ids } });
  const exposedIn = exposures.map((exposure) => exposure.experimentId);
  const experiments = await withExposed(em, running, exposedIn);

  const lineOf = new Map(leads.map((lead) => [lead.leadId, lead.lineOfBusiness]));
  const exposureOf = new Map(exposures.map((exposure) => [keyOf(exposure), exposure]));
  return leadIds.map((id) => {
    const leadId = id.toLowerCase();
    return experiments.flatMap((experiment) => {
      const exposure = exposureOf.get(keyOf({ experimentId: experiment.id, leadId }));
      if (exposure !== undefined) return [assignmentOf(experiment, exposure)];
      return isOpenTo(experiment, lineOf.get(leadId) ?? null)
        ? [{ experiment, variant: assignVariant(experiment, leadId), exposedAt: null, convertedAt: null }]
        : [];
    });
  });
}

async function withExposed(
  em: EntityManager,
  running: readonly Experiment[],
  exposedIn: readonly string[],
): Promise<Experiment[]> {
  const known = new Set(running.map((experiment) => experiment.id));
  const missing = [...new Set(exposedIn)].filter((id) => !known.has(id));
  const others = missing.length === 0 ? [] : await em.find(Experiment, { id: { $in: missing } });
  // Ids are time-ordered (UUID version 7).
  return [...running, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isOpenTo(experiment: Experiment, lineOfBusiness: LineOfBusiness | null): boolean {
  return experiment.isRunning() && experiment.targets(lineOfBusiness);
}

function keyOf({ experimentId, leadId }: Pick<Exposure, 'experimentId' | 'leadId'>): string {
  return `${experimentId}:${leadId}`;
}

/** The variant that was seen is the one that counts. */
export function assignmentOf(experiment: Experiment, exposure: Exposure): Assignment {
  const variant = experiment.variants.find(({ key }) => key === exposure.variantKey);
  if (variant === undefined)
    throw new Error(`Experiment ${experiment.key} has no variant ${exposure.variantKey}.`);
  return {
    experiment,
    variant,
    exposedAt: exposure.exposedAt,
    convertedAt: exposure.convertedAt ?? null,
  };
}
