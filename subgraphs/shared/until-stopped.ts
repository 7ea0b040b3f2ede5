/** How long what runs may take to end in order. The gateway answers requests under way for half of it. */
const graceMs = 20_000;

/**
 * Resolves at a signal to end, or at the death of the process that started this one. What has not ended in order a while
 * later, such as something that waits for a server that is gone, is cut off: a process that was told to end does.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      setTimeout(() => process.exit(1), graceMs).unref();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    process.once('disconnect', stop);
  });
}
