import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse/sync';
import { GraphRequestError } from '../graph-client.ts';
import type { Mapping } from './mapping.ts';
import { columnsFor } from './mapping.ts';
import { mapRow } from './map-row.ts';
import type { RowProblem } from './map-row.ts';
import { readRecords } from './records.ts';
import type { TextRecord } from './records.ts';

export interface ImportCounts {
  readonly rows: number;
  readonly created: number;
  readonly alreadyImported: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** What the graph said of one row. */
export interface RowResult {
  readonly outcome: 'CREATED' | 'ALREADY_IMPORTED' | 'DUPLICATE' | 'REJECTED';
  readonly reasons: readonly { readonly field: string; readonly message: string }[];
}

export interface ImportOptions {
  readonly file: string;
  readonly mapping: Mapping;
  /** Sends up to `batchSize` rows. @returns one result per row, in order. */
  readonly send: (rows: Record<string, unknown>[]) => Promise<readonly RowResult[]>;
  /** Where the rejects file and the state for resuming are written. */
  readonly outFolder: string;
  /** Default 200; the graph takes up to 500. */
  readonly batchSize?: number;
  /** @param share of the file's bytes that were read, 0 to 1. */
  readonly onProgress?: (share: number, counts: ImportCounts) => void;
}

export interface ImportSummary extends ImportCounts {
  /** Null when nothing was rejected. */
  readonly rejectsFile: string | null;
  /** Headers that fill nothing. */
  readonly ignoredColumns: readonly string[];
  /** Rows that an interrupted import had done before. */
  readonly resumedAfterRows: number;
}

interface Row {
  /** 1 for the first row behind the header. */
  readonly number: number;
  readonly line: number;
  readonly input?: Record<string, unknown>;
  readonly problems: readonly RowProblem[];
}

interface State {
  readonly fingerprint: string;
  readonly counts: ImportCounts;
  /** How long the rejects file was: what a killed import wrote behind that belongs to rows that come again. */
  readonly rejectsBytes: number;
}

const none: ImportCounts = { rows: 0, created: 0, alreadyImported: 0, duplicates: 0, rejected: 0 };

/**
 * Imports a CSV file, plain or gzipped, row by row: memory does not grow with the file. A bad row goes to the rejects
 * file; it never stops the import. Killed and started again it goes on behind the last batch that was answered.
 */
export async function importFile(options: ImportOptions): Promise<ImportSummary> {
  const { file, mapping, outFolder, batchSize = 200 } = options;
  const base = path.join(outFolder, path.basename(file).replace(/(\.csv)?(\.gz)?$/i, ''));
  const stateFile = `${base}.import-state.json`;
  const rejectsFile = `${base}.rejects.csv`;
  const fingerprint = await fingerprintOf(file, mapping);
  const earlier = await readState(stateFile, fingerprint);
  const rejects = await openRejects(rejectsFile, earlier?.rejectsBytes);

  let counts = earlier?.counts ?? none;
  const resumedAfterRows = counts.rows;
  const source = await openSource(file);
  let batch: Row[] = [];

  async function finishBatch(): Promise<void> {
    if (batch.length === 0) return;
    const outcomes = await sendBatch(batch, options.send);
    counts = addCounts(counts, outcomes);
    await rejects.write(rejectedRows(batch, outcomes, source.headerOf));
    await writeState(stateFile, { fingerprint, counts, rejectsBytes: rejects.bytes() });
    options.onProgress?.(source.share(), counts);
    batch = [];
  }

  try {
    for await (const row of source.rows(mapping)) {
      if (row.number <= resumedAfterRows) continue;
      batch.push(row);
      if (batch.length === batchSize) await finishBatch();
    }
    await finishBatch();
    await rm(stateFile, { force: true });
  } finally {
    await rejects.close();
    source.close();
  }
  if (counts.rejected === 0) await rm(rejectsFile, { force: true });
  return {
    ...counts,
    rejectsFile: counts.rejected === 0 ? null : rejectsFile,
    ignoredColumns: source.ignoredColumns(),
    resumedAfterRows,
  };
}

/** Which file this is, so that a state is never applied to another one: size, beginning and mapping. */
async function fingerprintOf(file: string, mapping: Mapping): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const hash = createHash('sha256').update(`${size}\n`).update(buffer.subarray(0, bytesRead));
    const rules = [...mapping.columns].map(([header, { values, ...column }]) => [
      header,
      column,
      [...values],
    ]);
    return hash.update(JSON.stringify([rules, [...mapping.defaults], mapping.consents])).digest('base64url');
  } finally {
    await handle.close();
  }
}

async function readState(stateFile: string, fingerprint: string): Promise<State | undefined> {
  const text = await readFile(stateFile, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const state = JSON.parse(text) as State;
    return state.fingerprint === fingerprint ? state : undefined;
  } catch {
    // A state that cannot be read costs time, not leads: rows that are there already are found by their keys.
    return undefined;
  }
}

async function writeState(stateFile: string, state: State): Promise<void> {
  await writeFile(`${stateFile}.new`, JSON.stringify(state));
  await rename(`${stateFile}.new`, stateFile);
}

async function sendBatch(batch: readonly Row[], send: ImportOptions['send']): Promise<RowResult[]> {
  const good = batch.filter((row) => row.input !== undefined);
  const answers =
    good.length === 0
      ? []
      : await sendPatiently(
          good.map((row) => row.input!),
          send,
        );
  if (answers.length !== good.length)
    throw new Error(`The graph answered ${answers.length} of ${good.length} rows.`);
  const byRow = new Map(good.map((row, index) => [row, answers[index]!]));
  return batch.map((row) => byRow.get(row) ?? { outcome: 'REJECTED', reasons: [] });
}

