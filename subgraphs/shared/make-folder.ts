import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it; one that is there already is fine. `mkdir` with `recursive` would try for ever on a
 * file system that answers ENOENT for a parent that exists (as /proc does).
 * @param mode of the folder itself, default 0o777 less the umask.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, mode === undefined ? {} : { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    const parent = path.dirname(folder);
    if (code !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await mkdir(folder, mode === undefined ? {} : { mode });
  }
}
