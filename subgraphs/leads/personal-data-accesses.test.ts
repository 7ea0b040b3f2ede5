import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { admin, agentViewer, integrator, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const manager: Viewer = { subject: 'mia', role: 'manager', teams: ['main'], client: 'desk' };

const submit = /* GraphQL */ `
  mutation ($input: SubmitLeadInput!) {
    submitLead(input: $input) {
      ... on LeadSubmitted {
        lead {
          id
        }
      }
    }
  }
`;

const contacts = /* GraphQL */ `
  query ($first: Int) {
    leads(first: $first) {
      edges {
        node {
          id
          contact {
            firstName
            email
          }
          again: contact {
            phone
          }
        }
      }
    }
  }
`;

const list = /* GraphQL */ `
  query ($first: Int, $after: String, $filter: PersonalDataAccessFilter) {
    personalDataAccesses(first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
          at
          caller
          role
          client
          subgraph
          operation
          kind
          subjectId
          lead {
            id
            status
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
`;

interface Access {
  readonly at: string;
  readonly caller: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly subgraph: string;
}

describe('accesses to personal data', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['leads', 'enrichment'] });
  });
  afterAll(async () => scenario[Symbol.asyncDispose]());

  async function submitted(viewer = integrator): Promise<string> {
    const contact = {
      firstName: 'Ada',
      lastName: 'Byron',
      email: `${randomUUID()}@example.com`,
      state: 'NY',
    };
    const input = { idempotencyKey: randomUUID(), source: 'web', lineOfBusiness: 'AUTO', contact };
    const { submitLead } = await scenario.data('leads', submit, { input }, viewer);
    return submitLead.lead.id;
  }

  async function page(filter: object, more: object = {}) {
    const { personalDataAccesses } = await scenario.data('leads', list, { filter, ...more });
    return personalDataAccesses as {
      edges: { cursor: string; node: Access }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
    };
  }

  const accesses = async (filter: object): Promise<Access[]> =>
    (await page(filter)).edges.map(({ node }) => node);

  it('are one for each lead and request, whatever was asked of it', async () => {
    const ids = [await submitted(), await submitted(), await submitted()];
    await scenario.settled();
    const reader = { ...manager, subject: randomUUID() };
    await scenario.data('leads', contacts, { first: 3 }, reader);
    expect((await accesses({ caller: reader.subject })).map(({ subjectId }) => subjectId).sort()).toEqual(
      ids.sort(),
    );
    await scenario.data('leads', contacts, { first: 3 }, reader);
    expect(await accesses({ caller: reader.subject })).toHaveLength(6);
  });

  it('say who, when, where and whose', async () => {
    const leadId = await submitted();
    const before = new Date();
    const query = 'query ($id: ID!) { lead(id: $id) { contact { email } } }';
    await scenario.data('leads', query, { id: leadId }, manager);
    const [access] = await accesses({ subjectId: leadId });
    expect(access).toEqual({
      id: expect.stringMatching(/^\d+$/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      caller: 'mia',
      role: 'MANAGER',
      client: 'desk',
      subgraph: 'leads',
      operation: null,
      kind: 'READ',
      subjectId: leadId,
      lead: { id: leadId, status: expect.any(String) },
    });
    expect(Date.parse(access?.at ?? '')).toBeGreaterThanOrEqual(before.getTime());
  });

  it('are changes when a lead comes in, and none when nothing personal is asked', async () => {
    const leadId = await submitted();
    await scenario.data('leads', 'query ($id: ID!) { lead(id: $id) { status } }', { id: leadId }, manager);
    expect(await accesses({ subjectId: leadId })).toMatchObject([
      { kind: 'CHANGE', caller: integrator.subject },
    ]);
  });

  it('by reactions and jobs of the graph itself are not recorded', async () => {
    const leadId = await submitted();
    await scenario.settled();
    // Enrichment has opened the contact and sealed what it found out.
    const [row] = await scenario.sql<{ known: string | null }>(
      'select sealed_fields as known from enrichment.enrichments where lead_id = $1',
      [leadId],
    );
    expect(row?.known).toMatch(/^[0-9a-f-]{36}\./);
    expect(await accesses({ subjectId: leadId })).toMatchObject([
      { kind: 'CHANGE', caller: integrator.subject },
    ]);
  });

  it('in another subgraph are in the same log', async () => {
    const leadId = await submitted();
    await scenario.settled();
    const query = `query ($leads: [_Any!]!) {
      _entities(representations: $leads) { ... on Lead { enrichment { fields { name value } } } }
    }`;
    await scenario.data('enrichment', query, { leads: [{ __typename: 'Lead', id: leadId }] }, manager);
    expect(await accesses({ subjectId: leadId, subgraph: 'enrichment' })).toMatchObject([
      { caller: 'mia', kind: 'READ', subgraph: 'enrichment' },
    ]);
  });

  it('stay when the person is erased', async () => {
    const leadId = await submitted();
    await scenario.vault.destroy(leadId);
    expect(await accesses({ subjectId: leadId })).toMatchObject([{ kind: 'CHANGE', lead: { id: leadId } }]);
  });

  it('are listed page by page, with conditions', async () => {
    const leadId = await submitted();
    const query = 'query ($id: ID!) { lead(id: $id) { contact { email } } }';
    for (const subject of ['one', 'two', 'three', 'four'])
      await scenario.data('leads', query, { id: leadId }, { ...manager, subject });
    const first = await page({ subjectId: leadId, kind: 'READ' }, { first: 3 });
    expect(first.edges.map(({ node }) => node.caller)).toEqual(['four', 'three', 'two']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const { endCursor } = first.pageInfo;
    const second = await page({ subjectId: leadId, kind: 'READ' }, { first: 3, after: endCursor });
    expect(second.edges.map(({ node }) => node.caller)).toEqual(['one']);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const [, , at] = first.edges.map(({ node }) => node.at);
    expect(await accesses({ subjectId: leadId, from: at, kind: 'READ' })).toHaveLength(3);
    expect((await accesses({ subjectId: leadId, to: at })).map(({ caller }) => caller)).toEqual([
      'one',
      integrator.subject,
    ]);
    expect(await accesses({ subjectId: 'unknown' })).toEqual([]);
    expect(await accesses({ caller: 'a\u0000' })).toEqual([]);
  });

  it.each([
    [{ first: 0 }, 'first: expected a number from 1 to 100, got 0.'],
    [{ first: 101 }, 'first: expected a number from 1 to 100, got 101.'],
    [{ after: 'x' }, 'after: expected a cursor from an earlier answer, got "x".'],
    [
      { after: Buffer.from('["1; drop"]').toString('base64url') },
      'after: expected a cursor from an earlier answer, got "WyIxOyBkcm9wIl0".',
    ],
    [
      { filter: { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' } },
      'filter.to: expected a time after filter.from, got "2026-03-01T00:00:00.000Z".',
    ],
  ])('are not listed with %j', async (variables, message) => {
    const { errors } = await scenario.request('leads', list, variables);
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it.each([
    agentViewer(randomUUID()),
    manager,
    integrator,
    { ...admin, scopes: ['leads:read', 'personal-data:read'] },
  ])('are not shown to %j', async (viewer) => {
    const { data, errors } = await scenario.request('leads', list, {}, viewer);
    expect(data).toEqual({ personalDataAccesses: null });
    expect(errors).toMatchObject([
      { message: 'Expected the scope audit:read.', extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('are of attributes, too, which nothing seals', async () => {
    const leadId = await submitted();
    const query = 'query ($id: ID!) { lead(id: $id) { attributes { ageYears } } }';
    await scenario.data('leads', query, { id: leadId }, manager);
    expect(await accesses({ subjectId: leadId, kind: 'READ' })).toMatchObject([{ caller: manager.subject }]);
  });

  it('are not shown to others than admins, whatever scopes their token names', async () => {
    const { errors } = await scenario.request('leads', list, {}, { ...integrator, scopes: ['audit:read'] });
    expect(errors).toMatchObject([
      { message: 'Expected role admin, got integrator.', extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('that cannot be recorded give nothing away, and nothing is taken in', async () => {
    const leadId = await submitted();
    await scenario.sql('alter table vault.accesses rename to elsewhere');
    try {
      const query = 'query ($id: ID!) { lead(id: $id) { status contact { email } } }';
      const { data, errors } = await scenario.request('leads', query, { id: leadId }, manager);
      expect(data).toEqual({ lead: { status: expect.any(String), contact: null } });
      expect(errors).toMatchObject([
        {
          message: 'Personal data is not available: the access to it could not be recorded.',
          path: ['lead', 'contact'],
          extensions: { code: 'ACCESS_NOT_RECORDED' },
        },
      ]);
      const { total } = (await scenario.data('leads', '{ leads { total: totalCount } }')).leads;
      await expect(submitted()).rejects.toThrow('Personal data is not available');
      expect((await scenario.data('leads', '{ leads { total: totalCount } }')).leads.total).toBe(total);
    } finally {
      await scenario.sql('alter table vault.elsewhere rename to accesses');
    }
    expect(await accesses({ subjectId: leadId, kind: 'READ' })).toEqual([]);
  });
});
