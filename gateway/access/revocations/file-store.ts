import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import { makeFolder } from '../../../subgraphs/shared/make-folder.ts';
import { SettingError } from '../../../subgraphs/shared/settings.ts';
import { parseRevocation } from './revocation.ts';
import type { Revocation } from './revocation.ts';
import type { RevocationStore } from './store.ts';

const fileName = 'revocations.jsonl';

/**
 * Keeps revocations in a file of the data folder, one JSON text per line, for one gateway alone. A change is in effect once it
 * is on disk.
 *
 * @throws SettingError when there is a file that cannot be read: a gateway that forgets them would let everybody in again
 */
export async function keepInFile(dataFolder: string): Promise<RevocationStore> {
  const file = path.join(dataFolder, fileName);
  const listeners = new Set<() => void>();
  let kept = await read(file);
  let writing: Promise<unknown> = Promise.resolve();

  /** Changes are written one after the other; one that fails leaves those before as they are. */
  function write(change: (revocations: Map<string, Revocation>) => boolean): Promise<boolean> {
    const turn = writing.then(async () => {
      const next = new Map(kept);
      if (!change(next)) return false;
      await replace(file, [...next.values()].map((each) => `${JSON.stringify(each)}\n`).join(''));
      kept = next;
      for (const listener of listeners) listener();
      return true;
    });
    writing = turn.catch(() => undefined);
    return turn;
  }

  return {
    all: () => [...kept.values()],
    async add(revocation) {
      await write((revocations) => revocations.set(revocation.id, revocation) !== undefined);
    },
    remove: (id) => write((revocations) => revocations.delete(id)),
    onChange: (listener) => void listeners.add(listener),
    close: async () => void (await writing),
  };
}

async function read(file: string): Promise<Map<string, Revocation>> {
  try {
    const text = await readFile(file, 'utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    return new Map(lines.map(parseRevocation).map((each) => [each.id, each]));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return new Map();
    const received = `${file} (${code ?? messageOf(error).split('\n')[0]})`;
    throw new SettingError('DATA_DIR', `revocations that can be read in ${fileName}`, received);
  }
}

/** The file is the old one or the new one, whenever the process or the machine ends. */
async function replace(file: string, text: string): Promise<void> {
  await makeFolder(path.dirname(file));
  const next = await open(`${file}.new`, 'w', 0o600);
  try {
    await next.writeFile(text);
    await next.sync();
  } finally {
    await next.close();
  }
  await rename(`${file}.new`, file);
}
