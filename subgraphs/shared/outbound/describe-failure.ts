import { STATUS_CODES } from 'node:http';

const words: Readonly<Record<string, string>> = {
  NOT_PUBLIC: 'the address is not a public one',
  ENOTFOUND: 'the host name does not resolve',
  EAI_AGAIN: 'the host name does not resolve',
  ENODATA: 'the host name does not resolve',
  ECONNREFUSED: 'the connection was refused',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  ECONNRESET: 'the connection was closed before an answer came',
  EPIPE: 'the connection was closed before an answer came',
  UND_ERR_SOCKET: 'the connection was closed before an answer came',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too long',
};

/** What went wrong with a request that got no answer, in words for whoever runs the receiver. */
export function describeFailure(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  if (name === 'HTTPParserError') return 'the answer is not HTTP';
  if (typeof code !== 'string') return 'the request failed';
  const known = words[code];
  if (known !== undefined) return known;
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|EPROTO/.test(code)) return `the TLS connection failed (${code})`;
  return `the request failed (${code})`;
}

/** A status that is no success. */
export function describeStatus(statusCode: number): string {
  const text = STATUS_CODES[statusCode];
  const shown = text === undefined ? String(statusCode) : `${statusCode} ${text}`;
  const isRedirect = statusCode >= 300 && statusCode <= 399;
  return isRedirect ? `answered ${shown}, and redirects are not followed` : `answered ${shown}`;
}
