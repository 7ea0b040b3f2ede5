import type { GraphQLError } from 'graphql';
import { textWithCost } from '../access/cost/report.ts';
import { resultText } from './result-text.ts';
import type { Outlet, StreamOperation, SubscriptionWriter } from './stream-client.ts';
import type { Opening, StreamHub } from './stream-hub.ts';
import type { StreamListener } from './stream-run.ts';

export interface StreamSubscriptionOptions {
  readonly operation: StreamOperation;
  readonly writer: SubscriptionWriter;
  readonly hub: StreamHub;
  readonly outlet: Outlet;
  /** Asked before each event: whether the client may be told it, as things are now. It may move or end the subscription. */
  readonly mayHear: () => boolean;
  /** Told what an event costs before it is told. An error ends the subscription in the event's place. */
  readonly charge: (cost: number) => GraphQLError | undefined;
  /** Nobody takes the stream any further because of this client. */
  readonly onStalled: () => void;
  /** The stream is over; told once. */
  readonly onEnd: () => void;
}

/** One subscription of a client: on which stream it is heard, and how far it was. */
export class StreamSubscription {
  readonly #options: StreamSubscriptionOptions;
  #opening: Opening | undefined;
  #listener: StreamListener | undefined;
  /** The last event that the client was told. */
  #toldUpTo: string | undefined;
  /** Behind which event it began to hear; undefined where the stream did not say. */
  #beganBehind: string | undefined;
  #isOpen = false;
  #ended = false;

  constructor(options: StreamSubscriptionOptions) {
    this.#options = options;
  }

  /** Hears the stream as `context` may; where one was heard before, behind what was told of it. */
  listen(context: unknown, access: string): void {
    const { hub, operation } = this.#options;
    // An open stream may already be behind an event that this client is about to be told, and is not.
    const began = this.#isOpen ? this.#beganBehind : this.#opening?.position();
    const lastCursor = this.#toldUpTo ?? began ?? operation.lastCursor;
    this.#opening?.leave();
    // While it opens what it missed is told already: what follows then needs no second look at the client's rights.
    this.#opening = undefined;
    this.#listener = this.#createListener();
    this.#opening = hub.listen({ ...operation, context, lastCursor }, access, this.#listener);
    if (this.#ended) this.#opening.leave();
  }

  /**
   * Resolves to undefined once the stream that is heard now is open, or to the errors with which it is refused. One that was
   * open and is refused to go on elsewhere ends with these errors.
   */
  async settled(): Promise<readonly GraphQLError[] | undefined> {
    let opening: Opening | undefined;
    let errors: readonly GraphQLError[] | undefined;
    while (opening !== this.#opening) {
      opening = this.#opening;
      errors = await opening?.opened;
    }
    if (errors === undefined || !this.#isOpen) return errors;
    if (!this.#ended) this.#endWith(errors);
    return undefined;
  }

  /** Nothing is heard any more. */
  leave(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#opening?.leave();
    this.#options.onEnd();
  }

  #endWith(errors: readonly GraphQLError[]): void {
    this.#options.writer.next({ text: resultText({ errors }), cursor: undefined });
    this.leave();
    this.#options.writer.complete();
  }

  #createListener(): StreamListener {
    const { operation, outlet, writer, mayHear, charge, onStalled } = this.#options;
    // A stream that was left may be in the middle of telling an event.
    const isHeard = (): boolean => this.#listener === listener && !this.#ended;
    const listener: StreamListener = {
      get bufferedBytes() {
        return outlet.bufferedBytes;
      },
      drained: () => outlet.drained(),
      opened: (cursor) => {
        if (this.#isOpen || !isHeard()) return;
        this.#isOpen = true;
        this.#beganBehind = cursor;
        writer.opened?.(cursor);
      },
      next: (event) => {
        if (!isHeard() || (this.#opening !== undefined && !mayHear()) || !isHeard()) return;
        const { cost } = event;
        const refused = cost && charge(cost.actual);
        if (refused) return this.#endWith([refused]);
        this.#toldUpTo = event.cursor ?? this.#toldUpTo;
        const isReported = cost !== undefined && operation.reportsCost === true;
        writer.next(isReported ? { ...event, text: textWithCost(event.text, cost) } : event);
      },
      stalled: () => {
        if (isHeard()) onStalled();
      },
      complete: () => {
        if (!isHeard()) return;
        this.leave();
        writer.complete();
      },
    };
    return listener;
  }
}
