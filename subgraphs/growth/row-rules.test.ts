import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  assignment,
  declined,
  hostileIds,
  newCast,
  registration,
  submission,
  teamChange,
  tell,
  whoSees,
} from '../../test/row-cast.ts';
import type { Cast } from '../../test/row-cast.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const register = `mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) {
  ... on PartnerRegistered { partner { id } } } }`;
const createCode = `mutation ($input: CreateReferralCodeInput!) { createReferralCode(input: $input) { __typename } }`;
const lead = `query ($id: ID!) { _entities(representations: [{ __typename: "Lead", id: $id }]) { ... on Lead {
  referral { leadId lead { id } } } } }`;
const referrals = `query ($id: ID!, $first: Int, $after: String, $status: [ReferralStatus!]) { partner(id: $id) {
  referrals(first: $first, after: $after, status: $status) {
    totalCount edges { node { leadId lead { id } } } pageInfo { hasNextPage endCursor } } } }`;
const vip = `query ($id: ID!) { _entities(representations: [{ __typename: "Agent", id: $id }]) { ... on Agent {
  vip { points history { edges { node { reason leadId lead { id } } } } } } } }`;

describe('rows of growth', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['growth'], rowPatienceMs: 50 });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const ask = (query: string, variables: object, viewer: Viewer = admin): Promise<Record<string, any>> =>
    scenario.data('growth', query, { ...variables }, viewer);

  async function partner(): Promise<{ partnerId: string; code: string }> {
    const input = { idempotencyKey: randomUUID(), name: 'Friends' };
    const partnerId: string = (await ask(register, { input }))['registerPartner'].partner.id;
    const code = randomUUID().slice(0, 20).toUpperCase();
    await ask(createCode, { input: { idempotencyKey: randomUUID(), partnerId, code } });
    return { partnerId, code };
  }

  /** A cast whose leads came by a partner's code. */
  async function cast(): Promise<{ made: Cast; partnerId: string; code: string }> {
    const { partnerId, code } = await partner();
    const made = newCast();
    const sealedContact = await scenario.vault.seal(made.leads.held, { email: null, phone: null });
    await tell(scenario, made, { referralCode: code, sealedContact });
    return { made, partnerId, code };
  }

  it('are referrals, seen by whom the lead belongs to', async () => {
    const { made } = await cast();
    const { seen, expected } = await whoSees(made, async (id, viewer) => {
      const { referral } = (await ask(lead, { id }, viewer))['_entities'][0];
      if (referral !== null) expect(referral).toEqual({ leadId: id, lead: { id } });
      return referral !== null;
    });
    expect(seen).toEqual(expected);
  });

  it('are listed and counted as if there were no others', async () => {
    const { made, partnerId } = await cast();
    for (const { viewer, sees } of made.members) {
      const { partner: found } = await ask(referrals, { id: partnerId, status: ['PENDING'] }, viewer);
      const expected = (['unassigned', 'held'] as const).filter((standing) => sees.includes(standing));
      expect(found.referrals).toMatchObject({
        totalCount: expected.length,
        edges: expected.map((standing) => ({
          node: { leadId: made.leads[standing], lead: { id: made.leads[standing] } },
        })),
        pageInfo: { hasNextPage: false },
      });
    }
  });

  it('are paged without gap or repeat over hidden ones', async () => {
    const { partnerId, code } = await partner();
    const agentId = randomUUID();
    const own: string[] = [];
    for (let place = 0; place < 7; place++) {
      const leadId = randomUUID();
      const sealedContact = await scenario.vault.seal(leadId, { email: null, phone: null });
      await scenario.publish(submission(leadId, { referralCode: code, sealedContact }));
      await scenario.publish(assignment(leadId, place % 2 === 0 ? agentId : randomUUID()));
      if (place % 2 === 0) own.unshift(leadId);
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Record<string, any> = await ask(
        referrals,
        { id: partnerId, first: 1, after },
        agentViewer(agentId),
      );
      const found = page['partner'].referrals;
      expect(found.totalCount).toBe(4);
      seen.push(...found.edges.map((edge: any) => edge.node.leadId));
      after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(own);
  });

  it('are the entries of an agent’s points, for the agent, the managers of the team and admins', async () => {
    const { made } = await cast();
    const { agentId, leads } = made;
    await scenario.publish({
      publisher: 'routing',
      type: 'AssignmentAccepted',
      aggregateId: leads.held,
      sequence: 2,
      payload: { agentId },
    });
    for (const { name, viewer, sees } of made.members) {
      const isOpen = viewer.role !== 'integrator' && sees.includes('held');
      const entry = { reason: 'LEAD_ACCEPTED', leadId: leads.held, lead: { id: leads.held } };
      const history = { edges: isOpen ? [{ node: entry }] : [] };
      const { _entities } = await ask(vip, { id: agentId }, viewer);
      expect([name, _entities[0].vip]).toEqual([name, { points: 10, history }]);
    }
  });

  it('keep an agent’s points when the lead is no longer theirs, and hide the lead alone', async () => {
    const { made } = await cast();
    const { agentId, otherAgentId, team, otherTeam, leads } = made;
    await scenario.publish({
      publisher: 'personalization',
      type: 'CallEnded',
      aggregateId: randomUUID(),
      payload: { leadId: leads.held, agentId, durationSeconds: 60, utteranceCount: 3 },
    });
    await scenario.publish(assignment(leads.held, otherAgentId, 2));
    const history = async (viewer: Viewer): Promise<unknown[]> =>
      (await ask(vip, { id: agentId }, viewer))['_entities'][0].vip.history.edges;
    const entry = { reason: 'CALL_HELD', leadId: leads.held };
    expect(await history(agentViewer(agentId))).toEqual([{ node: { ...entry, lead: null } }]);
    expect(await history(managerViewer(team))).toEqual([{ node: { ...entry, lead: { id: leads.held } } }]);
    await scenario.publish(teamChange(agentId, team, otherTeam));
    expect(await history(managerViewer(team))).toEqual([]);
    expect(await history(managerViewer(otherTeam))).toEqual([{ node: { ...entry, lead: null } }]);
  });

  it('move with the lead and with its agent’s team', async () => {
    const { made } = await cast();
    const { leads, agentId, otherAgentId, team, otherTeam } = made;
    const who = [
      agentViewer(agentId),
      agentViewer(otherAgentId),
      managerViewer(team),
      managerViewer(otherTeam),
    ];
    const seen = (): Promise<boolean[]> =>
      Promise.all(
        who.map(
          async (viewer) => (await ask(lead, { id: leads.held }, viewer))['_entities'][0].referral !== null,
        ),
      );
    expect(await seen()).toEqual([true, false, true, false]);
    await scenario.publish(declined(leads.held, agentId, 2));
    expect(await seen()).toEqual([false, false, true, true]);
    await scenario.publish(assignment(leads.held, otherAgentId, 3));
    await scenario.publish(teamChange(otherAgentId, team, otherTeam));
    await scenario.publish(registration(otherAgentId, team));
    expect(await seen()).toEqual([false, true, false, true]);
  });

  it.each(hostileIds)('are none under a hostile id, case %#', async (id) => {
    for (const viewer of [admin, agentViewer(id), managerViewer(id), integratorViewer(id)]) {
      const { _entities } = await ask(lead, { id }, viewer);
      expect(_entities[0]?.referral ?? null).toBeNull();
      expect((await ask(vip, { id }, viewer))['_entities'][0]?.vip ?? null).toBeNull();
    }
  });
});
