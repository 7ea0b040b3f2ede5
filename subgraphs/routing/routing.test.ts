import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { admin, agentViewer, integrator, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import { inTransaction, systemViewer } from '../shared/context.ts';
import { retryWaitingLeads, sweepWaitingLeads } from './domain/retry-waiting-leads.ts';
import { purgeUpdates } from './domain/purge-updates.ts';
import { learnOfScore, learnOfSubmission } from './domain/learn-of-lead.ts';
import type { RoutingContext } from './context.ts';

const register = /* GraphQL */ `
  mutation ($input: RegisterAgentInput!) {
    registerAgent(input: $input) {
      __typename
      ... on AgentRegistered {
        agent {
          id
          name
          email
          linesOfBusiness
          licensedStates
          capacity
          openLeads
          active
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
      __typename
      ... on AgentUpdated {
        agent {
          name
          email
          capacity
          experienceYears
          active
          licensedStates
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

const assignmentOf = /* GraphQL */ `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Lead {
        assignment {
          status
          assignedAt
          attempt
          waitingReason
          agent {
            id
            name
          }
          reasons {
            factor
            weight
            value
          }
        }
      }
    }
  }
`;

const accept = /* GraphQL */ `
  mutation ($input: AcceptAssignmentInput!) {
    acceptAssignment(input: $input) {
      __typename
      ... on AssignmentAccepted {
        assignment {
          status
          acceptedAt
          agent {
            id
          }
        }
      }
      ... on AssignmentNotOpen {
        status
      }
    }
  }
`;

const decline = /* GraphQL */ `
  mutation ($input: DeclineAssignmentInput!) {
    declineAssignment(input: $input) {
      __typename
      ... on AssignmentDeclined {
        assignment {
          status
          attempt
          waitingReason
          agent {
            id
          }
        }
      }
      ... on AssignmentNotOpen {
        status
      }
    }
  }
`;

const agentQuery = /* GraphQL */ `
  query ($id: ID!) {
    agent(id: $id) {
      openLeads
      records {
        lineOfBusiness
        won
        lost
        winRate
      }
    }
  }
