/** What the benchmark asks of a child process, and what it gets back. Times are in milliseconds. */
export interface Requests {
  /** Starts serving; resolves when ready. */
  start: { parameters: { supergraphSdl: string }; result: Started };
  /** CPU time that the process has used since it began, user and system, all threads. */
  cpu: { parameters: Record<string, never>; result: { cpuMs: number } };
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

export type RequestName = keyof Requests;

/** Answers to requests of the parent process. A child need not know every request. */
export type Handlers = {
  [Name in RequestName]?: (
    parameters: Requests[Name]['parameters'],
  ) => Promise<Requests[Name]['result']> | Requests[Name]['result'];
};

/** Makes this process answer its parent until the parent ends or disconnects. */
export function answerParent(handlers: Handlers): void {
  const all: Handlers = { cpu: () => ({ cpuMs: cpuMs() }), ...handlers };
  process.on('message', async ({ id, name, parameters }: RequestMessage) => {
    try {
      const handler = all[name] as (parameters: unknown) => unknown;
      process.send?.({ id, result: await handler(parameters) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
}

/** CPU time of this process so far. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export interface RequestMessage {
  readonly id: number;
  readonly name: RequestName;
  readonly parameters: unknown;
}

export interface ReplyMessage {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
