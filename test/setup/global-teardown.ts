import { rm } from 'node:fs/promises';
import type { EmbeddedPostgres } from '../../subgraphs/shared/embedded-postgres.ts';
import type { RedisServer } from './optional-servers.ts';

/** Stops what `global-setup.ts` started. */
export default async function globalTeardown(): Promise<void> {
  const { leadgraphTestServer, leadgraphTestRedis, leadgraphTestHome } = globalThis as unknown as {
    leadgraphTestRedis: RedisServer | undefined;
    leadgraphTestServer: EmbeddedPostgres;
    leadgraphTestHome: string;
  };
  await leadgraphTestRedis?.stop();
  await leadgraphTestServer.stop();
  await rm(leadgraphTestHome, { recursive: true, force: true });
}
