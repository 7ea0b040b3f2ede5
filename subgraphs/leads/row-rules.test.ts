import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  assignment,
  declined,
  hostileIds,
  newCast,
  teamChange,
  tellOfAgents,
  whoSees,
} from '../../test/row-cast.ts';
import type { Cast } from '../../test/row-cast.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const acme = integratorViewer('acme');
const rival = integratorViewer('rival');

const submit = /* GraphQL */ `
  mutation ($input: SubmitLeadInput!) {
    submitLead(input: $input) {
      __typename
      ... on LeadSubmitted {
        lead {
          id
        }
      }
      ... on DuplicateLead {
        lead {
          id
        }
        matchedOn
      }
      ... on LeadAlreadyKnown {
        matchedOn
      }
    }
  }
`;

const outcome = /* GraphQL */ `
  mutation ($leadId: ID!) {
    recordOutcome(input: { leadId: $leadId, kind: UNREACHABLE }) {
      __typename
    }
  }
`;

const list = /* GraphQL */ `
  query ($source: String!, $first: Int, $after: String) {
    leads(first: $first, after: $after, filter: { source: [$source] }) {
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

const reference = /* GraphQL */ `
  query ($id: ID!) {
    _entities(representations: [{ __typename: "Lead", id: $id }]) {
      ... on Lead {
        status
        timeline {
          edges {
            node {
              type
            }
          }
        }
      }
    }
  }
