import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How long the folder must be quiet before the file is read: a writer rarely writes everything at once. */
const QUIET_MS = 50;

/**
 * Tells when a file has new content, however it gets there: written in place, renamed over, or reached through a link that
 * now leads elsewhere (as Kubernetes updates mounted files). Watches the folder for that.
 *
 * @param content what the file held when it was last read
 * @param onContent called with each new content, one call at a time
 * @returns what stops watching
 */
export function watchFile(
  file: string,
  content: string,
  onContent: (content: string) => Promise<void>,
): () => void {
  let last = content;
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  async function readAgain(): Promise<void> {
    // Between removal and rename there is no file; the rename is an event of its own.
    const next = await readFile(file, 'utf8').catch(() => last);
    if (next === last) return;
    last = next;
    await onContent(next);
  }

  const watcher = watch(dirname(file), () => {
    clearTimeout(timer);
    timer = setTimeout(() => (working = working.then(readAgain)), QUIET_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
