import { readFile } from 'node:fs/promises';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { requireSecret } from '../subgraphs/shared/require-secret.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { untilStopped } from '../subgraphs/shared/until-stopped.ts';
import { openGateway } from './open-gateway.ts';
import { remoteTransports } from './remote.ts';
import { watchSupergraph } from './watch-supergraph.ts';

// `node gateway/run.ts`: the gateway as a process of its own, for the distributed mode.

async function run(): Promise<void> {
  const config = readConfig(process.env, subgraphNames);
  const secret = requireSecret(config);
  const { subgraphUrls, supergraphFile } = config;
  const supergraphSdl = await readSupergraph(supergraphFile);
  await using cleanup = new AsyncDisposableStack();
  const stopped = untilStopped();
  const logger = createLogger(config.logLevel);
  const { gateway, metrics } = await openGateway({
    config,
    secret,
    logger,
    isAlone: false,
    openGraph: async () => ({
      supergraphSdl,
      transports: remoteTransports(subgraphUrls, secret),
      notReady: () => absentSubgraphs(subgraphUrls),
    }),
    cleanup,
  });
  const watch = watchSupergraph({
    file: supergraphFile,
    current: supergraphSdl,
    load: (next) => gateway.reload(next),
    onOutcome: metrics.onReload,
    logger,
  });
  cleanup.defer(() => watch.close());
  process.on('SIGHUP', () => void watch.check());
  process.send?.({ port: gateway.port });
  await stopped;
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? messageOf(error);
    throw new SettingError('SUPERGRAPH_FILE', 'a file that can be read', `${file} (${reason})`);
  }
}

const healthTimeoutMs = 2_000;

/** The subgraphs that do not answer their health check. */
async function absentSubgraphs(urls: ReadonlyMap<string, string>): Promise<string[]> {
  const checks = [...urls].map(async ([name, url]) => {
    const response = await fetch(new URL('/health', url), {
      signal: AbortSignal.timeout(healthTimeoutMs),
    }).catch(() => undefined);
    return response?.ok === true ? [] : [name];
  });
  return (await Promise.all(checks)).flat();
}

try {
  await run();
  process.exit(0);
} catch (error) {
  process.stderr.write(`error ${messageOf(error)}\n`);
  process.exit(1);
}
