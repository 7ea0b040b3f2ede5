import DataLoader from 'dataloader';
import { isId } from '../shared/connection.ts';
import type { BaseContext } from '../shared/context.ts';
import { AgentStanding, Partner, Referral } from './entities.ts';
import type { Money, ReferralStatus } from './entities.ts';

/** Sums over all referrals of a partner. */
export interface PartnerFigures {
  readonly counts: Readonly<Record<ReferralStatus, number>>;
  /** Granted rewards, one sum per currency. */
  readonly rewards: readonly Money[];
}

/** Made per request. */
export interface GrowthLoaders {
  /** Null for an unknown id. */
  readonly partnerById: DataLoader<string, Partner | null>;
  /** Null for a lead that nobody referred. */
  readonly referralByLeadId: DataLoader<string, Referral | null>;
  /** Null for an agent who is not known here. */
  readonly standingByAgentId: DataLoader<string, AgentStanding | null>;
  readonly figuresByPartnerId: DataLoader<string, PartnerFigures>;
}

export function createLoaders({ em }: Pick<BaseContext, 'em'>): GrowthLoaders {
  return {
    partnerById: new DataLoader(async (ids) => {
      const partners = await em.find(Partner, { id: { $in: ids.filter(isId) } }, { refresh: true });
      return inOrder(ids, partners, (partner) => partner.id);
    }),
    referralByLeadId: new DataLoader(async (ids) => {
      const referrals = await em.find(Referral, { leadId: { $in: ids.filter(isId) } }, { refresh: true });
      return inOrder(ids, referrals, (referral) => referral.leadId);
    }),
    standingByAgentId: new DataLoader(async (ids) => {
      const standings = await em.find(AgentStanding, { id: { $in: ids.filter(isId) } }, { refresh: true });
      return inOrder(ids, standings, (standing) => standing.id);
    }),
    figuresByPartnerId: new DataLoader((ids) => readFigures(em, ids)),
  };
}

function inOrder<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
}

interface FigureRow {
  partner_id: string;
  status: ReferralStatus;
  currency: string | null;
  count: string;
  granted: string | null;
}

async function readFigures(em: BaseContext['em'], ids: readonly string[]): Promise<PartnerFigures[]> {
  const rows = await em.execute<FigureRow[]>(
    `select partner_id, status, reward_currency as currency, count(*) as count,
            sum(reward_cents) filter (where granted_at is not null) as granted
     from referrals where partner_id in (select jsonb_array_elements_text(?::jsonb)::uuid)
     group by partner_id, status, reward_currency order by reward_currency`,
    [JSON.stringify(ids)],
  );
  const byPartner = Map.groupBy(rows, (row) => row.partner_id);
  return ids.map((id) => toFigures(byPartner.get(id) ?? []));
}

function toFigures(rows: readonly FigureRow[]): PartnerFigures {
  const countOf = (status: ReferralStatus): number =>
    rows.filter((row) => row.status === status).reduce((sum, row) => sum + Number(row.count), 0);
  return {
    counts: { PENDING: countOf('PENDING'), CONVERTED: countOf('CONVERTED'), LOST: countOf('LOST') },
    rewards: rows.flatMap(({ granted, currency }) =>
      granted === null || currency === null ? [] : [{ amountCents: Number(granted), currency }],
    ),
  };
}
