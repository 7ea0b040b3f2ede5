import type { FilterQuery } from '@mikro-orm/core';
import { decodeCursor, isId, isTime, pageSize, toConnection } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { requireScope } from '../../shared/context.ts';
import { badInput } from '../../shared/errors.ts';
import { visibleRowsWhere } from '../../shared/row-access.ts';
import { isStorable } from '../../shared/text.ts';
import type { LeadsContext } from '../context.ts';
import { Lead } from '../entities.ts';
import type { LeadStatus, LineOfBusiness } from '../entities.ts';
import { normaliseEmail, normalisePhone } from './normalise-contact.ts';

/** Conditions that all hold. Undefined and null: no condition. An empty list holds for no lead. */
export interface LeadFilter {
  readonly status?: readonly LeadStatus[] | null | undefined;
  readonly lineOfBusiness?: readonly LineOfBusiness[] | null | undefined;
  readonly source?: readonly string[] | null | undefined;
  readonly createdAfter?: Date | null | undefined;
  readonly createdBefore?: Date | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

export interface LeadPage extends Connection<Lead> {
  /** Counted only when asked for. */
  readonly totalCount: () => Promise<number>;
}

type Key = readonly [createdAtMs: number, id: string];

/** Leads that the viewer may see, newest first. @throws BAD_USER_INPUT for a page size, cursor, e-mail or phone that is not of its form, FORBIDDEN for an e-mail or phone without the scope personal-data:read. */
export async function listLeads(
  ctx: LeadsContext,
  input: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    filter?: LeadFilter | null | undefined;
  },
): Promise<LeadPage> {
  const first = pageSize(input.first);
  const where = { $and: [visibleRowsWhere(ctx.viewer, 'id'), conditionsOf(ctx, input.filter ?? {})] };
  const behind = input.after == null ? {} : conditionBehind(input.after);
  const rows = await ctx.em.find(
    Lead,
    { $and: [where, behind] },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: first + 1 },
  );
  const page = toConnection<Lead>(rows, first, (lead) => [lead.createdAt.getTime(), lead.id], input.after);
  return { ...page, totalCount: () => ctx.em.count(Lead, where) };
}

function conditionBehind(after: string): FilterQuery<Lead> {
  const [createdAtMs, id] = decodeCursor<Key>(after, ([ms, id]) => isTime(ms) && isId(id));
  const createdAt = new Date(createdAtMs);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: id } }] };
}

function conditionsOf(ctx: LeadsContext, filter: LeadFilter): FilterQuery<Lead> {
  const conditions: FilterQuery<Lead>[] = [];
  if (filter.status != null) conditions.push({ status: { $in: [...filter.status] } });
  if (filter.lineOfBusiness != null) conditions.push({ lineOfBusiness: { $in: [...filter.lineOfBusiness] } });
  if (filter.source != null) conditions.push({ source: { $in: filter.source.filter(isStorable) } });
  if (filter.createdAfter != null) conditions.push({ createdAt: { $gt: filter.createdAfter } });
  if (filter.createdBefore != null) conditions.push({ createdAt: { $lt: filter.createdBefore } });
  // Whoever may ask for an address learns whether its owner is here.
  if (filter.email != null || filter.phone != null) requireScope(ctx, 'personal-data:read');
  if (filter.email != null) conditions.push({ emailHash: emailHashOf(ctx, filter.email) });
  if (filter.phone != null) conditions.push({ phoneHash: phoneHashOf(ctx, filter.phone) });
  return conditions.length === 0 ? {} : { $and: conditions };
}

function emailHashOf(ctx: LeadsContext, email: string): string {
  const normal = normaliseEmail(email);
  if (normal === null) throw badInput('filter.email', 'an e-mail address', email);
  return ctx.vault.blindIndex('email', normal);
}

function phoneHashOf(ctx: LeadsContext, phone: string): string {
  const normal = normalisePhone(phone, 'US');
  if (normal === null) throw badInput('filter.phone', 'a phone number with country code', phone);
  return ctx.vault.blindIndex('phone', normal);
}
