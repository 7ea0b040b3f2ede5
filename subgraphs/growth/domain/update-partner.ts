import { LockMode } from '@mikro-orm/core';
import { isId } from '../../shared/connection.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { GraphError } from '../../shared/errors.ts';
import type { GrowthContext } from '../context.ts';
import { Partner } from '../entities.ts';
import type { PartnerResult } from './register-partner.ts';
import { validatePartner } from './validate-partner.ts';
import type { PartnerProfile } from './validate-partner.ts';

/** A field that is left out stays as it is; null clears what may be empty. */
export type PartnerChanges = { readonly [K in keyof PartnerProfile]?: PartnerProfile[K] | null | undefined };

const mayBeEmpty: readonly string[] = ['email', 'phone'];

/** Changes a partner and checks the result, not the change alone. @throws FORBIDDEN, NOT_FOUND. */
export async function updatePartner(
  ctx: GrowthContext,
  { id, ...changes }: PartnerChanges & { readonly id: string },
): Promise<PartnerResult> {
  requireScope(ctx, 'business:manage');
  const cleared = Object.entries(changes).filter(
    ([field, value]) => value === null && !mayBeEmpty.includes(field),
  );
  if (cleared.length > 0) {
    const reasons = cleared.map(([field]) => ({ field, message: 'expected a value, got null' }));
    return { kind: 'rejected', reasons };
  }
  return inTransaction(ctx, async (tx) => {
    const partner = isId(id)
      ? await tx.em.findOne(Partner, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
      : null;
    if (partner === null) throw new GraphError('NOT_FOUND', `There is no partner ${id}.`, { id });
    const validation = validatePartner(merge(partner, changes));
    if (!validation.ok) return { kind: 'rejected', reasons: validation.reasons };
    await tx.vault.note('CHANGE', [partner.id]);
    Object.assign(partner, validation.profile);
    return { kind: 'saved', partner };
  });
}

function merge(partner: Partner, changes: PartnerChanges): PartnerProfile {
  const { name, email = null, phone = null, status } = partner;
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { name, email, phone, status, ...(Object.fromEntries(given) as Partial<PartnerProfile>) };
}
