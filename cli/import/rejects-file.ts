import { open } from 'node:fs/promises';

/** Why rows were not taken in, as CSV: row, line, column, reason. */
export interface RejectsFile {
  /** Resolves when the rows are written. */
  write(rows: readonly RejectedRow[]): Promise<void>;
  /** How long the file is now. */
  bytes(): number;
  close(): Promise<void>;
}

export interface RejectedRow {
  /** 1 for the first row behind the header. */
  readonly row: number;
  /** 1 for the first line of the file. */
  readonly line: number;
  /** Empty where the row as a whole is the problem. */
  readonly column: string;
  readonly reason: string;
}

/** @param keepBytes of an earlier import that goes on: what stands behind is cut off. Default: a new file. */
export async function openRejects(file: string, keepBytes: number | undefined): Promise<RejectsFile> {
  const handle = await open(file, keepBytes === undefined ? 'w' : 'r+');
  let bytes = keepBytes ?? 0;
  if (keepBytes !== undefined) await handle.truncate(keepBytes);

  async function append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const chunk = Buffer.from(`${lines.join('\n')}\n`);
    await handle.write(chunk, 0, chunk.length, bytes);
    bytes += chunk.length;
  }

  if (keepBytes === undefined) await append(['row,line,column,reason']);
  return {
    write: (rows) =>
      append(
        rows.map(({ row, line, column, reason }) =>
          [String(row), String(line), column, reason].map(quoteCell).join(','),
        ),
      ),
    bytes: () => bytes,
    close: () => handle.close(),
  };
}

function quoteCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
