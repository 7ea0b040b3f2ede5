import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ask, listen, operation, published, until } from './graph.ts';
import type { Installation } from './installation.ts';

const register = `mutation ($input: RegisterAgentInput!) { registerAgent(input: $input) {
  ... on AgentRegistered { agent { id assignmentCursor } } ... on AgentRejected { reasons { field message } } } }`;
const update = `mutation ($input: UpdateAgentInput!) { updateAgent(input: $input) { __typename } }`;
const decline = `mutation ($leadId: ID!) { declineAssignment(input: { leadId: $leadId }) {
  ... on AssignmentDeclined { leadId lead { id } assignment { status } } } }`;
const updates = `subscription ($agentId: ID!, $after: String) { assignmentUpdates(agentId: $agentId, after: $after) {
  cursor status leadId lead { id status score { value } } } }`;

/**
 * Two agents in two teams, two managers and two integrators on one graph: each works with what is theirs, and for nobody is
 * there anything else, whichever subgraph is asked.
 */
export async function keepApart(house: Pick<Installation, 'url' | 'token'>): Promise<void> {
  const { url } = house;
  const run = randomUUID().slice(0, 8);
  const source = `apart ${run}`;
  const admin = await house.token('admin');
  const [east, west] = [`east ${run}`, `west ${run}`];
  const ada = await takeOn('Ada', east, 'AU-NSW');
  const grace = await takeOn('Grace', west, 'AU-VIC');
  const tokens = {
    ada: await house.token('agent', ada.id),
    grace: await house.token('agent', grace.id),
    east: await house.token('manager', undefined, { teams: [east] }),
    west: await house.token('manager', undefined, { teams: [west] }),
    acme: await house.token('integrator', undefined, { subject: `acme ${run}` }),
    rival: await house.token('integrator', undefined, { subject: `rival ${run}` }),
  };

  async function takeOn(
    name: string,
    team: string,
    state: string,
  ): Promise<{ id: string; assignmentCursor: string }> {
    const input = {
      idempotencyKey: randomUUID(),
      name,
      linesOfBusiness: ['LIFE'],
      licensedStates: [state],
      team,
    };
    return (await ask(url, admin, register, { input }))['registerAgent'].agent;
  }

  async function send(token: string, state: string, email = `${randomUUID()}@example.com`): Promise<any> {
    const input = {
      idempotencyKey: randomUUID(),
      source,
      lineOfBusiness: 'LIFE',
      contact: { lastName: 'Byron', email, country: 'AU', state, postalCode: '2000' },
    };
    return (await ask(url, token, operation('integrator/submit'), { input }))['submitLead'];
  }

  const desk = async (token: string, id: string): Promise<Record<string, any> | null> =>
    (await ask(url, token, operation('frontend/lead-desk'), { id }))['lead'];
  const isSeen = async (token: string, id: string): Promise<boolean> =>
    (await ask(url, token, published('integrator', 'Lead'), { id }))['lead'] !== null;
  const whoSees = async (id: string): Promise<string[]> => {
    const found = await Promise.all(
      Object.entries(tokens).map(async ([name, token]) => ((await isSeen(token, id)) ? [name] : [])),
    );
    return found.flat();
  };
  const heldBy = (id: string, agentId: string | undefined) =>
    until(
      async () => (await desk(admin, id)) as Record<string, any>,
      (lead) =>
        lead['assignment'] !== null && lead['assignment'].agent?.id === agentId && lead['offers'] !== null,
    );
  const seenBy = async (id: string, ...names: string[]): Promise<void> => {
    await until(
      () => whoSees(id),
      (seen) => JSON.stringify(seen) === JSON.stringify(names),
    );
  };

  const email = `${randomUUID()}@example.com`;
  const [first, second] = [
    (await send(tokens.acme, 'NSW', email)).lead.id,
    (await send(tokens.rival, 'VIC')).lead.id,
  ];
  await Promise.all([heldBy(first, ada.id), heldBy(second, grace.id)]);
  await seenBy(first, 'ada', 'east', 'acme');
  await seenBy(second, 'grace', 'west', 'rival');

  // The whole of it, or nothing: every subgraph draws the same line.
  for (const [id, insiders, outsiders] of [
    [first, [tokens.ada, tokens.east], [tokens.grace, tokens.west]],
    [second, [tokens.grace, tokens.west], [tokens.ada, tokens.east]],
  ] as const) {
    const whole = await desk(admin, id);
    for (const token of insiders) expect(await desk(token, id)).toEqual(whole);
    for (const token of outsiders) expect(await desk(token, id)).toBeNull();
  }
  for (const [token, ids] of [
    [admin, [second, first]],
    [tokens.ada, [first]],
    [tokens.west, [second]],
    [tokens.acme, [first]],
  ] as const) {
    const { leads } = await ask(url, token, published('integrator', 'Leads'), {
      filter: { source: [source] },
    });
    expect(leads.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual(ids);
  }
  expect((await send(tokens.rival, 'NSW', email)).__typename).toBe('LeadAlreadyKnown');

  // A call is its lead's.
  const { startCall } = await ask(url, tokens.ada, operation('agent-desk/call'), { leadId: first });
  const callId: string = startCall.call.id;
  const notThere = await ask(url, tokens.grace, operation('agent-desk/call'), { leadId: first });
  expect(notThere['startCall'].__typename).toBe('CallNotPossible');
  const say = operation('agent-desk/say');
  await expect(ask(url, tokens.grace, say, { callId, text: 'Hello' })).rejects.toThrow('There is no call');
  const coaching = listen(url, tokens.ada, operation('agent-desk/coach'), { callId });
  await ask(url, tokens.ada, say, { callId, text: 'That is too expensive' });
  await coaching.received(1);
  const overheard = listen(url, tokens.grace, operation('agent-desk/coach'), { callId });
  await expect(overheard.completed).rejects.toBeDefined();
  expect(overheard.events).toEqual([]);
  await overheard.close();

  // Given back, it is gone: from the desk, from the call, from the list. The stream says so and keeps its place.
  const adasDesk = listen(url, tokens.ada, updates, { agentId: ada.id, after: ada.assignmentCursor });
  await adasDesk.received(1);
  expect(await ask(url, tokens.ada, decline, { leadId: first })).toEqual({
    declineAssignment: { leadId: first, lead: null, assignment: null },
  });
  await adasDesk.received(2);
  expect(adasDesk.events.at(-1)?.['assignmentUpdates']).toMatchObject({
    status: 'DECLINED',
    leadId: first,
    lead: null,
    cursor: expect.any(String),
  });
  await expect(coaching.completed).rejects.toBeDefined();
  await Promise.all([coaching.close(), adasDesk.close()]);
  await seenBy(first, 'east', 'west', 'acme');

  // The next agent is told at once, and what she is told of is hers at once.
  const gracesDesk = listen(url, tokens.grace, updates, { agentId: grace.id, after: grace.assignmentCursor });
  await gracesDesk.received(1);
  await ask(url, admin, update, { input: { id: grace.id, licensedStates: ['AU-VIC', 'AU-NSW'] } });
  await gracesDesk.received(2);
  expect(gracesDesk.events.at(-1)?.['assignmentUpdates']).toMatchObject({
    status: 'ASSIGNED',
    leadId: first,
    lead: { id: first, score: { value: expect.any(Number) } },
  });
  await gracesDesk.close();
  expect(await isSeen(tokens.grace, first)).toBe(true);
  await seenBy(first, 'grace', 'west', 'acme');

  // Her leads go with her to another team.
  await ask(url, admin, update, { input: { id: grace.id, team: east } });
  await Promise.all(
    [first, second].map((id, place) => seenBy(id, 'grace', 'east', ['acme', 'rival'][place] as string)),
  );
}
