/** The ways a subscription can be answered on HTTP. */
export type StreamProtocol = 'sse' | 'apollo multipart' | 'multipart';

/**
 * What the Accept header asks a subscription to be sent as: what weighs most, the first of equals. Undefined when it names
 * no kind of stream; `*` counts for none, since a client that says nothing reads JSON.
 */
export function chooseProtocol(accept: string | undefined): StreamProtocol | undefined {
  let best: StreamProtocol | undefined;
  let bestWeight = 0;
  for (const { type, parameters, weight } of mediaRanges(accept)) {
    const protocol = protocolOf(type, parameters);
    if (protocol !== undefined && weight > bestWeight) [best, bestWeight] = [protocol, weight];
  }
  return best;
}

/** Whether the client reads nothing but server-sent events, also where the answer is a single result. */
export function readsOnlyEvents(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes('text/event-stream')) return false;
  return mediaRanges(accept).every(({ type }) => type === 'text/event-stream' || type === 'multipart/mixed');
}

function protocolOf(type: string, parameters: readonly string[]): StreamProtocol | undefined {
  if (type === 'text/event-stream') return 'sse';
  if (type !== 'multipart/mixed') return undefined;
  return parameters.some((parameter) => /^subscriptionspec="?1\.0"?$/.test(parameter))
    ? 'apollo multipart'
    : 'multipart';
}

function mediaRanges(accept = '') {
  return accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((piece) => piece.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, parameters, weight: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
  });
}
