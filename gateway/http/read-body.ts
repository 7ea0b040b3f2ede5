import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { httpError } from './errors.ts';

const decoders = {
  br: promisify(brotliDecompress),
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
};

/** The request's body as text. @throws as `readBodyBytes` */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<string> {
  return (await readBodyBytes(req, maxBytes)).toString('utf8');
}

/**
 * The bytes of the request's body as its sender had them, before any compression.
 *
 * @param maxBytes limit on the body, both as sent and when decompressed
 * @throws GraphQLError PAYLOAD_TOO_LARGE beyond the limit, UNSUPPORTED_MEDIA_TYPE for an unknown Content-Encoding,
 *   BAD_REQUEST when the compressed body is damaged or the client stops half-way
 */
export async function readBodyBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const decode = decoderFor(req.headers['content-encoding']);
  const announced = Number(req.headers['content-length']);
  if (announced > maxBytes) throw tooLarge(maxBytes, announced);
  const raw = await collect(req, maxBytes);
  return decode === undefined ? raw : decompress(decode, raw, maxBytes);
}

function decoderFor(encoding: string | undefined) {
  if (encoding === undefined || encoding === 'identity') return undefined;
  if (encoding in decoders) return decoders[encoding as keyof typeof decoders];
  throw httpError(
    'UNSUPPORTED_MEDIA_TYPE',
    `Expected Content-Encoding br, gzip or deflate, got ${encoding}`,
    {
      headers: { 'accept-encoding': 'br, gzip, deflate' },
    },
  );
}

function collect(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else reject(tooLarge(maxBytes));
    });
    req.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
    req.on('error', () => reject(httpError('BAD_REQUEST', 'The body ended before it was complete')));
  });
}

async function decompress(
  decode: (typeof decoders)[keyof typeof decoders],
  raw: Buffer,
  maxBytes: number,
): Promise<Buffer> {
  try {
    return await decode(raw, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw httpError('BAD_REQUEST', 'The body is not compressed as Content-Encoding says');
  }
}

function tooLarge(maxBytes: number, announced?: number) {
  return httpError('PAYLOAD_TOO_LARGE', `Expected a body of at most ${maxBytes} bytes`, {
    details: { maxBytes, ...(announced !== undefined && { bytes: announced }) },
    // What is left of the body will not be read, so the connection cannot carry another request.
    headers: { connection: 'close' },
  });
}
