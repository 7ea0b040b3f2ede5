import { decodeCursor, isTime, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { visibleRowsWhere } from '../../shared/row-access.ts';
import type { GrowthContext } from '../context.ts';
import { Partner, Referral, ReferralCode } from '../entities.ts';
import type { PartnerStatus, ReferralStatus } from '../entities.ts';
import { behind, datedKey, newestFirst } from './newest-first.ts';

export interface Page {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Counts only when asked. */
export type Counted<Node> = Connection<Node> & { readonly totalCount: () => Promise<number> };

export type PartnerPage = Counted<Partner>;
export type ReferralPage = Counted<Referral>;

/** Partners, newest first. An empty list of states holds for none. */
export async function listPartners(
  ctx: GrowthContext,
  input: Page & { readonly status?: readonly PartnerStatus[] | null | undefined },
): Promise<PartnerPage> {
  const first = pageSize(input.first);
  const where = input.status == null ? {} : { status: { $in: [...input.status] } };
  const page = { $and: [where, behind(input.after)] };
  const rows = await ctx.em.find(Partner, page, { orderBy: newestFirst, limit: first + 1 });
  return {
    ...toConnection<Partner>(rows, first, datedKey, input.after),
    totalCount: () => ctx.em.count(Partner, where),
  };
}

/** A partner's referrals of leads that the viewer may see, newest first. */
export async function listReferrals(
  ctx: GrowthContext,
  partnerId: string,
  input: Page & { readonly status?: readonly ReferralStatus[] | null | undefined },
): Promise<ReferralPage> {
  const first = pageSize(input.first);
  const ofStatus = input.status == null ? {} : { status: { $in: [...input.status] } };
  const where = { $and: [{ partnerId }, ofStatus, visibleRowsWhere(ctx.viewer, 'leadId')] };
  const page = { $and: [where, behind(input.after)] };
  const rows = await ctx.em.find(Referral, page, { orderBy: newestFirst, limit: first + 1 });
  return {
    ...toConnection<Referral>(rows, first, datedKey, input.after),
    totalCount: () => ctx.em.count(Referral, where),
  };
}

/** A partner's codes, newest first. */
export async function listCodes(
  ctx: GrowthContext,
  partnerId: string,
  input: Page,
): Promise<Connection<ReferralCode>> {
  const first = pageSize(input.first);
  const page = { $and: [{ partnerId }, behindCode(input.after)] };
  const orderBy = { createdAt: 'desc', code: 'asc' } as const;
  const rows = await ctx.em.find(ReferralCode, page, { orderBy, limit: first + 1 });
  return toConnection<ReferralCode>(rows, first, (row) => [row.createdAt.getTime(), row.code], input.after);
}

function behindCode(after: string | null | undefined): object {
  if (after == null) return {};
  const [createdAtMs, code] = decodeCursor<readonly [number, string]>(
    after,
    ([ms, text]) => isTime(ms) && typeof text === 'string' && /^[A-Z0-9_-]+$/.test(text),
  );
  const createdAt = new Date(createdAtMs);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, code: { $gt: code } }] };
}
