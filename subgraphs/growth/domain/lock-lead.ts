import { LockMode } from '@mikro-orm/core';
import type { GrowthContext } from '../context.ts';
import { LeadFacts } from '../entities.ts';

/** Locks what is known of a lead, its referral included; everything about one lead takes turns here. */
export async function lockLead(tx: GrowthContext, leadId: string): Promise<LeadFacts> {
  await tx.em.execute('insert into lead_facts (id) values (?) on conflict do nothing', [leadId]);
  return tx.em.findOneOrFail(
    LeadFacts,
    { id: leadId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}
