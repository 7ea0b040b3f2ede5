/** What Node says of connections that fail or break off. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]);

/**
 * Whether a database could not be asked, as against having refused what it was asked: its server is away, stops or starts
 * (PostgreSQL's "Error Codes", class 08 and 57P01 to 57P03), or the connection broke off.
 */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as NodeJS.ErrnoException;
  if (code !== undefined && (networkCodes.has(code) || /^(08...|57P0[123])$/.test(code))) return true;
  if (/connection terminated|connection ended/i.test(error.message)) return true;
  return isConnectionLost(cause);
}
