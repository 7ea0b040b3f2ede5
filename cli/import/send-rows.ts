import { setTimeout as delay } from 'node:timers/promises';
import { GraphRequestError } from '../graph-client.ts';

/** What the graph said of one row. */
export interface RowResult {
  readonly outcome: 'CREATED' | 'ALREADY_IMPORTED' | 'DUPLICATE' | 'REJECTED';
  readonly reasons: readonly { readonly field: string; readonly message: string }[];
}

export type Send = (rows: Record<string, unknown>[]) => Promise<readonly RowResult[]>;

/**
 * Sends rows until each has an answer. A graph that is away for a while is asked again. Where the graph refuses the whole
 * request because of the form of a value, the rows are sent in halves, until the one row is found that it will not take.
 * @throws GraphRequestError when the graph stays away or refuses the caller.
 */
export async function sendRows(
  rows: Record<string, unknown>[],
  send: Send,
  retryDelaysMs: readonly number[],
): Promise<readonly RowResult[]> {
  if (rows.length === 0) return [];
  try {
    const results = await sendPatiently(rows, send, retryDelaysMs);
    if (results.length === rows.length) return results;
    throw new Error(`The graph answered ${results.length} of ${rows.length} rows.`);
  } catch (error) {
    if (!(error instanceof GraphRequestError) || !error.isAboutInput) throw error;
    if (rows.length === 1) return [{ outcome: 'REJECTED', reasons: [{ field: '', message: error.message }] }];
    const middle = Math.ceil(rows.length / 2);
    return [
      ...(await sendRows(rows.slice(0, middle), send, retryDelaysMs)),
      ...(await sendRows(rows.slice(middle), send, retryDelaysMs)),
    ];
  }
}

/** A graph that restarts meanwhile does not end the import, nor one that wants to be asked less often. */
async function sendPatiently(
  rows: Record<string, unknown>[],
  send: Send,
  retryDelaysMs: readonly number[],
): Promise<readonly RowResult[]> {
  const delaysMs = [...retryDelaysMs];
  for (;;) {
    try {
      return await send(rows);
    } catch (error) {
      if (!(error instanceof GraphRequestError) || !error.isTransient) throw error;
      // A graph that says when to come again is there: it has a budget for everybody, and that refills.
      const delayMs = error.retryAfterMs ?? delaysMs.shift();
      if (delayMs === undefined) throw error;
      await delay(delayMs);
    }
  }
}
