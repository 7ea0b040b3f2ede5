import type { MigrationStep } from '../../shared/database.ts';

export const migrations: MigrationStep[] = [
  {
    name: '0001-enrichment',
    sql: `
      create table enrichments (
        lead_id uuid primary key,
        status text not null,
        sealed_contact text not null,
        consent_channels jsonb not null,
        sealed_fields text,
        confidence double precision,
        providers jsonb not null,
        features jsonb,
        risk jsonb,
        submitted_at timestamptz not null,
        enriched_at timestamptz
      );
      create table offices (
        id uuid primary key,
        name text not null,
        postal_code text not null,
        city text not null,
        state text not null,
        latitude double precision not null,
        longitude double precision not null,
        registered_by text not null,
        idempotency_key text not null,
        created_at timestamptz not null,
        unique (registered_by, idempotency_key)
      );
      create index offices_by_name on offices (name, id);`,
  },
];
