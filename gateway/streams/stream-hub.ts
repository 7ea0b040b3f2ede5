import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Engine, EngineRequest } from '../engine/types.ts';
import { resultText } from './result-text.ts';

/** Who hears a stream. */
export interface StreamListener {
  readonly bufferedBytes: number;
  drained(): Promise<void>;
  /** Called once, before anything else. Not called when the stream is refused. */
  opened(): void;
  /** @param text a result as JSON; the same text for everybody who hears this stream */
  next(text: string): void;
  /** Nobody takes the stream any further because of this listener. */
  stalled(): void;
  complete(): void;
}

export interface Opening {
  /** Undefined once the stream is open, else the errors it is refused with. Never rejects. */
  readonly opened: Promise<readonly GraphQLError[] | undefined>;
  /** Leaves the stream, also while it opens. Nothing is heard any more. */
  readonly leave: () => void;
}

/** Where the gateway's streams run. */
export interface StreamHub {
  listen(request: EngineRequest, access: string, listener: StreamListener): Opening;
}

export interface StreamHubOptions {
  readonly engine: Pick<Engine, 'subscribe'>;
  /** See `StreamSettings`. */
  readonly maxStallMs: number;
  /** Told what clients do not get to read. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** With more bytes waiting at every listener a stream is not read further. */
const HIGH_WATER_BYTES = 64 * 1024;

export function createStreamHub(options: StreamHubOptions): StreamHub {
  const { engine, onError } = options;

  function listen(request: EngineRequest, _access: string, listener: StreamListener): Opening {
    const left = new AbortController();
    const open = async (): Promise<readonly GraphQLError[] | undefined> => {
      const answer = await engine.subscribe({ ...request, signal: left.signal });
      if (!(Symbol.asyncIterator in answer)) return answer.errors ?? [];
      if (left.signal.aborted) {
        await answer.return(undefined);
        return undefined;
      }
      listener.opened();
      void pump(answer, listener, left.signal).catch((error) => onError?.(error));
      return undefined;
    };
    return { opened: open(), leave: () => left.abort() };
  }

  async function pump(
    events: AsyncGenerator<ExecutionResult>,
    listener: StreamListener,
    left: AbortSignal,
  ): Promise<void> {
    const leave = (): void => void events.return(undefined);
    left.addEventListener('abort', leave);
    for await (const event of events) {
      if (left.aborted) return;
      listener.next(resultText(event));
      if (listener.bufferedBytes > HIGH_WATER_BYTES) await drainedInTime(listener);
    }
    left.removeEventListener('abort', leave);
    if (!left.aborted) listener.complete();
  }

  async function drainedInTime(listener: StreamListener): Promise<void> {
    const timer = setTimeout(() => listener.stalled(), options.maxStallMs);
    await listener.drained();
    clearTimeout(timer);
  }

  return { listen };
}