`;

const stateCodes =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NM NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV'.split(
    ' ',
  );

describe('routing', () => {
  let scenario: Scenario;
  let usedStates = 0;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['routing'] });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  /** A state no other test uses: tests share the business, not the agents. */
  function freshState(): string {
    return stateCodes[usedStates++] as string;
  }

  async function registered(state: string, changes: Record<string, unknown> = {}): Promise<string> {
    const input = {
      idempotencyKey: randomUUID(),
      name: 'Grace',
      linesOfBusiness: ['AUTO'],
      licensedStates: [state],
      ...changes,
    };
    const { registerAgent } = await scenario.data('routing', register, { input });
    expect(registerAgent.__typename).toBe('AgentRegistered');
    return registerAgent.agent.id;
  }

  function submitted(leadId: string, state: string | null, lineOfBusiness = 'AUTO', country = 'US') {
    return scenario.publish({
      publisher: 'leads',
      type: 'LeadSubmitted',
      aggregateId: leadId,
      payload: {
        status: 'SUBMITTED',
        source: 'web',
        lineOfBusiness,
        country,
        state,
        sealedContact: 'sealed',
        consentChannels: [],
        attributes: {},
        referralCode: null,
        campaign: null,
        submittedBy: 'test',
      },
    });
  }

  function scored(leadId: string, value = 71, quality = 'HIGH') {
    return scenario.publish({
      publisher: 'scoring',
      type: 'LeadScored',
      aggregateId: leadId,
      payload: { value, quality, conversionProbability: value / 100, modelName: 'test', modelVersion: '1' },
    });
  }

  async function newLead(state: string | null, lineOfBusiness = 'AUTO', value = 71): Promise<string> {
    const leadId = randomUUID();
    await submitted(leadId, state, lineOfBusiness);
    await scored(leadId, value);
    return leadId;
  }

  function ended(leadId: string, kind = 'SOLD') {
    return scenario.publish({
      publisher: 'leads',
      type: 'LeadOutcomeRecorded',
      aggregateId: leadId,
      payload: {
        status: kind === 'SOLD' ? 'SOLD' : 'LOST',
        kind,
        monthlyPremiumCents: kind === 'SOLD' ? 9900 : null,
        currency: kind === 'SOLD' ? 'USD' : null,
      },
    });
  }

  /** Once everything that is under way has been decided. */
  async function assignment(leadId: string): Promise<any> {
    await scenario.settled();
    const representations = [{ __typename: 'Lead', id: leadId }];
    const { _entities } = await scenario.data('routing', assignmentOf, { representations });
    return _entities[0].assignment;
  }

  async function eventsOf(leadId: string, type?: string): Promise<string[]> {
    const events = await scenario.recorded('routing', type);
    return events.filter(({ aggregateId }) => aggregateId === leadId).map((event) => event.type);
  }

  const answer = async (mutation: string, input: object, viewer = admin): Promise<any> =>
    Object.values(await scenario.data('routing', mutation, { input }, viewer))[0];

  const system = (): RoutingContext =>
    scenario.running('routing').createContext(systemViewer) as RoutingContext;

  describe('agents', () => {
    it('leaves word of who takes an e-mail of an agent in, and reads it', async () => {
      const id = await registered('AU-TAS', { email: `${randomUUID()}@example.com`, active: false });
      const reader = { ...admin, subject: randomUUID() };
      await scenario.data('routing', 'query ($id: ID!) { agent(id: $id) { email } }', { id }, reader);
      const accesses = await scenario.vault.accesses({ subjectId: id, limit: 10 });
      expect(accesses.map(({ kind, caller }) => [kind, caller.subject])).toEqual(
        expect.arrayContaining([
          ['READ', reader.subject],
          ['CHANGE', admin.subject],
        ]),
      );
    });

    it('are registered with codes in their canonical form, and once per idempotency key', async () => {
      const input = {
        idempotencyKey: randomUUID(),
        name: ' Ada ',
        email: `Ada.${randomUUID()}@Example.com`,
        linesOfBusiness: ['HOME', 'AUTO', 'HOME'],
        licensedStates: ['ny', 'au-nsw', 'US-NY'],
        capacity: 3,
      };
      const first = await answer(register, input);
      expect(first.agent).toMatchObject({
        name: 'Ada',
        email: input.email.toLowerCase(),
        linesOfBusiness: ['AUTO', 'HOME'],
        licensedStates: ['AU-NSW', 'US-NY'],
        capacity: 3,
        openLeads: 0,
        active: true,
      });
      expect(await answer(register, input)).toEqual(first);
      expect(await answer(register, { ...input, name: 'Eve' })).toMatchObject({
        reasons: [{ field: 'idempotencyKey' }],
      });
      expect(await answer(register, { ...input, idempotencyKey: randomUUID() })).toMatchObject({
        reasons: [{ field: 'email' }],
      });
    });

    it('are refused with every reason at once', async () => {
      const { reasons } = await answer(register, {
        idempotencyKey: ' ',
        name: '\0',
        email: 'nobody',
        linesOfBusiness: [],
        licensedStates: ['NY', '*'],
        capacity: -1,
        experienceYears: 400,
      });
      expect(reasons.map((reason: { field: string }) => reason.field)).toEqual([
        'idempotencyKey',
        'name',
        'email',
        'linesOfBusiness',
        'licensedStates.1',
        'capacity',
        'experienceYears',
      ]);
    });

    it.each([{ name: 'A\ud800' }, { email: '\ud800@example.com' }, { idempotencyKey: '\ud800' }])(
      'are refused with half of a surrogate pair: %j',
      async (changes) => {
        const { reasons } = await answer(register, {
          idempotencyKey: randomUUID(),
          name: 'Ada',
          linesOfBusiness: ['LIFE'],
          licensedStates: ['NY'],
          ...changes,
        });
        expect(reasons.map((reason: { field: string }) => reason.field)).toEqual(Object.keys(changes));
      },
    );

    it('are one when ten equal requests arrive together', async () => {
      const input = {
        idempotencyKey: randomUUID(),
        name: 'Ada',
        email: `${randomUUID()}@example.com`,
        linesOfBusiness: ['LIFE'],
        licensedStates: ['NY'],
      };
      const answers = await Promise.all(Array.from({ length: 10 }, () => answer(register, input)));
      expect(new Set(answers.map(({ agent }) => agent.id)).size).toBe(1);
    });

    it('are changed in part: left out stays, null clears what may be empty and is refused elsewhere', async () => {
      const id = await registered('NY', {
        email: `${randomUUID()}@example.com`,
        experienceYears: 4,
        linesOfBusiness: ['LIFE'],
      });
      const renamed = await answer(update, { id, name: 'Grace Hopper' });
      expect(renamed.agent).toMatchObject({ name: 'Grace Hopper', capacity: 10, experienceYears: 4 });
      const cleared = await answer(update, { id, email: null, experienceYears: null });
      expect(cleared.agent).toMatchObject({ name: 'Grace Hopper', email: null, experienceYears: null });
      const refused = await answer(update, { id, capacity: null, name: null });
      expect(refused.reasons.map((reason: any) => reason.field)).toEqual(['name', 'capacity']);
      expect((await answer(update, { id, licensedStates: [] })).reasons).toMatchObject([
        { field: 'licensedStates' },
      ]);
    });

    it.each([integrator, agentViewer(randomUUID())])(
      'are not managed by others than managers',
      async (viewer) => {
        const input = { idempotencyKey: 'k', name: 'Eve', linesOfBusiness: ['AUTO'], licensedStates: ['NY'] };
        const answers = [
          await scenario.request('routing', register, { input }, viewer),
          await scenario.request('routing', update, { input: { id: randomUUID(), name: 'Eve' } }, viewer),
        ];
        for (const { errors } of answers) expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      },
    );

    it.each(['', 'nobody', randomUUID()])('are unknown under the id "%s"', async (id) => {
      expect(await scenario.data('routing', agentQuery, { id })).toEqual({ agent: null });
      const { errors } = await scenario.request('routing', update, { input: { id, name: 'Eve' } });
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    });

    it('are listed in pages without gap or repeat', async () => {
      const state = freshState();
      const ids: string[] = [];
      for (let i = 0; i < 5; i++) ids.unshift(await registered(state));
      const query = /* GraphQL */ `
        query ($after: String, $state: String!) {
          agents(
            first: 2
            after: $after
            filter: { licensedState: $state, lineOfBusiness: AUTO, active: true }
          ) {
            totalCount
            edges {
              node {
                id
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      `;
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { agents }: Record<string, any> = await scenario.data('routing', query, { after, state });
        expect(agents.totalCount).toBe(5);
        seen.push(...agents.edges.map((edge: any) => edge.node.id));
        after = agents.pageInfo.hasNextPage ? agents.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(ids);
      expect(
        await scenario.data('routing', '{ viewerAgent { id } }', {}, agentViewer(ids[0] as string)),
      ).toEqual({
        viewerAgent: { id: ids[0] },
      });
      expect(await scenario.data('routing', '{ viewerAgent { id } }')).toEqual({ viewerAgent: null });
    });

    it.each([
      ['first', '{ agents(first: 0) { totalCount } }'],
      ['after', '{ agents(after: "bm9wZQ") { totalCount } }'],
      [
        'after',
        '{ agents(after: "WzkwMDAwMDAwMDAwMDAwMDAsIjAwMDAwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJd") { totalCount } }',
      ],
      ['filter.licensedState', '{ agents(filter: { licensedState: "Narnia" }) { totalCount } }'],
      ['after', '{ waitingLeads(after: "WzFd") { edges { cursor } } }'],
    ])('are not listed with a bad %s', async (field, query) => {
      const { errors } = await scenario.request('routing', query);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    });
  });

  describe('a lead', () => {
    it.each(['submitted first', 'scored first'])(
      'gets a licensed agent with reasons when %s',
      async (order) => {
        const state = freshState();
        const id = await registered(state, { name: 'Grace', experienceYears: 12 });
        await registered('WY', { name: 'Elsewhere', experienceYears: 12 });
        await registered(state, { name: 'Otherwise', linesOfBusiness: ['HOME'] });
        await registered(state, { name: 'Away', active: false });
        const leadId = randomUUID();
        const steps = [() => submitted(leadId, state.toLowerCase()), () => scored(leadId)];
        if (order === 'scored first') steps.reverse();
        await steps[0]?.();
        expect(await assignment(leadId)).toBeNull();
        await steps[1]?.();
        expect(await assignment(leadId)).toMatchObject({
          status: 'ASSIGNED',
          attempt: 1,
          agent: { id, name: 'Grace' },
          reasons: [
            { factor: 'LOAD', weight: 0.35, value: 1 },
            { factor: 'SKILL', weight: 0.3, value: 0.5 },
            { factor: 'EXPERIENCE', weight: 0.2, value: 1 },
            { factor: 'FAIRNESS', weight: 0.15, value: 1 },
          ],
        });
        expect(await eventsOf(leadId)).toEqual(['LeadAssigned']);
      },
    );

    it('is assigned once, however often its facts come', async () => {
      const state = freshState();
      const id = await registered(state);
      const leadId = randomUUID();
      const events = [await submitted(leadId, state), await scored(leadId)];
      for (const event of events) await scenario.publish(event);
      await scored(leadId, 10, 'LOW');
      await submitted(leadId, state);
      expect(await eventsOf(leadId)).toEqual(['LeadAssigned']);
      expect(await scenario.data('routing', agentQuery, { id })).toMatchObject({ agent: { openLeads: 1 } });
    });

    it('is nothing to speak of before routing knows it', async () => {
      expect(await assignment(randomUUID())).toBeNull();
      const query = `{ _entities(representations: [{ __typename: "Lead", id: "nope" }]) { __typename } }`;
      expect(await scenario.data('routing', query)).toEqual({ _entities: [null] });
      for (const leadId of ['', 'nope', randomUUID()]) {
        const { errors } = await scenario.request('routing', accept, { input: { leadId } });
        expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
      }
    });

    it('waits with a reason while nobody may take it, and says so once', async () => {
      const state = freshState();
      const leadId = await newLead(state);
      expect(await assignment(leadId)).toMatchObject({
        status: 'WAITING',
        agent: null,
        waitingReason: 'NO_LICENSED_AGENT',
        reasons: [],
      });
      await retryWaitingLeads(system());
      await retryWaitingLeads(system());
      expect(await eventsOf(leadId)).toEqual(['LeadWaiting']);
      const id = await registered(state, { capacity: 0 });
      await scenario.settled();
      expect(await assignment(leadId)).toMatchObject({ status: 'WAITING' });
      await answer(update, { id, capacity: 1 });
      await scenario.settled();
      expect(await assignment(leadId)).toMatchObject({ status: 'ASSIGNED', agent: { id } });
      expect(await eventsOf(leadId)).toEqual(['LeadWaiting', 'LeadAssigned']);
    });

    it('waits when its state is not known', async () => {
      const leadId = await newLead(null);
      expect(await assignment(leadId)).toMatchObject({
        status: 'WAITING',
        waitingReason: 'NO_LICENSED_AGENT',
      });
      const { waitingLeads } = await scenario.data(
        'routing',
        '{ waitingLeads { edges { node { lineOfBusiness state count } } } }',
      );
      expect(waitingLeads.edges).toContainEqual({ node: { lineOfBusiness: 'AUTO', state: null, count: 1 } });
    });

    it('takes the place another one leaves, the highest score first', async () => {
      const state = freshState();
      const id = await registered(state, { capacity: 1 });
      const first = await newLead(state);
      const low = await newLead(state, 'AUTO', 20);
      const high = await newLead(state, 'AUTO', 90);
      expect(await assignment(low)).toMatchObject({ status: 'WAITING', waitingReason: 'NO_CAPACITY' });
      await ended(first);
      await scenario.settled();
      expect(await assignment(high)).toMatchObject({ status: 'ASSIGNED', agent: { id } });
      expect(await assignment(low)).toMatchObject({ status: 'WAITING' });
      await ended(high, 'UNREACHABLE');
      await scenario.settled();
      expect(await assignment(low)).toMatchObject({ status: 'ASSIGNED', agent: { id } });
      expect(await scenario.data('routing', agentQuery, { id })).toEqual({
        agent: { openLeads: 1, records: [{ lineOfBusiness: 'AUTO', won: 1, lost: 1, winRate: 0.5 }] },
      });
    });

    it('that ended before it could be routed is never routed', async () => {
      const state = freshState();
      await registered(state);
      const leadId = randomUUID();
      await ended(leadId, 'UNREACHABLE');
      await submitted(leadId, state);
      await scored(leadId);
      expect(await assignment(leadId)).toMatchObject({ status: 'CLOSED', agent: null });
      expect(await eventsOf(leadId)).toEqual([]);
    });

    it('that waited and ended is not tried again', async () => {
      const state = freshState();
      const leadId = await newLead(state);
      await ended(leadId, 'UNREACHABLE');
      await registered(state);
      await scenario.settled();
      await retryWaitingLeads(system());
      expect(await assignment(leadId)).toMatchObject({ status: 'CLOSED', agent: null });
    });
  });

  describe('an answer', () => {
    it('accepts, and accepting again is the same', async () => {
      const state = freshState();
      const id = await registered(state);
      const leadId = await newLead(state);
      const first = await answer(accept, { leadId }, agentViewer(id));
      expect(first).toMatchObject({
        __typename: 'AssignmentAccepted',
        assignment: { status: 'ACCEPTED', agent: { id } },
      });
      expect(await answer(accept, { leadId }, agentViewer(id))).toEqual(first);
      expect(await answer(accept, { leadId }, admin)).toEqual(first);
      expect(await answer(decline, { leadId }, agentViewer(id))).toEqual({
        __typename: 'AssignmentNotOpen',
        status: 'ACCEPTED',
      });
      await ended(leadId);
      expect(await answer(accept, { leadId }, agentViewer(id))).toEqual({
        __typename: 'AssignmentNotOpen',
        status: 'CLOSED',
      });
      expect(await eventsOf(leadId)).toEqual(['LeadAssigned', 'AssignmentAccepted']);
    });

    it('is for whoever has the lead alone', async () => {
      const state = freshState();
      const id = await registered(state);
      const leadId = await newLead(state);
      const stranger = agentViewer(randomUUID());
      for (const mutation of [accept, decline]) {
        const { errors } = await scenario.request('routing', mutation, { input: { leadId } }, stranger);
        expect(errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND', id: leadId });
      }
      for (const agentId of ['\0', 'x']) {
        expect(await answer(decline, { leadId, agentId }, admin)).toEqual({
          __typename: 'NotYourAssignment',
        });
      }
      for (const [input, viewer] of [
        [{ leadId }, integrator],
        [{ leadId }, { subject: 'agent', role: 'agent' as const }],
        [{ leadId, agentId: id }, stranger],
      ] as const) {
        const { errors } = await scenario.request('routing', accept, { input }, viewer);
        expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      }
    });

    it('declines: the lead goes to another agent, never back, and waits when all declined', async () => {
      const state = freshState();
      const agents = [await registered(state), await registered(state)];
      const leadId = await newLead(state);
      const one = (await assignment(leadId)).agent.id;
      const other = agents.find((id) => id !== one) as string;
      const declined = await answer(decline, { leadId, reason: 'on holiday' }, agentViewer(one));
      expect(declined).toEqual({ __typename: 'AssignmentDeclined', assignment: null });
      expect(await assignment(leadId)).toMatchObject({
        status: 'ASSIGNED',
        attempt: 2,
        agent: { id: other },
      });
      expect(await answer(decline, { leadId }, agentViewer(one))).toEqual(declined);
      expect(await answer(accept, { leadId }, agentViewer(one))).toEqual({ __typename: 'NotYourAssignment' });
      expect(await answer(decline, { leadId, agentId: other }, admin)).toMatchObject({
        assignment: { status: 'WAITING', waitingReason: 'ALL_DECLINED', agent: null },
      });
      await scenario.settled();
      expect(await retryWaitingLeads(system())).toBe(0);
      expect(await eventsOf(leadId)).toEqual([
        'LeadAssigned',
        'AssignmentDeclined',
        'LeadAssigned',
        'AssignmentDeclined',
        'LeadWaiting',
      ]);
      const third = await registered(state);
      await scenario.settled();
      expect(await assignment(leadId)).toMatchObject({ attempt: 3, agent: { id: third } });
    });

    it('frees the place of whoever declines for the next lead that waits', async () => {
      const state = freshState();
      const id = await registered(state, { capacity: 1 });
      const first = await newLead(state);
      const second = await newLead(state);
      await answer(decline, { leadId: first }, agentViewer(id));
      await scenario.settled();
      expect(await assignment(first)).toMatchObject({ status: 'WAITING', waitingReason: 'ALL_DECLINED' });
      expect(await assignment(second)).toMatchObject({ status: 'ASSIGNED', agent: { id } });
    });

    it('cannot be both accept and decline', async () => {
      const state = freshState();
      const id = await registered(state);
      for (let round = 0; round < 5; round++) {
        const leadId = await newLead(state);
        expect(await assignment(leadId)).toMatchObject({ status: 'ASSIGNED' });
        const answers = await Promise.all([
          answer(accept, { leadId }, agentViewer(id)),
          answer(decline, { leadId }, agentViewer(id)),
        ]);
        const effects = (await eventsOf(leadId)).filter((type) => type.startsWith('Assignment'));
        expect(effects).toHaveLength(1);
        expect(
          answers.map(({ __typename }) => __typename).filter((name) => name === effects[0]),
        ).toHaveLength(1);
      }
    });
  });

  describe('under load', () => {
    it('never gives a place twice: fifty leads that arrive together, seven places', async () => {
      const state = freshState();
      await registered(state, { capacity: 3 });
      await registered(state, { capacity: 4 });
      const leadIds = Array.from({ length: 50 }, () => randomUUID());
      await Promise.all(leadIds.map((leadId) => submitted(leadId, state)));
      await Promise.all(leadIds.map((leadId) => scored(leadId)));
      const assignments = await Promise.all(leadIds.map(assignment));
      expect(assignments.filter(({ status }) => status === 'ASSIGNED')).toHaveLength(7);
      expect(assignments.filter(({ status }) => status === 'WAITING')).toHaveLength(43);
      const [overfull] = await scenario.sql('select 1 from routing.agents where open_leads > capacity');
      expect(overfull).toBeUndefined();
      for (const [index, leadId] of leadIds.entries())
        expect(await eventsOf(leadId)).toEqual([
          assignments[index].agent === null ? 'LeadWaiting' : 'LeadAssigned',
        ]);
    });

    it('never gives a place twice when two sweeps and new leads compete', async () => {
      const state = freshState();
      const leadIds = Array.from({ length: 40 }, () => randomUUID());
      await Promise.all(leadIds.map((leadId) => submitted(leadId, state)));
      await Promise.all(leadIds.slice(0, 20).map((leadId) => scored(leadId)));
      const [, , , ...late] = await Promise.all([
        registered(state, { capacity: 7 }),
        retryWaitingLeads(system()),
        retryWaitingLeads(system()),
        ...leadIds.slice(20).map((leadId) => scored(leadId)),
        retryWaitingLeads(system()),
      ]);
      expect(late).toHaveLength(21);
      await scenario.settled();
      const assignments = await Promise.all(leadIds.map(assignment));
      expect(assignments.filter(({ status }) => status === 'ASSIGNED')).toHaveLength(7);
    });

    it('decides one lead once when its facts arrive together, twice over', async () => {
      const state = freshState();
      const id = await registered(state);
      const leadId = randomUUID();
      await Promise.all([submitted(leadId, state), scored(leadId), submitted(leadId, state), scored(leadId)]);
      expect(await eventsOf(leadId)).toEqual(['LeadAssigned']);
      expect(await scenario.data('routing', agentQuery, { id })).toMatchObject({ agent: { openLeads: 1 } });
    });

    it('survives declines, ends and new capacity all at once with the books in order', async () => {
      const state = freshState();
      const agents = await Promise.all([1, 2, 3, 4].map((capacity) => registered(state, { capacity })));
      const leadIds = Array.from({ length: 30 }, () => randomUUID());
      await Promise.all(leadIds.map((leadId) => submitted(leadId, state)));
      await Promise.all([
        ...leadIds.map((leadId) => scored(leadId)),
        ...agents.map((id, index) => answer(update, { id, capacity: index + 2 })),
      ]);
      const before = await Promise.all(leadIds.map(assignment));
      const held = leadIds.filter((_, index) => before[index].agent !== null);
      await Promise.all([
        ...held.slice(0, 5).map((leadId) => answer(decline, { leadId })),
        ...held.slice(5).map((leadId) => ended(leadId)),
        ...agents.map((id, index) => answer(update, { id, capacity: index + 3 })),
      ]);
      await scenario.settled();
      const books = await scenario.sql<{ open_leads: number; held: string; capacity: number }>(
        `select open_leads, capacity, (select count(*) from routing.routed_leads l
           where l.agent_id = a.id and l.status in ('ASSIGNED', 'ACCEPTED')) as held
         from routing.agents a where id = any($1::uuid[])`,
        [agents],
      );
      for (const { open_leads, held: counted, capacity } of books) {
        expect(open_leads).toBe(Number(counted));
        expect(open_leads).toBeLessThanOrEqual(capacity);
      }
    });

    it('sweeps past thousands of leads nobody is licensed for in a few queries', async () => {
      const [dead, live] = [freshState(), freshState()];
      await scenario.sql(
        `insert into routing.routed_leads
           (id, line_of_business, state, score_value, score_quality, status, waiting_since, waiting_reason)
         select gen_random_uuid(), 'HOME', 'US-${dead}', 50, 'LOW', 'WAITING', now(), 'NO_LICENSED_AGENT'
         from generate_series(1, 5000)`,
      );
      await scenario.sql('analyze routing.routed_leads');
      const [before] = await scenario.sql<{ xid: string }>('select pg_current_xact_id()::text as xid');
      expect(await retryWaitingLeads(system())).toBe(0);
      const [after] = await scenario.sql<{ xid: string }>('select pg_current_xact_id()::text as xid');
      // Only the two transactions that asked: a sweep that finds nobody writes nothing.
      expect(Number(after?.xid) - Number(before?.xid)).toBeLessThan(10);
      const waiting = await newLead(live, 'HOME');
      await registered(live, { linesOfBusiness: ['HOME'] });
      await scenario.settled();
      expect(await assignment(waiting)).toMatchObject({ status: 'ASSIGNED' });
      const id = await registered(dead, { linesOfBusiness: ['HOME'], capacity: 1000 });
      await scenario.settled();
      expect(await scenario.data('routing', agentQuery, { id })).toMatchObject({
        agent: { openLeads: 1000 },
      });
    });

    it('goes on with the other leads when those of one kind cannot be routed', async () => {
      const [bad, good] = [freshState(), freshState()];
      const leadIds = [await newLead(bad), await newLead(good)] as const;
      const agents = [
        await registered(bad, { active: false }),
        await registered(good, { active: false }),
      ] as const;
      await scenario.sql(`
        create function routing.fail() returns trigger language plpgsql as $$
          begin if new.agent_id = '${agents[0]}' then raise exception 'no desk'; end if; return new; end $$;
        create trigger fail before insert on routing.assignment_updates for each row execute function routing.fail();
        update routing.agents set active = true where id in ('${agents[0]}', '${agents[1]}');`);
      await expect(retryWaitingLeads(system())).rejects.toThrow('no desk');
      expect(await assignment(leadIds[1])).toMatchObject({ agent: { id: agents[1] } });
      expect(await assignment(leadIds[0])).toMatchObject({ status: 'WAITING' });
      await scenario.sql('drop trigger fail on routing.assignment_updates');
      expect(await retryWaitingLeads(system())).toBe(1);
    });

    it('always has a next sweep in wait, one alone', async () => {
      await sweepWaitingLeads(system());
      await sweepWaitingLeads(system());
      await scenario.settled();
      const waiting = await scenario.sql(
        `select 1 from routing_jobs.jobs where task_identifier = 'sweep-waiting-leads' and run_at > now()`,
      );
      expect(waiting).toHaveLength(1);
    });

    it('is not held up by leads that every free agent gave back', async () => {
      const state = freshState();
      const id = await registered(state, { capacity: 200 });
      const declined = Array.from({ length: 120 }, () => randomUUID());
      await scenario.sql(
        `with new as (insert into routing.routed_leads
           (id, line_of_business, state, score_value, score_quality, status, waiting_since, waiting_reason)
           select unnest($1::uuid[]), 'AUTO', $2, 99, 'HIGH', 'WAITING', now(), 'ALL_DECLINED' returning id)
         insert into routing.declines select id, $3, null, now() from new`,
        [declined, `US-${state}`, id],
      );
      const waiting = randomUUID();
      await scenario.sql(
        `insert into routing.routed_leads
           (id, line_of_business, state, score_value, score_quality, status, waiting_since, waiting_reason)
         values ($1, 'AUTO', $2, 1, 'LOW', 'WAITING', now(), 'NO_CAPACITY')`,
        [waiting, `US-${state}`],
      );
      expect(await retryWaitingLeads(system())).toBe(1);
      expect(await assignment(waiting)).toMatchObject({ agent: { id } });
    });
  });

  describe('a desk', () => {
    const desk = /* GraphQL */ `
      query ($id: ID!, $status: [AssignmentStatus!], $after: String) {
        agent(id: $id) {
          assignmentCursor
          assignments(first: 2, after: $after, status: $status) {
            totalCount
            edges {
              node {
                status
                lead {
                  id
                }
              }
            }
            pageInfo {
              hasNextPage
              endCursor
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
          lead {
            id
            assignment {
              status
            }
          }
        }
      }
    `;

    it('shows what the agent has, latest first, in pages and by status', async () => {
      const state = freshState();
      const id = await registered(state);
      const leadIds: string[] = [];
      for (let i = 0; i < 3; i++) leadIds.unshift(await newLead(state));
      await answer(accept, { leadId: leadIds[0] }, agentViewer(id));
      const first = await scenario.data('routing', desk, { id }, agentViewer(id));
      const { assignments } = first.agent;
      expect(assignments.totalCount).toBe(3);
      const { agent: next } = await scenario.data('routing', desk, {
        id,
        after: assignments.pageInfo.endCursor,
      });
      const edges = [...assignments.edges, ...next.assignments.edges];
      expect(edges.map((edge: any) => edge.node.lead.id)).toEqual(leadIds);
      const { agent: accepted } = await scenario.data('routing', desk, { id, status: ['ACCEPTED'] });
      expect(accepted.assignments).toMatchObject({
        totalCount: 1,
        edges: [{ node: { status: 'ACCEPTED', lead: { id: leadIds[0] } } }],
      });
    });

    it('is followed live and resumed from any cursor without gap or repeat', async () => {
      const state = freshState();
      const id = await registered(state);
      const viewer = agentViewer(id);
      const live = await scenario.subscribe('routing', updates, { agentId: id }, viewer);
      const next = async (stream: AsyncIterator<any>): Promise<any> => {
        const { value } = await stream.next();
        expect(value.errors).toBeUndefined();
        return value.data.assignmentUpdates;
      };
      const pending = next(live);
      const leadId = await newLead(state);
      const assigned = await pending;
      expect(assigned).toMatchObject({
        status: 'ASSIGNED',
        lead: { id: leadId, assignment: { status: 'ASSIGNED' } },
      });
      await answer(accept, { leadId }, viewer);
      const accepted = await next(live);
      expect(accepted).toMatchObject({ status: 'ACCEPTED', lead: { assignment: { status: 'ACCEPTED' } } });
      await ended(leadId);
      await live.return?.();
      const resumed = await scenario.subscribe(
        'routing',
        updates,
        { agentId: id, after: assigned.cursor },
        viewer,
      );
      expect([(await next(resumed)).cursor, (await next(resumed)).status]).toEqual([
        accepted.cursor,
        'CLOSED',
      ]);
      const { agent } = await scenario.data('routing', desk, { id });
      const later = next(
        await scenario.subscribe('routing', updates, { agentId: id, after: agent.assignmentCursor }, viewer),
      );
      const following = next(resumed);
      const another = await newLead(state);
      expect([(await later).lead.id, (await following).lead.id]).toEqual([another, another]);
    });

    describe('whose earliest updates are not kept any more', () => {
      const withMissed = updates.replace('status', 'status leadId at missed { count }');

      /** An agent with so many updates, of which those up to `purged` are old enough to be forgotten. */
      async function purgedDesk(count: number, purged: number) {
        const state = freshState();
        const id = await registered(state);
        const { agent } = await scenario.data('routing', desk, { id });
        const leadIds: string[] = [];
        for (let i = 0; i < count; i++) leadIds.push(await newLead(state));
        const age = `update routing.assignment_updates set at = '2020-01-01' where agent_id = $1 and sequence = $2`;
        await scenario.sql(age, [id, purged]);
        await purgeUpdates(system(), new Date('2020-01-02'));
        const follow = async (after: string) => {
          const stream = await scenario.subscribe('routing', withMissed, { agentId: id, after });
          return {
            next: async (): Promise<any> => (await stream.next()).value.data.assignmentUpdates,
            close: () => stream.return?.(),
          };
        };
        return { state, leadIds, start: agent.assignmentCursor as string, follow };
      }

      it('says how many first, then tells the others', async () => {
        const { leadIds, start, follow } = await purgedDesk(4, 2);
        const { next, close } = await follow(start);
        expect(await next()).toEqual({
          cursor: expect.any(String),
          status: null,
          leadId: null,
          lead: null,
          at: expect.stringContaining('T'),
          missed: { count: 2 },
        });
        for (const leadId of leadIds.slice(2))
          expect(await next()).toMatchObject({ leadId, status: 'ASSIGNED', missed: null });
        await close();
      });

      it('says so at once where none is left, and is resumed behind that', async () => {
        const { state, start, follow } = await purgedDesk(3, 3);
        const first = await follow(start);
        const missed = await first.next();
        expect(missed).toMatchObject({ missed: { count: 3 } });
        const second = await follow(missed.cursor);
        const leadId = await newLead(state);
        for (const { next, close } of [first, second]) {
          expect(await next()).toMatchObject({ leadId, missed: null });
          await close();
        }
      });
    });

    it('tells an agent who declined that the lead has left', async () => {
      const state = freshState();
      const id = await registered(state);
      const { agent } = await scenario.data('routing', desk, { id });
      const leadId = await newLead(state);
      await answer(decline, { leadId }, agentViewer(id));
      const stream = await scenario.subscribe('routing', updates, {
        agentId: id,
        after: agent.assignmentCursor,
      });
      const statuses: string[] = [];
      for (let i = 0; i < 2; i++) statuses.push((await stream.next()).value.data.assignmentUpdates.status);
      await stream.return?.();
      expect(statuses).toEqual(['ASSIGNED', 'DECLINED']);
    });

    it('is nobody else’s', async () => {
      const id = await registered(freshState());
      for (const viewer of [agentViewer(randomUUID()), integrator])
        await expect(scenario.subscribe('routing', updates, { agentId: id }, viewer)).rejects.toThrow(
          /Expected/,
        );
      for (const variables of [
        { agentId: randomUUID() },
        { agentId: 'x' },
        { agentId: id, after: 'WyJhIl0' },
        { agentId: id, after: Buffer.from('[1]').toString('base64url') },
      ])
        await expect(scenario.subscribe('routing', updates, variables)).rejects.toThrow();
    });
  });

  it('gives each of seven places once when two entity managers compete for them', async () => {
    const state = freshState();
    await registered(state, { capacity: 7 });
    const leadIds = Array.from({ length: 50 }, () => randomUUID());
    const one = system();
    const other = system();
    expect(one.em).not.toBe(other.em);
    for (const leadId of leadIds)
      await inTransaction(system(), (tx) =>
        learnOfSubmission(tx, { leadId, lineOfBusiness: 'AUTO', country: 'US', state }),
      );
    await Promise.all(
      leadIds.map((leadId, index) => {
        const { em } = index % 2 === 0 ? one : other;
        return inTransaction({ ...one, em: em.fork() }, (tx) =>
          learnOfScore(tx, { leadId, value: 50, quality: 'MEDIUM' }),
        );
      }),
    );
    const assignments = await Promise.all(leadIds.map(assignment));
    expect(assignments.filter(({ status }) => status === 'ASSIGNED')).toHaveLength(7);
  });
});
