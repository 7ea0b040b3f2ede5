import { getCountries } from 'libphonenumber-js';
import { isStorable } from '../../shared/text.ts';
import type { Campaign, Consent, Contact, LeadAttributes, LineOfBusiness } from '../entities.ts';
import { normaliseEmail, normalisePhone } from './normalise-contact.ts';

type Loose<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** A submission as a sender gives it. */
export interface Submission {
  readonly idempotencyKey: string;
  readonly source: string;
  readonly lineOfBusiness: LineOfBusiness;
  readonly contact: Loose<Contact> & { readonly country: string };
  readonly consents: readonly {
    channel: Consent['channel'];
    grantedAt: Date;
    certificateUrl?: string | null | undefined;
  }[];
  readonly attributes?: Loose<LeadAttributes> | null | undefined;
  readonly referralCode?: string | null | undefined;
  readonly campaign?: Loose<Campaign> | null | undefined;
  readonly externalId?: string | null | undefined;
}

/** The same after normalisation: e-mail in lower case, phone as E.164, empty texts as null. */
export interface ValidSubmission {
  readonly idempotencyKey: string;
  readonly source: string;
  readonly lineOfBusiness: LineOfBusiness;
  readonly contact: Contact;
  readonly consents: Consent[];
  readonly attributes: LeadAttributes;
  readonly referralCode: string | null;
  readonly campaign: Campaign | null;
  readonly externalId: string | null;
}

export interface Reason {
  /** Path inside the input. */
  readonly field: string;
  readonly message: string;
}

export type Validation =
  | { readonly ok: true; readonly submission: ValidSubmission }
  | { readonly ok: false; readonly reasons: Reason[] };

const maxTextLength = 200;
const maxUrlLength = 2_000;
const maxConsents = 20;

/** Checks everything and reports every reason at once, so that a sender mends a row in one go. */
export function validateSubmission(input: Submission, now: Date): Validation {
  const reasons: Reason[] = [];
  const refuse = (field: string, expected: string, received: unknown): void => {
    reasons.push({
      field,
      message: `expected ${expected}, got ${received == null ? 'nothing' : shorten(received)}`,
    });
  };
  const text = (
    field: string,
    value: string | null | undefined,
    maxLength = maxTextLength,
  ): string | null => {
    const trimmed = value?.trim() ?? '';
    if (trimmed.length > maxLength)
      refuse(field, `at most ${maxLength} characters`, `${trimmed.length} characters`);
    if (!isStorable(trimmed)) refuse(field, 'a text of Unicode characters without NUL', trimmed);
    return trimmed === '' ? null : trimmed;
  };
  const required = (field: string, value: string): string => {
    const given = text(field, value);
    if (given === null) refuse(field, 'a text', null);
    return given ?? '';
  };
  const url = (field: string, value: string | null | undefined): string | null => {
    const given = text(field, value, maxUrlLength);
    const isWeb = given === null || (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol));
    if (!isWeb) refuse(field, 'an http or https URL', given);
    return given;
  };

  const submission: ValidSubmission = {
    idempotencyKey: required('idempotencyKey', input.idempotencyKey),
    source: required('source', input.source),
    lineOfBusiness: input.lineOfBusiness,
    contact: readContact(input.contact, { text, refuse, now }),
    consents: readConsents(input.consents, { url, refuse, now }),
    attributes: readAttributes(input.attributes ?? {}, { refuse, now }),
    referralCode: text('referralCode', input.referralCode)?.toUpperCase() ?? null,
    campaign: input.campaign == null ? null : readCampaign(input.campaign, text, url),
    externalId: text('externalId', input.externalId),
  };
  return reasons.length === 0 ? { ok: true, submission } : { ok: false, reasons };
}

type Refuse = (field: string, expected: string, received: unknown) => void;
type ReadText = (field: string, value: string | null | undefined, maxLength?: number) => string | null;

function shorten(value: unknown): string {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
}

const countries = new Set<string>(getCountries());

