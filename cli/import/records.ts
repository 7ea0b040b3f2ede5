/** One record of a CSV text: a line, or several where a quoted field holds line breaks. */
export interface TextRecord {
  /** 1 for the first line of the file. */
  readonly line: number;
  readonly text: string;
  /** Why the record cannot be read; its text is then one line. */
  readonly problem?: string;
}

interface Line {
  readonly line: number;
  readonly text: string;
}

/** A quoted field may hold line breaks, but no real one is longer than this: beyond it a quote is missing. */
const maxQuotedLines = 200;
export const maxRecordLength = 1_000_000;

/**
 * Splits a CSV text into records without ever losing one: where a quote is not closed the line that opened it is reported,
 * and reading goes on with the next line.
 * @param isRecord whether several lines joined make a row of this file. Two lines that each lack a quote look like one
 *   quoted field to a counter of quotes; together they do not make a row. Default: they always do.
 */
export async function* readRecords(
  lines: AsyncIterable<string>,
  isRecord: (text: string) => boolean = () => true,
): AsyncGenerator<TextRecord, void, void> {
  let open: Line[] = [];
  let openLength = 0;
  let isQuoteOpen = false;
  let line = 0;

  function empty(): Line[] {
    const taken = open;
    open = [];
    openLength = 0;
    isQuoteOpen = false;
    return taken;
  }

  function* close(): Generator<TextRecord> {
    const text = open.map((part) => part.text).join('\n');
    if (open.length > 1 && !isRecord(text)) return yield* giveUp();
    const [first] = empty();
    if (first !== undefined) yield { line: first.line, text };
  }

  /** Gives the first open line up and reads the others anew. */
  function* giveUp(): Generator<TextRecord> {
    const [first, ...rest] = empty();
    if (first !== undefined) yield { ...first, problem: 'expected a closing quote, got none' };
    for (const next of rest) yield* take(next);
  }

  function* take(next: Line): Generator<TextRecord> {
    if (!isQuoteOpen && next.text.trim() === '') return;
    if (!isQuoteOpen && next.text.length > maxRecordLength) {
      const problem = `expected a row of at most ${maxRecordLength} characters, got a longer one`;
      return yield { line: next.line, text: '', problem };
    }
    open.push(next);
    openLength += next.text.length;
    if (countQuotes(next.text) % 2 === 1) isQuoteOpen = !isQuoteOpen;
    if (!isQuoteOpen) yield* close();
    else if (open.length > maxQuotedLines || openLength > maxRecordLength) yield* giveUp();
  }

  for await (const text of lines) yield* take({ line: ++line, text });
  while (open.length > 0) yield* giveUp();
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count++;
  return count;
}
