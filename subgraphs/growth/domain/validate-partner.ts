import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { isStorable } from '../../shared/text.ts';
import type { PartnerStatus } from '../entities.ts';
import { refusal } from './request-key.ts';
import type { Reason } from './request-key.ts';

/** What can be told about a partner, before it is checked. */
export interface PartnerProfile {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly status: PartnerStatus;
}

export type PartnerValidation =
  | { readonly ok: true; readonly profile: PartnerProfile }
  | { readonly ok: false; readonly reasons: Reason[] };

const maxNameLength = 200;

/** Reports every reason at once. @returns the profile with e-mail in lower case and phone as E.164. */
export function validatePartner(input: PartnerProfile): PartnerValidation {
  const reasons: Reason[] = [];
  const name = input.name.trim();
  if (name === '' || name.length > maxNameLength || !isStorable(name))
    reasons.push(refusal('name', `1 to ${maxNameLength} characters`, input.name));
  const email = input.email?.trim().toLowerCase() ?? null;
  if (email !== null && !isEmail(email)) reasons.push(refusal('email', 'an e-mail address', input.email));
  const number = input.phone === null ? undefined : parsePhoneNumberFromString(input.phone, 'US');
  const phone = number?.isPossible() === true ? number.number : null;
  if (input.phone !== null && phone === null)
    reasons.push(refusal('phone', 'a phone number with country code', input.phone));
  if (reasons.length > 0) return { ok: false, reasons };
  return { ok: true, profile: { name, email, phone, status: input.status } };
}

function isEmail(text: string): boolean {
  const isForm = /^[^\s@"(),:;<>[\\\]]{1,64}@([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/.test(text);
  return isForm && text.length <= 254 && isStorable(text);
}
