import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  assignment,
  declined,
  hostileIds,
  newCast,
  standings,
  submission,
  teamChange,
  tell,
  whoSees,
} from '../../test/row-cast.ts';
import type { Cast, Standing } from '../../test/row-cast.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const start = `mutation ($leadId: ID!) { startCall(input: { leadId: $leadId }) {
  __typename ... on CallStarted { call { id } } ... on CallNotPossible { reason message } } }`;
const say = `mutation ($callId: ID!, $text: String!) {
  addUtterance(input: { callId: $callId, speaker: CUSTOMER, text: $text }) { __typename } }`;
const end = `mutation ($callId: ID!) { endCall(input: { callId: $callId }) { __typename } }`;
const prepare = `mutation ($leadId: ID!) { prepareOffers(input: { leadId: $leadId }) { __typename } }`;
const call = `query ($id: ID!) { call(id: $id) { leadId lead { id } utterances { edges { node { text } } } } }`;
const lead = `query ($id: ID!) { _entities(representations: [{ __typename: "Lead", id: $id }]) { ... on Lead {
  offers { id } calls { edges { node { id suggestions { edges { node { text } } } } } } } } }`;
const parts = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }`;
const follow = `subscription ($callId: ID!, $after: String) {
  coachingSuggestions(callId: $callId, after: $after) { cursor suggestion { text } call { leadId } } }`;

