import { readFileSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { makeFolder } from '../../../subgraphs/shared/make-folder.ts';
import { parsePushed, printPushed } from './pushed-manifest.ts';
import type { PushedManifest } from './pushed-manifest.ts';
import type { SignedPush } from './signature.ts';

/** Manifests that were pushed, in a folder, so that a restart does not lose them. */
export interface KeptManifests {
  /** By client. A file that cannot be read is logged and left out: it must not keep the gateway from starting. */
  read(): Map<string, PushedManifest>;
  /** @returns whether it could be written */
  keep(push: SignedPush): Promise<boolean>;
}

export function keepManifests(folder: string, secret: string, logger: Logger): KeptManifests {
  return {
    read() {
      const kept = new Map<string, PushedManifest>();
      for (const file of filesOf(folder)) {
        const client = path.basename(file, '.json');
        try {
          kept.set(client, parsePushed(readFileSync(path.join(folder, file), 'utf8'), client, secret));
        } catch (error) {
          logger.error({ file, error: messageOf(error) }, 'pushed operations cannot be read');
        }
      }
      return kept;
    },
    async keep(push) {
      const file = path.join(folder, `${push.client}.json`);
      // Gateways of one machine may share the folder: each writes a file of its own before it takes the name.
      const draft = `${file}.${process.pid}.new`;
      try {
        await makeFolder(folder);
        await writeFile(draft, printPushed(push));
        await rename(draft, file);
        return true;
      } catch (error) {
        logger.error({ client: push.client, error: messageOf(error) }, 'pushed operations cannot be kept');
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
