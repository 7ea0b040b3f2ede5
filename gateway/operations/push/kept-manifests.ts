import { readdirSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { makeFolder } from '../../../subgraphs/shared/make-folder.ts';
import { parseManifest, printManifest } from '../manifest.ts';
import type { Manifest } from '../manifest.ts';

/** Manifests that were pushed, in a folder, so that a restart does not lose them. */
export interface KeptManifests {
  /** By client. A file that cannot be read is logged and left out: it must not keep the gateway from starting. */
  read(): Map<string, Manifest>;
  /** @returns whether it could be written */
  keep(client: string, manifest: Manifest): Promise<boolean>;
}

export function keepManifests(folder: string, logger: Logger): KeptManifests {
  return {
    read() {
      const kept = new Map<string, Manifest>();
      for (const file of filesOf(folder)) {
        try {
          const text = readFileSync(path.join(folder, file), 'utf8');
          kept.set(path.basename(file, '.json'), parseManifest(text, file));
        } catch (error) {
          logger.error({ file, error: messageOf(error) }, 'pushed operations cannot be read');
        }
      }
      return kept;
    },
    async keep(client, manifest) {
      const file = path.join(folder, `${client}.json`);
      try {
        await makeFolder(folder);
        await writeFile(`${file}.new`, printManifest(manifest));
        await rename(`${file}.new`, file);
        return true;
      } catch (error) {
        logger.error({ client, error: messageOf(error) }, 'pushed operations cannot be kept');
        return false;
      }
    },
  };
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}
