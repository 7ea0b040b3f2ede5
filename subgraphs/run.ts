import { readConfig } from './shared/config.ts';
import type { Config } from './shared/config.ts';
import { messageOf } from './shared/errors.ts';
import { createLogger } from './shared/logger.ts';
import { schemaUrl } from './shared/provision.ts';
import { createRedisBus } from './shared/redis-bus.ts';
import { requireSecret } from './shared/require-secret.ts';
import { SettingError } from './shared/settings.ts';
import { serveSubgraph } from './shared/subgraph-server.ts';
import { migrateSubgraph, startSubgraph } from './shared/subgraph.ts';
import { untilStopped } from './shared/until-stopped.ts';
import { deriveKey, migrateVault, openVault } from './shared/vault.ts';
import { subgraphNames, subgraphs } from './index.ts';

// `node subgraphs/run.ts NAME`: one subgraph as a process of its own, for the distributed mode.

const name = process.argv[2];

/** Its own role's login: it never gets to use an administrator's, whatever DATABASE_URL holds. */
function urlOf(config: Config, secret: string, schema: string): string {
  const own = config.schemaUrls.get(schema);
  if (own !== undefined) return own;
  if (config.databaseUrl !== undefined)
    return schemaUrl({ adminUrl: config.databaseUrl, secret, schemas: [] }, schema);
  throw new SettingError(
    `${schema.toUpperCase()}_DATABASE_URL`,
    'a PostgreSQL URL, or one in DATABASE_URL',
    undefined,
  );
}

/** Installations that share a Redis never read each other's events: the prefix follows from the secret. */
function busPrefix(secret: string): string {
  return `leadgraph:${deriveKey(secret, 'event bus').toString('hex').slice(0, 16)}`;
}

async function run(): Promise<void> {
  const definition = subgraphs.find((subgraph) => subgraph.name === name);
  if (definition === undefined) throw new SettingError('NAME', `one of ${subgraphNames.join(', ')}`, name);
  const config = readConfig(process.env, subgraphNames);
  const secret = requireSecret(config);
  if (config.redisUrl === undefined)
    throw new SettingError('REDIS_URL', 'a URL starting with redis://', undefined);
  const logger = createLogger(config.logLevel);
  const databaseUrl = urlOf(config, secret, definition.name);
  const { streamEventsKeptDays } = config;
  const outbound = { allowPrivate: config.webhooksAllowPrivate };

  await using cleanup = new AsyncDisposableStack();
  const stopped = untilStopped();
  await Promise.all([migrateVault(urlOf(config, secret, 'vault')), migrateSubgraph(definition, databaseUrl)]);
  const { accessLogKeptDays } = config;
  const vault = cleanup.adopt(
    openVault({ url: urlOf(config, secret, 'vault'), secret, accessLogKeptDays, logger }),
    (v) => v.close(),
  );
  const bus = cleanup.adopt(
    createRedisBus({ url: config.redisUrl, prefix: busPrefix(secret), logger }),
    (b) => b.close(),
  );
  const environment = { databaseUrl, bus, vault, logger, streamEventsKeptDays, outbound };
  const subgraph = cleanup.adopt(await startSubgraph(definition, environment), (s) => s.stop());
  const { createContext, isReady, schema } = subgraph;
  const { host, subgraphPort: port } = config;
  const server = cleanup.adopt(
    await serveSubgraph({ schema, createContext, isReady, secret, host, port, logger }),
    (s) => s.stop(),
  );
  process.send?.({ port: server.port });
  logger.info({ subgraph: name, port: server.port }, 'ready');
  await stopped;
}

try {
  await run();
  process.exit(0);
} catch (error) {
  process.stderr.write(`error ${name ?? 'subgraph'}: ${messageOf(error)}\n`);
  process.exit(1);
}
