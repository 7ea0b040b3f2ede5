/** Belong to one connection or one message and mean nothing, or something wrong, on the next. RFC 9110, 7.6.1. */
const NEVER_PROPAGATED = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Makes the `headers` option of `createHttpTransport` that hands on the client's headers on a list and no others.
 *
 * @param names headers to hand on, in any case
 * @param headersOf finds the client's headers, with names in lower case, in the context of a request
 * @throws Error for a name that must not be handed on, such as `host` or `content-length`
 */
export function allowHeaders(
  names: readonly string[],
  headersOf: (
    context: unknown,
  ) => Readonly<Record<string, string | readonly string[] | undefined>> | undefined,
): (context: unknown) => Record<string, string> {
  const allowed = names.map((name) => name.toLowerCase());
  const forbidden = allowed.find((name) => NEVER_PROPAGATED.has(name));
  if (forbidden !== undefined) throw new Error(`The header "${forbidden}" belongs to one connection only`);
  return (context) => {
    const from = headersOf(context) ?? {};
    const picked: Record<string, string> = {};
    for (const name of allowed) {
      const value = from[name];
      if (value !== undefined) picked[name] = typeof value === 'string' ? value : value.join(', ');
    }
    return picked;
  };
}
