import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { admin, agentViewer, integrator, integratorViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';
import type { DomainEvent } from '../shared/events.ts';
import type { PersonalizationContext } from './context.ts';
import { purgeSuggestions } from './domain/calls/purge-suggestions.ts';

const leadOffers = /* GraphQL */ `
  query ($leads: [_Any!]!) {
    _entities(representations: $leads) {
      ... on Lead {
        id
        offers {
          id
          tier
          product {
            id
            name
          }
          monthlyPremium {
            amountCents
            currency
          }
          fitScore
          reasons
          preparedAt
        }
      }
    }
  }
`;

const register = /* GraphQL */ `
  mutation ($input: RegisterProductInput!) {
    registerProduct(input: $input) {
      __typename
      ... on ProductRegistered {
        product {
          id
          active
        }
      }
      ... on ProductRejected {
        reasons {
          field
          message
        }
      }
    }
  }
`;

const start = /* GraphQL */ `
  mutation ($leadId: ID!, $key: String) {
    startCall(input: { leadId: $leadId, idempotencyKey: $key }) {
      __typename
      ... on CallStarted {
        call {
          id
          status
          agentId
          lead {
            id
          }
        }
      }
      ... on CallNotPossible {
        reason
      }
    }
  }
`;

const say = /* GraphQL */ `
  mutation ($callId: ID!, $text: String!, $speaker: Speaker!, $key: String) {
    addUtterance(input: { callId: $callId, speaker: $speaker, text: $text, idempotencyKey: $key }) {
      __typename
      ... on UtteranceAdded {
        utterance {
          id
          sequence
          speaker
          text
          sentiment
          intents {
            kind
            confidence
          }
        }
        suggestions {
          id
          sequence
          kind
          text
          confidence
          offer {
            id
            tier
          }
          utterance {
            id
          }
        }
      }
      ... on UtteranceRejected {
        field
        message
      }
      ... on CallAlreadyEnded {
        call {
          status
        }
      }
    }
  }
`;

const end = /* GraphQL */ `
  mutation ($callId: ID!) {
    endCall(input: { callId: $callId }) {
      __typename
      ... on CallEnded {
        call {
          status
          endedAt
        }
      }
    }
  }
`;

const wholeCall = /* GraphQL */ `
  query ($id: ID!, $first: Int, $after: String) {
    call(id: $id) {
      status
      utterances(first: $first, after: $after) {
        edges {
          node {
            sequence
            text
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      suggestions(first: 100) {
        edges {
          cursor
          node {
            id
            sequence
            text
          }
        }
      }
    }
  }
`;

const follow = /* GraphQL */ `
  subscription ($callId: ID!, $after: String) {
    coachingSuggestions(callId: $callId, after: $after) {
      cursor
      suggestion {
        id
        kind
        text
        confidence
        sequence
      }
      call {
        id
        status
        lead {
          id
        }
      }
    }
  }
`;

interface Item {
  readonly cursor: string;
  readonly suggestion: { readonly id: string; readonly sequence: number; readonly text: string };
  readonly call: { readonly status: string; readonly lead: { readonly id: string } };
}

function product(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    idempotencyKey: randomUUID(),
    name: `Product ${randomUUID()}`,
    lineOfBusiness: 'AUTO',
    tier: 'BASIC',
    baseMonthlyPremium: { amountCents: 10_000 },
    ...changes,
  };
}

function submitted(leadId: string, changes: Record<string, unknown> = {}) {
  const payload = {
    status: 'SUBMITTED',
    source: 'web',
    lineOfBusiness: 'AUTO',
    country: 'US',
    state: 'NY',
    sealedContact: 'sealed',
    consentChannels: ['PHONE'],
    attributes: {},
    referralCode: null,
    campaign: null,
    submittedBy: 'web',
    ...changes,
  };
  return { publisher: 'leads', type: 'LeadSubmitted', aggregateId: leadId, payload };
}

function scored(leadId: string, value = 71) {
  const payload = {
    value,
    quality: value > 66 ? 'HIGH' : 'LOW',
    conversionProbability: value / 100,
    modelName: 'test',
    modelVersion: '1',
  };
  return { publisher: 'scoring', type: 'LeadScored', aggregateId: leadId, payload };
}

function assigned(leadId: string, agentId: string, type = 'LeadAssigned') {
  const payload =
    type === 'LeadAssigned' ? { agentId, agentName: 'Grace', attempt: 1 } : { agentId, reason: null };
  return { publisher: 'routing', type, aggregateId: leadId, payload };
}

