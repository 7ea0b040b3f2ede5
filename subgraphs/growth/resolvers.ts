import { isId } from '../shared/connection.ts';
import { DateTime } from '../shared/scalars.ts';
import { createReferralCode, findReferralCode } from './domain/create-referral-code.ts';
import type { ReferralCodeResult } from './domain/create-referral-code.ts';
import { listCodes, listPartners, listReferrals } from './domain/list-partners.ts';
import { listLeaderboard, listPoints } from './domain/list-standings.ts';
import { listUnknownCodes } from './domain/list-unknown-codes.ts';
import { registerPartner } from './domain/register-partner.ts';
import { pointsToNextTier, tierOf } from './domain/tiers.ts';
import { updatePartner } from './domain/update-partner.ts';
import type { GrowthContext } from './context.ts';
import type { Partner } from './entities.ts';
import type { Resolvers, ResolversTypes } from './generated/types.ts';

export const resolvers: Resolvers = {
  DateTime,
  Query: {
    partner: (_, { id }, ctx) => ctx.loaders.partnerById.load(id),
    partners: (_, args, ctx) => listPartners(ctx, args),
    referralCode: (_, { code }, ctx) => findReferralCode(ctx, code),
    unknownReferralCodes: (_, args, ctx) => listUnknownCodes(ctx, args),
    leaderboard: (_, args, ctx) => listLeaderboard(ctx, args),
  },
  Mutation: {
    async registerPartner(_, { input }, ctx) {
      const { email = null, phone = null } = input;
      const result = await registerPartner(ctx, { ...input, email, phone });
      if (result.kind === 'rejected') return { __typename: 'PartnerRejected', reasons: result.reasons };
      return { __typename: 'PartnerRegistered', partner: result.partner };
    },
    async updatePartner(_, { input }, ctx) {
      const result = await updatePartner(ctx, input);
      if (result.kind === 'rejected') return { __typename: 'PartnerRejected', reasons: result.reasons };
      ctx.loaders.partnerById.clear(result.partner.id).prime(result.partner.id, result.partner);
      return { __typename: 'PartnerUpdated', partner: result.partner };
    },
    async createReferralCode(_, { input }, ctx) {
      const { reward = null } = input;
      return toCodeResult(await createReferralCode(ctx, { ...input, reward }));
    },
  },
  Lead: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    referral: async ({ id }, _, ctx) =>
      (await ctx.rows.sees(id)) ? ctx.loaders.referralByLeadId.load(id) : null,
  },
  Agent: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    vip: ({ id }, _, ctx) => ctx.loaders.standingByAgentId.load(id),
  },
  AgentVip: {
    tier: ({ points }) => tierOf(points),
    pointsToNextTier: ({ points }) => pointsToNextTier(points),
    history: (standing, args, ctx) => listPoints(ctx, standing.id, args),
  },
  PointsEntry: {
    at: (entry) => entry.createdAt,
    lead: async ({ leadId }, _, ctx) => ((await ctx.rows.seesNow(leadId)) ? { id: leadId } : null),
  },
  Partner: {
    __resolveReference: ({ id }, ctx) => ctx.loaders.partnerById.load(id),
    registeredAt: (partner) => partner.createdAt,
    email: (partner, _, ctx) => noted(ctx, partner.id, partner.email),
    phone: (partner, _, ctx) => noted(ctx, partner.id, partner.phone),
    codes: (partner, args, ctx) => listCodes(ctx, partner.id, args),
    referrals: (partner, args, ctx) => listReferrals(ctx, partner.id, args),
    async referralCounts(partner, _, ctx) {
      const { counts } = await ctx.loaders.figuresByPartnerId.load(partner.id);
      return { pending: counts.PENDING, converted: counts.CONVERTED, lost: counts.LOST };
    },
    rewardTotals: async (partner, _, ctx) => (await ctx.loaders.figuresByPartnerId.load(partner.id)).rewards,
  },
  ReferralCode: {
    partner: ({ partnerId }, _, ctx) => partnerOf(ctx, partnerId),
    reward: (code) => code.reward(),
  },
  Referral: {
    lead: ({ leadId }) => ({ id: leadId }),
    partner: ({ partnerId }, _, ctx) => partnerOf(ctx, partnerId),
    reward: (referral) => referral.grantedReward(),
    rewardWithheld: (referral) => referral.withheldReason,
    referredAt: (referral) => referral.createdAt,
  },
  LeaderboardEntry: {
    agent: ({ agentId }) => ({ id: agentId }),
    tier: ({ points }) => tierOf(points),
  },
  PartnerConnection: {
    totalCount: (page) => page.totalCount(),
  },
  ReferralConnection: {
    totalCount: (page) => page.totalCount(),
  },
  LeaderboardConnection: {
    totalCount: (page) => page.totalCount(),
  },
};

/** Personal data of a partner, once the log of accesses says that it is given out. */
async function noted(
  ctx: GrowthContext,
  partnerId: string,
  value: string | null | undefined,
): Promise<string | null> {
  if (value == null) return null;
  await ctx.vault.note('READ', [partnerId]);
  return value;
}

/** The partner a row refers to; the database keeps no such row without one. */
async function partnerOf(ctx: GrowthContext, partnerId: string): Promise<Partner> {
  const partner = await ctx.loaders.partnerById.load(partnerId);
  if (partner === null) throw new Error(`A row refers to partner ${partnerId}, who does not exist.`);
  return partner;
}

function toCodeResult(result: ReferralCodeResult): ResolversTypes['CreateReferralCodeResult'] {
  switch (result.kind) {
    case 'created':
      return { __typename: 'ReferralCodeCreated', referralCode: result.referralCode };
    case 'taken':
      return { __typename: 'ReferralCodeTaken', code: result.code };
    case 'rejected':
      return { __typename: 'ReferralCodeRejected', reasons: result.reasons };
  }
}
