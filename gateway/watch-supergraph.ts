import { readFile, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../subgraphs/shared/errors.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';

/** What became of what the file holds: it is served now, it cannot be, it was already. */
export type ReloadOutcome = 'loaded' | 'refused' | 'unchanged';

export interface SupergraphWatch {
  /** Reads the file now, also one that was refused before. Never rejects. */
  check(): Promise<void>;
  /** Looks no more. Resolves when what was being loaded is. */
  close(): Promise<void>;
}

export interface SupergraphWatchOptions {
  readonly file: string;
  /** The supergraph that is served now. */
  readonly current: string;
  /** Takes up another supergraph. What it throws is why the file is refused: the one before goes on being served. */
  readonly load: (supergraphSdl: string) => Promise<void>;
  readonly onOutcome: (outcome: ReloadOutcome) => void;
  readonly logger: Logger;
  /** How often the file is looked at. Default 500. */
  readonly intervalMs?: number;
}

/**
 * Takes up what is written to a supergraph file. The file is asked for its state from time to time, since file systems of
 * containers and networks do not tell of changes, and a file that is replaced by another is no longer the one that was
 * watched. It is read once it has stayed the same from one look to the next, so that one that is being written is left
 * alone; what was refused is not tried again until the file changes.
 */
export function watchSupergraph(options: SupergraphWatchOptions): SupergraphWatch {
  const { file, load, onOutcome, logger, intervalMs = 500 } = options;
  const closing = new AbortController();
  const { signal } = closing;
  let served = options.current;
  let working: Promise<void> = Promise.resolve();

  async function take(): Promise<void> {
    const startedAt = performance.now();
    try {
      const text = await readFile(file, 'utf8');
      if (text === served) return onOutcome('unchanged');
      await load(text);
      served = text;
      const durationMs = Math.round(performance.now() - startedAt);
      logger.info({ file, durationMs }, 'supergraph loaded');
      onOutcome('loaded');
    } catch (error) {
      logger.error({ file, error: messageOf(error) }, 'supergraph refused');
      onOutcome('refused');
    }
  }

  function check(): Promise<void> {
    working = working.then(take);
    return working;
  }

  async function look(): Promise<void> {
    let seen = await stateOf(file);
    let taken = seen;
    // It may have changed since it was read to be served.
    await check();
    while (!signal.aborted) {
      await delay(intervalMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const state = await stateOf(file);
      if (state === seen && state !== taken && state !== undefined) {
        taken = state;
        await check();
      }
      seen = state;
    }
  }

  const looking = look();
  return {
    check,
    async close() {
      closing.abort();
      await looking;
      await working;
    },
  };
}

/** A text that is another when the file is; undefined while there is none. */
async function stateOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}
