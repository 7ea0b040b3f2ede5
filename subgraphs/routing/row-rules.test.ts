import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { hostileIds, newCast, newPeople, submission, whoSees } from '../../test/row-cast.ts';
import type { Cast } from '../../test/row-cast.ts';
import {
  admin,
  agentViewer,
  integrator,
  integratorViewer,
  managerViewer,
  startScenario,
} from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const register = /* GraphQL */ `
  mutation ($input: RegisterAgentInput!) {
    registerAgent(input: $input) {
      ... on AgentRegistered {
        agent {
          id
          team
        }
      }
      ... on AgentRejected {
        reasons {
          field
          message
        }
      }
    }
  }
`;

const update = /* GraphQL */ `
  mutation ($input: UpdateAgentInput!) {
    updateAgent(input: $input) {
      ... on AgentUpdated {
        agent {
          name
          team
        }
      }
      ... on AgentRejected {
        reasons {
          field
          message
        }
      }
    }
  }
`;

const reference = /* GraphQL */ `
  query ($id: ID!) {
    _entities(representations: [{ __typename: "Lead", id: $id }]) {
      ... on Lead {
        assignment {
          status
        }
      }
    }
  }
`;

const answerFields = /* GraphQL */ `
  __typename
  ... on NotYourAssignment {
    leadId
    lead {
      id
    }
  }
  ... on AssignmentNotOpen {
    leadId
    lead {
      id
    }
  }
`;

const accept = /* GraphQL */ `
  mutation ($leadId: ID!) {
    acceptAssignment(input: { leadId: $leadId }) {
      ... on AssignmentAccepted {
        leadId
        lead {
          id
        }
      }
      ${answerFields}
    }
  }
`;

const decline = /* GraphQL */ `
  mutation ($leadId: ID!) {
    declineAssignment(input: { leadId: $leadId }) {
      ... on AssignmentDeclined {
        leadId
        lead {
          id
        }
        assignment {
          agent {
            id
          }
        }
      }
      ${answerFields}
    }
  }
`;

const profile = /* GraphQL */ `
  query ($id: ID!) {
    agent(id: $id) {
      name
      team
      email
      records {
        won
      }
      assignments {
        totalCount
        edges {
          node {
            leadId
          }
        }
      }
    }
  }
`;

const updates = /* GraphQL */ `
  subscription ($agentId: ID!, $after: String) {
    assignmentUpdates(agentId: $agentId, after: $after) {
      cursor
      status
      leadId
      lead {
        id
      }
    }
  }
`;

const states = 'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD'.split(' ');

