import { Pool } from 'undici';

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
  close(): Promise<void>;
}

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
        const started = performance.now();
        await once(query);
        durations.push(performance.now() - started);
      }
    }
    await Promise.all(Array.from({ length: concurrency }, worker));
    return durations;
  }

  return { once, run, close: () => pool.close() };
}
