import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ask, listen, operation, until } from './graph.ts';
import type { Installation } from './installation.ts';
import { keepApart } from './keep-apart.ts';

/** What a journey leaves behind, to be found again after a restart. */
export interface Journey {
  readonly leadId: string;
  readonly callId: string;
  /** The whole lead as the desk shows it at the end. */
  readonly desk: Record<string, any>;
}

const customerTurns = [
  'Hello, I would like a quote, but the last one was far too expensive.',
  'My current insurer offers it cheaper.',
  'What does it cover, and how do I sign up?',
];

/** One lead's way through the whole house: every document of the contract, as the three kinds of user send them. */
export async function travel(house: Pick<Installation, 'url' | 'token'>): Promise<Journey> {
  const { url } = house;
  const [integrator, admin] = [await house.token('integrator'), await house.token('admin')];
  const leadId = await submit(url, integrator);
  const readDesk = async (): Promise<Record<string, any>> =>
    (await ask(url, admin, operation('frontend/lead-desk'), { id: leadId }))['lead'];
  const assigned = await until(
    readDesk,
    (lead) => lead['status'] === 'ASSIGNED' && lead['offers'].length === 3,
  );
  const agent = await house.token('agent', assigned['assignment'].agent.id);

  const { startCall } = await ask(url, agent, operation('agent-desk/call'), { leadId });
  expect(startCall.__typename).toBe('CallStarted');
  const callId: string = startCall.call.id;
  const coaching = listen(url, agent, operation('agent-desk/coach'), { callId });
  for (const [place, text] of customerTurns.entries()) {
    const { addUtterance } = await ask(url, agent, operation('agent-desk/say'), { callId, text });
    expect(addUtterance).toMatchObject({ __typename: 'UtteranceAdded', utterance: { sequence: place + 1 } });
  }
  await ask(url, agent, 'mutation ($id: ID!) { endCall(input: { callId: $id }) { __typename } }', {
    id: callId,
  });
  await coaching.completed;
  await coaching.close();
  expectCoaching(coaching.events, leadId);
  await expectResume(url, agent, callId, coaching.events);

  const outcome = { leadId, kind: 'SOLD', monthlyPremium: { amountCents: 11_900 } };
  await ask(
    url,
    agent,
    'mutation ($input: RecordOutcomeInput!) { recordOutcome(input: $input) { __typename } }',
    {
      input: outcome,
    },
  );
  const desk = await until(
    readDesk,
    (lead) =>
      lead['status'] === 'SOLD' &&
      lead['timeline'].edges.length >= 7 &&
      lead['referral'].status === 'CONVERTED',
  );
  expectDesk(desk);
  const { leads } = await ask(url, admin, operation('frontend/desk'));
  expect(leads).toMatchObject({ totalCount: expect.any(Number), pageInfo: {} });
  await keepApart(house);
  return { leadId, callId, desk };
}

async function submit(url: string, token: string): Promise<string> {
  const contact = {
    firstName: 'Ada',
    lastName: 'Byron',
    email: `${randomUUID()}@example.com`,
    phone: '+12125550123',
  };
  const input = {
    idempotencyKey: randomUUID(),
    source: 'end-to-end',
    lineOfBusiness: 'AUTO',
    contact: { ...contact, phone: null, city: 'New York', state: 'NY', postalCode: '10025' },
    consents: [{ channel: 'PHONE', grantedAt: '2025-01-01T00:00:00Z' }],
    attributes: { ageYears: 36, currentlyInsured: true, vehicleYear: 2020, creditTier: 'GOOD' },
    referralCode: 'FRIENDS',
    campaign: { utmSource: 'newsletter' },
  };
  const { submitLead } = await ask(url, token, operation('integrator/submit'), { input });
  expect(submitLead).toMatchObject({ __typename: 'LeadSubmitted', lead: { status: 'SUBMITTED' } });
  const again = await ask(url, token, operation('integrator/submit'), { input });
  expect(again['submitLead'].lead.id).toBe(submitLead.lead.id);
  return submitLead.lead.id;
}

/** Each event carries what four other subgraphs know of the lead. */
function expectCoaching(events: readonly Record<string, any>[], leadId: string): void {
  expect(events.length).toBeGreaterThanOrEqual(customerTurns.length);
  const cursors = events.map((event) => event['coachingSuggestions'].cursor);
  expect(new Set(cursors).size).toBe(cursors.length);
  for (const { coachingSuggestions } of events) {
    expect(coachingSuggestions.suggestion.text).not.toBe('');
    expect(coachingSuggestions.call.lead).toMatchObject({
      id: leadId,
      score: { value: expect.any(Number) },
      offers: [{ tier: 'BASIC' }, { tier: 'STANDARD' }, { tier: 'PREMIUM' }],
      assignment: { agent: { name: expect.any(String) } },
    });
  }
}

async function expectResume(
  url: string,
  token: string,
  callId: string,
  events: readonly Record<string, any>[],
): Promise<void> {
  const after = events[0]?.['coachingSuggestions'].cursor;
  const resumed = listen(url, token, operation('agent-desk/coach'), { callId, after });
  await resumed.completed;
  await resumed.close();
  expect(resumed.events).toEqual(events.slice(1));
}

function expectDesk(lead: Record<string, any>): void {
  expect(lead).toMatchObject({
    source: 'end-to-end',
    contact: { firstName: 'Ada', state: 'NY' },
    consents: [{ channel: 'PHONE' }],
    enrichment: { status: 'COMPLETE' },
    risk: { score: expect.any(Number) },
    score: { model: { name: expect.any(String), version: expect.any(String) } },
    assignment: { agent: { name: expect.any(String) } },
    referral: { status: 'CONVERTED', partner: { name: expect.any(String) } },
    calls: { edges: [{ node: { status: 'ENDED' } }] },
  });
  expect(lead['enrichment'].fields.length).toBeGreaterThan(0);
  expect(lead['score'].factors.length).toBeGreaterThan(0);
  expect(lead['assignment'].reasons.length).toBeGreaterThan(0);
  expect(lead['experiments'].length).toBeGreaterThan(0);
  const types = lead['timeline'].edges.map((edge: { node: { type: string } }) => edge.node.type);
  expect(types).toEqual(
    expect.arrayContaining(['SUBMITTED', 'ENRICHED', 'SCORED', 'ASSIGNED', 'CALL_STARTED', 'CALL_ENDED']),
  );
}
