import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';
import type { ContentCoding } from './negotiate.ts';

/** Quality 4 costs about what gzip does and compresses JSON better; the default of 11 takes a hundred times as long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const compressDeflate = promisify(deflate);

const encoders: Record<ContentCoding, (text: string) => Promise<Buffer>> = {
  br: (text) => compressBrotli(text, BROTLI),
  gzip: (text) => compressGzip(text),
  deflate: (text) => compressDeflate(text),
};

/** A response as the front decided it. */
export interface FrontResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Writes a response, compressed when the client takes `coding` and the text is longer than `compressAboveBytes`
 * (counted in UTF-16 units: near enough for a threshold). Does nothing when the client has gone.
 */
export async function writeResponse(
  res: ServerResponse,
  { status, headers, body }: FrontResponse,
  { coding, compressAboveBytes }: { coding: ContentCoding | undefined; compressAboveBytes: number },
): Promise<void> {
  const compress = coding !== undefined && body.length > compressAboveBytes;
  const payload = compress ? await encoders[coding](body) : body;
  if (res.destroyed || res.headersSent) return;
  res.writeHead(status, {
    ...headers,
    ...(compress && { 'content-encoding': coding }),
    'content-length': typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length,
  });
  res.end(payload);
}
