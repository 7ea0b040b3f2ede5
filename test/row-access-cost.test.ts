import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { execute, parse } from 'graphql';
import { subgraphNames } from '../subgraphs/index.ts';
import type { Viewer } from '../subgraphs/shared/context.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** What the lead view asks of each subgraph, for many leads at once, as the gateway does. */
const parts: Record<string, string> = {
  leads: 'status timeline { edges { node { type } } }',
  enrichment: 'enrichment { status } risk { score }',
  scoring: 'score { value }',
  routing: 'assignment { status agent { name email } }',
  personalization: 'offers { id } calls { edges { node { id } } }',
  experiments: 'experiments { variant { key } }',
  growth: 'referral { status }',
};

const underWay = new AsyncLocalStorage<object>();

describe('what it costs to ask whose leads are', () => {
  let scenario: Scenario;
  let leadIds: string[];
  let agentId: string;
  beforeAll(async () => {
    scenario = await startScenario();
    const { registerAgent } = await scenario.data(
      'routing',
      `mutation ($input: RegisterAgentInput!) { registerAgent(input: $input) { ... on AgentRegistered { agent { id } } } }`,
      {
        input: {
          idempotencyKey: randomUUID(),
          name: 'Ada',
          linesOfBusiness: ['LIFE'],
          licensedStates: ['NY'],
          capacity: 100,
          team: 'east',
        },
      },
    );
    agentId = registerAgent.agent.id;
    const leads = Array.from({ length: 25 }, () => ({
      idempotencyKey: randomUUID(),
      source: 'web',
      lineOfBusiness: 'LIFE',
      contact: { lastName: 'Byron', email: `${randomUUID()}@example.com`, state: 'NY' },
    }));
    const { importLeads } = await scenario.data(
      'leads',
      'mutation ($input: ImportLeadsInput!) { importLeads(input: $input) { results { lead { id } } } }',
      { input: { leads } },
      integratorViewer('acme'),
    );
    leadIds = importLeads.results.map((row: { lead: { id: string } }) => row.lead.id);
    await scenario.settled();
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  /** The answer to one request, and how many queries the subgraph sent to its database for it. */
  async function asked(
    name: string,
    query: string,
    viewer: Viewer,
  ): Promise<{ data: unknown; queries: number }> {
    const { schema, createContext } = scenario.running(name);
    const contextValue = createContext(viewer);
    const connection = contextValue.em.getConnection() as unknown as {
      executeQuery: (...args: unknown[]) => Promise<unknown>;
    };
    const send = connection.executeQuery;
    const request = { queries: 0 };
    connection.executeQuery = (...args) => {
      // The relay and the jobs send queries too.
      if (underWay.getStore() === request) request.queries += 1;
      return send.apply(connection, args);
    };
    try {
      const variableValues = { leads: leadIds.map((id) => ({ __typename: 'Lead', id })) };
      const { data, errors } = await underWay.run(request, async () =>
        execute({ schema, document: parse(query), variableValues, contextValue }),
      );
      expect(errors).toBeUndefined();
      return { data, queries: request.queries };
    } finally {
      connection.executeQuery = send;
    }
  }

  const viewers = (): Viewer[] => [
    agentViewer(agentId),
    managerViewer('west', 'east'),
    integratorViewer('acme'),
  ];

  it.each(subgraphNames)('is one query more in %s, for 25 leads', async (name) => {
    const query = `query ($leads: [_Any!]!) { _entities(representations: $leads) { ... on Lead { id ${parts[name]} } } }`;
    const free = await asked(name, query, admin);
    expect(JSON.stringify(free.data)).toContain(leadIds[24]);
    for (const viewer of viewers()) {
      const limited = await asked(name, query, viewer);
      expect(limited.queries - free.queries).toBe(1);
      if (name !== 'routing' || viewer.role !== 'integrator') expect(limited.data).toEqual(free.data);
    }
  });

  it('is nothing in a list, whose query knows the rule', async () => {
    const query = '{ leads(first: 25) { totalCount edges { node { id status } } } }';
    const free = await asked('leads', query, admin);
    for (const viewer of viewers()) expect(await asked('leads', query, viewer)).toEqual(free);
  });
});
