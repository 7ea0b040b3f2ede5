import { isId } from '../../shared/connection.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { GraphError } from '../../shared/errors.ts';
import { takeTurns } from '../../shared/locks.ts';
import type { GrowthContext } from '../context.ts';
import { Partner, ReferralCode } from '../entities.ts';
import type { Money } from '../entities.ts';
import { keyReused, reasonsAgainstKey, refusal, requestHashOf } from './request-key.ts';
import type { Reason } from './request-key.ts';

export interface NewReferralCode {
  readonly idempotencyKey: string;
  readonly partnerId: string;
  readonly code: string;
  /** Null: a converted referral earns nothing. */
  readonly reward: Money | null;
}

export type ReferralCodeResult =
  | { readonly kind: 'created'; readonly referralCode: ReferralCode }
  | { readonly kind: 'taken'; readonly code: string }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

const maxRewardCents = 100_000_00;
const currencies = new Set(Intl.supportedValuesOf('currency'));

const codePattern = /^[A-Z0-9_-]{3,40}$/;

/** Codes are kept and compared in upper case. */
export function normaliseCode(text: string): string {
  return text.trim().toUpperCase();
}

/** @param text a code in any case. @returns null when nobody has it. */
export async function findReferralCode(ctx: GrowthContext, text: string): Promise<ReferralCode | null> {
  const code = normaliseCode(text);
  return codePattern.test(code) ? ctx.em.findOne(ReferralCode, { code }) : null;
}

/** Gives a partner a code. @throws FORBIDDEN, NOT_FOUND for an unknown partner. */
export async function createReferralCode(
  ctx: GrowthContext,
  input: NewReferralCode,
): Promise<ReferralCodeResult> {
  requireScope(ctx, 'business:manage');
  const reasons = reasonsAgainst(input);
  if (reasons.length > 0) return { kind: 'rejected', reasons };
  const { idempotencyKey, reward } = input;
  const code = normaliseCode(input.code);
  const partnerId = input.partnerId.toLowerCase();
  const requestHash = requestHashOf({
    code,
    partnerId,
    reward: reward && [reward.amountCents, reward.currency],
  });
  const createdBy = ctx.viewer.subject;
  return inTransaction(ctx, async (tx) => {
    await takeTurns(tx, [`code key:${createdBy}:${idempotencyKey}`, `code:${code}`]);
    const earlier = await tx.em.findOne(ReferralCode, { createdBy, idempotencyKey });
    if (earlier !== null) {
      return earlier.requestHash === requestHash
        ? { kind: 'created', referralCode: earlier }
        : { kind: 'rejected', reasons: [keyReused] };
    }
    const partner = isId(partnerId) ? await tx.em.findOne(Partner, { id: partnerId }) : null;
    if (partner === null)
      throw new GraphError('NOT_FOUND', `There is no partner ${partnerId}.`, { id: partnerId });
    if ((await tx.em.findOne(ReferralCode, { code })) !== null) return { kind: 'taken', code };
    const referralCode = tx.em.create(ReferralCode, {
      code,
      partnerId,
      rewardCents: reward?.amountCents ?? null,
      rewardCurrency: reward?.currency ?? null,
      createdBy,
      idempotencyKey,
      requestHash,
      createdAt: tx.clock(),
    });
    return { kind: 'created', referralCode };
  });
}

function reasonsAgainst({ idempotencyKey, code, reward }: NewReferralCode): Reason[] {
  const reasons = reasonsAgainstKey(idempotencyKey);
  if (!codePattern.test(normaliseCode(code)))
    reasons.push(refusal('code', '3 to 40 letters, digits, hyphens and underscores', code));
  if (reward === null) return reasons;
  if (reward.amountCents < 1 || reward.amountCents > maxRewardCents)
    reasons.push(refusal('reward.amountCents', `a number from 1 to ${maxRewardCents}`, reward.amountCents));
  if (!currencies.has(reward.currency))
    reasons.push(refusal('reward.currency', 'an ISO 4217 code such as USD', reward.currency));
  return reasons;
}
