import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { issueToken } from '../../gateway/access/tokens.ts';
import type { TokenRequest } from '../../gateway/access/tokens.ts';
import type { House } from './requests.ts';

/** A call that goes on, and the agent who is on it. */
export interface OpenCall {
  readonly callId: string;
  readonly authorization: string;
}

/** Asks the graph. @throws Error when the answer has errors */
export type Ask = (
  authorization: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

// The answers are the graph's own, to operations that stand below.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = Record<string, any>;

const STATES = ['NY', 'CA', 'TX', 'FL', 'IL'] as const;
const LEADS_PER_IMPORT = 100;
const AGENTS = 20;
const SOURCE = 'bench';
const READY_WITHIN_MS = 300_000;
const LOOK_MS = 500;
/** Requests of the preparation that are under way at the same time. */
const AT_ONCE = 8;

/** @returns how the house is asked, over connections that stay open */
export function askHouse({ url }: House): { ask: Ask; close(): Promise<void> } {
  const pool = new Pool(url, { connections: 64 });
  const ask: Ask = async (authorization, query, variables) => {
    const { body } = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = JSON.parse(await body.text());
    if (errors) throw new Error(JSON.stringify(errors).slice(0, 500));
    return data;
  };
  return { ask, close: () => pool.close() };
}

/** Fills the house with leads and starts a call with each, by the agent to whom it was assigned. */
export async function startCalls(house: House, ask: Ask, count: number): Promise<OpenCall[]> {
  const bearer = async (request: TokenRequest): Promise<string> =>
    `Bearer ${await issueToken(house.secret, request)}`;
  const admin = await bearer({ role: 'admin' });
  await hireAgents(ask, admin, count);
  await importLeads(ask, await bearer({ role: 'integrator' }), count);
  const leads = await untilAssigned(ask, admin, count);
  const tokens = new Map<string, string>();
  for (const { agentId } of leads) {
    if (!tokens.has(agentId)) tokens.set(agentId, await bearer({ role: 'agent', agentId }));
  }
  return inTurn(leads, async ({ leadId, agentId }) => {
    const authorization = tokens.get(agentId) as string;
    const { startCall } = await ask(authorization, START_CALL, { leadId });
    return { callId: startCall.call.id as string, authorization };
  });
}

async function hireAgents(ask: Ask, authorization: string, leads: number): Promise<void> {
  for (let agent = 0; agent < AGENTS; agent++) {
    const input = {
      idempotencyKey: `bench:${agent}`,
      name: `Agent ${agent}`,
      linesOfBusiness: ['AUTO'],
      licensedStates: STATES,
      capacity: Math.ceil((2 * leads) / AGENTS),
    };
    await ask(authorization, HIRE, { input });
  }
}

async function importLeads(ask: Ask, authorization: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += LEADS_PER_IMPORT) {
    const leads = Array.from({ length: Math.min(LEADS_PER_IMPORT, count - from) }, (_, index) =>
      leadOf(from + index),
    );
    const { importLeads: imported } = await ask(authorization, IMPORT, { input: { leads } });
    for (const { outcome } of imported.results) {
      if (outcome !== 'CREATED') throw new Error(`Expected every lead to be new, got ${outcome}`);
    }
  }
}

function leadOf(index: number): object {
  return {
    idempotencyKey: randomUUID(),
    source: SOURCE,
    lineOfBusiness: 'AUTO',
    contact: {
      firstName: 'Lead',
      lastName: `Number ${index}`,
      email: `lead-${index}@example.com`,
      state: STATES[index % STATES.length],
    },
    attributes: { ageYears: 20 + (index % 50), vehicleYear: 2005 + (index % 18), creditTier: 'GOOD' },
  };
}

/** Resolves when every lead has a score, offers and an agent. */
async function untilAssigned(
  ask: Ask,
  authorization: string,
  count: number,
): Promise<{ leadId: string; agentId: string }[]> {
  for (let waitedMs = 0; waitedMs < READY_WITHIN_MS; waitedMs += LOOK_MS) {
    const found: { leadId: string; agentId: string }[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { leads }: Answer = await ask(authorization, LEADS, { source: SOURCE, after });
      for (const { node } of leads.edges) {
        if (node.score && node.offers.length > 0 && node.assignment?.agent)
          found.push({ leadId: node.id, agentId: node.assignment.agent.id });
      }
      more = leads.pageInfo.hasNextPage && found.length > 0;
      after = leads.pageInfo.endCursor;
    }
    if (found.length === count) return found;
    await delay(LOOK_MS);
  }
  throw new Error(`Not every lead was scored and assigned within ${READY_WITHIN_MS} ms`);
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

const HIRE = /* GraphQL */ `
  mutation Hire($input: RegisterAgentInput!) {
    registerAgent(input: $input) {
      __typename
    }
  }
`;

const IMPORT = /* GraphQL */ `
  mutation Import($input: ImportLeadsInput!) {
    importLeads(input: $input) {
      results {
        outcome
      }
    }
  }
`;

const LEADS = /* GraphQL */ `
  query Leads($source: String!, $after: String) {
    leads(first: 100, after: $after, filter: { source: [$source] }) {
      edges {
        node {
          id
          score {
            value
          }
          offers {
            tier
          }
          assignment {
            agent {
              id
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const START_CALL = /* GraphQL */ `
  mutation Start($leadId: ID!) {
    startCall(input: { leadId: $leadId }) {
      ... on CallStarted {
        call {
          id
        }
      }
    }
  }
`;
