import type { MigrationStep } from '../../shared/database.ts';

export const migrations: MigrationStep[] = [
  {
    name: '0001-routing',
    sql: `
      create table agents (
        id uuid primary key,
        name text not null,
        email text,
        lines_of_business text[] not null,
        licensed_states text[] not null,
        capacity int not null,
        open_leads int not null default 0 check (open_leads >= 0),
        active boolean not null,
        experience_years int,
        last_assigned_at timestamptz,
        update_sequence int not null default 0,
        registered_by text not null,
        idempotency_key text not null,
        request_hash text not null,
        created_at timestamptz not null,
        unique (registered_by, idempotency_key)
      );
      create unique index agents_by_email on agents (email) where email is not null;
      create index agents_newest on agents (created_at desc, id desc);
      create index agents_by_licence on agents using gin (licensed_states);

      create table agent_records (
        agent_id uuid not null references agents,
        line_of_business text not null,
        won int not null default 0,
        lost int not null default 0,
        primary key (agent_id, line_of_business)
      );

      create table routed_leads (
        id uuid primary key,
        line_of_business text,
        state text,
        score_value int,
        score_quality text,
        status text,
        agent_id uuid references agents,
        attempt int not null default 0,
        reasons jsonb not null default '[]',
        assigned_at timestamptz,
        accepted_at timestamptz,
        closed_at timestamptz,
        waiting_since timestamptz,
        waiting_reason text
      );
      create index routed_leads_waiting on routed_leads (line_of_business, state, waiting_since)
        where status = 'WAITING';
      create index routed_leads_queued on routed_leads (line_of_business, state)
        where status = 'WAITING' and waiting_reason is null;
      create index routed_leads_by_agent on routed_leads (agent_id, assigned_at desc, id desc)
        where agent_id is not null;

      create table declines (
        lead_id uuid not null,
        agent_id uuid not null,
        reason text,
        declined_at timestamptz not null,
        primary key (lead_id, agent_id)
      );

      create table assignment_updates (
        agent_id uuid not null references agents,
        sequence int not null,
        lead_id uuid not null,
        status text not null,
        at timestamptz not null,
        primary key (agent_id, sequence)
      );`,
  },
  {
    name: '0002-teams-and-row-owners',
    sql: `
      alter table agents add column team text not null default 'main';
      alter table agents alter column team drop default;
      insert into principal_groups (member, group_name, version)
      select 'agent:' || id, 'team:' || team, 0 from agents;
      insert into row_owners (row_id, kind, principal, version)
      select id, 'desk', coalesce('agent:' || agent_id, 'unassigned'), 0 from routed_leads;
      -- Others have seen the events that say who holds a lead, and kept nothing of it.
      insert into events (id, type, version, aggregate_id, sequence, occurred_at, payload)
      select gen_random_uuid(), 'HoldersStated', 1, gen_random_uuid(), 1, now(), jsonb_build_object('holders',
        jsonb_agg(jsonb_build_object('leadId', id, 'agentId', agent_id, 'sequence', sequence)))
      from (
        select l.id, l.agent_id, (row_number() over (order by l.id) - 1) / 500 as batch,
               coalesce((select max(e.sequence) from events e where e.aggregate_id = l.id), 0) as sequence
        from routed_leads l
      ) held
      group by batch;`,
  },
];