function readContact(
  input: Submission['contact'],
  { text, refuse, now }: { text: ReadText; refuse: Refuse; now: Date },
): Contact {
  const country = input.country.trim().toUpperCase();
  if (!countries.has(country))
    refuse('contact.country', 'an ISO 3166-1 alpha-2 code such as US', input.country);
  const read = (field: keyof Contact): string | null => text(`contact.${field}`, input[field]);
  const email = read('email');
  const phone = read('phone');
  const normalEmail = email === null ? null : normaliseEmail(email);
  const normalPhone = phone === null || !countries.has(country) ? null : normalisePhone(phone, country);
  if (email !== null && normalEmail === null) refuse('contact.email', 'an e-mail address', email);
  if (phone !== null && normalPhone === null) refuse('contact.phone', `a phone number in ${country}`, phone);
  const contact: Contact = {
    firstName: read('firstName'),
    lastName: read('lastName'),
    email: normalEmail,
    phone: normalPhone,
    street: read('street'),
    city: read('city'),
    state: read('state')?.toUpperCase() ?? null,
    postalCode: read('postalCode'),
    country,
    dateOfBirth: readDateOfBirth(read('dateOfBirth'), refuse, now),
  };
  if (contact.firstName === null && contact.lastName === null)
    refuse('contact.lastName', 'a first or last name', null);
  if (country === 'US' && contact.postalCode !== null && !/^\d{5}(-\d{4})?$/.test(contact.postalCode)) {
    refuse('contact.postalCode', 'five digits, or nine as 12345-6789', contact.postalCode);
  }
  const hasAddress = contact.postalCode !== null || (contact.street !== null && contact.city !== null);
  if (email === null && phone === null && !hasAddress) {
    refuse('contact', 'an e-mail address, a phone number or a postal address', null);
  }
  return contact;
}

function readDateOfBirth(value: string | null, refuse: Refuse, now: Date): string | null {
  if (value === null) return null;
  const isPast = value >= '1900-01-01' && value <= now.toISOString().slice(0, 10);
  if (!isPast) refuse('contact.dateOfBirth', 'a day since 1900 and not in the future', value);
  return value;
}

function readConsents(
  consents: Submission['consents'],
  { url, refuse, now }: { url: ReadText; refuse: Refuse; now: Date },
): Consent[] {
  if (consents.length > maxConsents) refuse('consents', `at most ${maxConsents}`, consents.length);
  return consents.slice(0, maxConsents).map((consent, index) => {
    const field = `consents.${index}`;
    // A sender's clock may be a little ahead of ours.
    if (consent.grantedAt.getTime() > now.getTime() + 5 * 60_000) {
      refuse(`${field}.grantedAt`, 'a time that is not in the future', consent.grantedAt.toISOString());
    }
    return {
      channel: consent.channel,
      grantedAt: consent.grantedAt.toISOString(),
      certificateUrl: url(`${field}.certificateUrl`, consent.certificateUrl),
    };
  });
}

function readAttributes(
  input: NonNullable<Submission['attributes']>,
  { refuse, now }: { refuse: Refuse; now: Date },
): LeadAttributes {
  const within = (field: keyof LeadAttributes, min: number, max: number): number | null => {
    const value = input[field] as number | null | undefined;
    if (value == null) return null;
    if (value < min || value > max) refuse(`attributes.${field}`, `a number from ${min} to ${max}`, value);
    return value;
  };
  return {
    ageYears: within('ageYears', 0, 120),
    currentlyInsured: input.currentlyInsured ?? null,
    priorClaimsCount: within('priorClaimsCount', 0, 50),
    homeOwner: input.homeOwner ?? null,
    householdSize: within('householdSize', 1, 30),
    vehicleYear: within('vehicleYear', 1900, now.getUTCFullYear() + 1),
    creditTier: input.creditTier ?? null,
    monthlyBudgetCents: within('monthlyBudgetCents', 0, 100_000_000),
    purchaseTimeframeDays: within('purchaseTimeframeDays', 0, 3650),
  };
}

function readCampaign(input: Loose<Campaign>, text: ReadText, url: ReadText): Campaign {
  return {
    name: text('campaign.name', input.name),
    utmSource: text('campaign.utmSource', input.utmSource),
    utmMedium: text('campaign.utmMedium', input.utmMedium),
    utmCampaign: text('campaign.utmCampaign', input.utmCampaign),
    utmTerm: text('campaign.utmTerm', input.utmTerm),
    utmContent: text('campaign.utmContent', input.utmContent),
    landingPageUrl: url('campaign.landingPageUrl', input.landingPageUrl),
  };
}
