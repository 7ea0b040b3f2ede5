import { parseArgs } from 'node:util';

export const parts = ['delivery', 'latency'] as const;
export type Part = (typeof parts)[number];

export interface StreamsOptions {
  readonly parts: readonly Part[];
  /** Rounds of the comparison of deliveries: in each, every server has its turn. */
  readonly rounds: number;
  /** Clients that listen to each server. */
  readonly clients: number;
  /** Calls that are coached at the same time. */
  readonly calls: number;
  readonly utterancesPerSecond: number;
  readonly seconds: number;
  /** Where servers leave CPU profiles. */
  readonly profileDirectory: string | undefined;
}

/**
 * Reads `--only delivery|latency`, `--rounds`, `--clients`, `--calls`, `--rate`, `--seconds`, `--quick` and
 * `--profile DIRECTORY`. Throws for anything else.
 */
export function readStreamsOptions(args: readonly string[]): StreamsOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      clients: { type: 'string', default: '1000' },
      calls: { type: 'string', default: '500' },
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  return {
    parts: values.only === undefined ? parts : [part(values.only)],
    rounds: positive('--rounds', values.rounds ?? (values.quick ? '2' : '5')),
    clients: positive('--clients', values.clients),
    calls: positive('--calls', values.calls),
    utterancesPerSecond: positive('--rate', values.rate),
    seconds: positive('--seconds', values.seconds ?? (values.quick ? '10' : '40')),
    profileDirectory: values.profile,
  };
}

function part(text: string): Part {
  const found = parts.find((each) => each === text);
  if (found) return found;
  throw new Error(`--only: expected ${parts.join(' or ')}, got "${text}"`);
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${flag}: expected a whole number above 0, got "${text}"`);
}