describe('personalization', () => {
  let scenario: Scenario;
  let now = new Date('2025-03-01T10:00:00Z');
  beforeAll(async () => {
    scenario = await startScenario({ only: ['personalization'], clock: () => now });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const ask = (query: string, variables: Record<string, unknown>, viewer: Viewer = admin) =>
    scenario.data('personalization', query, variables, viewer);
  const codeOf = async (query: string, variables: Record<string, unknown>, viewer: Viewer = admin) => {
    const { errors } = await scenario.request('personalization', query, variables, viewer);
    return errors?.[0]?.extensions['code'];
  };

  async function registered(changes: Record<string, unknown> = {}): Promise<string> {
    const { registerProduct } = await ask(register, { input: product(changes) });
    return registerProduct.product.id;
  }

  async function offersOf(leadId: string): Promise<Record<string, any>[]> {
    const { _entities } = await ask(leadOffers, { leads: [{ __typename: 'Lead', id: leadId }] });
    return _entities[0].offers;
  }

  async function aLead(changes: Record<string, unknown> = {}): Promise<string> {
    const leadId = randomUUID();
    await scenario.publish(submitted(leadId, changes));
    return leadId;
  }

  async function aCall(leadId?: string, viewer: Viewer = admin): Promise<string> {
    const { startCall } = await ask(start, { leadId: leadId ?? (await aLead()) }, viewer);
    return startCall.call.id;
  }

  async function said(callId: string, text: string, more: Record<string, unknown> = {}) {
    const { addUtterance } = await ask(say, { callId, text, speaker: 'CUSTOMER', ...more });
    return addUtterance;
  }

  async function opened(callId: string, after?: string) {
    const stream = await scenario.subscribe('personalization', follow, { callId, after });
    const next = async (): Promise<Item | undefined> => {
      const { done, value } = await stream.next();
      if (done === true) return undefined;
      if (value.errors !== undefined) throw value.errors[0];
      return value.data?.['coachingSuggestions'] as Item;
    };
    const rest = async (): Promise<Item[]> => {
      const items: Item[] = [];
      for (let item = await next(); item !== undefined; item = await next()) items.push(item);
      return items;
    };
    return { next, rest, close: () => stream.return?.() };
  }

  function listeners(callId: string): number {
    return scenario
      .running('personalization')
      .createContext(admin)
      .signals.listenerCount(`coaching:${callId}`);
  }

  describe('offers', () => {
    it('prepares one offer per tier once a lead is submitted and scored, in either order', async () => {
      for (const tier of ['PREMIUM', 'BASIC', 'STANDARD'])
        await registered({ lineOfBusiness: 'RENTERS', tier, baseMonthlyPremium: { amountCents: 2_000 } });
      const attributes = { monthlyBudgetCents: 2_500, householdSize: 2 };
      const [first, second] = [randomUUID(), randomUUID()];
      await scenario.publish(submitted(first, { lineOfBusiness: 'RENTERS', attributes }));
      expect(await offersOf(first)).toEqual([]);
      await scenario.publish(scored(first));
      await scenario.publish(scored(second));
      await scenario.publish(submitted(second, { lineOfBusiness: 'RENTERS', attributes }));
      const offers = await offersOf(first);
      expect(offers.map((offer) => offer['tier'])).toEqual(['BASIC', 'STANDARD', 'PREMIUM']);
      expect(offers[1]).toMatchObject({
        monthlyPremium: { amountCents: 2_000, currency: 'USD' },
        reasons: expect.arrayContaining(['Within the budget, with $5.00 a month to spare.']),
      });
      const content = (offer: Record<string, any>) => [offer['tier'], offer['fitScore'], offer['reasons']];
      expect((await offersOf(second)).map(content)).toEqual(offers.map(content));
      const recorded = await scenario.recorded('personalization', 'OffersPrepared');
      const ofFirst = recorded.filter((event) => event.aggregateId === first);
      expect(ofFirst).toHaveLength(1);
      expect(ofFirst[0]?.payload['offers']).toMatchObject(
        offers.map((offer) => ({ offerId: offer['id'], tier: offer['tier'] })),
      );
    });

    it('offers nothing where no product of the line is sold', async () => {
      await registered({ lineOfBusiness: 'LIFE', states: ['ca'] });
      const leadId = await aLead({ lineOfBusiness: 'LIFE', state: 'NY' });
      const nowhere = await aLead({ lineOfBusiness: 'LIFE', state: null });
      for (const id of [leadId, nowhere]) {
        await scenario.publish(scored(id));
        expect(await offersOf(id)).toEqual([]);
      }
      const californian = await aLead({ lineOfBusiness: 'LIFE', state: 'CA' });
      await scenario.publish(scored(californian));
      expect(await offersOf(californian)).toHaveLength(1);
    });

    it('prepares offers again on demand with new products, and keeps the id of an offer', async () => {
      await registered({ lineOfBusiness: 'HOME', tier: 'BASIC' });
      const leadId = await aLead({ lineOfBusiness: 'HOME' });
      await scenario.publish(scored(leadId));
      const [before] = await offersOf(leadId);
      const cheaper = await registered({
        lineOfBusiness: 'HOME',
        tier: 'BASIC',
        baseMonthlyPremium: { amountCents: 5_000 },
      });
      const prepare = /* GraphQL */ `
        mutation ($leadId: ID!) {
          prepareOffers(input: { leadId: $leadId }) {
            __typename
            ... on OffersPrepared {
              lead {
                id
              }
              offers {
                id
                product {
                  id
                }
              }
            }
            ... on OffersNotReady {
              missing
            }
          }
        }
      `;
      const { prepareOffers } = await ask(prepare, { leadId });
      expect(prepareOffers).toMatchObject({
        __typename: 'OffersPrepared',
        lead: { id: leadId },
        offers: [{ id: before?.['id'], product: { id: cheaper } }],
      });
      const unscored = await aLead({ lineOfBusiness: 'HOME' });
      expect((await ask(prepare, { leadId: unscored })).prepareOffers).toEqual({
        __typename: 'OffersNotReady',
        missing: 'SCORE',
      });
      expect(await codeOf(prepare, { leadId: randomUUID() })).toBe('NOT_FOUND');
      expect(await codeOf(prepare, { leadId: 'no id' })).toBe('NOT_FOUND');
    });

    it('withdraws an offer when its product is taken out of the range', async () => {
      const productId = await registered({ lineOfBusiness: 'COMMERCIAL' });
      const leadId = await aLead({ lineOfBusiness: 'COMMERCIAL' });
      await scenario.publish(scored(leadId));
      expect(await offersOf(leadId)).toHaveLength(1);
      const retire = `mutation ($id: ID!) { setProductActive(input: {productId: $id, active: false}) { product { active } } }`;
      await ask(retire, { id: productId });
      await scenario.publish(scored(leadId, 20));
      expect(await offersOf(leadId)).toEqual([]);
    });

    it('takes an event once however often it comes', async () => {
      const leadId = await aLead({ lineOfBusiness: 'HEALTH' });
      const event: DomainEvent = await scenario.publish(scored(leadId));
      await scenario.publish(event);
      const recorded = await scenario.recorded('personalization', 'OffersPrepared');
      expect(recorded.filter(({ aggregateId }) => aggregateId === leadId)).toHaveLength(1);
    });

    it('answers an empty list for leads nobody told of, and null for what is no id', async () => {
      const unknown = randomUUID();
      const leads = [unknown, 'no id'].map((id) => ({ __typename: 'Lead', id }));
      expect(await ask(leadOffers, { leads })).toEqual({ _entities: [{ id: unknown, offers: [] }, null] });
    });
  });

  describe('products', () => {
    it('answers the same product to a repeated key and refuses the key with other content', async () => {
      const input = product();
      const first = await ask(register, { input });
      expect(await ask(register, { input })).toEqual(first);
      const { registerProduct } = await ask(register, { input: { ...input, name: 'Other' } });
      expect(registerProduct).toMatchObject({ reasons: [{ field: 'idempotencyKey' }] });
    });

    it('registers once when the same request comes many times at once', async () => {
      const input = product();
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(register, { input })));
      const ids = answers.map(({ registerProduct }) => registerProduct.product.id);
      expect(new Set(ids).size).toBe(1);
    });

    it('reports every reason of a refusal at once', async () => {
      const { registerProduct } = await ask(register, {
        input: product({
          name: ' ',
          baseMonthlyPremium: { amountCents: 0, currency: 'dollars' },
          states: ['New York'],
          highlights: ['x'.repeat(201)],
          rating: {
            ageBands: [
              { fromAge: 18, toAge: 30, factorBasisPoints: 10 },
              { fromAge: 30, toAge: 20, factorBasisPoints: 12_000 },
            ],
            priorClaimSurchargeBasisPoints: -1,
          },
        }),
      });
      expect(registerProduct.reasons.map((reason: { field: string }) => reason.field)).toEqual([
        'baseMonthlyPremium.amountCents',
        'baseMonthlyPremium.currency',
        'name',
        'rating.ageBands.0.factorBasisPoints',
        'rating.ageBands.1.toAge',
        'rating.ageBands',
        'rating.priorClaimSurchargeBasisPoints',
        'states.0',
        'highlights.0',
      ]);
    });

    it('lets only admins and managers change the range', async () => {
      expect(await codeOf(register, { input: product() }, integrator)).toBe('FORBIDDEN');
      expect(await codeOf(register, { input: product({ idempotencyKey: ' ' }) })).toBe('BAD_USER_INPUT');
    });

    it('pages through the range', async () => {
      const query = `query ($after: String, $first: Int) { products(first: $first, after: $after, filter: {active: true}) {
        edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
      const whole = await ask(query, { first: 100 });
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const { products }: Record<string, any> = await ask(query, { first: 2, after });
        ids.push(...products.edges.map((edge: { node: { id: string } }) => edge.node.id));
        after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
      } while (after !== null);
      expect(ids).toEqual(whole.products.edges.map((edge: { node: { id: string } }) => edge.node.id));
      expect(await codeOf(query, { after: 'hostile' })).toBe('BAD_USER_INPUT');
    });
  });

  describe('calls', () => {
    it('starts for everybody who sees the lead, in the name of the agent who starts it', async () => {
      const agentId = randomUUID();
      const sender = integratorViewer('acme');
      const leadId = await aLead({ submittedBy: 'acme' });
      const none = await aLead();
      const viewers = [admin, sender, { ...admin, role: 'manager' } as const];
      for (const viewer of viewers)
        expect((await ask(start, { leadId }, viewer)).startCall.call.agentId).toBeNull();
      expect((await ask(start, { leadId: none }, sender)).startCall.reason).toBe('LEAD_UNKNOWN');
      await scenario.publish(assigned(leadId, agentId));
      for (const viewer of [...viewers, agentViewer(agentId)]) {
        const { startCall } = await ask(start, { leadId }, viewer);
        expect(startCall).toMatchObject({
          __typename: 'CallStarted',
          call: { status: 'ACTIVE', lead: { id: leadId }, agentId },
        });
      }
    });

    it('names the agent the lead is assigned to, until it is given back', async () => {
      const leadId = await aLead();
      const [first, second] = [randomUUID(), randomUUID()];
      const agentNow = async () => (await ask(start, { leadId })).startCall.call.agentId;
      await scenario.publish(assigned(leadId, first));
      expect(await agentNow()).toBe(first);
      await scenario.publish(assigned(leadId, second));
      await scenario.publish(assigned(leadId, first, 'AssignmentDeclined'));
      expect(await agentNow()).toBe(second);
      await scenario.publish(assigned(leadId, second, 'AssignmentDeclined'));
      expect(await agentNow()).toBeNull();
    });

    it('refuses a lead whose submission was never seen', async () => {
      const onlyScored = randomUUID();
      await scenario.publish(scored(onlyScored));
      for (const leadId of [randomUUID(), 'no id', onlyScored]) {
        const { startCall } = await ask(start, { leadId });
        expect(startCall).toEqual({ __typename: 'CallNotPossible', reason: 'LEAD_UNKNOWN' });
      }
    });

    it('starts one call however often one key comes at once', async () => {
      const leadId = await aLead();
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(start, { leadId, key })));
      expect(new Set(answers.map(({ startCall }) => startCall.call.id)).size).toBe(1);
      const { startCall } = await ask(start, { leadId: await aLead(), key });
      expect(startCall.reason).toBe('KEY_REUSED');
    });

    it('ends once and tells how long it was', async () => {
      const callId = await aCall();
      await said(callId, 'Hello');
      now = new Date(now.getTime() + 90_000);
      const first = await ask(end, { callId });
      expect(first.endCall).toMatchObject({ __typename: 'CallEnded', call: { status: 'ENDED' } });
      expect((await ask(end, { callId })).endCall.__typename).toBe('CallAlreadyEnded');
      expect((await said(callId, 'Still there?')).__typename).toBe('CallAlreadyEnded');
      const events = await scenario.recorded('personalization');
      const ofCall = events.filter((event) => event.aggregateId === callId);
      expect(ofCall.map((event) => event.type)).toEqual(['CallStarted', 'CallEnded']);
      expect(ofCall[1]?.payload).toMatchObject({ durationSeconds: 90, utteranceCount: 1 });
      expect(await codeOf(end, { callId: randomUUID() })).toBe('NOT_FOUND');
    });

    it('lists the calls of a lead, newest first, page by page', async () => {
      const leadId = await aLead();
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1) {
        ids.unshift(await aCall(leadId));
        if (count % 2 === 0) now = new Date(now.getTime() + 1_000);
      }
      const query = `query ($leads: [_Any!]!, $after: String) { _entities(representations: $leads) { ... on Lead {
        calls(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } } }`;
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { _entities }: Record<string, any> = await ask(query, {
          leads: [{ __typename: 'Lead', id: leadId }],
          after,
        });
        const { calls } = _entities[0];
        seen.push(...calls.edges.map((edge: { node: { id: string } }) => edge.node.id));
        after = calls.pageInfo.hasNextPage ? calls.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(ids);
    });
  });

  describe('utterances', () => {
    it('reads what was said and coaches at once', async () => {
      await registered({ tier: 'BASIC', name: 'Drive Basic', highlights: ['liability up to $50,000'] });
      const leadId = await aLead();
      await scenario.publish(scored(leadId));
      const callId = await aCall(leadId);
      const added = await said(callId, 'Honestly, that is way too expensive for me.');
      expect(added).toMatchObject({
        __typename: 'UtteranceAdded',
        utterance: { sequence: 1, speaker: 'CUSTOMER', sentiment: 'NEGATIVE' },
      });
      expect(added.utterance.intents[0].kind).toBe('PRICE_OBJECTION');
      const objection = added.suggestions.find((one: { kind: string }) => one.kind === 'OBJECTION_HANDLING');
      expect(objection).toMatchObject({ offer: { tier: 'BASIC' }, utterance: { id: added.utterance.id } });
      expect(objection.text).toContain(' a month');
    });

    it('numbers utterances without gaps, keeps their order and pages through them', async () => {
      const callId = await aCall();
      for (let count = 1; count <= 7; count += 1) await said(callId, `Sentence ${count}.`);
      const seen: { sequence: number; text: string }[] = [];
      let after: string | null = null;
      do {
        const { call }: Record<string, any> = await ask(wholeCall, { id: callId, first: 3, after });
        seen.push(...call.utterances.edges.map((edge: { node: unknown }) => edge.node));
        after = call.utterances.pageInfo.hasNextPage ? call.utterances.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(
        [1, 2, 3, 4, 5, 6, 7].map((count) => ({ sequence: count, text: `Sentence ${count}.` })),
      );
    });

    it('keeps the numbers unbroken when several clients send several utterances in one request', async () => {
      const callId = await aCall();
      const many = /* GraphQL */ `
        fragment Sequence on AddUtteranceResult {
          ... on UtteranceAdded {
            utterance {
              sequence
            }
          }
        }
        mutation ($callId: ID!) {
          one: addUtterance(input: { callId: $callId, speaker: AGENT, text: "One" }) {
            ...Sequence
          }
          two: addUtterance(input: { callId: $callId, speaker: CUSTOMER, text: "Two" }) {
            ...Sequence
          }
          three: addUtterance(input: { callId: $callId, speaker: AGENT, text: "Three" }) {
            ...Sequence
          }
        }
      `;
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(many, { callId })));
      const sequences = answers.flatMap((answer) =>
        Object.values(answer).map((result) => result.utterance.sequence as number),
      );
      expect(sequences.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 18 }, (_, index) => index + 1),
      );
    });

    it('refuses empty and endless texts and takes the longest allowed', async () => {
      const callId = await aCall();
      for (const text of ['', ' \n\t', 'x'.repeat(5_001)])
        expect(await said(callId, text)).toMatchObject({ __typename: 'UtteranceRejected', field: 'text' });
      const longest = await said(callId, 'no '.repeat(1_666) + '\0!');
      expect(longest.utterance.sequence).toBe(1);
      expect(await codeOf(say, { callId: randomUUID(), text: 'x', speaker: 'AGENT' })).toBe('NOT_FOUND');
      expect(await codeOf(say, { callId: 'hostile', text: 'x', speaker: 'AGENT' })).toBe('NOT_FOUND');
      expect(await codeOf(say, { callId, text: 'x', speaker: 'AGENT', key: '\0' })).toBe('BAD_USER_INPUT');
    });

    it('adds once for one key, also after the end of the call', async () => {
      const callId = await aCall();
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => said(callId, 'What is covered?', { key })),
      );
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await said(callId, 'Other', { key })).toMatchObject({ field: 'idempotencyKey' });
      await ask(end, { callId });
      expect(await said(callId, 'What is covered?', { key })).toEqual(answers[0]);
      const { call } = await ask(wholeCall, { id: callId });
      expect(call.utterances.edges).toHaveLength(1);
    });

    it('keeps no word readable once the key of the lead is destroyed', async () => {
      const leadId = await aLead();
      const callId = await aCall(leadId);
      await said(callId, 'My secret hideout is in Springfield.');
      const rows = await scenario.sql('select * from personalization.utterances where call_id = $1', [
        callId,
      ]);
      expect(JSON.stringify(rows)).not.toMatch(/Springfield|hideout/);
      await scenario.vault.destroy(leadId);
      const { call } = await ask(wholeCall, { id: callId });
      expect(call.utterances.edges[0].node).toEqual({ sequence: 1, text: null });
      expect(call.suggestions.edges[0].node.text).toBeNull();
    });

    it('answers null for a call nobody started', async () => {
      for (const id of [randomUUID(), 'no id']) expect(await ask(wholeCall, { id })).toEqual({ call: null });
    });
  });

  describe('the stream of coaching', () => {
    const lines = [
      'Hi, I need car insurance',
      'It is too expensive',
      'My current insurer is cheaper',
      'What does it cover?',
      'I need to think about it',
      'We are having a baby',
    ];

    /** A call in which everything was said, and what it gave. */
    async function coached(): Promise<{ callId: string; leadId: string; items: Item[] }> {
      const leadId = await aLead();
      const callId = await aCall(leadId);
      const stream = await opened(callId);
      for (const text of lines) await said(callId, text);
      await ask(end, { callId });
      return { callId, leadId, items: await stream.rest() };
    }

    it('gives everything from the beginning and completes with the call, whenever one subscribes', async () => {
      const leadId = await aLead();
      const callId = await aCall(leadId);
      const before = await opened(callId);
      for (const text of lines.slice(0, 3)) await said(callId, text);
      const during = await opened(callId);
      for (const text of lines.slice(3)) await said(callId, text);
      await ask(end, { callId });
      const after = await opened(callId);
      const streams = await Promise.all([before.rest(), during.rest(), after.rest()]);
      const sequences = streams.map((items) => items.map((item) => item.suggestion.sequence));
      expect(sequences[0]?.length).toBeGreaterThan(5);
      expect(sequences[0]).toEqual(sequences[0]?.map((_, index) => index + 1));
      expect(sequences[1]).toEqual(sequences[0]);
      expect(sequences[2]).toEqual(sequences[0]);
      expect(streams[0]?.[0]?.call.lead.id).toBe(leadId);
      expect(listeners(callId)).toBe(0);
    });

    it('pushes a suggestion to a waiting client and shows the call as it is then', async () => {
      const callId = await aCall();
      const stream = await opened(callId);
      const first = stream.next();
      await said(callId, 'Hello');
      expect((await first)?.call.status).toBe('ACTIVE');
      const ended = stream.rest();
      await ask(end, { callId });
      expect(await ended).toEqual([]);
    });

    it('goes on behind every position without gap or repeat', async () => {
      const { callId, items } = await coached();
      for (const [index, item] of items.entries()) {
        const rest = await (await opened(callId, item.cursor)).rest();
        expect(rest.map(({ cursor }) => cursor)).toEqual(items.slice(index + 1).map(({ cursor }) => cursor));
      }
    });

    it('can be cut and resumed while people speak', async () => {
      const callId = await aCall();
      const seen: number[] = [];
      let after: string | undefined;
      const talk = (async () => {
        for (const text of lines) await said(callId, text);
        await ask(end, { callId });
      })();
      for (;;) {
        const stream = await opened(callId, after);
        const item = await stream.next();
        await stream.close();
        if (item === undefined) break;
        seen.push(item.suggestion.sequence);
        after = item.cursor;
      }
      await talk;
      const { call } = await ask(wholeCall, { id: callId });
      expect(seen).toEqual(call.suggestions.edges.map((_: unknown, index: number) => index + 1));
    });

    it('serves two clients alike, and shares cursors with the list of suggestions', async () => {
      const callId = await aCall();
      const streams = [await opened(callId), await opened(callId)];
      const waiting = streams.map((stream) => stream.rest());
      for (const text of lines) await said(callId, text);
      await ask(end, { callId });
      const [one, two] = await Promise.all(waiting);
      expect(one).toEqual(two);
      const { call } = await ask(wholeCall, { id: callId });
      expect(one?.map(({ cursor }) => cursor)).toEqual(
        call.suggestions.edges.map((edge: { cursor: string }) => edge.cursor),
      );
    });

    it('lets go of its listener when the client leaves while it waits', async () => {
      const callId = await aCall();
      const stream = await opened(callId);
      const first = stream.next();
      await said(callId, 'Hello');
      await first;
      const waiting = stream.next();
      expect(listeners(callId)).toBe(1);
      await stream.close();
      expect(await waiting).toBeUndefined();
      expect(listeners(callId)).toBe(0);
    });

    it('delivers 200 utterances of 4 clients at once completely and in order', async () => {
      const callId = await aCall();
      const stream = await opened(callId);
      const received = stream.rest();
      const client = async (number: number) => {
        for (let count = 0; count < 50; count += 1)
          await said(callId, `${lines[count % lines.length]} ${number}-${count}`, {
            speaker: count % 3 === 0 ? 'AGENT' : 'CUSTOMER',
          });
      };
      await Promise.all([1, 2, 3, 4].map(client));
      await ask(end, { callId });
      const items = await received;
      const rows = await scenario.sql<{ sequence: number }>(
        'select sequence from personalization.utterances where call_id = $1 order by sequence',
        [callId],
      );
      expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
      const { call } = await ask(wholeCall, { id: callId });
      expect(items.map((item) => item.suggestion.id)).toEqual(
        call.suggestions.edges.map((edge: { node: { id: string } }) => edge.node.id),
      );
      expect(items.map((item) => item.suggestion.sequence)).toEqual(items.map((_, index) => index + 1));
    });

    it('says how many suggestions are not kept any more, and completes with the call', async () => {
      const { callId, items } = await coached();
      const other = await coached();
      const ended = `update personalization.calls set ended_at = '2020-01-01' where id = $1`;
      await scenario.sql(ended, [callId]);
      await purgeSuggestions(
        scenario.running('personalization').createContext(admin) as PersonalizationContext,
        new Date('2020-01-02'),
      );
      const withMissed = follow.replace('cursor', 'cursor missed { count }');
      const told = async (after?: string) => {
        const stream = await scenario.subscribe('personalization', withMissed, { callId, after });
        const events: any[] = [];
        for await (const { data } of stream) events.push(data?.['coachingSuggestions']);
        return events;
      };
      const last = items.at(-1)?.cursor;
      const whole = { cursor: last, suggestion: null, call: { id: callId }, missed: { count: items.length } };
      expect(await told()).toMatchObject([whole]);
      expect(await told(items[1]?.cursor)).toMatchObject([
        { cursor: last, missed: { count: items.length - 2 } },
      ]);
      expect(await told(last)).toEqual([]);
      expect(await (await opened(other.callId)).rest()).toEqual(other.items);
    });

    it('is refused for unknown calls and for cursors of somebody else', async () => {
      const refused = async (callId: string, after?: string) =>
        scenario.subscribe('personalization', follow, { callId, after }).then(
          () => 'opened',
          (error: Error) => error.message,
        );
      expect(await refused(randomUUID())).toMatch('There is no call');
      expect(await refused('no id')).toMatch('There is no call');
      const callId = await aCall();
      const forged = [
        '',
        'x',
        Buffer.from('["1"]').toString('base64url'),
        Buffer.from('[1e99]').toString('base64url'),
      ];
      for (const after of forged) expect(await refused(callId, after)).toMatch('after: expected a cursor');
      const ahead = Buffer.from('[1]').toString('base64url');
      expect(await refused(callId, ahead)).toMatch(
        'after: expected a cursor that this stream has reached, got "WzFd".',
      );
    });
  });
});
