import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { costOf } from '../engine/cost/operation-costs.ts';
import type { EngineRequest } from '../engine/types.ts';
import { EventHistory } from './event-history.ts';
import type { StreamEvent } from './event-history.ts';
import { toClientError } from '../http/errors.ts';
import { resultText } from './result-text.ts';

/** Who hears a stream. */
export interface StreamListener {
  readonly bufferedBytes: number;
  drained(): Promise<void>;
  /**
   * Called once, before anything else. Not called when the stream is refused.
   * @param cursor behind which the listener begins to hear; undefined where the stream does not say
   */
  opened(cursor: string | undefined): void;
  /** The same event for everybody who hears this stream. */
  next(event: StreamEvent): void;
  /** Nobody takes the stream any further because of this listener. */
  stalled(): void;
  complete(): void;
}

type Answer = AsyncGenerator<ExecutionResult> | ExecutionResult;

export interface StreamRunOptions {
  /** Opens the stream upstream, behind `after` where it can be resumed. */
  readonly open: (after: string | null, way: Pick<EngineRequest, 'signal' | 'onOpened'>) => Promise<Answer>;
  /** Where it begins; null for where it begins by itself. */
  readonly after: string | null;
  /** Takes the cursor out of an event. Undefined: the stream cannot be resumed. */
  readonly takeCursor: ((event: ExecutionResult) => string | undefined) | undefined;
  readonly maxStallMs: number;
  /** How long a stream that broke off is tried to be resumed. */
  readonly resumeWithinMs: number;
  /** Told what clients do not get to read. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Told after each event with a cursor: listeners may move to another run that is there already. */
  readonly onEvent: (run: StreamRun, cursor: string) => void;
  /** Nobody can join any more. */
  readonly onClosed: (run: StreamRun) => void;
}

/** With more bytes waiting at every listener a stream is not read further. */
const HIGH_WATER_BYTES = 64 * 1024;
const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 1_000;
/** Failures of the way to a subgraph. What a subgraph says itself ends its stream. */
const LOST = new Set(['SUBGRAPH_UNREACHABLE', 'SUBGRAPH_TIMEOUT']);

const FAILED: ExecutionResult = { errors: [toClientError(undefined)] };

/** One stream upstream, and everybody who hears it. Each event is written as JSON once. */
export class StreamRun {
  readonly #history = new EventHistory();
  /** Resolves to the errors the stream is refused with, or to undefined once it is open. */
  readonly opened: Promise<readonly GraphQLError[] | undefined>;
  readonly #options: StreamRunOptions;
  readonly #listeners = new Set<StreamListener>();
  readonly #closed = new AbortController();
  #events: AsyncGenerator<ExecutionResult> | undefined;
  #isOpen = false;
  #begun = false;
  #renewing = false;
  #lastCursor: string | null;

  constructor(options: StreamRunOptions) {
    this.#options = options;
    this.#lastCursor = options.after;
    this.opened = this.#begin();
  }