const retryDelaysMs = [500, 2_000, 5_000, 10_000];

/** A graph that restarts meanwhile does not end the import. */
async function sendPatiently(
  rows: Record<string, unknown>[],
  send: ImportOptions['send'],
): Promise<readonly RowResult[]> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await send(rows);
    } catch (error) {
      if (!(error instanceof GraphRequestError) || !error.isTransient) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
  return send(rows);
}

function addCounts(counts: ImportCounts, results: readonly RowResult[]): ImportCounts {
  const count = (outcome: RowResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    rows: counts.rows + results.length,
    created: counts.created + count('CREATED'),
    alreadyImported: counts.alreadyImported + count('ALREADY_IMPORTED'),
    duplicates: counts.duplicates + count('DUPLICATE'),
    rejected: counts.rejected + count('REJECTED'),
  };
}

/** Lines of the rejects file: one per problem of a row. */
function rejectedRows(
  batch: readonly Row[],
  results: readonly RowResult[],
  headerOf: (field: string) => string,
): string[] {
  return batch.flatMap((row, index) => {
    if (results[index]?.outcome !== 'REJECTED') return [];
    const reasons = (results[index]?.reasons ?? []).map(({ field, message }) => ({
      column: headerOf(field),
      reason: message,
    }));
    return [...row.problems, ...reasons].map(({ column, reason }) =>
      [String(row.number), String(row.line), column, reason].map(quoteCell).join(','),
    );
  });
}

function quoteCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function openRejects(file: string, keepBytes: number | undefined) {
  if (keepBytes !== undefined) await truncate(file, keepBytes).catch(() => undefined);
  const isThere = keepBytes !== undefined && (await stat(file).catch(() => undefined)) !== undefined;
  const stream: WriteStream = createWriteStream(file, { flags: isThere ? 'a' : 'w' });
  await once(stream, 'open');
  let bytes = isThere ? (keepBytes ?? 0) : 0;
  const write = async (lines: readonly string[]): Promise<void> => {
    if (lines.length === 0) return;
    const chunk = Buffer.from(`${lines.join('\n')}\n`);
    bytes += chunk.length;
    await new Promise<void>((resolve, reject) =>
      stream.write(chunk, (error) => (error ? reject(error) : resolve())),
    );
  };
  if (!isThere) await write(['row,line,column,reason']);
  return {
    write,
    bytes: () => bytes,
    close: () => new Promise<void>((resolve) => stream.end(() => resolve())),
  };
}

interface Source {
  rows(mapping: Mapping): AsyncGenerator<Row>;
  /** Share of the file's bytes read so far. */
  share(): number;
  ignoredColumns(): readonly string[];
  /** The header of the column that fills a field of the input; the field itself where none does. */
  headerOf(field: string): string;
  close(): void;
}

async function openSource(file: string): Promise<Source> {
  const { size } = await stat(file);
  const bytes = createReadStream(file);
  // A broken archive must end the reading with its error, not as a short file.
  let failure: Error | undefined;
  const input = /\.gz$/i.test(file)
    ? pipeline(bytes, createGunzip(), (error) => {
        failure = error ?? undefined;
      })
    : bytes;
  const lines = createInterface({ input: input.setEncoding('utf8'), crlfDelay: Infinity });
  let headers: string[] = [];
  let ignored: string[] = [];
  const headerByTarget = new Map<string, string>();

  async function* rows(mapping: Mapping): AsyncGenerator<Row> {
    let delimiter = ',';
    let columns: ReturnType<typeof columnsFor> | undefined;
    let number = 0;
    for await (const record of readRecords(lines)) {
      if (columns === undefined) {
        const text = record.text.replace(/^\uFEFF/, '');
        delimiter = delimiterOf(text);
        headers = readCells(text, delimiter);
        columns = columnsFor(headers, mapping);
        ignored = headers.filter((_, index) => columns?.[index] === undefined);
        for (const [index, column] of columns.entries()) {
          if (column !== undefined) headerByTarget.set(column.target, headers[index] ?? '');
        }
        continue;
      }
      yield toRow(record, ++number, { delimiter, headers, columns, mapping });
    }
    if (failure !== undefined) throw new Error(`${file} cannot be read to its end: ${failure.message}`);
  }

  return {
    rows,
    share: () => (size === 0 ? 1 : bytes.bytesRead / size),
    ignoredColumns: () => ignored,
    headerOf: (field) => headerByTarget.get(field) ?? field,
    close: () => bytes.destroy(),
  };
}

function toRow(
  record: TextRecord,
  number: number,
  how: { delimiter: string; headers: string[]; columns: ReturnType<typeof columnsFor>; mapping: Mapping },
): Row {
  const { line } = record;
  const bad = (reason: string): Row => ({ number, line, problems: [{ column: '', reason }] });
  if (record.problem !== undefined) return bad(record.problem);
  try {
    const cells = readCells(record.text, how.delimiter);
    if (cells.length !== how.headers.length)
      return bad(`expected ${how.headers.length} columns, got ${cells.length}`);
    const mapped = mapRow(cells, how.headers, how.columns, how.mapping);
    return mapped.ok
      ? { number, line, input: mapped.input, problems: [] }
      : { number, line, problems: mapped.problems };
  } catch (error) {
    return bad(`expected a CSV row, got ${(error as Error).message}`);
  }
}

function readCells(text: string, delimiter: string): string[] {
  const [cells = []] = parseCsv(text, { delimiter, trim: true, relax_column_count: true }) as string[][];
  return cells;
}

/** The separator that occurs most in the header. */
function delimiterOf(header: string): string {
  const count = (separator: string): number => header.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
