import { editDistance } from './edit-distance.ts';

/** Providers with very many users, whose names are long enough for a misspelling to be told from another name. */
const bigProviders = [
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'comcast.net',
  'verizon.net',
  'bellsouth.net',
  'sbcglobal.net',
  'protonmail.com',
] as const;

const freeDomains: ReadonlySet<string> = new Set([
  ...bigProviders,
  ...[
    'aol.com',
    'aim.com',
    'att.net',
    'charter.net',
    'cox.net',
    'earthlink.net',
    'email.com',
    'fastmail.com',
  ],
  ...[
    'gmx.com',
    'gmx.de',
    'gmx.net',
    'googlemail.com',
    'hey.com',
    'hotmail.co.uk',
    'hotmail.de',
    'hotmail.fr',
  ],
  ...[
    'inbox.com',
    'juno.com',
    'live.co.uk',
    'live.com',
    'mac.com',
    'mail.com',
    'mail.ru',
    'me.com',
    'msn.com',
  ],
  ...[
    'netzero.net',
    'optonline.net',
    'outlook.de',
    'outlook.fr',
    'pm.me',
    'proton.me',
    'qq.com',
    'rocketmail.com',
  ],
  ...['roadrunner.com', 'rogers.com', 'shaw.ca', 't-online.de', 'tutanota.com', 'tuta.com', 'web.de'],
  ...[
    'windstream.net',
    'yahoo.ca',
    'yahoo.co.in',
    'yahoo.co.uk',
    'yahoo.de',
    'yahoo.fr',
    'yandex.com',
    'yandex.ru',
  ],
  ...['ymail.com', 'zoho.com', '163.com', '126.com', 'frontier.com', 'mindspring.com', 'q.com', 'orange.fr'],
]);

/** Mailboxes of an office rather than of a person (RFC 2142, and what is common besides). */
const roleNames: ReadonlySet<string> = new Set([
  ...[
    'abuse',
    'admin',
    'administrator',
    'billing',
    'contact',
    'enquiries',
    'feedback',
    'help',
    'hello',
    'hostmaster',
  ],
  ...[
    'info',
    'inquiries',
    'jobs',
    'mail',
    'marketing',
    'news',
    'noc',
    'no-reply',
    'noreply',
    'office',
    'orders',
  ],
  ...[
    'postmaster',
    'privacy',
    'root',
    'sales',
    'security',
    'service',
    'support',
    'team',
    'test',
    'webmaster',
  ],
]);

/** Whether anybody can have an address there for nothing. */
export function isFreeDomain(domain: string): boolean {
  return freeDomains.has(domain);
}

/** @param local what stands before the @; a tag after + does not count. */
export function isRoleName(local: string): boolean {
  return roleNames.has(local.split('+')[0] ?? '');
}

/** The big provider of which `domain` is one slip of the finger away. Null when it is one itself, or is like none. */
export function misspeltProvider(domain: string): string | null {
  if (freeDomains.has(domain)) return null;
  return bigProviders.find((provider) => editDistance(domain, provider) === 1) ?? null;
}
