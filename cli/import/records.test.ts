import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRecords } from './records.ts';
import type { TextRecord } from './records.ts';

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}

async function recordsOf(text: string, isRecord?: (text: string) => boolean): Promise<TextRecord[]> {
  return Array.fromAsync(readRecords(linesOf(text), isRecord));
}

const threeColumns = (text: string): boolean => text.split(',').length === 3;
const missingQuote = 'expected a closing quote, got none';

describe('records of a CSV text', () => {
  it('are its lines, numbered as they stand in the file, without the blank ones', async () => {
    expect(await recordsOf('a,b\n\n1,2\n   \n3,4\n')).toEqual([
      { line: 1, text: 'a,b' },
      { line: 3, text: '1,2' },
      { line: 5, text: '3,4' },
    ]);
  });

  it('are none in an empty text', async () => {
    expect(await recordsOf('')).toEqual([]);
  });

  it('hold quoted line breaks, blank lines among them', async () => {
    expect(await recordsOf('1,"a\n\nb"\n2,c')).toEqual([
      { line: 1, text: '1,"a\n\nb"' },
      { line: 4, text: '2,c' },
    ]);
  });

  it('are not confused by doubled quotes', async () => {
    expect(await recordsOf('1,"say ""hi"""\n2,c')).toHaveLength(2);
  });

  it('go on with the next line where a quote is never closed', async () => {
    expect(await recordsOf('1,"a\n2,b\n3,c')).toEqual([
      { line: 1, text: '1,"a', problem: missingQuote },
      { line: 2, text: '2,b' },
      { line: 3, text: '3,c' },
    ]);
  });

  it('go on with the next line where the quote that closes is a later mistake', async () => {
    const records = await recordsOf('1,"a,x\n2,b,x\n3,c,x\n4,"d,x\n5,e,x', threeColumns);
    expect(records.map(({ line, problem }) => [line, problem])).toEqual([
      [1, missingQuote],
      [2, undefined],
      [3, undefined],
      [4, missingQuote],
      [5, undefined],
    ]);
  });

  it('are all there behind an open quote at the top of a long file', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => `${index},b,c`);
    const records = await recordsOf(`0,"b,c\n${rows.join('\n')}`, threeColumns);
    expect(records).toHaveLength(1_001);
    expect(records.slice(1).map(({ text }) => text)).toEqual(rows);
  });

  it('are reported when they are longer than any real one, and later ones are read', async () => {
    const [long, next] = await recordsOf(`${'x'.repeat(1_000_001)}\n1,2`);
    expect(long).toEqual({
      line: 1,
      text: '',
      problem: 'expected a row of at most 1000000 characters, got a longer one',
    });
    expect(next).toEqual({ line: 2, text: '1,2' });
  });

  it('cover every line once and in order, wherever quotes stand', async () => {
    const line = fc
      .array(fc.constantFrom('a', ',', '"', ' '), { maxLength: 6 })
      .map((parts) => `x${parts.join('')}`);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.boolean(), async (lines, strict) => {
        const records = await recordsOf(lines.join('\n'), strict ? threeColumns : undefined);
        expect(records.flatMap(({ text }) => text.split('\n'))).toEqual(lines.length === 0 ? [] : lines);
      }),
    );
  });
});
