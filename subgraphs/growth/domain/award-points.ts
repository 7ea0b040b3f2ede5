import { recordEvents } from '../../shared/events.ts';
import type { GrowthContext } from '../context.ts';
import type { LeadFacts, PointsReason } from '../entities.ts';
import { tierReached } from '../events.ts';
import { pointsFor, tiersReached } from './tiers.ts';

/** From now on the agent has a standing: no points, the lowest tier. */
export async function meetAgent(tx: GrowthContext, agentId: string): Promise<void> {
  await tx.em.execute(
    `insert into agent_standings (id, known_since) values (?, ?::timestamptz) on conflict do nothing`,
    [agentId, tx.clock().toISOString()],
  );
}

/** Adds an entry to the agent's ledger: one for each reason and source, however often it is called for. */
export async function awardPoints(
  tx: GrowthContext,
  award: { agentId: string; reason: PointsReason; sourceEventId: string; leadId: string },
): Promise<void> {
  const { agentId, reason, sourceEventId, leadId } = award;
  await meetAgent(tx, agentId);
  const points = pointsFor[reason];
  const added = await tx.em.execute<object[]>(
    `insert into points_entries (id, agent_id, reason, source_event_id, lead_id, points, created_at)
     values (?, ?, ?, ?, ?, ?, ?::timestamptz)
     on conflict (agent_id, reason, source_event_id) do nothing returning id`,
    [tx.newId(), agentId, reason, sourceEventId, leadId, points, tx.clock().toISOString()],
  );
  if (added.length === 0) return;
  // The update locks the agent's row, so that tiers are told in the order of the points.
  const rows = await tx.em.execute<{ points: number }[]>(
    'update agent_standings set points = points + ? where id = ? returning points',
    [points, agentId],
  );
  for (const { points: after } of rows) {
    const reached = tiersReached(after - points, after);
    await recordEvents(
      tx,
      reached.map((tier) => tierReached({ id: agentId, points: after }, tier)),
    );
  }
}

/**
 * Awards the sale once both are known: that the lead was sold, and who had accepted it. Whichever comes last calls. A lead
 * that was sold without being accepted earns nobody points.
 */
export async function awardSale(tx: GrowthContext, facts: LeadFacts): Promise<void> {
  const { acceptedBy, outcome, outcomeEventId } = facts;
  if (acceptedBy == null || outcomeEventId == null || outcome !== 'SOLD') return;
  await awardPoints(tx, {
    agentId: acceptedBy,
    reason: 'LEAD_SOLD',
    sourceEventId: outcomeEventId,
    leadId: facts.id,
  });
}
