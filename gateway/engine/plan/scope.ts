import { TransportError } from '../errors.ts';

/**
 * One execution: the life of a query, a mutation or one event. Ends early when the client goes away or the time is over;
 * whoever waits then gets a `TransportError` at once, and `signal` tells the transports.
 */
export class ExecutionScope {
  readonly context: unknown;
  /** What transports hang on what they keep for this execution. */
  readonly key: object;
  #controller: AbortController | undefined;
  #ended: TransportError | undefined;
  readonly #waiting = new Set<(reason: TransportError) => void>();
  #timer: NodeJS.Timeout | undefined;
  readonly #clientSignal: AbortSignal | undefined;
  readonly #onClientAbort = (): void =>
    this.#end(new TransportError('REQUEST_ABORTED', 'The client closed the request.'));

  /**
   * `deadlineMs` counts from now; unset means no deadline. Executions of the same `key` share what transports keep;
   * without one it is the scope itself.
   */
  constructor(
    context: unknown,
    clientSignal: AbortSignal | undefined,
    deadlineMs: number | undefined,
    key?: object,
  ) {
    this.context = context;
    this.key = key ?? this;
    this.#clientSignal = clientSignal;
    if (clientSignal?.aborted) this.#onClientAbort();
    else clientSignal?.addEventListener('abort', this.#onClientAbort, { once: true });
    if (deadlineMs !== undefined) {
      this.#timer = setTimeout(() => {
        const details = { deadlineMs };
        this.#end(new TransportError('REQUEST_DEADLINE_EXCEEDED', 'The request took too long.', { details }));
      }, deadlineMs);
    }
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#ended) this.#controller.abort(this.#ended);
    }
    return this.#controller.signal;
  }

  throwIfEnded(): void {
    if (this.#ended) throw this.#ended;
  }

  /** Runs when the scope ends early. */
  onEnd(listener: () => void): void {
    if (this.#ended) listener();
    else this.#waiting.add(listener);
  }

  /** Settles like `work`, or rejects when the scope ends first. */
  until<Result>(work: Promise<Result>): Promise<Result> {
    if (this.#ended) {
      work.catch(() => undefined);
      return Promise.reject(this.#ended);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      work.then(
        (result) => {
          this.#waiting.delete(reject);
          resolve(result);
        },
        (error: unknown) => {
          this.#waiting.delete(reject);
          reject(error);
        },
      );
    });
  }

  /** Ends the execution because nobody waits for the rest of it. */
  abandon(): void {
    this.#onClientAbort();
  }

  /** Stops listening to the client and the clock. Call when the answer is complete. */
  close(): void {
    clearTimeout(this.#timer);
    this.#clientSignal?.removeEventListener('abort', this.#onClientAbort);
  }

  #end(reason: TransportError): void {
    this.#ended = reason;
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
    this.#controller?.abort(reason);
  }
}
