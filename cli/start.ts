import { subgraphNames, subgraphs } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { composeSupergraph } from '../schema/compose-supergraph.ts';
import { openBudgets } from '../gateway/access/cost/budgets.ts';
import { openRevocations } from '../gateway/access/revocations/revocations.ts';
import { openTokenVerifier } from '../gateway/access/token-verifier.ts';
import { startEmbeddedSubgraphs } from '../gateway/embedded.ts';
import { openEngine } from '../gateway/open-engine.ts';
import { openOperations } from '../gateway/operations/operations.ts';
import { requireFreePort, startGateway } from '../gateway/server.ts';
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
    const tokens = await openTokenVerifier({ secret, settings: config.tokens, logger });
    const revocations = await openRevocations({ config, secret, logger, isAlone: true });
    cleanup.defer(() => revocations.close());
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
    const budgets = await openBudgets({ config, secret, logger, isAlone: true });
    cleanup.defer(() => budgets.close());
    const { transports } = embedded;
    const { engine, metrics } = await openEngine({ supergraphSdl, transports, logger, config, budgets });
    cleanup.defer(() => engine.close());
    const operations = openOperations({ config, secret, logger, isAlone: true });
    cleanup.defer(() => operations.close());
    const gateway = await startGateway({
      signing: config.signing,
      engine,
      metrics,
      operations,
      secret,
      tokens,
      revocations,
      budgets,
      sizes: config.sizes,
      isConsoleServed: config.isConsoleServed,
      host: config.host,
      port: config.port,
      logger,
      notReady: embedded.notReady,
    });
    cleanup.defer(() => gateway.stop());
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