`;

describe('rows of leads', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['leads'], rowPatienceMs: 50 });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  function submission(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      idempotencyKey: randomUUID(),
      source: 'web',
      lineOfBusiness: 'AUTO',
      contact: { lastName: 'Byron', email: `${randomUUID()}@example.com` },
      ...changes,
    };
  }

  async function submitted(changes: Record<string, unknown> = {}, viewer = acme): Promise<string> {
    const { submitLead } = await scenario.data('leads', submit, { input: submission(changes) }, viewer);
    return submitLead.lead.id;
  }

  /** A cast with leads that acme sent in. */
  async function cast(source = 'web'): Promise<Cast> {
    const made = newCast({ held: await submitted({ source }), unassigned: await submitted({ source }) });
    await tellOfAgents(scenario, made);
    await scenario.publish(assignment(made.leads.held, made.agentId));
    return made;
  }

  const asked = async (id: string, viewer: Viewer): Promise<boolean> =>
    (await scenario.data('leads', 'query ($id: ID!) { lead(id: $id) { id status } }', { id }, viewer))
      .lead !== null;

  const referred = async (id: string, viewer: Viewer): Promise<boolean> =>
    (await scenario.data('leads', reference, { id }, viewer))._entities[0] !== null;

  it.each([
    ['asked for by id', asked],
    ['referred to by another subgraph', referred],
  ])('are seen by whom they belong to when they are %s', async (_, look) => {
    const { seen, expected } = await whoSees(await cast(), look);
    expect(seen).toEqual(expected);
  });

  it('are changed by whom they belong to; for others they do not exist', async () => {
    const made = await cast();
    const answers = await Promise.all(
      made.members.map(async ({ viewer }) => {
        const refused = [];
        for (const leadId of Object.values(made.leads)) {
          const { errors } = await scenario.request('leads', outcome, { leadId }, viewer);
          if (errors !== undefined) refused.push({ leadId, errors: errors.map((error) => error.toJSON()) });
        }
        return refused;
      }),
    );
    const notFound = (leadId: string) => ({
      leadId,
      errors: [
        expect.objectContaining({
          message: `There is no lead ${leadId}.`,
          extensions: { code: 'NOT_FOUND', id: leadId },
        }),
      ],
    });
    for (const [place, { sees }] of made.members.entries()) {
      const hidden = Object.entries(made.leads).filter(
        ([standing]) => !(sees as string[]).includes(standing),
      );
      expect(answers[place]).toEqual(hidden.map(([, leadId]) => notFound(leadId)));
    }
  });

  it('are listed and counted as if there were no others', async () => {
    const source = randomUUID();
    const made = await cast(source);
    for (const { viewer, sees } of made.members) {
      const { leads } = await scenario.data('leads', list, { source }, viewer);
      const expected = (['unassigned', 'held'] as const).filter((standing) => sees.includes(standing));
      expect(leads.edges.map((edge: any) => edge.node.id)).toEqual(
        expected.map((standing) => made.leads[standing]),
      );
      expect(leads.totalCount).toBe(expected.length);
      expect(leads.pageInfo.hasNextPage).toBe(false);
    }
  });

  it('are paged without gap or repeat over hidden ones, also from a cursor that stands on one', async () => {
    const source = randomUUID();
    const { agentId } = await cast();
    const own: string[] = [];
    for (let place = 0; place < 9; place++) {
      const id = await submitted({ source });
      const isOwn = place % 3 === 0;
      await scenario.publish(assignment(id, isOwn ? agentId : randomUUID()));
      if (isOwn) own.unshift(id);
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const variables: Record<string, unknown> = { source, first: 1, after };
      const { leads }: Record<string, any> = await scenario.data(
        'leads',
        list,
        variables,
        agentViewer(agentId),
      );
      expect(leads.totalCount).toBe(3);
      seen.push(...leads.edges.map((edge: any) => edge.node.id));
      after = leads.pageInfo.hasNextPage ? leads.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(own);
    const { leads: first } = await scenario.data('leads', list, { source, first: 1 }, admin);
    const behind = { source, after: first.pageInfo.endCursor };
    const { leads } = await scenario.data('leads', list, behind, agentViewer(agentId));
    expect(leads.edges.map((edge: any) => edge.node.id)).toEqual(own);
  });

  it('move with the lead, and with the team of its agent', async () => {
    const { leads, agentId, otherAgentId, team, otherTeam } = await cast();
    const who = [
      agentViewer(agentId),
      agentViewer(otherAgentId),
      managerViewer(team),
      managerViewer(otherTeam),
      acme,
    ];
    const seen = (): Promise<boolean[]> => Promise.all(who.map((viewer) => asked(leads.held, viewer)));
    expect(await seen()).toEqual([true, false, true, false, true]);
    const decline = await scenario.publish(declined(leads.held, agentId, 2));
    expect(await seen()).toEqual([false, false, true, true, true]);
    await scenario.publish(assignment(leads.held, otherAgentId, 3));
    await scenario.publish(teamChange(otherAgentId, team, otherTeam));
    expect(await seen()).toEqual([false, true, false, true, true]);
    // Again, and late.
    await scenario.publish(decline);
    await scenario.publish({ ...decline, id: randomUUID() });
    await scenario.publish(assignment(leads.held, agentId, 1));
    expect(await seen()).toEqual([false, true, false, true, true]);
  });

  it('are waited for when the news that they are the caller’s is still on its way', async () => {
    await using patient = await startScenario({ only: ['leads'] });
    const input = submission();
    const { submitLead } = await patient.data('leads', submit, { input }, acme);
    const agentId = randomUUID();
    const query = 'query ($id: ID!) { lead(id: $id) { id } }';
    const answer = patient.data('leads', query, { id: submitLead.lead.id }, agentViewer(agentId));
    await patient.publish(assignment(submitLead.lead.id, agentId));
    expect(await answer).toEqual({ lead: { id: submitLead.lead.id } });
  });

  it('stay hidden from an integrator who sends the same person in', async () => {
    const input = submission();
    const { submitLead } = await scenario.data('leads', submit, { input }, acme);
    const { id } = submitLead.lead;
    const again = { ...input, idempotencyKey: randomUUID() };
    const send = (viewer: Viewer) => scenario.data('leads', submit, { input: again }, viewer);
    expect(await send(rival)).toEqual({
      submitLead: { __typename: 'LeadAlreadyKnown', matchedOn: ['EMAIL'] },
    });
    expect(await send(acme)).toEqual({
      submitLead: { __typename: 'DuplicateLead', lead: { id }, matchedOn: ['EMAIL'] },
    });
    const mutation = /* GraphQL */ `
      mutation ($input: ImportLeadsInput!) {
        importLeads(input: $input) {
          results {
            outcome
            lead {
              id
            }
          }
        }
      }
    `;
    const rows = [again, submission(), { ...again, idempotencyKey: randomUUID() }];
    const { importLeads } = await scenario.data('leads', mutation, { input: { leads: rows } }, rival);
    expect(importLeads.results).toEqual([
      { outcome: 'DUPLICATE', lead: null },
      { outcome: 'CREATED', lead: { id: expect.any(String) } },
      { outcome: 'DUPLICATE', lead: null },
    ]);
    expect(await asked(importLeads.results[1].lead.id, rival)).toBe(true);
    expect(await asked(importLeads.results[1].lead.id, acme)).toBe(false);
  });

  it('are not found by e-mail by whom they do not belong to', async () => {
    const email = `${randomUUID()}@example.com`;
    await submitted({ contact: { lastName: 'Byron', email } });
    const query = 'query ($email: String!) { leads(filter: { email: $email }) { totalCount } }';
    const counts = await Promise.all(
      [acme, rival, agentViewer(randomUUID()), managerViewer('any')].map(
        async (viewer) => (await scenario.data('leads', query, { email }, viewer)).leads.totalCount,
      ),
    );
    expect(counts).toEqual([1, 0, 0, 1]);
  });

  it.each(hostileIds)('are none under a hostile id, case %#', async (id) => {
    for (const viewer of [
      acme,
      agentViewer(id),
      managerViewer(id),
      integratorViewer(id === '' ? ' ' : id),
      admin,
    ]) {
      expect(await asked(id, viewer)).toBe(false);
      expect(await referred(id, viewer)).toBe(false);
    }
    const { leads } = await scenario.data('leads', list, { source: 'web' }, integratorViewer(id));
    expect(leads.totalCount).toBe(0);
  });
});
