import { rm } from 'node:fs/promises';
import { openStateKeeper, pathsFor } from './import-state.ts';
import type { ImportCounts } from './import-state.ts';
import type { Mapping } from './mapping.ts';
import { UnreadableFileError } from './read-lines.ts';
import { openRows } from './read-rows.ts';
import type { Row } from './read-rows.ts';
import { openRejects } from './rejects-file.ts';
import type { RejectedRow } from './rejects-file.ts';
import { sendRows } from './send-rows.ts';
import type { RowResult, Send } from './send-rows.ts';

export type { ImportCounts } from './import-state.ts';
export type { RowResult } from './send-rows.ts';

export interface ImportOptions {
  readonly file: string;
  readonly mapping: Mapping;
  /** Sends up to `batchSize` rows. @returns one result per row, in order. */
  readonly send: Send;
  /** Names the graph that takes the rows: an interrupted import goes on only towards the same one. Default: there is one. */
  readonly target?: string;
  /** Where the rejects file and the state for resuming are written. */
  readonly outFolder: string;
  /** Default 200; the graph takes up to 500. */
  readonly batchSize?: number;
  /** Waits between attempts while the graph is away. Default 17 s in all. */
  readonly retryDelaysMs?: readonly number[];
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

const none: ImportCounts = {
  rows: 0,
  created: 0,
  alreadyImported: 0,
  duplicates: 0,
  rejected: 0,
  valuesLeftOut: 0,
};
const defaultRetryDelaysMs = [500, 2_000, 5_000, 10_000];

/**
 * Imports a CSV file, plain or gzipped, row by row: memory does not grow with the file. A bad row goes to the rejects
 * file; it never stops the import. Killed and started again it goes on behind the last batch that was answered.
 * @throws GraphRequestError when the graph refuses the request itself or stays away; UnreadableFileError when the file
 *   breaks off, after everything before that was imported. Started again, either goes on where it ended.
 */
export async function importFile(options: ImportOptions): Promise<ImportSummary> {
  const { file, mapping, send, outFolder } = options;
  const { target = '', batchSize = 200, retryDelaysMs = defaultRetryDelaysMs } = options;
  const paths = pathsFor(file, outFolder);
  const keeper = await openStateKeeper(paths, { file, mapping, target });
  const earlier = await keeper.read();
  const source = await openRows(file, mapping);
  const rejects = await openRejects(paths.rejectsFile, earlier?.rejectsBytes);
  const resumedAfterRows = earlier?.counts.rows ?? 0;
  let counts = earlier?.counts ?? none;

  async function finish(batch: readonly Row[]): Promise<void> {
    const results = await sendBatch(batch, send, retryDelaysMs);
    counts = addCounts(counts, batch, results);
    await rejects.write(batch.flatMap((row, index) => rejectedRows(row, results[index]!, source.headerOf)));
    await keeper.write({ counts, rejectsBytes: rejects.bytes() });
    options.onProgress?.(source.share(), counts);
  }

  try {
    for await (const batch of inBatches(source.rows(), batchSize, resumedAfterRows)) await finish(batch);
    await keeper.clear();
  } finally {
    await rejects.close();
  }
  if (counts.rejected === 0) await rm(paths.rejectsFile, { force: true });
  return {
    ...counts,
    rejectsFile: counts.rejected === 0 ? null : paths.rejectsFile,
    ignoredColumns: source.ignoredColumns(),
    resumedAfterRows,
  };
}

/** What a broken file gave before it broke off comes as a batch as well, then the error. */
async function* inBatches(
  rows: AsyncIterable<Row>,
  batchSize: number,
  skip: number,
): AsyncGenerator<Row[], void, void> {
  let batch: Row[] = [];
  let failure: UnreadableFileError | undefined;
  try {
    for await (const row of rows) {
      if (row.number <= skip) continue;
      batch.push(row);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    failure = error;
  }
  if (batch.length > 0) yield batch;
  if (failure !== undefined) throw failure;
}

/** Sends the rows that can be sent. @returns one result per row of the batch, in order. */
async function sendBatch(
  batch: readonly Row[],
  send: Send,
  retryDelaysMs: readonly number[],
): Promise<RowResult[]> {
  const good = batch.filter((row) => row.input !== undefined);
  const inputs = good.map((row) => row.input!);
  const answers = await sendRows(inputs, send, retryDelaysMs);
  const byRow = new Map(good.map((row, index) => [row, answers[index]!]));
  return batch.map((row) => byRow.get(row) ?? { outcome: 'REJECTED', reasons: [] });
}

function addCounts(counts: ImportCounts, batch: readonly Row[], results: readonly RowResult[]): ImportCounts {
  const count = (outcome: RowResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    rows: counts.rows + results.length,
    created: counts.created + count('CREATED'),
    alreadyImported: counts.alreadyImported + count('ALREADY_IMPORTED'),
    duplicates: counts.duplicates + count('DUPLICATE'),
    rejected: counts.rejected + count('REJECTED'),
    valuesLeftOut: counts.valuesLeftOut + batch.reduce((sum, { leftOut }) => sum + leftOut.length, 0),
  };
}

/** One per problem of a row, and at least one. */
function rejectedRows(row: Row, result: RowResult, headerOf: (field: string) => string): RejectedRow[] {
  if (result.outcome !== 'REJECTED') return [];
  const { number, line } = row;
  const reasons = [
    ...row.problems,
    ...result.reasons.map(({ field, message }) => ({ column: headerOf(field), reason: message })),
  ];
  if (reasons.length === 0) reasons.push({ column: '', reason: 'refused by the graph without a reason' });
  return reasons.map((reason) => ({ row: number, line, ...reason }));
}
