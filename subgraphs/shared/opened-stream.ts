import { createSourceEventStream, execute } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';

/** Payload of `connection_ack`: the gateway may ask that each stream tells when it is open. */
export const acknowledgement = { opening: true };

/** Whether the gateway asks for that, by the payload of `subscribe`. */
export function asksForOpening({ extensions }: { readonly extensions?: unknown }): boolean {
  return Object(extensions)['opening'] === true;
}

/** `subscribe` of graphql-js, whose streams can tell that they are open and where they begin. */
export async function openStream(args: ExecutionArgs): Promise<OpenedStream | ExecutionResult> {
  const source = await createSourceEventStream(args);
  return Symbol.asyncIterator in source ? new OpenedStream(source, args) : source;
}

/**
 * The events of a subscription. A first result without data tells that the stream is open where it is asked to: what is
 * committed from then on will come. The protocol itself, graphql-transport-ws, has no word for that.
 */
export class OpenedStream implements AsyncGenerator<ExecutionResult, void, void> {
  readonly #source: AsyncIterator<unknown>;
  readonly #args: ExecutionArgs;
  readonly #opening: ExecutionResult;
  #tellsOpening = false;

  /** @param source may have `opensAt`, the cursor behind which it begins. */
  constructor(source: AsyncIterable<unknown>, args: ExecutionArgs) {
    const { opensAt } = source as { opensAt?: string };
    this.#source = source[Symbol.asyncIterator]();
    this.#args = args;
    this.#opening = { extensions: { opening: { cursor: opensAt ?? null } } };
  }

  tellOpening(): this {
    this.#tellsOpening = true;
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    if (this.#tellsOpening) {
      this.#tellsOpening = false;
      return { value: this.#opening, done: false };
    }
    const { value, done } = await this.#source.next();
    if (done === true) return { value: undefined, done };
    return { value: await execute({ ...this.#args, rootValue: value }), done: false };
  }

  /** Leaves the source at once, also while it waits. */
  async return(): Promise<IteratorReturnResult<void>> {
    await this.#source.return?.();
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<never> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