  get after(): string | null {
    return this.#options.after;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Behind what it goes on: the event that was told last, or where it began. Undefined while that is not known. */
  get cursor(): string | undefined {
    return this.#lastCursor ?? undefined;
  }

  /** Whether an event was told. */
  get begun(): boolean {
    return this.#begun;
  }

  /** What a listener misses that comes now and wants to begin behind `after`; undefined when that is not known. */
  missedSince(after: string): readonly StreamEvent[] | undefined {
    if (after === this.#lastCursor) return [];
    return this.#history.after(after) ?? (after === this.after ? this.#history.sinceBeginning() : undefined);
  }

  /** Hears the stream from here on, after `missed`. */
  join(listener: StreamListener, missed: readonly StreamEvent[]): void {
    this.#listeners.add(listener);
    if (this.#isOpen) listener.opened(missed.length === 0 ? this.cursor : undefined);
    for (const event of missed) listener.next(event);
  }

  leave(listener: StreamListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#close();
  }

  /** Gives all listeners to another run that has been where this one is. */
  moveTo(
    other: StreamRun,
    missed: readonly StreamEvent[],
    onMoved: (listener: StreamListener) => void,
  ): void {
    for (const listener of [...this.#listeners]) {
      // Another one that was told something may have taken it along.
      if (!this.#listeners.delete(listener)) continue;
      other.#listeners.add(listener);
      onMoved(listener);
      for (const event of missed) listener.next(event);
    }
    this.#close();
  }

  /** Opens the stream anew behind what was told last, as after a change of the supergraph. */
  renew(): void {
    if (this.#options.takeCursor === undefined || this.#lastCursor === null || !this.#events) return;
    this.#renewing = true;
    leaveQuietly(this.#events);
  }

  #open(): Promise<Answer> {
    const resumes = this.#options.takeCursor !== undefined;
    return this.#options.open(this.#lastCursor, {
      signal: this.#closed.signal,
      // From here on it can be resumed without a gap, even before its first event.
      onOpened: ({ cursor }) => {
        if (resumes) this.#lastCursor ??= cursor ?? null;
      },
    });
  }

  async #begin(): Promise<readonly GraphQLError[] | undefined> {
    const answer = await this.#open().catch((error: unknown) => {
      this.#options.onError?.(error);
      return FAILED;
    });
    if (!(Symbol.asyncIterator in answer)) {
      this.#close();
      return answer.errors ?? [];
    }
    if (this.#closed.signal.aborted) {
      await answer.return(undefined);
      return undefined;
    }
    this.#isOpen = true;
    for (const listener of [...this.#listeners]) listener.opened(this.cursor);
    void this.#follow(answer).catch((error: unknown) => this.#fail(error));
    return undefined;
  }

  async #follow(first: AsyncGenerator<ExecutionResult>): Promise<void> {
    let events: AsyncGenerator<ExecutionResult> | undefined = first;
    let last: ExecutionResult | undefined;
    while (events !== undefined) {
      last = await this.#read(events);
      if (last === undefined && !this.#renewing) break;
      this.#renewing = false;
      const answer: Answer | undefined = await this.#resume();
      events = answer && Symbol.asyncIterator in answer ? answer : undefined;
      if (events === undefined) last = (answer as ExecutionResult | undefined) ?? last;
    }
    if (this.#closed.signal.aborted) return;
    if (last !== undefined) this.#tell(last);
    this.#complete();
  }

  /** The stream cannot go on for a reason that clients do not get to read. */
  #fail(error: unknown): void {
    this.#options.onError?.(error);
    if (this.#closed.signal.aborted) return;
    this.#tell(FAILED);
    this.#complete();
  }

  #complete(): void {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    this.#close();
    for (const listener of listeners) listener.complete();
  }

  /** Tells all events up to the end. Resolves to the result that says why the stream broke off, if it did. */
  async #read(events: AsyncGenerator<ExecutionResult>): Promise<ExecutionResult | undefined> {
    this.#events = events;
    if (this.#closed.signal.aborted) leaveQuietly(events);
    let held: ExecutionResult | undefined;
    for await (const event of events) {
      if (this.#closed.signal.aborted) return undefined;
      if (held !== undefined) this.#tell(held);
      held = undefined;
      // A result of errors alone may be the last: whether it is, the next step shows.
      if (this.#mayResume(event)) held = event;
      else this.#tell(event);
      await this.#room();
    }
    return held;
  }

  #mayResume({ data, errors }: ExecutionResult): boolean {
    if (this.#options.takeCursor === undefined || data !== undefined) return false;
    return errors?.every(({ extensions }) => LOST.has(String(extensions?.['code']))) ?? false;
  }

  /** Resolves to the stream that goes on, to what refuses it, or to undefined when it could not be had in time. */
  async #resume(): Promise<Answer | undefined> {
    const { signal } = this.#closed;
    if (signal.aborted) return undefined;
    const giveUpAt = Date.now() + this.#options.resumeWithinMs;
    for (let waitMs = FIRST_RETRY_MS; Date.now() < giveUpAt; waitMs = Math.min(waitMs * 2, MAX_RETRY_MS)) {
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return undefined;
      const answer = await this.#open();
      if (Symbol.asyncIterator in answer || !this.#mayResume(answer)) return answer;
    }
    return undefined;
  }

  #tell(result: ExecutionResult): void {
    const cursor = this.#options.takeCursor?.(result);
    const event: StreamEvent = { text: resultText(result), cursor, cost: costOf(result) };
    this.#begun = true;
    if (cursor !== undefined) this.#lastCursor = cursor;
    if (this.#options.takeCursor !== undefined) this.#history.add(event);
    for (const listener of [...this.#listeners]) listener.next(event);
    if (cursor !== undefined) this.#options.onEvent(this, cursor);
  }

  /** Waits while nobody takes more. Whoever holds all up for too long is told so. */
  async #room(): Promise<void> {
    const listeners = [...this.#listeners];
    if (listeners.length === 0 || listeners.some(({ bufferedBytes }) => bufferedBytes <= HIGH_WATER_BYTES))
      return;
    const timer = setTimeout(
      () => listeners.forEach((listener) => listener.stalled()),
      this.#options.maxStallMs,
    );
    await Promise.race(listeners.map((listener) => listener.drained()));
    clearTimeout(timer);
  }

  #close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#options.onClosed(this);
    if (this.#events) leaveQuietly(this.#events);
  }
}

/** Whatever goes wrong while a stream is left concerns nobody. */
function leaveQuietly(events: AsyncGenerator<ExecutionResult>): void {
  void events.return(undefined).catch(() => undefined);
}
