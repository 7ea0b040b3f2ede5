import { parse } from 'tldts';
import type { EmailKind } from '../../entities.ts';
import type { DisposableDomains } from '../disposable-domains.ts';
import { isFreeDomain, isRoleName, misspeltProvider } from '../email-domains.ts';
import type { EnrichmentProvider, ProvidedField } from './provider.ts';

/**
 * How likely a person reads mail sent there, 0 to 1. A judgement, not a measurement: it orders kinds of address and
 * waits for outcomes to correct it.
 */
const qualityOf: Record<EmailKind, number> = { PERSONAL: 0.9, BUSINESS: 0.85, ROLE: 0.5, DISPOSABLE: 0.05 };
const misspeltQuality = 0.2;

/** What an address shows by itself, without writing to it: the kind of its domain and mailbox, and slips in the name. */
export function createEmailProvider(disposable: DisposableDomains): EnrichmentProvider {
  return {
    name: 'email-domain',
    timeoutMs: 1_000,
    async lookup({ email }) {
      if (email === null) return [];
      const at = email.lastIndexOf('@');
      return fieldsOf(email.slice(0, at), email.slice(at + 1), disposable);
    },
  };
}

function fieldsOf(local: string, host: string, disposable: DisposableDomains): ProvidedField[] {
  // Only suffixes that ICANN delegates can receive mail; the list itself is the Public Suffix List.
  const { domain, isIcann } = parse(host, { allowPrivateDomains: false });
  if (domain === null || isIcann !== true) {
    return [
      { name: 'emailDomainValid', value: 'false', confidence: 0.95 },
      { name: 'emailQuality', value: '0', confidence: 0.9 },
    ];
  }
  const kind = kindOf(local, host, disposable);
  const meant = kind === 'DISPOSABLE' ? null : misspeltProvider(host);
  const fields: ProvidedField[] = [
    { name: 'emailDomainValid', value: 'true', confidence: 0.95 },
    { name: 'emailDomain', value: domain, confidence: 1 },
    { name: 'emailKind', value: kind, confidence: kind === 'BUSINESS' ? 0.7 : 0.9 },
    {
      name: 'emailQuality',
      value: String(meant === null ? qualityOf[kind] : Math.min(misspeltQuality, qualityOf[kind])),
      confidence: 0.7,
    },
  ];
  if (meant !== null) fields.push({ name: 'emailDomainMeant', value: meant, confidence: 0.8 });
  return fields;
}

function kindOf(local: string, host: string, disposable: DisposableDomains): EmailKind {
  if (disposable.has(host)) return 'DISPOSABLE';
  if (isRoleName(local)) return 'ROLE';
  return isFreeDomain(host) ? 'PERSONAL' : 'BUSINESS';
}
