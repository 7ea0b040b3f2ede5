/** One record of a CSV text: a line, or several where a quoted field holds line breaks. */
export interface TextRecord {
  /** 1 for the first line of the file. */
  readonly line: number;
  readonly text: string;
  /** Why the record cannot be read; its text is then one line. */
  readonly problem?: string;
}

/** A quoted field may hold line breaks, but no real one is longer than this: beyond it a quote is missing. */
const maxQuotedLines = 200;
const maxRecordLength = 1_000_000;

/**
 * Splits a CSV text into records without ever losing one: where a quote is not closed the line that opened it is reported,
 * and reading goes on with the next line.
 */
export async function* readRecords(lines: AsyncIterable<string>): AsyncGenerator<TextRecord> {
  let open: { line: number; text: string }[] = [];
  let isQuoteOpen = false;
  let line = 0;

  function* close(): Generator<TextRecord> {
    const [first] = open;
    if (first !== undefined) yield { line: first.line, text: open.map(({ text }) => text).join('\n') };
    open = [];
  }

  /** Gives the first open line up and reads the others anew. */
  function* giveUp(): Generator<TextRecord> {
    const [first, ...rest] = open;
    if (first !== undefined) yield { ...first, problem: 'expected a closing quote, got none' };
    open = [];
    isQuoteOpen = false;
    for (const next of rest) yield* take(next);
  }

  function* take(next: { line: number; text: string }): Generator<TextRecord> {
    if (!isQuoteOpen && next.text.trim() === '') return;
    open.push(next);
    if (countQuotes(next.text) % 2 === 1) isQuoteOpen = !isQuoteOpen;
    if (!isQuoteOpen) yield* close();
    else if (open.length > maxQuotedLines || lengthOf(open) > maxRecordLength) yield* giveUp();
  }

  for await (const text of lines) yield* take({ line: ++line, text });
  while (open.length > 0) yield* giveUp();
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count++;
  return count;
}

function lengthOf(lines: readonly { text: string }[]): number {
  return lines.reduce((length, { text }) => length + text.length, 0);
}
