import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';

/** Lower case without surrounding blanks. Null when it is not of the form `local@domain.tld` (RFC 5321 lengths). */
export function normaliseEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  const [local = '', domain = '', ...rest] = email.split('@');
  const isForm = rest.length === 0 && local.length <= 64 && email.length <= 254;
  const isDomain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain);
  const isLocal = /^[^\s@"(),:;<>[\\\]]+$/.test(local) && !/^\.|\.\.|\.$/.test(local);
  return isForm && isDomain && isLocal ? email : null;
}

/**
 * @param country ISO 3166-1 alpha-2; how a number without country code is read.
 * @returns E.164, or null when no such number can exist.
 */
export function normalisePhone(text: string, country: string): string | null {
  const number = parsePhoneNumberFromString(text, country as CountryCode);
  return number?.isPossible() === true ? number.number : null;
}
