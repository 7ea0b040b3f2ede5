import type { MigrationStep } from '../../shared/database.ts';

export const migrations: MigrationStep[] = [
  {
    name: '0001-offers-and-calls',
    sql: `
      create table products (
        id uuid primary key,
        name text not null,
        line_of_business text not null,
        tier text not null,
        base_premium_cents int not null,
        currency text not null,
        rating jsonb not null,
        states jsonb not null,
        highlights jsonb not null,
        active boolean not null,
        registered_by text not null,
        idempotency_key text not null,
        request_hash text not null,
        created_at timestamptz not null,
        unique (registered_by, idempotency_key)
      );
      create index products_by_line on products (line_of_business, tier) where active;

      create table lead_profiles (
        lead_id uuid primary key,
        line_of_business text,
        state text,
        attributes jsonb,
        score_value int,
        quality text,
        agent_id uuid,
        offers_prepared_at timestamptz
      );

      create table offers (
        id uuid primary key,
        lead_id uuid not null references lead_profiles,
        tier text not null,
        product_id uuid not null references products,
        monthly_premium_cents int not null,
        currency text not null,
        fit_score double precision not null,
        reasons jsonb not null,
        prepared_at timestamptz not null,
        unique (lead_id, tier)
      );

      create table calls (
        id uuid primary key,
        lead_id uuid not null references lead_profiles,
        agent_id uuid,
        status text not null,
        started_by text not null,
        idempotency_key text,
        started_at timestamptz not null,
        ended_at timestamptz,
        utterance_count int not null,
        suggestion_count int not null,
        coaching jsonb not null,
        unique (started_by, idempotency_key)
      );
      create index calls_newest on calls (lead_id, started_at desc, id desc);

      create table utterances (
        id uuid primary key,
        call_id uuid not null references calls,
        sequence int not null,
        speaker text not null,
        sealed_text text not null,
        sentiment text not null,
        intents jsonb not null,
        idempotency_key text,
        request_hash text,
        at timestamptz not null,
        unique (call_id, sequence),
        unique (call_id, idempotency_key)
      );

      create table suggestions (
        id uuid primary key,
        call_id uuid not null references calls,
        sequence int not null,
        utterance_id uuid not null references utterances,
        play text not null,
        kind text not null,
        sealed_text text not null,
        confidence double precision not null,
        offer_id uuid,
        created_at timestamptz not null,
        unique (call_id, sequence)
      );
      create index suggestions_by_utterance on suggestions (utterance_id);`,
  },
  {
    name: '0002-row-owners',
    sql: `
      insert into row_owners (row_id, kind, principal, version)
      select lead_id, 'desk', 'agent:' || agent_id, 0 from lead_profiles where agent_id is not null;
      insert into principal_groups (member, group_name, version)
      select distinct 'agent:' || agent_id, 'team:main', 0 from lead_profiles where agent_id is not null;`,
  },
];
