import { randomUUID } from 'node:crypto';
import { integrator, startScenario } from '../scenario.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import type { Viewer } from '../../subgraphs/shared/context.ts';

/** The leads subgraph alone, and what tests of webhooks ask of it. */
export interface HookedBusiness extends AsyncDisposable {
  readonly scenario: Scenario;
  data(query: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<Record<string, any>>;
  /** `CODE message` of the first error of an answer. */
  error(query: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<string>;
  register(
    url: string,
    input?: Record<string, unknown>,
    viewer?: Viewer,
  ): Promise<{ id: string; secret: string }>;
  /** @returns the lead's id. */
  submit(input?: Record<string, unknown>, viewer?: Viewer): Promise<string>;
  webhook(id: string, viewer?: Viewer): Promise<Record<string, any>>;
  /** An endpoint's deliveries, newest first. */
  deliveries(id: string, status?: readonly string[]): Promise<Record<string, any>[]>;
  /** Has every waiting job run now, as if its time had come, and waits until all is done. */
  jobsRun(): Promise<void>;
}

export const register = /* GraphQL */ `
  mutation ($input: RegisterWebhookInput!) {
    registerWebhook(input: $input) {
      __typename
      ... on WebhookRegistered {
        secret
        webhook {
          id
          url
          description
          eventTypes
          owner
          isActive
        }
      }
      ... on WebhookRejected {
        reasons {
          field
          message
        }
      }
    }
  }
`;

const submit = /* GraphQL */ `
  mutation ($input: SubmitLeadInput!) {
    submitLead(input: $input) {
      __typename
      ... on LeadSubmitted {
        lead {
          id
        }
      }
    }
  }
`;

const read = /* GraphQL */ `
  query ($id: ID!, $status: [WebhookDeliveryStatus!]) {
    webhook(id: $id) {
      id
      url
      description
      eventTypes
      isActive
      disabledAt
      disabledReason
      disabledMessage
      failingSince
      restUntil
      previousSecretValidUntil
      deliveries(first: 100, status: $status) {
        totalCount
        edges {
          node {
            id
            eventType
            status
            body
            lead {
              id
            }
            attempts {
              at
              statusCode
              durationMs
              error
            }
            nextAttemptAt
            settledAt
            failure
          }
        }
      }
    }
  }
`;

export function submission(input: Record<string, unknown> = {}): Record<string, unknown> {
  const contact = { firstName: 'Ada', lastName: 'Byron', email: `ada-${randomUUID()}@example.com` };
  return { idempotencyKey: randomUUID(), source: 'web', lineOfBusiness: 'AUTO', contact, ...input };
}

/** @param options.outbound default: may send to this machine. */
export async function startHookedBusiness(options: ScenarioOptions = {}): Promise<HookedBusiness> {
  const scenario = await startScenario({
    only: ['leads'],
    outbound: { allowPrivate: true },
    ...options,
  });
  const business: HookedBusiness = {
    scenario,
    data: (query, variables, viewer = integrator) => scenario.data('leads', query, variables, viewer),
    async error(query, variables, viewer = integrator) {
      const { errors } = await scenario.request('leads', query, variables, viewer);
      return `${String(errors?.[0]?.extensions['code'])} ${errors?.[0]?.message}`;
    },
    async register(url, input = {}, viewer) {
      const whole = { idempotencyKey: randomUUID(), url, ...input };
      const { registerWebhook } = await business.data(register, { input: whole }, viewer);
      return { id: registerWebhook.webhook.id, secret: registerWebhook.secret };
    },
    async submit(input, viewer) {
      const { submitLead } = await business.data(submit, { input: submission(input) }, viewer);
      return submitLead.lead.id;
    },
    async webhook(id, viewer) {
      return (await business.data(read, { id }, viewer))['webhook'];
    },
    async deliveries(id, status) {
      const { webhook } = await business.data(read, { id, status });
      return webhook.deliveries.edges.map(({ node }: { node: Record<string, any> }) => node);
    },
    async jobsRun() {
      await scenario.sql(`select leads_jobs.reschedule_jobs(array_agg(id), run_at => now())
        from leads_jobs._private_jobs where locked_at is null`);
      // Adding a job tells the workers to look.
      await scenario.sql(`select leads_jobs.add_job('keep-up-webhooks', job_key => 'keep-up-webhooks')`);
      await scenario.settled();
    },
    [Symbol.asyncDispose]: () => scenario[Symbol.asyncDispose](),
  };
  return business;
}
