/**
 * Runs `map` over each event. Unlike an async generator it passes `return` on to the source at once, even while the
 * source waits for its next event: a listener that leaves is gone immediately. `onEnd` runs exactly once, however the
 * stream ends; `recover` turns a failure of the source into a last event.
 */
export function mapEvents<Event, Mapped>(
  source: AsyncIterable<Event>,
  map: (event: Event) => Promise<Mapped>,
  options: { onEnd?: () => void; recover?: (reason: unknown) => Mapped } = {},
): AsyncGenerator<Mapped> {
  const iterator = source[Symbol.asyncIterator]();
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    options.onEnd?.();
  };
  const finished = { value: undefined, done: true } as const;
  const next = async (): Promise<IteratorResult<Mapped>> => {
    if (ended) return finished;
    try {
      const { value, done } = await iterator.next();
      if (done === true || ended) {
        end();
        return finished;
      }
      return { value: await map(value), done: false };
    } catch (reason) {
      if (ended) return finished;
      end();
      if (!options.recover) throw reason;
      return { value: options.recover(reason), done: false };
    }
  };
  const leave = async (): Promise<IteratorResult<Mapped>> => {
    end();
    await iterator.return?.();
    return finished;
  };
  return {
    next,
    return: leave,
    async throw(reason) {
      await leave();
      throw reason;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await leave();
    },
  };
}
