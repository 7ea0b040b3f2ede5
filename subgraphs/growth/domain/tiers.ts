import type { PointsReason } from '../entities.ts';

/** Lowest first. */
export const tiers = [
  { name: 'BRONZE', fromPoints: 0 },
  { name: 'SILVER', fromPoints: 200 },
  { name: 'GOLD', fromPoints: 1000 },
  { name: 'PLATINUM', fromPoints: 5000 },
] as const;
export type AgentTier = (typeof tiers)[number]['name'];

/** A sale weighs as much as ten acceptances, so that taking leads on without selling them leads nowhere fast. */
export const pointsFor: Readonly<Record<PointsReason, number>> = {
  LEAD_ACCEPTED: 10,
  CALL_HELD: 5,
  LEAD_SOLD: 100,
};

/** @param points 0 or more. */
export function tierOf(points: number): AgentTier {
  return tiers.findLast(({ fromPoints }) => points >= fromPoints)?.name ?? 'BRONZE';
}

/** @returns null at the highest tier. */
export function pointsToNextTier(points: number): number | null {
  const next = tiers.find(({ fromPoints }) => fromPoints > points);
  return next === undefined ? null : next.fromPoints - points;
}

/** The tiers above `before` points that `after` points reach, lowest first. */
export function tiersReached(before: number, after: number): AgentTier[] {
  return tiers.filter(({ fromPoints }) => fromPoints > before && fromPoints <= after).map(({ name }) => name);
}
