import type { MigrationStep } from '../../shared/database.ts';

export const migrations: MigrationStep[] = [
  {
    name: '0001-growth',
    sql: `
      create table partners (
        id uuid primary key,
        name text not null,
        email text,
        phone text,
        status text not null,
        registered_by text not null,
        idempotency_key text not null,
        request_hash text not null,
        created_at timestamptz not null,
        unique (registered_by, idempotency_key)
      );
      create index partners_newest on partners (created_at desc, id desc);

      create table referral_codes (
        code text primary key,
        partner_id uuid not null references partners,
        reward_cents int check (reward_cents > 0),
        reward_currency text,
        created_by text not null,
        idempotency_key text not null,
        request_hash text not null,
        created_at timestamptz not null,
        unique (created_by, idempotency_key),
        check ((reward_cents is null) = (reward_currency is null))
      );
      create index referral_codes_by_partner on referral_codes (partner_id, created_at desc, code);

      create table referrals (
        id uuid primary key,
        lead_id uuid not null unique,
        partner_id uuid not null references partners,
        code text not null,
        status text not null,
        is_self_referral boolean not null,
        reward_cents int,
        reward_currency text,
        granted_at timestamptz,
        withheld_reason text,
        created_at timestamptz not null,
        closed_at timestamptz
      );
      create index referrals_by_partner on referrals (partner_id, created_at desc, id desc);

      create table unknown_referrals (
        lead_id uuid primary key,
        code text not null,
        received_at timestamptz not null
      );
      create index unknown_referrals_by_code on unknown_referrals (code);

      create table lead_facts (
        id uuid primary key,
        accepted_by uuid,
        outcome text,
        outcome_event_id uuid
      );

      create table agent_standings (
        id uuid primary key,
        points int not null default 0 check (points >= 0),
        known_since timestamptz not null
      );
      create index agent_standings_by_points on agent_standings (points desc, id);

      create table points_entries (
        id uuid primary key,
        agent_id uuid not null references agent_standings,
        reason text not null,
        source_event_id uuid not null,
        lead_id uuid not null,
        points int not null,
        created_at timestamptz not null,
        unique (agent_id, reason, source_event_id)
      );
      create index points_entries_by_agent on points_entries (agent_id, created_at desc, id desc);
      create function refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'The ledger is only added to.'; end $$;
      create trigger points_entries_append_only before update or delete on points_entries
        for each row execute function refuse_change();`,
  },
  {
    name: '0002-row-owners',
    sql: `
      insert into principal_groups (member, group_name, version)
      select 'agent:' || id, 'team:main', 0 from agent_standings;`,
  },
];
