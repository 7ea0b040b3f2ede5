import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { admin, agentViewer, integrator, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';

const registerPartner = /* GraphQL */ `
  mutation ($input: RegisterPartnerInput!) {
    registerPartner(input: $input) {
      __typename
      ... on PartnerRegistered {
        partner {
          id
          name
          email
          phone
          status
        }
      }
      ... on PartnerRejected {
        reasons {
          field
        }
      }
    }
  }
`;

const updatePartner = /* GraphQL */ `
  mutation ($input: UpdatePartnerInput!) {
    updatePartner(input: $input) {
      __typename
      ... on PartnerUpdated {
        partner {
          name
          email
          phone
          status
        }
      }
      ... on PartnerRejected {
        reasons {
          field
        }
      }
    }
  }
`;

const createCode = /* GraphQL */ `
  mutation ($input: CreateReferralCodeInput!) {
    createReferralCode(input: $input) {
      __typename
      ... on ReferralCodeCreated {
        referralCode {
          code
          partner {
            id
          }
          reward {
            amountCents
            currency
          }
        }
      }
      ... on ReferralCodeTaken {
        code
      }
      ... on ReferralCodeRejected {
        reasons {
          field
        }
      }
    }
  }
`;

const referralOf = /* GraphQL */ `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Lead {
        referral {
          status
          code
          partner {
            name
          }
          reward {
            amountCents
            currency
          }
          rewardWithheld
          closedAt
        }
      }
    }
  }
`;

const vipOf = /* GraphQL */ `
  query ($representations: [_Any!]!, $first: Int, $after: String) {
    _entities(representations: $representations) {
      ... on Agent {
        vip {
          tier
          points
          pointsToNextTier
          history(first: $first, after: $after) {
            edges {
              node {
                reason
                points
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
    }
  }
`;

const partnerFigures = /* GraphQL */ `
  query ($id: ID!, $after: String, $status: [ReferralStatus!]) {
    partner(id: $id) {
      name
      codes {
        edges {
          node {
            code
          }
        }
      }
      referrals(first: 2, after: $after, status: $status) {
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
      referralCounts {
        pending
        converted
        lost
      }
      rewardTotals {
        amountCents
        currency
      }
    }
  }
`;

describe('growth', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['growth'] });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const answer = async (mutation: string, input: object, viewer = admin): Promise<any> =>
    Object.values(await scenario.data('growth', mutation, { input }, viewer))[0];

  async function partnered(changes: Record<string, unknown> = {}): Promise<string> {
    const { partner } = await answer(registerPartner, {
      idempotencyKey: randomUUID(),
      name: 'Corner Garage',
      ...changes,
    });
    return partner.id;
  }

  async function coded(partnerId: string, reward: object | null = { amountCents: 5000 }): Promise<string> {
    const { referralCode } = await answer(createCode, {
      idempotencyKey: randomUUID(),
      partnerId,
      code: `c-${randomUUID()}`,
      reward,
    });
    return referralCode.code;
  }

  async function submitted(leadId: string, referralCode: string | null, contact: object = {}) {
    return scenario.publish({
      publisher: 'leads',
      type: 'LeadSubmitted',
      aggregateId: leadId,
      payload: {
        status: 'SUBMITTED',
        source: 'web',
        lineOfBusiness: 'AUTO',
        country: 'US',
        state: 'NY',
        sealedContact: await scenario.vault.seal(leadId, { email: null, phone: null, ...contact }),
        consentChannels: [],
        attributes: {},
        referralCode,
        campaign: null,
        submittedBy: 'test',
      },
    });
  }

  function ended(leadId: string, kind = 'SOLD') {
    const isSold = kind === 'SOLD';
    return scenario.publish({
      publisher: 'leads',
      type: 'LeadOutcomeRecorded',
      aggregateId: leadId,
      payload: {
        status: isSold ? 'SOLD' : 'LOST',
        kind,
        monthlyPremiumCents: isSold ? 9900 : null,
        currency: isSold ? 'USD' : null,
      },
    });
  }

  const fromRouting = (type: string, aggregateId: string, payload: Record<string, unknown>) =>
    scenario.publish({ publisher: 'routing', type, aggregateId, payload });
  const accepted = (leadId: string, agentId: string) =>
    fromRouting('AssignmentAccepted', leadId, { agentId });
  const called = (leadId: string, agentId: string | null, utteranceCount = 3) =>
    scenario.publish({
      publisher: 'personalization',
      type: 'CallEnded',
      aggregateId: randomUUID(),
      payload: { leadId, agentId, durationSeconds: 60, utteranceCount },
    });

  async function referral(leadId: string): Promise<any> {
    const representations = [{ __typename: 'Lead', id: leadId }];
    const { _entities } = await scenario.data('growth', referralOf, { representations });
    return _entities[0].referral;
  }

  async function vip(agentId: string, page: object = {}): Promise<any> {
    const representations = [{ __typename: 'Agent', id: agentId }];
    const { _entities } = await scenario.data('growth', vipOf, { representations, ...page });
    return _entities[0].vip;
  }

  async function recordedFor(type: string, part: Record<string, unknown>): Promise<number> {
    const events = await scenario.recorded('growth', type);
    return events.filter(({ payload, aggregateId }) =>
      Object.entries(part).every(([key, value]) => ({ ...payload, aggregateId })[key] === value),
    ).length;
  }

  describe('partners and codes', () => {
    it('leaves word of who takes their e-mail and phone in, and reads them', async () => {
      const partnerId = await partnered({ email: 'garage@example.com' });
      const query = 'query ($id: ID!) { partner(id: $id) { name email phone } }';
      const reader = { ...admin, subject: randomUUID() };
      await scenario.data('growth', query, { id: partnerId }, reader);
      const accesses = await scenario.vault.accesses({ subjectId: partnerId, limit: 10 });
      expect(accesses.map(({ kind, caller }) => [kind, caller.subject])).toEqual(
        expect.arrayContaining([
          ['READ', reader.subject],
          ['CHANGE', admin.subject],
        ]),
      );
      await scenario.data('growth', 'query ($id: ID!) { partner(id: $id) { name } }', { id: partnerId });
      expect(await scenario.vault.accesses({ subjectId: partnerId, limit: 10 })).toHaveLength(
        accesses.length,
      );
    });

    it('are registered in their canonical form, once per idempotency key', async () => {
      const input = {
        idempotencyKey: randomUUID(),
        name: ' Garage ',
        email: 'Me@Example.com',
        phone: '(212) 555-0123',
      };
      const first = await answer(registerPartner, input);
      expect(first.partner).toMatchObject({
        name: 'Garage',
        email: 'me@example.com',
        phone: '+12125550123',
        status: 'ACTIVE',
      });
      const again = await Promise.all(Array.from({ length: 10 }, () => answer(registerPartner, input)));
      for (const one of again) expect(one).toEqual(first);
      expect(await answer(registerPartner, { ...input, name: 'Other' })).toMatchObject({
        reasons: [{ field: 'idempotencyKey' }],
      });
    });

    it('are refused with every reason at once', async () => {
      expect(
        await answer(registerPartner, { idempotencyKey: '', name: ' ', email: 'x', phone: '1' }),
      ).toEqual({
        __typename: 'PartnerRejected',
        reasons: ['idempotencyKey', 'name', 'email', 'phone'].map((field) => ({ field })),
      });
      const code = {
        idempotencyKey: 'k',
        partnerId: randomUUID(),
        code: 'a b',
        reward: { amountCents: 0, currency: 'XYZ' },
      };
      expect(await answer(createCode, code)).toEqual({
        __typename: 'ReferralCodeRejected',
        reasons: ['code', 'reward.amountCents', 'reward.currency'].map((field) => ({ field })),
      });
    });

    it('are changed in part: left out stays, null clears what may be empty and is refused elsewhere', async () => {
      const id = await partnered({ email: 'a@example.com', phone: '+12125550123' });
      expect(await answer(updatePartner, { id, status: 'SUSPENDED', email: null })).toMatchObject({
        partner: { name: 'Corner Garage', email: null, phone: '+12125550123', status: 'SUSPENDED' },
      });
      expect(await answer(updatePartner, { id, name: null })).toMatchObject({ reasons: [{ field: 'name' }] });
    });

    it('let a code belong to one partner, whatever its case and whoever is first', async () => {
      const [one, other] = [await partnered(), await partnered()];
      const code = `Sp-${randomUUID()}`;
      const answers = await Promise.all(
        [one, other, one, other].map((partnerId, index) =>
          answer(createCode, {
            idempotencyKey: randomUUID(),
            partnerId,
            code: index % 2 === 0 ? code : code.toLowerCase(),
          }),
        ),
      );
      const kinds = answers.map(({ __typename }) => __typename).sort();
      expect(kinds).toEqual([
        'ReferralCodeCreated',
        'ReferralCodeTaken',
        'ReferralCodeTaken',
        'ReferralCodeTaken',
      ]);
      const query = 'query ($code: String!) { referralCode(code: $code) { code reward { amountCents } } }';
      expect(await scenario.data('growth', query, { code: code.toLowerCase() })).toEqual({
        referralCode: { code: code.toUpperCase(), reward: null },
      });
      expect(await scenario.data('growth', query, { code: '\0' })).toEqual({ referralCode: null });
    });

    it('answer the same code to the same key', async () => {
      const input = {
        idempotencyKey: randomUUID(),
        partnerId: await partnered(),
        code: `k-${randomUUID()}`,
        reward: { amountCents: 100 },
      };
      const first = await answer(createCode, input);
      expect(first.referralCode.reward).toEqual({ amountCents: 100, currency: 'USD' });
      expect(await answer(createCode, input)).toEqual(first);
      expect(await answer(createCode, { ...input, reward: { amountCents: 200 } })).toMatchObject({
        reasons: [{ field: 'idempotencyKey' }],
      });
    });

    it.each(['', 'nobody', randomUUID()])('know nobody under the id "%s"', async (id) => {
      expect(await scenario.data('growth', 'query ($id: ID!) { partner(id: $id) { id } }', { id })).toEqual({
        partner: null,
      });
      const code = { idempotencyKey: randomUUID(), partnerId: id, code: 'WHATEVER' };
      for (const [mutation, input] of [
        [updatePartner, { id, name: 'x' }],
        [createCode, code],
      ] as const) {
        const { errors } = await scenario.request('growth', mutation, { input });
        expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
      }
    });

    it.each([integrator, agentViewer(randomUUID())])(
      'are not managed by others than managers',
      async (viewer) => {
        const requests = [
          [registerPartner, { idempotencyKey: 'k', name: 'x' }],
          [updatePartner, { id: randomUUID(), name: 'x' }],
          [createCode, { idempotencyKey: 'k', partnerId: randomUUID(), code: 'CODE' }],
        ] as const;
        for (const [mutation, input] of requests) {
          const { errors } = await scenario.request('growth', mutation, { input }, viewer);
          expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
        }
      },
    );

    it.each([
      ['first', '{ partners(first: 0) { totalCount } }'],
      ['after', '{ partners(after: "bm9wZQ") { totalCount } }'],
      [
        'after',
        '{ partners(after: "WzkwMDAwMDAwMDAwMDAwMDAsIjAwMDAwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJd") { totalCount } }',
      ],
      ['after', '{ leaderboard(after: "WzEsMl0") { totalCount } }'],
      ['after', '{ unknownReferralCodes(after: "WzFd") { edges { cursor } } }'],
    ])('are not listed with a bad %s', async (field, query) => {
      const { errors } = await scenario.request('growth', query);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    });

    it('are listed in pages, newest first', async () => {
      const ids: string[] = [];
      for (let i = 0; i < 3; i++) ids.unshift(await partnered());
      const query = /* GraphQL */ `
        query ($after: String) {
          partners(first: 2, after: $after, status: [ACTIVE]) {
            edges {
              node {
                id
              }
            }
            pageInfo {
              endCursor
            }
          }
        }
      `;
      const { partners } = await scenario.data('growth', query);
      const next = await scenario.data('growth', query, { after: partners.pageInfo.endCursor });
      const seen = [...partners.edges, ...next.partners.edges].map((edge: any) => edge.node.id);
      expect(seen.slice(0, 3)).toEqual(ids);
    });
  });

  describe('a referral', () => {
    it('is pending until its lead buys, then earns the reward once', async () => {
      const partnerId = await partnered();
      const code = await coded(partnerId);
      const leadId = randomUUID();
      const submission = await submitted(leadId, code.toLowerCase());
      expect(await referral(leadId)).toEqual({
        status: 'PENDING',
        code,
        partner: { name: 'Corner Garage' },
        reward: null,
        rewardWithheld: null,
        closedAt: null,
      });
      const outcome = await ended(leadId);
      await scenario.publish(outcome);
      await scenario.publish(submission);
      await ended(leadId, 'UNREACHABLE');
      await submitted(leadId, code);
      expect(await referral(leadId)).toMatchObject({
        status: 'CONVERTED',
        reward: { amountCents: 5000, currency: 'USD' },
        rewardWithheld: null,
      });
      expect(await recordedFor('ReferralRecorded', { leadId, partnerId, code })).toBe(1);
      expect(
        await recordedFor('RewardGranted', { leadId, partnerId, amountCents: 5000, currency: 'USD' }),
      ).toBe(1);
    });

    it('is lost with its lead and earns nothing', async () => {
      const leadId = randomUUID();
      await submitted(leadId, await coded(await partnered()));
      await ended(leadId, 'BOUGHT_ELSEWHERE');
      await ended(leadId);
      expect(await referral(leadId)).toMatchObject({ status: 'LOST', reward: null, rewardWithheld: null });
      expect(await recordedFor('RewardGranted', { leadId })).toBe(0);
    });

    it('is rewarded when the submission comes after the outcome', async () => {
      const leadId = randomUUID();
      await ended(leadId);
      expect(await referral(leadId)).toBeNull();
      await submitted(leadId, await coded(await partnered()));
      expect(await referral(leadId)).toMatchObject({ status: 'CONVERTED', reward: { amountCents: 5000 } });
      expect(await recordedFor('RewardGranted', { leadId })).toBe(1);
    });

    it('is rewarded once when submission and outcome arrive together, twice over', async () => {
      const code = await coded(await partnered());
      const leadIds = Array.from({ length: 10 }, () => randomUUID());
      await Promise.all(
        leadIds.flatMap((leadId) => [
          submitted(leadId, code),
          ended(leadId),
          submitted(leadId, code),
          ended(leadId),
        ]),
      );
      for (const leadId of leadIds) expect(await recordedFor('RewardGranted', { leadId })).toBe(1);
    });

    it('converts without reward when its code promises none', async () => {
      const leadId = randomUUID();
      await submitted(leadId, await coded(await partnered(), null));
      await ended(leadId);
      expect(await referral(leadId)).toMatchObject({
        status: 'CONVERTED',
        reward: null,
        rewardWithheld: null,
      });
    });

    it.each([
      ['e-mail', { email: 'me@example.com' }],
      ['phone', { phone: '+12125550199' }],
    ])('of the partner by the same %s earns nothing', async (_, contact) => {
      const partnerId = await partnered({ email: 'Me@example.com', phone: '212 555 0199' });
      const leadId = randomUUID();
      await submitted(leadId, await coded(partnerId), contact);
      await ended(leadId);
      expect(await referral(leadId)).toMatchObject({
        status: 'CONVERTED',
        reward: null,
        rewardWithheld: 'SELF_REFERRAL',
      });
      expect(await recordedFor('RewardGranted', { leadId })).toBe(0);
    });

    it('by a suspended partner earns nothing', async () => {
      const partnerId = await partnered();
      const leadId = randomUUID();
      await submitted(leadId, await coded(partnerId));
      await answer(updatePartner, { id: partnerId, status: 'SUSPENDED' });
      await ended(leadId);
      expect(await referral(leadId)).toMatchObject({
        status: 'CONVERTED',
        rewardWithheld: 'PARTNER_SUSPENDED',
      });
    });

    it('survives that the lead’s key is destroyed before its submission is taken', async () => {
      const partnerId = await partnered({ email: 'gone@example.com' });
      const code = await coded(partnerId);
      const leadId = randomUUID();
      const sealed = await scenario.vault.seal(leadId, { email: 'gone@example.com', phone: null });
      await scenario.vault.destroy(leadId);
      expect(await scenario.vault.open(sealed)).toBeNull();
      const { payload } = await submitted(randomUUID(), null);
      await scenario.publish({
        publisher: 'leads',
        type: 'LeadSubmitted',
        aggregateId: leadId,
        payload: { ...payload, referralCode: code, sealedContact: sealed },
      });
      expect(await referral(leadId)).toMatchObject({ status: 'PENDING' });
    });

    it('is none without a code and with an unknown one, which comes to light', async () => {
      const code = `TYPO ${randomUUID()}`;
      const [without, ...misprinted] = [randomUUID(), randomUUID(), randomUUID()];
      await submitted(without, null);
      for (const leadId of misprinted) await submitted(leadId, code);
      expect([await referral(without), await referral(misprinted[0] as string)]).toEqual([null, null]);
      const query = /* GraphQL */ `
        query ($after: String) {
          unknownReferralCodes(first: 1, after: $after) {
            edges {
              node {
                code
                leadCount
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      `;
      const other = randomUUID().toUpperCase();
      await submitted(randomUUID(), other);
      const seen: object[] = [];
      let after: string | null = null;
      do {
        const { unknownReferralCodes: page }: Record<string, any> = await scenario.data('growth', query, {
          after,
        });
        seen.push(...page.edges.map((edge: any) => edge.node));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual([
        { code: code.toUpperCase(), leadCount: 2 },
        { code: other, leadCount: 1 },
      ]);
    });

    it('counts in its partner’s figures', async () => {
      const partnerId = await partnered();
      const [dollars, euros] = [
        await coded(partnerId),
        await coded(partnerId, { amountCents: 700, currency: 'EUR' }),
      ];
      const leadIds = Array.from({ length: 5 }, () => randomUUID());
      for (const [index, leadId] of leadIds.entries()) await submitted(leadId, index === 4 ? euros : dollars);
      await ended(leadIds[0] as string);
      await ended(leadIds[1] as string);
      await ended(leadIds[2] as string, 'UNREACHABLE');
      await ended(leadIds[4] as string);
      const { partner } = await scenario.data('growth', partnerFigures, { id: partnerId });
      expect(partner).toMatchObject({
        referralCounts: { pending: 1, converted: 3, lost: 1 },
        rewardTotals: [
          { amountCents: 700, currency: 'EUR' },
          { amountCents: 10_000, currency: 'USD' },
        ],
        referrals: {
          totalCount: 5,
          edges: [{ node: { lead: { id: leadIds[4] } } }, { node: { lead: { id: leadIds[3] } } }],
        },
      });
      expect(partner.codes.edges).toHaveLength(2);
      const lost = await scenario.data('growth', partnerFigures, { id: partnerId, status: ['LOST'] });
      expect(lost.partner.referrals).toMatchObject({
        totalCount: 1,
        edges: [{ node: { lead: { id: leadIds[2] } } }],
      });
      const empty = await scenario.data('growth', partnerFigures, { id: await partnered() });
      expect(empty.partner).toMatchObject({
        referralCounts: { pending: 0, converted: 0, lost: 0 },
        rewardTotals: [],
        referrals: { totalCount: 0, edges: [] },
      });
    });
  });

  describe('an agent', () => {
    it('is unknown, then known without points', async () => {
      const agentId = randomUUID();
      expect(await vip(agentId)).toBeNull();
      await fromRouting('AgentRegistered', agentId, { name: 'Grace' });
      const none = { tier: 'BRONZE', points: 0, pointsToNextTier: 200 };
      expect(await vip(agentId)).toMatchObject({ ...none, history: { edges: [] } });
      const other = randomUUID();
      await fromRouting('LeadAssigned', randomUUID(), { agentId: other, agentName: 'Ada', attempt: 1 });
      expect(await vip(other)).toMatchObject(none);
      expect(
        await scenario.data(
          'growth',
          `{ _entities(representations: [{ __typename: "Agent", id: "x" }]) { __typename } }`,
        ),
      ).toEqual({
        _entities: [null],
      });
    });

    it.each(['accepted first', 'sold first'])('earns points for a sale once when %s', async (order) => {
      const [agentId, leadId] = [randomUUID(), randomUUID()];
      const steps = [() => accepted(leadId, agentId), () => ended(leadId)];
      if (order === 'sold first') steps.reverse();
      for (const step of steps) await scenario.publish(await step());
      expect(await vip(agentId)).toMatchObject({ points: 110, pointsToNextTier: 90 });
      await ended(leadId);
      await accepted(leadId, agentId);
      expect(await vip(agentId)).toMatchObject({ points: 110 });
    });

    it('earns nothing for a lead that ended otherwise, or was never accepted', async () => {
      const [agentId, leadId, other] = [randomUUID(), randomUUID(), randomUUID()];
      await accepted(leadId, agentId);
      await ended(leadId, 'UNREACHABLE');
      await fromRouting('LeadAssigned', other, { agentId, agentName: 'Ada', attempt: 1 });
      await ended(other);
      expect(await vip(agentId)).toMatchObject({ points: 10 });
    });

    it('earns points for a call in which something was said', async () => {
      const [agentId, leadId] = [randomUUID(), randomUUID()];
      const call = await called(leadId, agentId);
      await scenario.publish(call);
      await called(leadId, agentId, 0);
      await called(leadId, null);
      expect(await vip(agentId)).toMatchObject({
        points: 5,
        history: { edges: [{ node: { reason: 'CALL_HELD', points: 5, lead: { id: leadId } } }] },
      });
    });

    it('reaches a tier once, with every point in the ledger', async () => {
      const agentId = randomUUID();
      const leadIds = Array.from({ length: 10 }, () => randomUUID());
      const facts = leadIds.flatMap((leadId) => [
        accepted(leadId, agentId),
        ended(leadId),
        called(leadId, agentId),
        accepted(leadId, agentId),
        ended(leadId),
      ]);
      await Promise.all(facts);
      expect(await vip(agentId, { first: 1 })).toMatchObject({
        tier: 'GOLD',
        points: 1150,
        pointsToNextTier: 3850,
      });
      for (const tier of ['SILVER', 'GOLD'])
        expect(await recordedFor('TierReached', { aggregateId: agentId, tier })).toBe(1);
      expect(await recordedFor('TierReached', { aggregateId: agentId })).toBe(2);
      let sum = 0;
      let after: string | null = null;
      do {
        const { history } = await vip(agentId, { first: 7, after });
        for (const { node } of history.edges) sum += node.points;
        after = history.pageInfo.hasNextPage ? history.pageInfo.endCursor : null;
      } while (after !== null);
      expect(sum).toBe(1150);
    });

    it('has a ledger that is only added to', async () => {
      await called(randomUUID(), randomUUID());
      for (const change of [
        'update growth.points_entries set points = 1',
        'delete from growth.points_entries',
      ])
        await expect(scenario.sql(change)).rejects.toThrow('The ledger is only added to.');
    });

    it('stands on the board by points, and shares a rank with equals', async () => {
      const [best, one, other] = [randomUUID(), randomUUID(), randomUUID()];
      for (let i = 0; i < 12; i++) {
        const leadId = randomUUID();
        await accepted(leadId, best);
        await ended(leadId);
      }
      await called(randomUUID(), one);
      await called(randomUUID(), other);
      const query = /* GraphQL */ `
        query ($after: String) {
          leaderboard(first: 2, after: $after) {
            totalCount
            edges {
              node {
                rank
                points
                tier
                agent {
                  id
                  vip {
                    points
                  }
                }
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      `;
      const seen: any[] = [];
      let after: string | null = null;
      let total: number;
      do {
        const { leaderboard }: Record<string, any> = await scenario.data('growth', query, { after });
        seen.push(...leaderboard.edges.map((edge: any) => edge.node));
        total = leaderboard.totalCount;
        after = leaderboard.pageInfo.hasNextPage ? leaderboard.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toHaveLength(total);
      expect(seen[0]).toEqual({
        rank: 1,
        points: 1320,
        tier: 'GOLD',
        agent: { id: best, vip: { points: 1320 } },
      });
      const ranks = new Map(seen.map((entry) => [entry.agent.id, entry.rank]));
      expect(ranks.size).toBe(total);
      expect(ranks.get(one)).toBe(ranks.get(other));
      for (const entry of seen)
        expect(entry.rank).toBe(1 + seen.filter(({ points }) => points > entry.points).length);
    });
  });
});
