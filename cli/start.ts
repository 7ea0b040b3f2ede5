import { subgraphNames, subgraphs } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { composeSupergraph } from '../schema/compose-supergraph.ts';
import { startEmbeddedSubgraphs } from '../gateway/embedded.ts';
import { openGateway } from '../gateway/open-gateway.ts';
import type { Graph } from '../gateway/open-gateway.ts';
import { requireFreePort } from '../gateway/server.ts';
import { installationSecret, openLocalDatabase } from './local-installation.ts';
import { loadSampleBusiness } from './sample-business.ts';
import { bold, dim, green, interrupted, runCommand } from './terminal.ts';
import { printWelcome } from './welcome.ts';

await runCommand(async () => {
  const startedAt = performance.now();
  const step = (message: string): void => console.log(dim(`  · ${message}`));
  const config = readConfig(process.env, subgraphNames);
  const logger = createLogger(config.logLevel);
  const cleanup = new AsyncDisposableStack();
  const stopSignal = interrupted();
  try {
    await requireFreePort(config.host, config.port);
    const secret = await installationSecret(config);
    const openGraph = async (): Promise<Graph> => {
      console.log(bold('Leadgraph'));
      step('opening PostgreSQL');
      const database = await openLocalDatabase(config, { secret, schemas: subgraphNames, onProgress: step });
      cleanup.defer(() => database.stop());
      step(`migrating and starting ${subgraphs.length} subgraphs`);
      const embedded = await startEmbeddedSubgraphs({
        subgraphs,
        urlOf: database.urlOf,
        secret,
        logger,
        streamEventsKeptDays: config.streamEventsKeptDays,
        accessLogKeptDays: config.accessLogKeptDays,
        outbound: { allowPrivate: config.webhooksAllowPrivate },
      });
      cleanup.defer(() => embedded.stop());
      step('composing the graph');
      const { supergraphSdl } = composeSupergraph(subgraphs);
      return { supergraphSdl, transports: embedded.transports, notReady: embedded.notReady };
    };
    const { gateway } = await openGateway({ config, secret, logger, isAlone: true, openGraph, cleanup });
    await loadSampleBusiness({ url: gateway.url, secret, config, onProgress: step });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    console.log(`${green('ready')} in ${seconds} s`);
    await printWelcome({ url: gateway.url, secret, config });
    await stopSignal;
    console.log(dim('\nstopping: answering what is under way, then closing the database'));
  } finally {
    await cleanup.disposeAsync();
  }
  console.log('stopped');
});
