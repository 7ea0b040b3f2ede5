import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../shared/events.ts';
import type { GrowthContext } from '../context.ts';
import { Partner, Referral } from '../entities.ts';
import type { LeadFacts } from '../entities.ts';
import { referralRecorded, rewardGranted } from '../events.ts';
import { findReferralCode, normaliseCode } from './create-referral-code.ts';
import { lockLead } from './lock-lead.ts';

/** A lead came with a code. An unknown code makes no referral; it is kept, so that misprints come to light. */
export async function recordReferral(
  tx: GrowthContext,
  input: { leadId: string; code: string; sealedContact: string },
): Promise<void> {
  const facts = await lockLead(tx, input.leadId);
  const code = normaliseCode(input.code);
  const known = await findReferralCode(tx, code);
  if (known === null) {
    await tx.em.execute(
      `insert into unknown_referrals (lead_id, code, received_at) values (?, ?, ?::timestamptz)
       on conflict do nothing`,
      [input.leadId, code, tx.clock().toISOString()],
    );
    return;
  }
  if ((await tx.em.findOne(Referral, { leadId: input.leadId })) !== null) return;
  const partner = await lockPartner(tx, known.partnerId);
  const referral = tx.em.create(Referral, {
    id: tx.newId(),
    leadId: input.leadId,
    partnerId: partner.id,
    code,
    status: 'PENDING',
    isSelfReferral: await isPartner(tx, partner, input.sealedContact),
    rewardCents: known.rewardCents,
    rewardCurrency: known.rewardCurrency,
    grantedAt: null,
    withheldReason: null,
    createdAt: tx.clock(),
    closedAt: null,
  });
  await recordEvent(tx, referralRecorded(referral));
  // The submission may have been held up until after the lead's end.
  await closeReferral(tx, facts);
}

/** Whether the lead's own contact is the partner's. Not when it can no longer be read. */
async function isPartner(tx: GrowthContext, partner: Partner, sealedContact: string): Promise<boolean> {
  const contact = await tx.vault.open<{ email: string | null; phone: string | null }>(sealedContact);
  return contact !== null && partner.isReachedAt(contact);
}

/**
 * Closes the lead's referral when the lead has ended and there is one; grants the promised reward, once: a closed referral
 * never opens again.
 */
export async function closeReferral(tx: GrowthContext, facts: LeadFacts): Promise<void> {
  if (facts.outcome == null) return;
  await tx.em.flush();
  const referral = await tx.em.findOne(Referral, { leadId: facts.id }, { refresh: true });
  if (referral === null || referral.status !== 'PENDING') return;
  const now = tx.clock();
  const isSold = facts.outcome === 'SOLD';
  referral.close(isSold ? 'CONVERTED' : 'LOST', now);
  const reward = referral.promisedReward();
  if (!isSold || reward === null) return;
  const partner = await lockPartner(tx, referral.partnerId);
  if (referral.isSelfReferral) referral.withheldReason = 'SELF_REFERRAL';
  else if (partner.status === 'SUSPENDED') referral.withheldReason = 'PARTNER_SUSPENDED';
  else {
    referral.grantedAt = now;
    await recordEvent(tx, rewardGranted(referral, reward));
  }
}

/** Against changes, so that a suspension is either before the grant or after it. */
async function lockPartner(tx: GrowthContext, id: string): Promise<Partner> {
  return tx.em.findOneOrFail(Partner, { id }, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
}
