import type { CommonRequests } from '../answer-parent.ts';

/** What the benchmark asks of a child process, and what it gets back. Times are in milliseconds. */
export interface Requests extends CommonRequests {
  /** Starts serving; resolves when ready. */
  start: { parameters: { supergraphSdl: string }; result: Started };
  /** Runs an operation in the process itself, one after the other. */
  runInProcess: {
    parameters: { query: string; times: number };
    result: { cpuMs: number; answer: string };
  };
  /** How many requests the subgraphs have had. */
  count: { parameters: Record<string, never>; result: { count: number } };
}

export interface Started {
  readonly ports: Readonly<Record<string, number>>;
  /** Headers that requests must carry, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}