describe('rows of routing', () => {
  let scenario: Scenario;
  let usedStates = 0;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['routing'], rowPatienceMs: 50 });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const freshState = (): string => states[usedStates++] as string;

  async function registered(state: string, team: string, viewer = admin): Promise<string> {
    const input = {
      idempotencyKey: randomUUID(),
      name: 'Ada',
      email: `${randomUUID()}@example.com`,
      linesOfBusiness: ['AUTO'],
      licensedStates: [state],
      team,
    };
    return (await scenario.data('routing', register, { input }, viewer)).registerAgent.agent.id;
  }

  async function newLead(state: string): Promise<string> {
    const leadId = randomUUID();
    await scenario.publish(submission(leadId, { state }));
    await scenario.publish({
      publisher: 'scoring',
      type: 'LeadScored',
      aggregateId: leadId,
      payload: {
        value: 71,
        quality: 'HIGH',
        conversionProbability: 0.71,
        modelName: 'test',
        modelVersion: '1',
      },
    });
    await scenario.settled();
    return leadId;
  }

  /** One agent has a lead, another of the same team sells elsewhere, a second lead waits. */
  async function cast(): Promise<Cast> {
    const people = newPeople();
    const state = freshState();
    const agentId = await registered(state, people.team);
    const otherAgentId = await registered(freshState(), people.team);
    const leads = { held: await newLead(state), unassigned: await newLead('WY') };
    return newCast(leads, { ...people, agentId, otherAgentId });
  }

  const move = (id: string, team: string, viewer = admin): Promise<any> =>
    scenario.data('routing', update, { input: { id, team } }, viewer);

  it('are assignments, seen by whom the lead belongs to', async () => {
    const { seen, expected } = await whoSees(await cast(), async (id, viewer) => {
      const { _entities } = await scenario.data('routing', reference, { id }, viewer);
      return _entities[0].assignment !== null;
    });
    expect(seen).toEqual(expected);
  });

  it('are answered by whom they belong to; for others there is no assignment', async () => {
    const { members, leads } = await cast();
    for (const { viewer, sees } of members) {
      if (viewer.role === 'integrator' || (viewer.role === 'agent' && viewer.agentId === undefined)) continue;
      for (const [standing, leadId] of Object.entries(leads)) {
        const { data, errors } = await scenario.request('routing', accept, { leadId }, viewer);
        if ((sees as string[]).includes(standing))
          expect(data?.['acceptAssignment']).toMatchObject({ leadId, lead: { id: leadId } });
        else
          expect(errors?.map((error) => error.toJSON())).toEqual([
            expect.objectContaining({
              message: `There is no assignment of a lead ${leadId}.`,
              extensions: { code: 'NOT_FOUND', id: leadId },
            }),
          ]);
      }
    }
  });

  it('leave whoever gives them back at once, and tell nothing of where they go', async () => {
    const state = freshState();
    const { team, otherTeam } = newPeople();
    const [one, two] = [await registered(state, team), await registered(state, otherTeam)];
    const leadId = await newLead(state);
    const held = async (viewer: Viewer): Promise<unknown> =>
      (await scenario.data('routing', reference, { id: leadId }, viewer))._entities[0].assignment;
    const first = (await held(agentViewer(one))) !== null ? one : two;
    const second = first === one ? two : one;
    const [firstTeam, secondTeam] = first === one ? [team, otherTeam] : [otherTeam, team];
    const given = {
      declineAssignment: { __typename: 'AssignmentDeclined', leadId, lead: null, assignment: null },
    };
    expect(await scenario.data('routing', decline, { leadId }, agentViewer(first))).toEqual(given);
    expect(await scenario.data('routing', decline, { leadId }, agentViewer(first))).toEqual(given);
    expect(await scenario.data('routing', accept, { leadId }, agentViewer(first))).toEqual({
      acceptAssignment: { __typename: 'NotYourAssignment', leadId, lead: null },
    });
    expect(await held(agentViewer(first))).toBeNull();
    expect(await held(managerViewer(firstTeam))).toBeNull();
    expect(await held(agentViewer(second))).toEqual({ status: 'ASSIGNED' });
    expect(await held(managerViewer(secondTeam))).toEqual({ status: 'ASSIGNED' });
  });

  it('are agents, whose desk, record and address are for them, their managers and admins', async () => {
    const { members, agentId, team, leads } = await cast();
    for (const { name, viewer, sees } of members) {
      const isOpen = viewer.role !== 'integrator' && sees.includes('held');
      const { agent } = await scenario.data('routing', profile, { id: agentId }, viewer);
      expect([name, agent]).toEqual([
        name,
        {
          name: 'Ada',
          team,
          email: isOpen ? expect.any(String) : null,
          records: [],
          assignments: isOpen
            ? { totalCount: 1, edges: [{ node: { leadId: leads.held } }] }
            : { totalCount: 0, edges: [] },
        },
      ]);
    }
  });

  it('hide how the leads of another agent ended', async () => {
    const { agentId, otherAgentId, team, otherTeam, leads } = await cast();
    await scenario.publish({
      publisher: 'leads',
      type: 'LeadOutcomeRecorded',
      aggregateId: leads.held,
      payload: { status: 'SOLD', kind: 'SOLD', monthlyPremiumCents: 9900, currency: 'USD' },
    });
    const who = [
      agentViewer(agentId),
      agentViewer(otherAgentId),
      managerViewer(team),
      managerViewer(otherTeam),
    ];
    const records = await Promise.all(
      who.map(
        async (viewer) => (await scenario.data('routing', profile, { id: agentId }, viewer)).agent.records,
      ),
    );
    expect(records).toEqual([[{ won: 1 }], [], [{ won: 1 }], []]);
  });

  it('are followed by the agent and the managers of the team, until the agent leaves it', async () => {
    const { agentId, otherAgentId, team, otherTeam, leads } = await cast();
    const open = (viewer: Viewer, after?: string) =>
      scenario.subscribe('routing', updates, { agentId, after }, viewer);
    for (const [viewer, expected] of [
      [agentViewer(otherAgentId), 'Expected the own desk, got the desk of another agent.'],
      [
        managerViewer(otherTeam),
        'Expected the desk of an agent whose team you manage, got the desk of another agent.',
      ],
      [integrator, 'Expected role agent or manager or admin, got integrator.'],
    ] as const)
      await expect(open(viewer)).rejects.toThrow(expected);
    const start = Buffer.from('[0]').toString('base64url');
    const streams = [await open(agentViewer(agentId), start), await open(managerViewer(team), start)];
    for (const stream of streams) {
      const { value } = await stream.next();
      expect(value.data.assignmentUpdates).toMatchObject({
        status: 'ASSIGNED',
        leadId: leads.held,
        lead: { id: leads.held },
      });
    }
    await move(agentId, otherTeam);
    await scenario.data('routing', accept, { leadId: leads.held }, agentViewer(agentId));
    const [own, former] = await Promise.allSettled(streams.map((stream) => stream.next()));
    expect(own).toMatchObject({ value: { value: { data: { assignmentUpdates: { status: 'ACCEPTED' } } } } });
    expect(former).toMatchObject({ status: 'rejected', reason: { extensions: { code: 'FORBIDDEN' } } });
    await streams[0]?.return?.();
  });

  it('keep their place in the stream when the lead is no longer the agent’s', async () => {
    const { agentId, leads } = await cast();
    await scenario.data('routing', decline, { leadId: leads.held }, agentViewer(agentId));
    const after = Buffer.from('[0]').toString('base64url');
    const tell = async (viewer: Viewer): Promise<unknown[]> => {
      const stream = await scenario.subscribe('routing', updates, { agentId, after }, viewer);
      const events = [];
      for (let count = 0; count < 2; count++) events.push((await stream.next()).value.data.assignmentUpdates);
      await stream.return?.();
      return events;
    };
    const lost = { cursor: expect.any(String), leadId: leads.held, lead: null };
    expect(await tell(agentViewer(agentId))).toEqual([
      { ...lost, status: 'ASSIGNED' },
      { ...lost, status: 'DECLINED' },
    ]);
    expect(await tell(admin)).toMatchObject([{ lead: { id: leads.held } }, { lead: { id: leads.held } }]);
  });

  it('move with the agent’s team', async () => {
    const { agentId, leads, team, otherTeam } = await cast();
    const seen = (): Promise<boolean[]> =>
      Promise.all(
        [team, otherTeam].map(
          async (name) =>
            (await scenario.data('routing', reference, { id: leads.held }, managerViewer(name)))._entities[0]
              .assignment !== null,
        ),
      );
    expect(await seen()).toEqual([true, false]);
    expect(await move(agentId, otherTeam)).toEqual({
      updateAgent: { agent: { name: 'Ada', team: otherTeam } },
    });
    expect(await seen()).toEqual([false, true]);
    const changes = await scenario.recorded('routing', 'AgentTeamChanged');
    expect(changes.filter((event) => event.aggregateId === agentId)).toMatchObject([
      { sequence: 2, payload: { team: otherTeam, previousTeam: team } },
    ]);
  });

  it('let managers take on and change agents of their own teams alone', async () => {
    const { team, otherTeam, agentId } = await cast();
    const input = {
      idempotencyKey: randomUUID(),
      name: 'Eve',
      linesOfBusiness: ['LIFE'],
      licensedStates: ['NY'],
    };
    const manager = managerViewer(team);
    const refused = (name: string) => ({
      reasons: [{ field: 'team', message: `expected a team that you manage (${team}), got "${name}"` }],
    });
    const take = async (changes: object, viewer = manager): Promise<any> =>
      (await scenario.data('routing', register, { input: { ...input, ...changes } }, viewer)).registerAgent;
    expect(await take({ team: otherTeam })).toEqual(refused(otherTeam));
    expect(await take({})).toEqual(refused('main'));
    expect((await take({ team })).agent.team).toBe(team);
    expect((await take({ idempotencyKey: randomUUID() }, { subject: 'm', role: 'manager' })).agent.team).toBe(
      'main',
    );
    expect((await move(agentId, otherTeam, manager)).updateAgent).toEqual(refused(otherTeam));
    const { errors } = await scenario.request(
      'routing',
      update,
      { input: { id: agentId, name: 'Mallory' } },
      managerViewer(otherTeam),
    );
    expect(errors?.map((error) => error.toJSON())).toEqual([
      expect.objectContaining({
        message: `team: expected a team that you manage (${otherTeam}), got "${team}".`,
        extensions: { code: 'FORBIDDEN' },
      }),
    ]);
  });

  it('are counted while they wait for managers and admins alone', async () => {
    const query = '{ waitingLeads { edges { node { count } } } }';
    for (const viewer of [admin, managerViewer('any')])
      expect((await scenario.data('routing', query, {}, viewer)).waitingLeads.edges).toEqual(
        expect.any(Array),
      );
    for (const viewer of [agentViewer(randomUUID()), integrator]) {
      const { errors } = await scenario.request('routing', query, {}, viewer);
      expect(errors?.[0]).toMatchObject({
        message: `Expected role manager or admin, got ${viewer.role}.`,
        extensions: { code: 'FORBIDDEN' },
      });
    }
  });

  it.each(hostileIds)('are none under a hostile id, case %#', async (id) => {
    for (const viewer of [admin, agentViewer(id), managerViewer(id), integratorViewer(id)]) {
      const { _entities } = await scenario.data('routing', reference, { id }, viewer);
      expect(_entities[0]?.assignment ?? null).toBeNull();
      const { agent } = await scenario.data('routing', profile, { id }, viewer);
      expect(agent).toBeNull();
    }
    const { errors } = await scenario.request('routing', accept, { leadId: id }, agentViewer(randomUUID()));
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});
