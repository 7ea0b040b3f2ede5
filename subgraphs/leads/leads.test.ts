import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { admin, integratorViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import { createTestDatabase } from '../../test/test-database.ts';

const submit = /* GraphQL */ `
  mutation ($input: SubmitLeadInput!) {
    submitLead(input: $input) {
      __typename
      ... on LeadSubmitted {
        lead {
          id
          status
          contact {
            firstName
            email
            phone
            country
          }
          attributes {
            ageYears
          }
          consents {
            channel
          }
        }
      }
      ... on LeadRejected {
        reasons {
          field
          message
        }
      }
      ... on DuplicateLead {
        lead {
          id
        }
        matchedOn
      }
    }
  }
`;

const timeline = /* GraphQL */ `
  query ($id: ID!, $first: Int, $after: String) {
    lead(id: $id) {
      status
      timeline(first: $first, after: $after) {
        edges {
          cursor
          node {
            type
            sequence
            status
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

function submission(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    idempotencyKey: randomUUID(),
    source: 'web',
    lineOfBusiness: 'AUTO',
    contact: { firstName: 'Ada', lastName: 'Byron', email: `ada-${randomUUID()}@example.com`, state: 'ny' },
    ...changes,
  };
}

function scored(aggregateId: string) {
  const payload = {
    value: 71,
    quality: 'HIGH',
    conversionProbability: 0.71,
    modelName: 'test',
    modelVersion: '1',
  };
  return { publisher: 'scoring', type: 'LeadScored', aggregateId, payload };
}

describe('leads', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['leads'] });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  async function submitted(changes: Record<string, unknown> = {}): Promise<string> {
    const { submitLead } = await scenario.data('leads', submit, { input: submission(changes) });
    return submitLead.lead.id;
  }

  it('takes a lead in with its contact normalised', async () => {
    const { submitLead } = await scenario.data('leads', submit, {
      input: submission({
        contact: { firstName: ' Ada ', email: 'Ada.Byron@Example.COM', phone: '(212) 555-0123' },
        consents: [{ channel: 'PHONE', grantedAt: '2025-01-01T10:00:00Z' }],
        attributes: { ageYears: 36 },
      }),
    });
    expect(submitLead).toMatchObject({
      __typename: 'LeadSubmitted',
      lead: {
        status: 'SUBMITTED',
        contact: { firstName: 'Ada', email: 'ada.byron@example.com', phone: '+12125550123', country: 'US' },
        attributes: { ageYears: 36 },
        consents: [{ channel: 'PHONE' }],
      },
    });
  });

  it('reports every reason of a refusal at once', async () => {
    const { submitLead } = await scenario.data('leads', submit, {
      input: submission({
        source: ' ',
        contact: { email: 'not an address', phone: '12', country: 'US', postalCode: '1234' },
        attributes: { ageYears: 200 },
      }),
    });
    expect(submitLead.__typename).toBe('LeadRejected');
    expect(submitLead.reasons.map((reason: { field: string }) => reason.field)).toEqual([
      'source',
      'contact.email',
      'contact.phone',
      'contact.lastName',
      'contact.postalCode',
      'attributes.ageYears',
    ]);
  });

  it('answers the same lead when a submission is repeated', async () => {
    const input = submission();
    const [first, second] = [
      await scenario.data('leads', submit, { input }),
      await scenario.data('leads', submit, { input }),
    ];
    expect(second).toEqual(first);
    expect(await scenario.recorded('leads', 'DuplicateReceived')).toEqual([]);
  });

  it('refuses an idempotency key that comes with other content', async () => {
    const input = submission();
    await scenario.data('leads', submit, { input });
    const { submitLead } = await scenario.data('leads', submit, { input: { ...input, source: 'phone' } });
    expect(submitLead).toMatchObject({ __typename: 'LeadRejected', reasons: [{ field: 'idempotencyKey' }] });
  });

  it('keeps idempotency keys of two senders apart', async () => {
    const key = randomUUID();
    const one = await scenario.data('leads', submit, { input: submission({ idempotencyKey: key }) }, admin);
    const two = await scenario.data(
      'leads',
      submit,
      { input: submission({ idempotencyKey: key }) },
      integratorViewer('another sender'),
    );
    expect(one.submitLead.lead.id).not.toBe(two.submitLead.lead.id);
  });

  it('makes one lead of twenty equal submissions that arrive together', async () => {
    const email = `${randomUUID()}@example.com`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        scenario.data('leads', submit, { input: submission({ contact: { lastName: 'Byron', email } }) }),
      ),
    );
    const ids = new Set(answers.map(({ submitLead }) => submitLead.lead.id));
    expect(ids.size).toBe(1);
    expect(answers.filter(({ submitLead }) => submitLead.__typename === 'LeadSubmitted')).toHaveLength(1);
  });

  it('finds a duplicate by phone whatever the notation, and only in the same line of business', async () => {
    const id = await submitted({ contact: { lastName: 'Byron', phone: '+1 415 555 2671' } });
    const again = await scenario.data('leads', submit, {
      input: submission({ contact: { lastName: 'Lovelace', phone: '415.555.2671' } }),
    });
    expect(again.submitLead).toEqual({ __typename: 'DuplicateLead', lead: { id }, matchedOn: ['PHONE'] });
    const other = await scenario.data('leads', submit, {
      input: submission({ lineOfBusiness: 'HOME', contact: { lastName: 'Byron', phone: '415.555.2671' } }),
    });
    expect(other.submitLead.__typename).toBe('LeadSubmitted');
  });

  it('answers the key of a duplicate again, notes it once, and refuses the key for anything else', async () => {
    await using own = await startScenario({ only: ['leads'] });
    const contact = { lastName: 'Byron', email: 'byron@example.com' };
    await own.data('leads', submit, { input: submission({ contact }) });
    const input = submission({ contact: { ...contact, lastName: 'Lovelace' } });
    const first = await own.data('leads', submit, { input });
    expect(first.submitLead.__typename).toBe('DuplicateLead');
    expect(await own.data('leads', submit, { input })).toEqual(first);
    const { idempotencyKey } = input;
    const others = { contact: { lastName: 'Anybody', email: 'anybody@example.com' } };
    const reused = await own.data('leads', submit, { input: { ...submission(others), idempotencyKey } });
    expect(reused.submitLead).toEqual({
      __typename: 'LeadRejected',
      reasons: [
        {
          field: 'idempotencyKey',
          message: 'expected a new key, got one that was used with other content',
        },
      ],
    });
    expect(await own.recorded('leads', 'DuplicateReceived')).toHaveLength(1);
  });

  it('notes a duplicate behind what is recorded of the lead at the same moment', async () => {
    await using database = await createTestDatabase();
    await using own = await startScenario({ only: ['leads'], database });
    const contact = { lastName: 'Byron', email: `${randomUUID()}@example.com` };
    const { submitLead } = await own.data('leads', submit, { input: submission({ contact }) });
    const { id } = submitLead.lead;

    const enriching = new pg.Client({ connectionString: database.url });
    await enriching.connect();
    await enriching.query('begin');
    await enriching.query('select 1 from leads.leads where id = $1 for update', [id]);
    await enriching.query(
      `insert into leads.events (id, type, version, aggregate_id, sequence, occurred_at, payload)
       values ($1, 'LeadProgressed', 1, $2, 2, now(), '{"status": "ENRICHED", "milestone": "ENRICHED"}')`,
      [randomUUID(), id],
    );
    await enriching.query(`update leads.leads set status = 'ENRICHED' where id = $1`, [id]);
    const duplicate = own.data('leads', submit, { input: submission({ contact }) });
    const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await own.sql(waits)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await enriching.query('commit');
    await enriching.end();

    expect((await duplicate).submitLead).toEqual({
      __typename: 'DuplicateLead',
      lead: { id },
      matchedOn: ['EMAIL'],
    });
    expect(await own.recorded('leads', 'DuplicateReceived')).toMatchObject([
      { aggregateId: id, sequence: 3, payload: { status: 'ENRICHED' } },
    ]);
  });

  it('imports the good rows of a batch and tells what is wrong with the others', async () => {
    const twin = { contact: { lastName: 'Twin', email: `${randomUUID()}@example.com` } };
    const leads = [submission(twin), submission({ contact: { lastName: 'Lost' } }), submission(twin)];
    const mutation = /* GraphQL */ `
      mutation ($input: ImportLeadsInput!) {
        importLeads(input: $input) {
          results {
            outcome
            lead {
              id
            }
            reasons {
              field
            }
          }
        }
      }
    `;
    const first = await scenario.data('leads', mutation, { input: { leads } });
    expect(first.importLeads.results.map((row: { outcome: string }) => row.outcome)).toEqual([
      'CREATED',
      'REJECTED',
      'DUPLICATE',
    ]);
    const second = await scenario.data('leads', mutation, { input: { leads } });
    expect(second.importLeads.results.map((row: { outcome: string }) => row.outcome)).toEqual([
      'ALREADY_IMPORTED',
      'REJECTED',
      'DUPLICATE',
    ]);
  });

  it.each(['\0', 'a\ud800'])('rejects the row with the text %j alone, whatever its field', async (text) => {
    const contact = { lastName: 'Byron', email: `${randomUUID()}@example.com` };
    const rows = [
      ...['source', 'externalId', 'referralCode', 'idempotencyKey'].map((field) => ({ [field]: text })),
      ...['firstName', 'lastName', 'street', 'city', 'state'].map((field) => ({
        contact: { ...contact, [field]: text },
      })),
      { contact: { ...contact, email: `${text}@example.com` } },
      { campaign: { utmTerm: text } },
      { campaign: { landingPageUrl: `https://example.com/${text}` } },
    ];
    const leads = [...rows.map(submission), submission()];
    const mutation = /* GraphQL */ `
      mutation ($input: ImportLeadsInput!) {
        importLeads(input: $input) {
          results {
            outcome
          }
        }
      }
    `;
    const { importLeads } = await scenario.data('leads', mutation, { input: { leads } });
    expect(importLeads.results.map((row: { outcome: string }) => row.outcome)).toEqual([
      ...rows.map(() => 'REJECTED'),
      'CREATED',
    ]);
    const query = 'query ($source: [String!]) { leads(filter: { source: $source }) { totalCount } }';
    expect(await scenario.data('leads', query, { source: [text] })).toEqual({ leads: { totalCount: 0 } });
  });

  it('pages through a list without gap or repeat', async () => {
    const source = randomUUID();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift(await submitted({ source }));
    const query = /* GraphQL */ `
      query ($after: String, $source: String!) {
        leads(first: 2, after: $after, filter: { source: [$source] }) {
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
      const { leads }: Record<string, any> = await scenario.data('leads', query, { after, source });
      expect(leads.totalCount).toBe(5);
      seen.push(...leads.edges.map((edge: { node: { id: string } }) => edge.node.id));
      after = leads.pageInfo.hasNextPage ? leads.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(ids);
  });

  it('finds leads by the whole e-mail address in any case', async () => {
    const id = await submitted({ contact: { lastName: 'Byron', email: 'Find.Me@Example.com' } });
    const query = `{ leads(filter: { email: "find.me@EXAMPLE.com" }) { edges { node { id } } } }`;
    expect(await scenario.data('leads', query)).toEqual({ leads: { edges: [{ node: { id } }] } });
  });

  it.each([
    ['first', '{ leads(first: 0) { totalCount } }'],
    ['first', '{ leads(first: 101) { totalCount } }'],
    ['after', '{ leads(after: "bm9wZQ") { totalCount } }'],
    [
      'after',
      `{ leads(after: "${Buffer.from(`[99999999999999999,"${randomUUID()}"]`).toString('base64url')}") { totalCount } }`,
    ],
    ['filter.email', '{ leads(filter: { email: "nope" }) { totalCount } }'],
  ])('refuses a bad %s', async (field, query) => {
    const { errors } = await scenario.request('leads', query);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it.each(['', 'not-a-uuid', randomUUID()])('knows no lead with id "%s"', async (id) => {
    expect(await scenario.data('leads', timeline, { id })).toEqual({ lead: null });
  });

  it('tells the history of a lead in the order of its facts, whichever way they arrive', async () => {
    const id = await submitted();
    const agentId = randomUUID();
    const assigned = { agentId, agentName: 'Grace', attempt: 1 };
    await scenario.publish({
      publisher: 'routing',
      type: 'LeadAssigned',
      aggregateId: id,
      payload: assigned,
    });
    await scenario.publish(scored(id));
    const declined = { agentId, reason: null };
    await scenario.publish({
      publisher: 'routing',
      type: 'AssignmentDeclined',
      aggregateId: id,
      payload: declined,
    });
    const { lead } = await scenario.data('leads', timeline, { id });
    expect(lead.status).toBe('SCORED');
    expect(lead.timeline.edges.map((edge: any) => [edge.node.type, edge.node.status])).toEqual([
      ['SUBMITTED', 'SUBMITTED'],
      ['ASSIGNED', 'ASSIGNED'],
      ['SCORED', 'ASSIGNED'],
      ['DECLINED', 'SCORED'],
    ]);
  });

  it('takes an event that is delivered twice once', async () => {
    const id = await submitted();
    const event = await scenario.publish(scored(id));
    await scenario.publish(event);
    const { lead } = await scenario.data('leads', timeline, { id });
    expect(lead.timeline.edges).toHaveLength(2);
  });

  it('pages through a timeline', async () => {
    const id = await submitted();
    await scenario.publish(scored(id));
    const { lead: one } = await scenario.data('leads', timeline, { id, first: 1 });
    expect(one.timeline.pageInfo.hasNextPage).toBe(true);
    const { lead: two } = await scenario.data('leads', timeline, {
      id,
      first: 1,
      after: one.timeline.pageInfo.endCursor,
    });
    expect(two.timeline.edges.map((edge: any) => edge.node.sequence)).toEqual([2]);
    expect(two.timeline.pageInfo.hasNextPage).toBe(false);
  });

  it('ends a lead once', async () => {
    const leadId = await submitted();
    const mutation = /* GraphQL */ `
      mutation ($input: RecordOutcomeInput!) {
        recordOutcome(input: $input) {
          __typename
          ... on OutcomeRecorded {
            lead {
              status
              outcome {
                kind
                monthlyPremium {
                  amountCents
                  currency
                }
              }
            }
          }
          ... on OutcomeAlreadyRecorded {
            lead {
              status
            }
          }
          ... on OutcomeRejected {
            reasons {
              field
            }
          }
        }
      }
    `;
    const sold = { leadId, kind: 'SOLD', monthlyPremium: { amountCents: 12_900 } };
    const without = await scenario.data('leads', mutation, { input: { leadId, kind: 'SOLD' } });
    expect(without.recordOutcome).toMatchObject({ reasons: [{ field: 'monthlyPremium' }] });
    const first = await scenario.data('leads', mutation, { input: sold });
    expect(first.recordOutcome.lead).toEqual({
      status: 'SOLD',
      outcome: { kind: 'SOLD', monthlyPremium: { amountCents: 12_900, currency: 'USD' } },
    });
    const second = await scenario.data('leads', mutation, { input: { leadId, kind: 'UNREACHABLE' } });
    expect(second.recordOutcome).toEqual({ __typename: 'OutcomeAlreadyRecorded', lead: { status: 'SOLD' } });
    const { errors } = await scenario.request('leads', mutation, {
      input: { ...sold, leadId: randomUUID() },
    });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('keeps nothing personal readable once the key of a lead is destroyed', async () => {
    const id = await submitted();
    await scenario.vault.destroy(id);
    const query = `query ($id: ID!) { lead(id: $id) { status contact { email } } }`;
    expect(await scenario.data('leads', query, { id })).toEqual({
      lead: { status: 'SUBMITTED', contact: null },
    });
    const [event] = await scenario.recorded('leads', 'LeadSubmitted');
    expect(JSON.stringify(event)).not.toMatch(/example\.com|Byron/);
  });

  it('publishes what it recorded', async () => {
    await submitted();
    await scenario.settled();
    const [row] = await scenario.sql<{ waiting: string }>(
      'select count(*) as waiting from leads.events where published_at is null',
    );
    expect(row?.waiting).toBe('0');
  });
});
