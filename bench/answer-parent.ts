/** What a kind of child process can be asked for, and what it gives back. All of it passes as JSON. */
export type RequestTable = Readonly<Record<string, { parameters: unknown; result: unknown }>>;

/** What every child process can be asked for. */
export interface CommonRequests {
  /** CPU time that the process has used since it began, user and system, all threads, in milliseconds. */
  cpu: { parameters: Record<string, never>; result: { cpuMs: number } };
}

/** Answers to requests of the parent process. A child need not know every request. */
export type Handlers<Requests> = {
  [Name in keyof Requests]?: Requests[Name] extends { parameters: infer Parameters; result: infer Result }
    ? (parameters: Parameters) => Promise<Result> | Result
    : never;
};

/**
 * Makes this process answer its parent until the parent ends or disconnects.
 *
 * @param end what ends the process then
 */
export function answerParent<Requests>(
  handlers: Handlers<Requests>,
  end: () => void = () => process.exit(),
): void {
  const all = { cpu: () => ({ cpuMs: cpuMs() }), ...handlers };
  process.on('message', async ({ id, name, parameters }: RequestMessage) => {
    try {
      const handler = all[name as keyof typeof all] as (parameters: unknown) => unknown;
      process.send?.({ id, result: await handler(parameters) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.on('disconnect', end);
}

/** CPU time of this process so far. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export interface RequestMessage {
  readonly id: number;
  readonly name: string;
  readonly parameters: unknown;
}

export interface ReplyMessage {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
