/** Tables of the outgoing webhooks. */
export const webhookTables = `
  create table webhooks (
    id uuid primary key,
    owner text not null,
    hears_all boolean not null,
    url text not null,
    description text,
    event_types jsonb not null,
    secrets jsonb not null,
    is_active boolean not null,
    disabled_at timestamptz,
    disabled_reason text,
    disabled_message text,
    failing_since timestamptz,
    failures_in_row int not null,
    rest_until timestamptz,
    idempotency_key text not null,
    request_hash text not null,
    created_at timestamptz not null,
    unique (owner, idempotency_key)
  );
  create index webhooks_newest on webhooks (created_at desc, id desc);
  create index webhooks_hearing_all on webhooks (id) where is_active and hears_all;

  create table webhook_deliveries (
    id uuid primary key,
    webhook_id uuid not null references webhooks on delete cascade,
    event_id uuid not null,
    event_type text not null,
    lead_id uuid,
    body text not null,
    status text not null,
    failures int not null,
    attempts jsonb not null,
    next_attempt_at timestamptz,
    settled_at timestamptz,
    failure text,
    created_at timestamptz not null,
    unique (webhook_id, event_id)
  );
  create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_attempt_at, id) where status = 'PENDING';
  create index webhook_deliveries_newest on webhook_deliveries (webhook_id, created_at desc, id desc);
  create index webhook_deliveries_by_status on webhook_deliveries (webhook_id, status, created_at desc, id desc);
  create index webhook_deliveries_settled on webhook_deliveries (settled_at) where settled_at is not null;`;