describe('rows of personalization', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['personalization'], rowPatienceMs: 50 });
    await scenario.data(
      'personalization',
      `mutation ($input: RegisterProductInput!) { registerProduct(input: $input) { __typename } }`,
      {
        input: {
          idempotencyKey: randomUUID(),
          name: 'Drive Basic',
          lineOfBusiness: 'AUTO',
          tier: 'BASIC',
          baseMonthlyPremium: { amountCents: 10_000 },
        },
      },
    );
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const ask = (query: string, variables: object, viewer: Viewer = admin): Promise<Record<string, any>> =>
    scenario.data('personalization', query, { ...variables }, viewer);

  const open = (callId: string, viewer: Viewer, after?: string) =>
    scenario.subscribe('personalization', follow, { callId, after }, viewer);

  type Calls = Record<Standing, string>;

  /** A cast in which something was said to each of the leads there are, offers and all. */
  async function cast(): Promise<{ made: Cast; calls: Calls }> {
    const made = newCast();
    await tell(scenario, made);
    const calls: Calls = { held: '', unassigned: '', unknown: randomUUID() };
    for (const standing of ['held', 'unassigned'] as const) {
      const leadId = made.leads[standing];
      const payload = {
        value: 71,
        quality: 'HIGH',
        conversionProbability: 0.71,
        modelName: 'test',
        modelVersion: '1',
      };
      await scenario.publish({ publisher: 'scoring', type: 'LeadScored', aggregateId: leadId, payload });
      calls[standing] = (await ask(start, { leadId }))['startCall'].call.id;
      await ask(say, { callId: calls[standing], text: 'It is too expensive' });
    }
    return { made, calls };
  }

  const byCall =
    (made: Cast, calls: Calls, look: (callId: string, viewer: Viewer) => Promise<boolean>) =>
    (leadId: string, viewer: Viewer): Promise<boolean> =>
      look(calls[standings.find((standing) => made.leads[standing] === leadId) as Standing], viewer);

  it('are offers and calls, seen by whom the lead belongs to', async () => {
    const { made } = await cast();
    const { seen, expected } = await whoSees(made, async (id, viewer) => {
      const { offers, calls } = (await ask(lead, { id }, viewer))['_entities'][0];
      expect(offers.length > 0).toBe(calls.edges.length > 0);
      return offers.length > 0;
    });
    expect(seen).toEqual(expected);
  });

  it('are calls by their id, seen with their lead', async () => {
    const { made, calls } = await cast();
    const { seen, expected } = await whoSees(
      made,
      byCall(made, calls, async (id, viewer) => (await ask(call, { id }, viewer))['call'] !== null),
    );
    expect(seen).toEqual(expected);
  });

  it('are what was said and suggested, when it is referred to', async () => {
    const { made, calls } = await cast();
    const rows = await scenario.sql<{ type: string; id: string }>(
      `select 'Utterance' as type, id from personalization.utterances where call_id = $1 union all
       select 'Suggestion', id from personalization.suggestions where call_id = $1 union all
       select 'Call', id from personalization.calls where id = $1 union all
       select 'Offer', id from personalization.offers where lead_id = $2`,
      [calls.held, made.leads.held],
    );
    expect(new Set(rows.map(({ type }) => type)).size).toBe(4);
    const representations = rows.map(({ type, id }) => ({ __typename: type, id }));
    for (const { viewer, sees } of made.members) {
      const { _entities } = await ask(parts, { representations }, viewer);
      const expected = rows.map(({ type }) => (sees.includes('held') ? { __typename: type } : null));
      expect(_entities).toEqual(expected);
    }
  });

  it('are called by whom they belong to; for others the lead is unknown', async () => {
    const { made } = await cast();
    const { seen, expected } = await whoSees(made, async (leadId, viewer) => {
      const { startCall } = await ask(start, { leadId }, viewer);
      if (startCall.__typename === 'CallStarted') return true;
      const message = 'No submission of such a lead has been seen.';
      expect(startCall).toEqual({ __typename: 'CallNotPossible', reason: 'LEAD_UNKNOWN', message });
      return false;
    });
    expect(seen).toEqual(expected);
  });

  it.each([
    ['said to', say],
    ['ended', end],
  ])('are %s by whom they belong to; for others there is no call', async (_, mutation) => {
    const { made, calls } = await cast();
    const { seen, expected } = await whoSees(
      made,
      byCall(made, calls, async (callId, viewer) => {
        const variables = mutation === say ? { callId, text: 'Hello' } : { callId };
        const { errors } = await scenario.request('personalization', mutation, variables, viewer);
        if (errors === undefined) return true;
        expect(errors.map((error) => error.toJSON())).toEqual([
          expect.objectContaining({
            message: `There is no call ${callId}.`,
            extensions: { code: 'NOT_FOUND', id: callId },
          }),
        ]);
        return false;
      }),
    );
    expect(seen).toEqual(expected);
  });

  it('get offers prepared by whom they belong to; for others there is no lead', async () => {
    const { made } = await cast();
    const { seen, expected } = await whoSees(made, async (leadId, viewer) => {
      const { errors } = await scenario.request('personalization', prepare, { leadId }, viewer);
      if (errors === undefined) return true;
      expect(errors[0]).toMatchObject({
        message: `There is no lead ${leadId}.`,
        extensions: { code: 'NOT_FOUND', id: leadId },
      });
      return false;
    });
    expect(seen).toEqual(expected);
  });

  it('are coached for whom they belong to; for others there is no call', async () => {
    const { made, calls } = await cast();
    const { seen, expected } = await whoSees(
      made,
      byCall(made, calls, async (callId, viewer) => {
        const stream = await open(callId, viewer).catch((error: Error) => {
          expect(error.message.split('\n')[0]).toBe(`There is no call ${callId}.`);
        });
        if (stream === undefined) return false;
        const { value } = await stream.next();
        await stream.return?.();
        return value.data.coachingSuggestions.suggestion.text !== '';
      }),
    );
    expect(seen).toEqual(expected);
  });

  it('end a stream as soon as the lead goes to somebody else, whether or not anything is said', async () => {
    const { made, calls } = await cast();
    const { leads, agentId, otherAgentId, team, otherTeam } = made;
    const next = async (viewer: Viewer) => {
      const stream = await open(calls.held, viewer);
      await stream.next();
      return stream;
    };
    const [own, ofTeam, all] = [
      await next(agentViewer(agentId)),
      await next(managerViewer(team)),
      await next(admin),
    ];
    const lost = { status: 'rejected', reason: { extensions: { code: 'NOT_FOUND', id: calls.held } } };
    const drained = Promise.allSettled([drain(own), drain(ofTeam)]);
    await scenario.publish(assignment(leads.held, otherAgentId, 2));
    // Still in the team: the manager follows on.
    await scenario.publish(teamChange(otherAgentId, team, otherTeam));
    await ask(say, { callId: calls.held, text: 'What does it cover?' });
    expect(await drained).toMatchObject([lost, lost]);
    await ask(end, { callId: calls.held });
    await expect(drain(all)).resolves.toBeUndefined();
    await expect(open(calls.held, agentViewer(agentId))).rejects.toThrow('There is no call');
  });

  async function drain(stream: AsyncIterableIterator<unknown>): Promise<void> {
    for await (const _ of stream) continue;
  }

  it('move with the lead and with its agent’s team', async () => {
    const { made, calls } = await cast();
    const { leads, agentId, otherAgentId, team, otherTeam } = made;
    const who = [
      agentViewer(agentId),
      agentViewer(otherAgentId),
      managerViewer(team),
      managerViewer(otherTeam),
    ];
    const seen = (): Promise<boolean[]> =>
      Promise.all(who.map(async (viewer) => (await ask(call, { id: calls.held }, viewer))['call'] !== null));
    expect(await seen()).toEqual([true, false, true, false]);
    await scenario.publish(declined(leads.held, agentId, 2));
    expect(await seen()).toEqual([false, false, true, true]);
    await scenario.publish(assignment(leads.held, otherAgentId, 3));
    expect(await seen()).toEqual([false, true, true, false]);
    await scenario.publish(teamChange(otherAgentId, team, otherTeam));
    expect(await seen()).toEqual([false, true, false, true]);
    // What comes late changes nothing.
    await scenario.publish(assignment(leads.held, agentId, 1));
    expect(await seen()).toEqual([false, true, false, true]);
  });

  it('can be called by an agent before the news of the assignment has arrived', async () => {
    await using patient = await startScenario({ only: ['personalization'] });
    const made = newCast();
    await patient.publish(submission(made.leads.held));
    const starting = patient.data(
      'personalization',
      start,
      { leadId: made.leads.held },
      agentViewer(made.agentId),
    );
    await patient.publish(assignment(made.leads.held, made.agentId));
    expect((await starting)['startCall']).toMatchObject({ __typename: 'CallStarted' });
  });

  it.each(hostileIds)('are none under a hostile id, case %#', async (id) => {
    for (const viewer of [admin, agentViewer(id), managerViewer(id), integratorViewer(id)]) {
      expect(await ask(call, { id }, viewer)).toEqual({ call: null });
      expect((await ask(start, { leadId: id }, viewer))['startCall'].reason).toBe('LEAD_UNKNOWN');
      const { errors } = await scenario.request('personalization', end, { callId: id }, viewer);
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    }
  });
});
