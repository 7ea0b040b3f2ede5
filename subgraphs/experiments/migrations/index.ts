import type { MigrationStep } from '../../shared/database.ts';

export const migrations: MigrationStep[] = [
  {
    name: '0001-experiments',
    sql: `
      create table experiments (
        id uuid primary key,
        key text not null unique,
        name text not null,
        status text not null,
        variants jsonb not null,
        lines_of_business jsonb not null,
        created_by text not null,
        idempotency_key text not null,
        request_hash text not null,
        created_at timestamptz not null,
        started_at timestamptz,
        stopped_at timestamptz,
        unique (created_by, idempotency_key)
      );
      create index experiments_running on experiments (id) where status = 'RUNNING';

      create table known_leads (
        lead_id uuid primary key,
        line_of_business text not null
      );

      create table exposures (
        id uuid primary key,
        experiment_id uuid not null references experiments,
        lead_id uuid not null references known_leads,
        variant_key text not null,
        exposed_at timestamptz not null,
        converted_at timestamptz,
        unique (experiment_id, lead_id)
      );
      create index exposures_by_lead on exposures (lead_id);
      create index exposures_by_variant on exposures (experiment_id, variant_key) include (converted_at);`,
  },
];
