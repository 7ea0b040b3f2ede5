import { parse as parseCsv } from 'csv-parse/sync';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import { columnsFor } from './mapping.ts';
import type { Column, Mapping } from './mapping.ts';
import { mapRow } from './map-row.ts';
import type { RowProblem } from './map-row.ts';
import { openText } from './read-lines.ts';
import { maxRecordLength, readRecords } from './records.ts';
import type { TextRecord } from './records.ts';

export interface Row {
  /** 1 for the first row behind the header. */
  readonly number: number;
  /** The line of the file on which it begins; the header stands on 1. */
  readonly line: number;
  /** Missing when the row has problems. */
  readonly input?: Record<string, unknown>;
  readonly problems: readonly RowProblem[];
  /** Values that could not be read and that the mapping can do without. */
  readonly leftOut: readonly RowProblem[];
}

/** The rows of a CSV file, read as they are asked for: memory does not grow with the file. */
export interface RowSource {
  /**
   * @throws SettingError when the mapping names columns that the file does not have, UnreadableFileError behind the last
   *   row of a file that breaks off.
   */
  rows(): AsyncGenerator<Row, void, void>;
  /** Share of the file's bytes read so far, 0 to 1. */
  share(): number;
  /** Headers that fill nothing. */
  ignoredColumns(): readonly string[];
  /** The header of the column that fills a field of the input; the field itself where none does. */
  headerOf(field: string): string;
}

interface Header {
  readonly delimiter: string;
  readonly names: readonly string[];
  readonly columns: readonly (Column | undefined)[];
}

export async function openRows(file: string, mapping: Mapping): Promise<RowSource> {
  const text = await openText(file, maxRecordLength);
  let header: Header | undefined;

  /** Whether joined lines make a row; what the header needs is not known before it is read. */
  const isRecord = (joined: string): boolean => {
    const cells = tryReadCells(joined, header?.delimiter ?? delimiterOf(joined));
    return Array.isArray(cells) && (header === undefined || cells.length === header.names.length);
  };

  async function* rows(): AsyncGenerator<Row, void, void> {
    let number = 0;
    for await (const record of readRecords(text.lines(), isRecord)) {
      if (header === undefined) header = readHeader(file, record, mapping);
      else yield toRow(record, ++number, header, mapping);
    }
  }

  return {
    rows,
    share: text.share,
    ignoredColumns: () => header?.names.filter((_, index) => header?.columns[index] === undefined) ?? [],
    headerOf: (field) => {
      const index = header?.columns.findIndex((column) => column?.target === field) ?? -1;
      return header?.names[index] ?? field;
    },
  };
}

/** @throws when it is not a header: then no row of the file could be understood. */
function readHeader(file: string, record: TextRecord, mapping: Mapping): Header {
  const { problem, text } = record;
  // What UTF-16 looks like when it is read as UTF-8.
  const cells = text.includes('\0') ? 'expected UTF-8, got other bytes' : undefined;
  const delimiter = delimiterOf(text);
  const names = problem ?? cells ?? tryReadCells(text, delimiter);
  if (typeof names === 'string') throw new Error(`${file} has no header that can be read: ${names}`);
  return { delimiter, names, columns: columnsFor(names, mapping) };
}

function toRow(record: TextRecord, number: number, header: Header, mapping: Mapping): Row {
  const { line } = record;
  const bad = (reason: string): Row => ({ number, line, problems: [{ column: '', reason }], leftOut: [] });
  if (record.problem !== undefined) return bad(record.problem);
  const cells = tryReadCells(record.text, header.delimiter);
  if (typeof cells === 'string') return bad(`expected a CSV row, got ${cells}`);
  if (cells.length !== header.names.length)
    return bad(`expected ${header.names.length} columns, got ${cells.length}`);
  const mapped = mapRow(cells, header.names, header.columns, mapping);
  return mapped.ok
    ? { number, line, input: mapped.input, problems: [], leftOut: mapped.leftOut }
    : { number, line, problems: mapped.problems, leftOut: [] };
}

/** @returns the cells, or why there are none. */
function tryReadCells(text: string, delimiter: string): string[] | string {
  // Most rows have no quotes, and need no parser.
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  try {
    const records = parseCsv(text, { delimiter, trim: true, relax_column_count: true }) as string[][];
    return records.length === 1 ? (records[0] ?? []) : `${records.length} rows in one`;
  } catch (error) {
    return messageOf(error);
  }
}

/** The separator that occurs most in the header. */
function delimiterOf(header: string): string {
  const count = (separator: string): number => header.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
