import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { createRandom } from '../../gateway/engine/testing/property/random.ts';

/** Sends one operation again and again to one gateway. */
export interface LoadGenerator {
  /** The text of one answer. Rejects when its status is not 200. */
  once(query: string): Promise<string>;
  /**
   * Sends `times` requests with `concurrency` of them in progress at any time.
   *
   * @returns how long each took, in milliseconds
   */
  run(query: string, times: number, concurrency: number): Promise<number[]>;
  /**
   * Sends `times` requests as independent clients would: at random moments (exponential gaps, the same in every call), whether
   * the ones before are answered or not.
   *
   * @returns how long each took, in milliseconds: a gateway that falls behind makes those that come meanwhile wait
   */
  runAtRate(query: string, times: number, requestsPerSecond: number): Promise<number[]>;
  close(): Promise<void>;
}

const ARRIVALS_SEED = 20_260_101;

/**
 * Keeps its connections open, as a proxy in front of a gateway would.
 *
 * @param headers sent with every request, names in lower case
 */
export function createLoadGenerator(
  port: number,
  headers: Readonly<Record<string, string>> = {},
): LoadGenerator {
  const pool = new Pool(`http://127.0.0.1:${port}`);

  async function once(query: string): Promise<string> {
    const { statusCode, body } = await pool.request({
      path: '/graphql',
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`Expected 200, got ${statusCode}: ${text.slice(0, 500)}`);
    return text;
  }

  async function run(query: string, times: number, concurrency: number): Promise<number[]> {
    const durations: number[] = [];
    let left = times;
    async function worker(): Promise<void> {
      while (left-- > 0) {
        durations.push(await timed(once(query)));
      }
    }
    await Promise.all(Array.from({ length: concurrency }, worker));
    return durations;
  }

  async function runAtRate(query: string, times: number, requestsPerSecond: number): Promise<number[]> {
    const random = createRandom(ARRIVALS_SEED);
    const answered: Promise<number>[] = [];
    let due = performance.now();
    for (let place = 0; place < times; place++) {
      due += (-Math.log(1 - random.next()) * 1_000) / requestsPerSecond;
      await until(due);
      answered.push(timed(once(query)));
    }
    return Promise.all(answered);
  }

  return { once, run, runAtRate, close: () => pool.close() };
}

/** @param due a reading of `performance.now()` */
async function until(due: number): Promise<void> {
  const waitMs = due - performance.now();
  if (waitMs > 0) await delay(waitMs);
}

async function timed(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work;
  return performance.now() - started;
}
