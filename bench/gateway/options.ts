import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly rounds: number;
  /** Requests per round, gateway and operation. */
  readonly requests: number;
  /** Requests in progress at any time. */
  readonly concurrency: number;
  /** How many requests a second arrive when latency is measured: the same for both gateways. */
  readonly requestsPerSecond: number;
  /** Where gateways leave CPU profiles. */
  readonly profileDirectory: string | undefined;
}

/** Reads `--rounds`, `--requests`, `--concurrency`, `--rate` and `--profile DIRECTORY`. Throws for anything else. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '10' },
      requests: { type: 'string', default: '200' },
      concurrency: { type: 'string', default: '4' },
      rate: { type: 'string', default: '100' },
      profile: { type: 'string' },
    },
  });
  return {
    rounds: positive('--rounds', values.rounds),
    requests: positive('--requests', values.requests),
    concurrency: positive('--concurrency', values.concurrency),
    requestsPerSecond: positive('--rate', values.rate),
    profileDirectory: values.profile,
  };
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${flag}: expected a whole number above 0, got "${text}"`);
}
