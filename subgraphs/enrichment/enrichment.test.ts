import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { admin, integrator, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import { systemViewer } from '../shared/context.ts';
import type { EnrichmentContext } from './context.ts';
import { enrichLead, maxAttempts } from './domain/enrich-lead.ts';
import type { EnrichmentProvider } from './domain/providers/provider.ts';

const contact = {
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada.byron@gmail.com',
  phone: '+12125550123',
  street: '1 Main Street',
  city: 'New York',
  state: 'NY',
  postalCode: '10001',
  country: 'US',
  dateOfBirth: null,
};

const leadQuery = /* GraphQL */ `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Lead {
        id
        enrichment {
          status
          confidence
          enrichedAt
          fields {
            name
            value
            provider
            confidence
          }
          overruled {
            name
            value
          }
          providers {
            name
            outcome
          }
        }
        risk {
          score
          severity
          checks {
            kind
            outcome
            reason
          }
        }
      }
    }
  }
`;

const reenrich = /* GraphQL */ `
  mutation ($leadId: ID!) {
    reenrichLead(input: { leadId: $leadId }) {
      __typename
      ... on ReenrichmentQueued {
        lead {
          id
          enrichment {
            status
          }
        }
      }
      ... on LeadDataErased {
        lead {
          id
        }
      }
    }
  }
`;

const registerOffice = /* GraphQL */ `
  mutation ($input: RegisterOfficeInput!) {
    registerOffice(input: $input) {
      __typename
      ... on OfficeRegistered {
        office {
          id
          name
          city
          state
        }
      }
      ... on PostalCodeUnknown {
        postalCode
      }
    }
  }
`;

describe('enrichment', () => {
  let scenario: Scenario;
  // Retries wait in the database's time: they must not be due while a test runs.
  const now = new Date();
  beforeAll(async () => {
    scenario = await startScenario({ only: ['enrichment'], clock: () => now });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  async function submittedEvent(changes: Partial<typeof contact> | null = {}, leadId: string = randomUUID()) {
    const sealedContact = await scenario.vault.seal(leadId, { ...contact, ...changes });
    if (changes === null) await scenario.vault.destroy(leadId);
    return {
      publisher: 'leads',
      type: 'LeadSubmitted',
      aggregateId: leadId,
      payload: {
        status: 'SUBMITTED',
        source: 'web',
        lineOfBusiness: 'AUTO',
        country: 'US',
        state: 'NY',
        sealedContact,
        consentChannels: ['PHONE'],
        attributes: {},
        referralCode: null,
        campaign: null,
        submittedBy: 'test',
      },
    };
  }

  async function submitted(changes: Partial<Record<keyof typeof contact, string | null>> | null = {}) {
    const event = await submittedEvent(changes as Partial<typeof contact> | null);
    await scenario.publish(event);
    await scenario.settled();
    return event.aggregateId;
  }

  async function lead(id: string): Promise<any> {
    const representations = [{ __typename: 'Lead', id }];
    const { _entities } = await scenario.data('enrichment', leadQuery, { representations });
    return _entities[0];
  }

  async function enrichedEvents(leadId: string) {
    const events = await scenario.recorded('enrichment', 'LeadEnriched');
    return events.filter(({ aggregateId }) => aggregateId === leadId);
  }

  function valuesOf(fields: { name: string; value: string }[]): Record<string, string> {
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  }

  /** The context of a job, asking other providers. */
  function contextWith(...providers: EnrichmentProvider[]): EnrichmentContext {
    const ctx = scenario.running('enrichment').createContext(systemViewer) as EnrichmentContext;
    return { ...ctx, providers };
  }

  const saysCity: EnrichmentProvider = {
    name: 'says-city',
    timeoutMs: 60_000,
    lookup: async () => [{ name: 'city', value: 'Boston', confidence: 0.8 }],
  };
  const isDown: EnrichmentProvider = {
    name: 'sometimes-down',
    timeoutMs: 60_000,
    lookup: () => Promise.reject(new Error('down for repairs')),
  };
  const isBack: EnrichmentProvider = {
    ...isDown,
    lookup: async () => [{ name: 'placeKnown', value: 'true', confidence: 1 }],
  };

  it('finds out about a new lead, and says where it knows it from', async () => {
    const id = await submitted();
    const { enrichment, risk } = await lead(id);
    expect(enrichment).toMatchObject({ status: 'COMPLETE', enrichedAt: now.toISOString() });
    expect(enrichment.confidence).toBeGreaterThan(0.5);
    expect(valuesOf(enrichment.fields)).toMatchObject({
      phoneType: 'FIXED_LINE_OR_MOBILE',
      emailKind: 'PERSONAL',
      city: 'New York',
      state: 'NY',
      country: 'US',
    });
    expect(enrichment.fields.find((field: any) => field.name === 'country').provider).toBe('us-postal-codes');
    expect(enrichment.overruled).toEqual([{ name: 'country', value: 'US' }]);
    expect(enrichment.providers).toEqual([
      { name: 'phone-numbering-plan', outcome: 'FOUND' },
      { name: 'us-postal-codes', outcome: 'FOUND' },
      { name: 'email-domain', outcome: 'FOUND' },
    ]);
    expect(risk).toMatchObject({ score: 0, severity: 'LOW' });
    const [event, ...more] = await enrichedEvents(id);
    expect(more).toEqual([]);
    expect(event?.payload).toMatchObject({
      status: 'COMPLETE',
      features: { phoneValid: true, emailKind: 'PERSONAL', emailQuality: 0.9, placeKnown: true },
      riskScore: 0,
      riskSeverity: 'LOW',
    });
  });

  it('raises the risk of a lead that contradicts itself', async () => {
    const { risk } = await lead(
      await submitted({ email: 'x@mailinator.com', phone: '+19995550123', state: 'CA' }),
    );
    const failed = risk.checks
      .filter((check: any) => check.outcome === 'FAILED')
      .map((check: any) => check.kind);
    expect(failed).toEqual(['PHONE_INVALID', 'EMAIL_DISPOSABLE', 'ADDRESS_MISMATCH']);
    expect(risk).toMatchObject({ score: 71, severity: 'HIGH' });
  });

  it('completes with next to nothing to look at', async () => {
    const nothing = { email: null, phone: null, postalCode: null, state: null };
    const { enrichment, risk } = await lead(await submitted(nothing));
    expect(enrichment).toMatchObject({ status: 'COMPLETE', confidence: 0, fields: [] });
    expect(enrichment.providers.map((provider: any) => provider.outcome)).toEqual(
      Array(3).fill('NOTHING_FOUND'),
    );
    expect(risk).toMatchObject({ score: 30, severity: 'MEDIUM' });
  });

  it('takes hostile texts for what they are', async () => {
    const hostile = `'; drop table enrichments; -- \u{1F4A5}`.repeat(50);
    const id = await submitted({
      email: `${hostile}@${hostile}`,
      phone: hostile,
      postalCode: hostile,
      state: hostile,
    });
    const { enrichment } = await lead(id);
    expect(enrichment.status).toBe('COMPLETE');
    expect(valuesOf(enrichment.fields)).toMatchObject({ phoneValid: 'false', placeKnown: 'false' });
  });

  it('takes an event that is delivered twice once', async () => {
    const event = await scenario.publish(await submittedEvent());
    await scenario.publish(event);
    await scenario.publish({ ...event, id: randomUUID() });
    await scenario.settled();
    expect(await enrichedEvents(event.aggregateId)).toHaveLength(1);
  });

  it('ends as FAILED when the person was erased before anybody looked', async () => {
    const id = await submitted(null);
    const { enrichment, risk } = await lead(id);
    expect(enrichment).toMatchObject({ status: 'FAILED', confidence: 0, fields: [], providers: [] });
    expect(risk.score).toBe(0);
    const [event] = await enrichedEvents(id);
    expect(event?.payload).toMatchObject({ status: 'FAILED', features: { phoneValid: null } });
  });

  it('keeps nothing personal readable once the key of a lead is destroyed', async () => {
    const id = await submitted();
    const rows = await scenario.sql('select * from enrichment.enrichments where lead_id = $1', [id]);
    expect(JSON.stringify([rows, await enrichedEvents(id)])).not.toMatch(
      /Byron|byron|2125550123|555-0123|New York/,
    );
    await scenario.vault.destroy(id);
    expect((await lead(id)).enrichment).toMatchObject({ status: 'COMPLETE', fields: [], overruled: [] });
    const { reenrichLead } = await scenario.data('enrichment', reenrich, { leadId: id });
    expect(reenrichLead).toEqual({ __typename: 'LeadDataErased', lead: { id } });
  });

  it('knows nothing of a lead that has not come here, and refuses what is no id', async () => {
    const id = randomUUID();
    expect(await lead(id)).toEqual({ id, enrichment: null, risk: null });
    expect(await lead('not-an-id')).toBeNull();
  });

  it('is PARTIAL without the provider that failed, and completes when that one answers', async () => {
    const id = await submitted();
    await enrichLead(contextWith(saysCity, isDown), { leadId: id, attempt: 1 });
    const before = (await lead(id)).enrichment;
    expect(before.status).toBe('PARTIAL');
    expect(before.providers).toContainEqual({ name: 'sometimes-down', outcome: 'FAILED' });
    const [retry] = await scenario.sql<{ run_at: Date; payload: unknown }>(
      `select run_at, payload from enrichment_jobs._private_jobs where key = $1`,
      [`enrich:${id}`],
    );
    expect(retry?.run_at).toEqual(new Date(now.getTime() + 60_000));
    expect(retry?.payload).toEqual({ leadId: id, attempt: 2 });

    const askedAgain: string[] = [];
    const counting = (provider: EnrichmentProvider): EnrichmentProvider => ({
      ...provider,
      lookup(given, signal) {
        askedAgain.push(provider.name);
        return provider.lookup(given, signal);
      },
    });
    await enrichLead(contextWith(counting(saysCity), counting(isBack)), { leadId: id, attempt: 2 });
    expect(askedAgain).toEqual(['sometimes-down']);
    const after = (await lead(id)).enrichment;
    expect(after.status).toBe('COMPLETE');
    expect(after.fields).toContainEqual(
      expect.objectContaining({ name: 'placeKnown', provider: 'sometimes-down' }),
    );
    const statuses = (await enrichedEvents(id)).map(({ payload }) => payload['status']);
    expect(statuses).toEqual(['COMPLETE', 'PARTIAL', 'COMPLETE']);
  });

  it('records nothing when a retry brings nothing new, and gives up in the end', async () => {
    const id = await submitted();
    await enrichLead(contextWith(isDown), { leadId: id, attempt: 1 });
    const recorded = (await enrichedEvents(id)).length;
    for (let attempt = 2; attempt < maxAttempts; attempt++) {
      await enrichLead(contextWith(isDown), { leadId: id, attempt });
    }
    await scenario.sql(`select enrichment_jobs.remove_job($1)`, [`enrich:${id}`]);
    await enrichLead(contextWith(isDown), { leadId: id, attempt: maxAttempts });
    expect((await enrichedEvents(id)).length).toBe(recorded);
    const waiting = await scenario.sql(`select 1 from enrichment_jobs._private_jobs where key = $1`, [
      `enrich:${id}`,
    ]);
    expect(waiting).toEqual([]);
  });

  it('asks again when told to, and keeps what it knew until then', async () => {
    const id = await submitted();
    const { reenrichLead } = await scenario.data('enrichment', reenrich, { leadId: id });
    expect(reenrichLead).toEqual({
      __typename: 'ReenrichmentQueued',
      lead: { id, enrichment: { status: 'PENDING' } },
    });
    await scenario.settled();
    expect((await lead(id)).enrichment.status).toBe('COMPLETE');
    expect(await enrichedEvents(id)).toHaveLength(2);
  });

  it.each(['not-an-id', randomUUID()])('cannot ask again about an unknown lead "%s"', async (leadId) => {
    const { errors } = await scenario.request('enrichment', reenrich, { leadId });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('enriches forty leads that arrive together, each once', async () => {
    const events = await Promise.all(Array.from({ length: 40 }, () => submittedEvent()));
    await Promise.all(events.map((event) => scenario.publish(event)));
    await scenario.settled();
    const ids = new Set(events.map(({ aggregateId }) => aggregateId));
    const recorded = await scenario.recorded('enrichment', 'LeadEnriched');
    expect(recorded.filter(({ aggregateId }) => ids.has(aggregateId))).toHaveLength(40);
  });
});

describe('offices', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['enrichment'] });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });
  const register = (input: Record<string, unknown>, viewer = admin) =>
    scenario.request(
      'enrichment',
      registerOffice,
      { input: { idempotencyKey: randomUUID(), ...input } },
      viewer,
    );

  it('are registered once per key and listed by name', async () => {
    const input = { idempotencyKey: 'boston', name: 'Boston', postalCode: '02108' };
    const [first, second] = await Promise.all([register(input), register(input)]);
    expect(first.data?.['registerOffice']).toMatchObject({
      office: { name: 'Boston', city: 'Boston', state: 'MA' },
    });
    expect(second).toEqual(first);
    await register({ name: 'Albany', postalCode: '12207' });
    const list = `query ($after: String) { offices(first: 1, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } }`;
    const one = await scenario.data('enrichment', list);
    expect(one['offices'].edges).toEqual([{ node: { name: 'Albany' } }]);
    const two = await scenario.data('enrichment', list, { after: one['offices'].pageInfo.endCursor });
    expect(two['offices']).toMatchObject({
      edges: [{ node: { name: 'Boston' } }],
      pageInfo: { hasNextPage: false },
    });
  });

  it.each(['00000', 'hello', '34001'])('cannot stand at the postal code %s', async (postalCode) => {
    const { data } = await register({ name: 'Nowhere', postalCode });
    expect(data?.['registerOffice']).toEqual({ __typename: 'PostalCodeUnknown', postalCode });
  });

  it('are for administrators and managers to register', async () => {
    const { errors } = await register({ name: 'Mine', postalCode: '02108' }, integrator);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('need a name', async () => {
    const { errors } = await register({ name: ' ', postalCode: '02108' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  });
});
