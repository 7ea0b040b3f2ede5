import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { asDeferSpec20220824, asIncrementalSpecV02 } from '../engine/incremental/formats.ts';
import type { IncrementalFormat } from '../engine/incremental/formats.ts';
import type { IncrementalResponse } from '../engine/incremental/types.ts';

/** A way of sending a response of which parts come later. */
export interface IncrementalMediaType {
  readonly contentType: string;
  readonly format: IncrementalFormat;
}

const MEDIA_TYPES: readonly (IncrementalMediaType & { readonly parameter: string })[] = [
  {
    parameter: 'incrementalspec=v0.2',
    contentType: 'multipart/mixed; boundary="-"; incrementalSpec=v0.2',
    format: asIncrementalSpecV02,
  },
  {
    parameter: 'deferspec=20220824',
    contentType: 'multipart/mixed; boundary="-"; deferSpec=20220824',
    format: asDeferSpec20220824,
  },
];

/** The format that the client asks for with `multipart/mixed` and its parameter; `undefined` when it takes one result. */
export function incrementalMediaTypeFor(accept: string | undefined): IncrementalMediaType | undefined {
  if (accept === undefined || !/multipart\/mixed/i.test(accept)) return undefined;
  for (const part of accept.split(',')) {
    const [type, ...parameters] = part
      .split(';')
      .map((piece) => piece.trim().toLowerCase().replaceAll('"', ''));
    if (type !== 'multipart/mixed') continue;
    const found = MEDIA_TYPES.find(({ parameter }) => parameters.includes(parameter));
    if (found) return found;
  }
  return undefined;
}

/**
 * Sends the parts of a response as they arrive and ends it. When the client goes away, what is still being fetched is
 * given up.
 */
export async function writeIncremental(
  res: ServerResponse,
  response: IncrementalResponse,
  { contentType, format }: IncrementalMediaType,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const leave = (): void => void response.steps.return();
  res.once('close', leave);
  res.writeHead(200, { ...headers, 'content-type': contentType, 'cache-control': 'no-store' });
  res.write('\r\n---\r\n');
  for await (const payload of format(response)) {
    const part = `content-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify(payload)}`;
    if (res.destroyed) break;
    // The delimiter goes with the part that it ends: a client shows a part only when it has seen its end.
    const text = payload.hasNext === false ? `${part}\r\n-----\r\n` : `${part}\r\n---\r\n`;
    if (!res.write(text) && !res.destroyed) await Promise.race([once(res, 'drain'), once(res, 'close')]);
  }
  res.off('close', leave);
  res.end();
}
