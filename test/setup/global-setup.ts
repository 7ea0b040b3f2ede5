import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { subgraphNames, subgraphs } from '../../subgraphs/index.ts';
import { startEmbeddedPostgres } from '../../subgraphs/shared/embedded-postgres.ts';
import { provision, schemaUrl } from '../../subgraphs/shared/provision.ts';
import { migrateSubgraph } from '../../subgraphs/shared/subgraph.ts';
import { findChromium, leftOut, startRedis } from './optional-servers.ts';
import { migrateVault } from '../../subgraphs/shared/vault.ts';

/** One PostgreSQL server per run, with a migrated database that each test file copies. */
export default async function globalSetup(): Promise<void> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-test-'));
  const secret = 'a secret for tests alone, 32 characters';
  const server = await startEmbeddedPostgres({
    folder: path.join(home, 'postgres'),
    password: 'test',
    // Test data need not survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
  });
  const provisioning = { adminUrl: server.url, secret, schemas: subgraphNames };
  await provision(provisioning);
  await migrateVault(schemaUrl(provisioning, 'vault'));
  for (const subgraph of subgraphs) await migrateSubgraph(subgraph, schemaUrl(provisioning, subgraph.name));
  process.env['TEST_DATABASE_URL'] = server.url;
  process.env['TEST_SECRET'] = secret;
  const redis = await startRedis();
  const chromium = findChromium();
  process.env['TEST_REDIS_URL'] = redis?.url ?? '';
  process.env['TEST_CHROMIUM'] = chromium ?? '';
  process.env['TEST_LEFT_OUT'] = leftOut({
    redis: redis !== undefined,
    chromium: chromium !== undefined,
  }).join('\n');
  Object.assign(globalThis, {
    leadgraphTestRedis: redis,
    leadgraphTestServer: server,
    leadgraphTestHome: home,
  });
}
