import { randomBytes } from 'node:crypto';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../subgraphs/shared/embedded-postgres.ts';
import { answerParent } from '../answer-parent.ts';
import type { HouseRequests } from './requests.ts';

// `npm start` for production, on a database and a data folder of its own.

const OPEN_WITHIN_MS = 120_000;
const LOOK_MS = 50;

answerParent<HouseRequests>(
  {
    async open() {
      const folder = await mkdtemp(join(tmpdir(), 'leadgraph-bench-'));
      const port = await freePort();
      const secret = randomBytes(32).toString('base64url');
      const settings = {
        DATA_DIR: folder,
        PORT: String(port),
        LEADGRAPH_SECRET: secret,
        SAMPLE_BUSINESS: 'on',
        OPERATIONS_MODE: 'open',
        INTEGRATOR_OPERATIONS_MODE: 'open',
      };
      for (const name of Object.keys(process.env)) if (/_URL$/.test(name)) delete process.env[name];
      Object.assign(process.env, settings);
      void import('../../cli/start.ts').then(() => rm(folder, { recursive: true, force: true }));
      await exists(join(folder, 'sample-business-loaded'));
      return { url: `http://127.0.0.1:${port}`, secret };
    },
  },
  // As Ctrl-C does: the database is closed in order.
  () => void process.emit('SIGINT'),
);

/** Resolves when a file is there. */
async function exists(file: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < OPEN_WITHIN_MS; waitedMs += LOOK_MS) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await delay(LOOK_MS);
  }
  throw new Error(`Leadgraph did not start within ${OPEN_WITHIN_MS} ms`);
}
