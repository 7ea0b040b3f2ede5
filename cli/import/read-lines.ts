import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../../subgraphs/shared/errors.ts';

/** A text file, plain or gzipped, that is read once. */
export interface TextFile {
  /**
   * Its lines without their ends (LF, CRLF or CR). Bytes that are not UTF-8 come as U+FFFD. Of a line longer than
   * `maxLineLength` the beginning comes, one character more than that. What follows the last line end of a file that
   * breaks off is not a line.
   * @throws UnreadableFileError after the last whole line when the file cannot be read to its end.
   */
  lines(): AsyncGenerator<string, void, void>;
  /** Share of the file's bytes read so far, 0 to 1. */
  share(): number;
}

export class UnreadableFileError extends Error {
  constructor(file: string, error: unknown) {
    super(`${file} cannot be read to its end: ${messageOf(error)}`);
    this.name = 'UnreadableFileError';
  }
}

/** Whether it is gzipped is told by its first bytes, whatever its name. */
export async function openText(file: string, maxLineLength: number): Promise<TextFile> {
  const { size, isGzip } = await inspect(file);
  const bytes = createReadStream(file);

  async function* lines(): AsyncGenerator<string, void, void> {
    const splitter = createLineSplitter(maxLineLength);
    const decoder = new TextDecoder();
    try {
      for await (const chunk of isGzip ? unzipped(bytes) : bytes) {
        yield* splitter.push(decoder.decode(chunk as Buffer, { stream: true }));
      }
    } catch (error) {
      throw new UnreadableFileError(file, error);
    }
    yield* splitter.push(decoder.decode());
    yield* splitter.end();
  }

  return { lines, share: () => (size === 0 ? 1 : Math.min(1, bytes.bytesRead / size)) };
}

async function inspect(file: string): Promise<{ size: number; isGzip: boolean }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return { size, isGzip: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b };
  } finally {
    await handle.close();
  }
}

/** Gives out everything that could be unzipped before it throws, which a pipeline of streams would not. */
async function* unzipped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  const gunzip = createGunzip();
  const out: Buffer[] = [];
  gunzip.on('data', (chunk: Buffer) => out.push(chunk));
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  gunzip.once('end', resolve).once('error', reject);
  try {
    for await (const chunk of bytes) {
      const written = new Promise<void>((taken) => gunzip.write(chunk, () => taken()));
      await Promise.race([written, ended]);
      yield* out.splice(0);
    }
    gunzip.end();
    await ended;
  } catch (error) {
    yield* out.splice(0);
    throw error;
  } finally {
    gunzip.destroy();
  }
  yield* out.splice(0);
}

// A CR at the end of a chunk may be the first half of a CRLF: it waits for the next one.
const lineEnd = /\r\n|\n|\r(?!$)/;

function createLineSplitter(maxLineLength: number): {
  push(text: string): Generator<string>;
  end(): Generator<string>;
} {
  let rest = '';
  const keep = (line: string): string => line.slice(0, maxLineLength + 1);
  return {
    *push(text) {
      const pieces = (rest + text).split(lineEnd);
      const last = pieces.pop() ?? '';
      // A held-back CR must stay at the end of what is kept of a line that is too long.
      rest = last.length > maxLineLength + 2 && last.endsWith('\r') ? `${keep(last)}\r` : last;
      if (rest.length > maxLineLength + 2) rest = keep(rest);
      for (const piece of pieces) yield keep(piece);
    },
    *end() {
      if (rest !== '') yield keep(rest.replace(/\r$/, ''));
      rest = '';
    },
  };
}
