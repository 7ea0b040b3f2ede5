import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export type Target =
  | { readonly ok: true; readonly url: URL }
  /** What was expected instead, as in "expected …". */
  | { readonly ok: false; readonly expected: string };

const maxUrlLength = 2_000;
/** Web servers answer there; other services of a network do not. */
const allowedPorts = ['', '8443'];
const localNames = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)$/;

/**
 * Reads a URL that somebody else chose and that we shall send to. Only the text is judged here; what its name resolves
 * to is checked when the connection is made. The URL parser (WHATWG) has by then turned every spelling of an IPv4
 * address (decimal, octal, hexadecimal, short, full-width) into the usual one.
 * @param allowPrivate lets http, any port, local names and private addresses pass: for development and tests.
 */
export function readTarget(text: string, { allowPrivate }: { allowPrivate: boolean }): Target {
  if (text.length > maxUrlLength) return refused(`a URL of at most ${maxUrlLength} characters`);
  if (!URL.canParse(text)) return refused('a URL such as https://example.com/hooks');
  const url = new URL(text);
  const isWeb = url.protocol === 'https:' || (allowPrivate && url.protocol === 'http:');
  if (!isWeb) return refused(allowPrivate ? 'an http or https URL' : 'an https URL');
  if (url.username !== '' || url.password !== '') return refused('a URL without user name and password');
  if (url.hash !== '') return refused('a URL without a fragment');
  if (allowPrivate) return { ok: true, url };
  if (!allowedPorts.includes(url.port)) return refused('a URL with port 443 or 8443');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0)
    return isPublicAddress(host) ? { ok: true, url } : refused('a host with public addresses only');
  if (host.endsWith('.')) return refused('a host name without a dot at its end');
  if (!host.includes('.') || localNames.test(host)) return refused('a host name of the public internet');
  return { ok: true, url };
}

function refused(expected: string): Target {
  return { ok: false, expected };
}
