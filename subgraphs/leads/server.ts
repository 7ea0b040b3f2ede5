import { inTransaction } from '../shared/context.ts';
import { openOutbound } from '../shared/outbound/outbound.ts';
import { defineSubgraph } from '../shared/subgraph.ts';
import type { SubgraphEnvironment } from '../shared/subgraph.ts';
import { createContext } from './context.ts';
import type { LeadsContext, LeadsResource } from './context.ts';
import { DuplicateSubmission, Lead } from './entities.ts';
import { reactions } from './events.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers.ts';
import { keepUp, keepUpJob, scheduleKeepUp } from './webhooks/domain/keep-up.ts';
import { sendDeliveries } from './webhooks/domain/send-deliveries.ts';
import { sendDeliveriesJob } from './webhooks/domain/sending-jobs.ts';
import { Webhook, WebhookDelivery } from './webhooks/entities.ts';

async function openResource({ outbound: options, vault }: SubgraphEnvironment): Promise<LeadsResource> {
  const outbound = openOutbound(options);
  return { outbound, secrets: vault, [Symbol.asyncDispose]: () => outbound[Symbol.asyncDispose]() };
}

/** Takes leads in, keeps their history, and tells those who sent them what becomes of them. */
export const subgraph = defineSubgraph<LeadsContext, LeadsResource>({
  name: 'leads',
  schemaUrl: new URL('schema.graphql', import.meta.url),
  resolvers,
  entities: [Lead, DuplicateSubmission, Webhook, WebhookDelivery],
  migrations,
  openResource,
  createContext,
  reactions,
  jobs: {
    [sendDeliveriesJob]: (ctx, payload, stopping) =>
      sendDeliveries(ctx, payload as unknown as { webhookId: string }, stopping),
    [keepUpJob]: keepUp,
  },
  // A job is one endpoint's turn, and mostly waits for an answer: endpoints that hang must not take all of them.
  jobConcurrency: 12,
  onStart: (ctx) => inTransaction(ctx, (tx) => scheduleKeepUp(tx, 0)),
});
