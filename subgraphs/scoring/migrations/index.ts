import type { MigrationStep } from '../../shared/database.ts';

export const migrations: MigrationStep[] = [
  {
    name: '0001-scoring',
    sql: `
      create table lead_scores (
        lead_id uuid primary key,
        submission jsonb,
        enrichment jsonb,
        enrichment_sequence int,
        score jsonb,
        scored_at timestamptz
      );`,
  },
];
