import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { subgraphNames, subgraphs } from '../subgraphs/index.ts';
import type { DomainEvent } from '../subgraphs/shared/events.ts';
import { schemaUrl } from '../subgraphs/shared/provision.ts';
import { migrateSubgraph } from '../subgraphs/shared/subgraph.ts';
import { integratorViewer, startScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import { createTestDatabase, testSecret } from './test-database.ts';

const acme = integratorViewer('acme');

type Owners = Record<string, string>;

/** By subgraph: who owns the lead, and the team of the agent who has it. */
async function ownersOf(scenario: Scenario, schemas: readonly string[], leadId: string): Promise<Owners[]> {
  const found: Owners[] = [];
  for (const schema of schemas) {
    const rows = await scenario.sql<{ kind: string; principal: string; group_name: string | null }>(
      `select o.kind, o.principal, g.group_name from ${schema}.row_owners o
       left join ${schema}.principal_groups g on g.member = o.principal where row_id = $1`,
      [leadId],
    );
    const owners: Owners = {};
    for (const row of rows) {
      owners[row.kind] = row.principal;
      if (row.group_name !== null) owners['team'] = row.group_name;
    }
    found.push(owners);
  }
  return found;
}

async function register(scenario: Scenario, input: Record<string, unknown>): Promise<string> {
  const { registerAgent } = await scenario.data(
    'routing',
    `mutation ($input: RegisterAgentInput!) { registerAgent(input: $input) {
       ... on AgentRegistered { agent { id } } ... on AgentRejected { reasons { field message } } } }`,
    { input: { idempotencyKey: randomUUID(), name: 'Ada', linesOfBusiness: ['AUTO'], ...input } },
  );
  return registerAgent.agent.id;
}

async function submit(scenario: Scenario, state: string): Promise<string> {
  const { submitLead } = await scenario.data(
    'leads',
    `mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { ... on LeadSubmitted { lead { id } } } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        source: 'web',
        lineOfBusiness: 'AUTO',
        contact: { lastName: 'Byron', email: `${randomUUID()}@example.com`, state },
      },
    },
    acme,
  );
  return submitLead.lead.id;
}

const decline = `mutation ($leadId: ID!) { declineAssignment(input: { leadId: $leadId }) { __typename } }`;
const move = `mutation ($id: ID!, $team: String!) { updateAgent(input: { id: $id, team: $team }) { __typename } }`;

describe('whose a lead is', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario();
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const everywhere = (owners: Owners): Owners[] => subgraphNames.map(() => owners);

  it('is known alike in all seven subgraphs, when it is given, given back, and when its agent changes teams', async () => {
    const agentId = await register(scenario, { licensedStates: ['NY'], team: ' east ' });
    const leadId = await submit(scenario, 'NY');
    await scenario.settled();
    const held = { client: 'client:acme', desk: `agent:${agentId}`, team: 'team:east' };
    expect(await ownersOf(scenario, subgraphNames, leadId)).toEqual(everywhere(held));

    await scenario.data('routing', move, { id: agentId, team: 'west' });
    await scenario.settled();
    expect(await ownersOf(scenario, subgraphNames, leadId)).toEqual(
      everywhere({ ...held, team: 'team:west' }),
    );

    await scenario.data('routing', decline, { leadId });
    await scenario.settled();
    expect(await ownersOf(scenario, subgraphNames, leadId)).toEqual(
      everywhere({ client: 'client:acme', desk: 'unassigned' }),
    );
  });

  it('is nobody’s while the lead waits', async () => {
    const leadId = await submit(scenario, 'WY');
    await scenario.settled();
    expect(await ownersOf(scenario, subgraphNames, leadId)).toEqual(
      everywhere({ client: 'client:acme', desk: 'unassigned' }),
    );
  });

  it('is changed at once where it is decided, in the transaction that decides', async () => {
    const agentId = await register(scenario, { licensedStates: ['VT'], team: 'north' });
    const leadId = await submit(scenario, 'VT');
    await scenario.settled();
    await scenario.data('routing', decline, { leadId });
    expect(await ownersOf(scenario, ['routing'], leadId)).toEqual([
      { client: 'client:acme', desk: 'unassigned' },
    ]);
    await scenario.data('routing', move, { id: agentId, team: 'south' });
    const teams = await scenario.sql('select group_name from routing.principal_groups where member = $1', [
      `agent:${agentId}`,
    ]);
    expect(teams).toEqual([{ group_name: 'team:south' }]);
  });

  it.each([
    ['team', ' '],
    ['team', 'x'.repeat(101)],
    ['team', '\0'],
    ['team', 'a\ud800'],
  ])('knows no team that is not of its form, case %#', async (field, value) => {
    const { registerAgent } = await scenario.data(
      'routing',
      `mutation ($input: RegisterAgentInput!) { registerAgent(input: $input) {
           ... on AgentRejected { reasons { field } } } }`,
      {
        input: {
          idempotencyKey: randomUUID(),
          name: 'Ada',
          linesOfBusiness: ['AUTO'],
          licensedStates: ['NY'],
          [field]: value,
        },
      },
    );
    expect(registerAgent.reasons).toEqual([{ field: 'team' }]);
  });
});

describe('facts of other subgraphs about whose a lead is', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['experiments'] });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  type Fact = Pick<DomainEvent, 'publisher' | 'type' | 'aggregateId' | 'payload' | 'sequence'>;

  function factsOf(leadId: string, agents: readonly [string, string]): Fact[] {
    const routing = (sequence: number, type: string, aggregateId: string, payload: object): Fact => ({
      publisher: 'routing',
      type,
      aggregateId,
      sequence,
      payload: { ...payload },
    });
    const submission = {
      status: 'SUBMITTED',
      source: 'web',
      lineOfBusiness: 'AUTO',
      country: 'US',
      state: 'NY',
      sealedContact: 'sealed',
      consentChannels: [],
      attributes: {},
      referralCode: null,
      campaign: null,
      submittedBy: 'acme',
    };
    return [
      { publisher: 'leads', type: 'LeadSubmitted', aggregateId: leadId, sequence: 1, payload: submission },
      routing(1, 'AgentRegistered', agents[1], { name: 'Ada', team: 'east' }),
      routing(1, 'LeadAssigned', leadId, { agentId: agents[0], agentName: 'Eve', team: 'north', attempt: 1 }),
      routing(2, 'AssignmentDeclined', leadId, { agentId: agents[0], reason: null }),
      routing(3, 'LeadAssigned', leadId, { agentId: agents[1], agentName: 'Ada', team: 'east', attempt: 2 }),
      routing(2, 'AgentTeamChanged', agents[1], { team: 'west', previousTeam: 'east' }),
    ];
  }

  it('come out the same in every order, twice and late', async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    for (let round = 0; round < 20; round++) {
      const [leadId, one, two] = [randomUUID(), randomUUID(), randomUUID()];
      const facts = factsOf(leadId, [one, two]);
      const twice = [...facts, ...facts].map((fact) => ({ fact, place: random() }));
      for (const { fact } of twice.sort((a, b) => a.place - b.place)) await scenario.publish(fact);
      expect(await ownersOf(scenario, ['experiments'], leadId)).toEqual([
        { client: 'client:acme', desk: `agent:${two}`, team: 'team:west' },
      ]);
    }
  });

  it('name the main team where they are older than teams', async () => {
    const [leadId, agentId] = [randomUUID(), randomUUID()];
    await scenario.publish({
      publisher: 'routing',
      type: 'LeadAssigned',
      aggregateId: leadId,
      payload: { agentId, agentName: 'Ada', attempt: 1 },
    });
    const held = [{ desk: `agent:${agentId}`, team: 'team:main' }];
    expect(await ownersOf(scenario, ['experiments'], leadId)).toEqual(held);
    await scenario.publish({
      publisher: 'routing',
      type: 'AgentRegistered',
      aggregateId: agentId,
      payload: { name: 'Ada' },
    });
    expect(await ownersOf(scenario, ['experiments'], leadId)).toEqual(held);
  });
});

describe('an installation from before rows had owners', () => {
  it('knows whose its leads are once it is updated', async () => {
    await using database = await createTestDatabase();
    const leadIds: string[] = [];
    const before: Owners[][] = [];
    {
      await using old = await startScenario({ database });
      await register(old, { licensedStates: ['NY'] });
      await register(old, { licensedStates: ['VT'] });
      for (const state of ['NY', 'NY', 'VT', 'VT', 'WY']) leadIds.push(await submit(old, state));
      await old.settled();
      await old.data('routing', decline, { leadId: leadIds[2] });
      await old.settled();
      for (const leadId of leadIds) before.push(await ownersOf(old, subgraphNames, leadId));
      for (const schema of subgraphNames) {
        await old.sql(`drop table ${schema}.row_owners, ${schema}.principal_groups`);
        await old.sql(`delete from ${schema}.migrations where name like '%row-owners'`);
      }
      await old.sql('alter table routing.agents drop column team');
      await old.sql(`update routing.events set payload = payload - 'team'`);
    }
    const urlOf = (schema: string): string =>
      schemaUrl({ adminUrl: database.url, secret: testSecret(), schemas: [] }, schema);
    for (const subgraph of subgraphs) await migrateSubgraph(subgraph, urlOf(subgraph.name));
    await using updated = await startScenario({ database });
    await updated.settled();
    for (const [place, leadId] of leadIds.entries())
      expect(await ownersOf(updated, subgraphNames, leadId)).toEqual(before[place]);
    expect(before[0]?.[0]).toEqual({ client: 'client:acme', desk: expect.any(String), team: 'team:main' });
    const stated = await updated.recorded('leads', 'SubmittersStated');
    expect(stated).toHaveLength(1);
    expect(await updated.recorded('routing', 'HoldersStated')).toHaveLength(1);
    // Another start states nothing again.
    for (const subgraph of subgraphs) await migrateSubgraph(subgraph, urlOf(subgraph.name));
    expect(await updated.recorded('leads', 'SubmittersStated')).toEqual(stated);
  }, 60_000);
});
