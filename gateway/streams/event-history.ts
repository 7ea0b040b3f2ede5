import type { OperationCost } from '../engine/cost/operation-costs.ts';

/** One event as every listener gets it. */
export interface StreamEvent {
  /** The result as JSON. */
  readonly text: string;
  /** Where it stands in its stream; undefined where the stream does not say. */
  readonly cursor: string | undefined;
  /** What it did cost; undefined where costs are not counted. */
  readonly cost?: OperationCost | undefined;
}

const MAX_EVENTS = 500;
const MAX_TEXT_LENGTH = 256 * 1024;

/** The latest events of a stream, for those who want to begin behind one of them. */
export class EventHistory {
  readonly #events: StreamEvent[] = [];
  readonly #positions = new Map<string, number>();
  /** How many events were dropped from the front. */
  #dropped = 0;
  #textLength = 0;

  add(event: StreamEvent): void {
    if (event.cursor !== undefined) this.#positions.set(event.cursor, this.#dropped + this.#events.length);
    this.#events.push(event);
    this.#textLength += event.text.length;
    while (
      this.#events.length > MAX_EVENTS ||
      (this.#textLength > MAX_TEXT_LENGTH && this.#events.length > 1)
    )
      this.#drop();
  }

  /** What followed the event with this cursor; undefined when it is not known (any more). */
  after(cursor: string): readonly StreamEvent[] | undefined {
    const position = this.#positions.get(cursor);
    return position === undefined ? undefined : this.#events.slice(position - this.#dropped + 1);
  }

  /** Everything since the stream began; undefined when some of it is no longer known. */
  sinceBeginning(): readonly StreamEvent[] | undefined {
    return this.#dropped === 0 ? [...this.#events] : undefined;
  }

  #drop(): void {
    const event = this.#events.shift();
    this.#dropped++;
    if (event === undefined) return;
    this.#textLength -= event.text.length;
    if (event.cursor !== undefined) this.#positions.delete(event.cursor);
  }
}
