import { rm } from 'node:fs/promises';
import type { EmbeddedPostgres } from '../../subgraphs/shared/embedded-postgres.ts';

/** Stops what `global-setup.ts` started. */
export default async function globalTeardown(): Promise<void> {
  const { leadgraphTestServer, leadgraphTestHome } = globalThis as unknown as {
    leadgraphTestServer: EmbeddedPostgres;
    leadgraphTestHome: string;
  };
  await leadgraphTestServer.stop();
  await rm(leadgraphTestHome, { recursive: true, force: true });
}
