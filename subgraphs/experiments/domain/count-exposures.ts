import type { EntityManager } from '@mikro-orm/postgresql';
import type { VariantCount } from './analyse-experiment.ts';

interface CountRow {
  readonly experiment_id: string;
  readonly variant_key: string;
  readonly exposures: string;
  readonly conversions: string;
}

/** Exposed and converted leads, by experiment id and variant key. What has none is missing. */
export async function countExposures(
  em: EntityManager,
  experimentIds: readonly string[],
): Promise<Map<string, Map<string, VariantCount>>> {
  const rows = await em.execute<CountRow[]>(
    `select experiment_id, variant_key, count(*) as exposures, count(converted_at) as conversions
     from exposures where experiment_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
     group by experiment_id, variant_key`,
    [JSON.stringify(experimentIds)],
  );
  const byExperiment = new Map<string, Map<string, VariantCount>>();
  for (const row of rows) {
    const byVariant = byExperiment.get(row.experiment_id) ?? new Map<string, VariantCount>();
    byVariant.set(row.variant_key, {
      exposures: Number(row.exposures),
      conversions: Number(row.conversions),
    });
    byExperiment.set(row.experiment_id, byVariant);
  }
  return byExperiment;
}
