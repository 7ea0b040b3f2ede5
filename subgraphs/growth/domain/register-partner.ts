import { inTransaction, requireScope } from '../../shared/context.ts';
import { takeTurns } from '../../shared/locks.ts';
import type { GrowthContext } from '../context.ts';
import { Partner } from '../entities.ts';
import { keyReused, reasonsAgainstKey, requestHashOf } from './request-key.ts';
import type { Reason } from './request-key.ts';
import { validatePartner } from './validate-partner.ts';
import type { PartnerProfile } from './validate-partner.ts';

export type PartnerResult =
  | { readonly kind: 'saved'; readonly partner: Partner }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

/** Takes a partner on. @throws FORBIDDEN. */
export async function registerPartner(
  ctx: GrowthContext,
  input: Omit<PartnerProfile, 'status'> & { readonly idempotencyKey: string },
): Promise<PartnerResult> {
  requireScope(ctx, 'business:manage');
  const { idempotencyKey, name, email, phone } = input;
  const validation = validatePartner({ name, email, phone, status: 'ACTIVE' });
  const reasons = [...reasonsAgainstKey(idempotencyKey), ...(validation.ok ? [] : validation.reasons)];
  if (!validation.ok || reasons.length > 0) return { kind: 'rejected', reasons };
  const { profile } = validation;
  const requestHash = requestHashOf(profile);
  const registeredBy = ctx.viewer.subject;
  return inTransaction(ctx, async (tx) => {
    await takeTurns(tx, [`partner key:${registeredBy}:${idempotencyKey}`]);
    const earlier = await tx.em.findOne(Partner, { registeredBy, idempotencyKey });
    if (earlier !== null) {
      return earlier.requestHash === requestHash
        ? { kind: 'saved', partner: earlier }
        : { kind: 'rejected', reasons: [keyReused] };
    }
    const partner = tx.em.create(Partner, {
      id: tx.newId(),
      ...profile,
      registeredBy,
      idempotencyKey,
      requestHash,
      createdAt: tx.clock(),
    });
    await tx.vault.note('CHANGE', [partner.id]);
    return { kind: 'saved', partner };
  });
}
