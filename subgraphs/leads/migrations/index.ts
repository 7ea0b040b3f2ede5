import type { MigrationStep } from '../../shared/database.ts';
import { webhookTables } from '../webhooks/tables.ts';

export const migrations: MigrationStep[] = [
  {
    name: '0001-leads',
    sql: `
      create table leads (
        id uuid primary key,
        status text not null,
        source text not null,
        line_of_business text not null,
        sealed_contact text not null,
        email_hash text,
        phone_hash text,
        consents jsonb not null,
        attributes jsonb not null,
        campaign jsonb,
        referral_code text,
        external_id text,
        outcome jsonb,
        submitted_by text not null,
        idempotency_key text not null,
        request_hash text not null,
        created_at timestamptz not null,
        unique (submitted_by, idempotency_key)
      );
      create index leads_newest on leads (created_at desc, id desc);
      create index leads_by_status on leads (status, created_at desc, id desc);
      create index leads_by_email on leads (email_hash) where email_hash is not null;
      create index leads_by_phone on leads (phone_hash) where phone_hash is not null;`,
  },
  {
    name: '0002-row-owners',
    sql: `
      insert into row_owners (row_id, kind, principal, version)
      select id, 'client', 'client:' || submitted_by, 0 from leads;
      -- Who has the lead is told by routing.
      insert into events (id, type, version, aggregate_id, sequence, occurred_at, payload)
      select gen_random_uuid(), 'SubmittersStated', 1, gen_random_uuid(), 1, now(), jsonb_build_object('submitters',
        jsonb_agg(jsonb_build_object('leadId', id, 'submittedBy', submitted_by)))
      from (
        select id, submitted_by, (row_number() over (order by id) - 1) / 500 as batch from leads
      ) submitted
      group by batch;`,
  },
  { name: '0003-webhooks', sql: webhookTables },
  {
    name: '0004-duplicate-submissions',
    sql: `
      create table duplicate_submissions (
        submitted_by text not null,
        idempotency_key text not null,
        request_hash text not null,
        -- Looked at when all is there: a batch may make the lead and its duplicate together.
        lead_id uuid not null references leads deferrable initially deferred,
        matched_on jsonb not null,
        received_at timestamptz not null,
        primary key (submitted_by, idempotency_key)
      );`,
  },
];
