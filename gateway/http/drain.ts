import type { ServerResponse } from 'node:http';

/** Knows which responses are in progress, so that a stop can wait for them. */
export interface Drain {
  /** True from the first call of `drain` on. */
  readonly started: boolean;
  /**
   * Counts a response until it is closed.
   *
   * @returns a signal that aborts when the client goes away before the response is complete, or when it took longer to
   *   drain than allowed
   */
  track(res: ServerResponse): AbortSignal;
  /**
   * Resolves when no response is in progress.
   *
   * @param options.graceMs after this many milliseconds those in progress are aborted and cut off; default 10 000
   */
  drain(options?: { graceMs?: number }): Promise<void>;
}

/** See `Drain`. */
export function createDrain(): Drain {
  const active = new Map<ServerResponse, AbortController>();
  let started = false;
  let onIdle: (() => void) | undefined;

  function track(res: ServerResponse): AbortSignal {
    const controller = new AbortController();
    active.set(res, controller);
    res.once('close', () => {
      active.delete(res);
      if (!res.writableFinished) controller.abort();
      if (active.size === 0) onIdle?.();
    });
    return controller.signal;
  }

  function cutOff(): void {
    for (const [res, controller] of active) {
      controller.abort();
      res.destroy();
    }
  }

  async function drain({ graceMs = 10_000 }: { graceMs?: number } = {}): Promise<void> {
    started = true;
    if (active.size === 0) return;
    const idle = new Promise<void>((resolve) => (onIdle = resolve));
    const timer = setTimeout(cutOff, graceMs);
    await idle;
    clearTimeout(timer);
  }

  return {
    get started() {
      return started;
    },
    track,
    drain,
  };
}
