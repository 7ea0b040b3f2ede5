import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openText } from './read-lines.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-lines-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function linesOf(content: string | Buffer, maxLineLength = 1_000): Promise<string[]> {
  const file = path.join(folder, 'text');
  await writeFile(file, content);
  return Array.fromAsync((await openText(file, maxLineLength)).lines());
}

describe('lines of a text file', () => {
  it('end with LF, CRLF or CR, and the last one with the file', async () => {
    expect(await linesOf('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
    expect(await linesOf('a\r\n')).toEqual(['a']);
    expect(await linesOf('a\r')).toEqual(['a']);
  });

  it('do not end with the line separators of other scripts', async () => {
    expect(await linesOf('a\u2028b\u2029c\u0085d\n')).toEqual(['a\u2028b\u2029c\u0085d']);
  });

  it('begin behind the byte order mark', async () => {
    expect(await linesOf('\uFEFFa\n')).toEqual(['a']);
  });

  it('are none in an empty file', async () => {
    expect(await linesOf('')).toEqual([]);
  });

  it('keep CRLF and characters of several bytes whole where chunks meet', async () => {
    // Chunks of a file are 64 KiB: the CR is the last byte of the first one, then a character stands across the border.
    expect(await linesOf(`${'x'.repeat(65_535)}\r\ny\n`, 100_000)).toEqual(['x'.repeat(65_535), 'y']);
    expect(await linesOf(`${'x'.repeat(65_534)}€\n`, 100_000)).toEqual([`${'x'.repeat(65_534)}€`]);
  });

  it('show bytes that are not UTF-8', async () => {
    expect(await linesOf(Buffer.from([0x61, 0xff, 0x0a, 0x62]))).toEqual(['a\uFFFD', 'b']);
  });

  it('are cut when they are too long, wherever chunks end', async () => {
    expect(await linesOf(`${'x'.repeat(300_000)}\r\nb\n`, 10)).toEqual(['x'.repeat(11), 'b']);
    expect(await linesOf('x'.repeat(300_000), 10)).toEqual(['x'.repeat(11)]);
  });

  it('come out of an archive whatever its name, also one of several members', async () => {
    expect(await linesOf(Buffer.concat([gzipSync('a\nb'), gzipSync('c\n')]))).toEqual(['a', 'bc']);
  });

  it('that are whole come before the error of a file that breaks off', async () => {
    const content = Array.from({ length: 20_000 }, (_, index) => `${index} ${Math.sin(index)}`).join('\n');
    const file = path.join(folder, 'cut.gz');
    await writeFile(file, gzipSync(content).subarray(0, 60_000));
    const read: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const line of (await openText(file, 1_000)).lines()) read.push(line);
    };
    await expect(reading()).rejects.toThrow(`${file} cannot be read to its end: unexpected end of file`);
    expect(read.length).toBeGreaterThan(1_000);
    expect(content.startsWith(`${read.join('\n')}\n`)).toBe(true);
  });

  it('that are not asked for are not read', async () => {
    const file = path.join(folder, 'long');
    await writeFile(file, 'a line\n'.repeat(1_000_000));
    const text = await openText(file, 1_000);
    const lines = text.lines();
    await lines.next();
    await lines.return();
    expect(text.share()).toBeLessThan(0.2);
  });

  it('cannot be had from a file that is not there', async () => {
    await expect(openText(path.join(folder, 'nothing'), 1_000)).rejects.toThrow('ENOENT');
  });
});
