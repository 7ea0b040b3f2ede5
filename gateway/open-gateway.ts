import type { Config } from '../subgraphs/shared/config.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import { openBudgets } from './access/cost/budgets.ts';
import { openRevocations } from './access/revocations/revocations.ts';
import { openTokenVerifier } from './access/token-verifier.ts';
import type { Transports } from './engine/types.ts';
import type { Metrics } from './metrics.ts';
import { openEngine } from './open-engine.ts';
import { openOperations } from './operations/operations.ts';
import { startGateway } from './server.ts';
import type { Gateway } from './server.ts';

/** What a gateway stands before. */
export interface Graph {
  readonly supergraphSdl: string;
  readonly transports: Transports;
  /** Names of the subgraphs that cannot answer now. */
  readonly notReady: () => Promise<string[]>;
}

export interface OpenGateway {
  readonly gateway: Gateway;
  readonly metrics: Metrics;
}

/**
 * The gateway as the settings want it. What it shares with others (revocations, budgets, operations) goes through Redis where
 * there is one, and stays with it otherwise.
 *
 * @param options.isAlone whether no other gateway serves the same graph
 * @param options.openGraph called when tokens and revocations are there: what is wrong with those settings is said before
 *   anything else is started
 * @param options.cleanup closes everything, in order
 * @throws SettingError
 */
export async function openGateway(options: {
  config: Config;
  secret: string;
  logger: Logger;
  isAlone: boolean;
  openGraph: () => Promise<Graph>;
  cleanup: AsyncDisposableStack;
}): Promise<OpenGateway> {
  const { config, secret, logger, openGraph, cleanup } = options;
  const tokens = await openTokenVerifier({ secret, settings: config.tokens, logger });
  const revocations = await openRevocations(options);
  cleanup.defer(() => revocations.close());
  const { supergraphSdl, transports, notReady } = await openGraph();
  const budgets = await openBudgets(options);
  cleanup.defer(() => budgets.close());
  const { engine, metrics } = await openEngine({ supergraphSdl, transports, logger, config, budgets });
  cleanup.defer(() => engine.close());
  const operations = openOperations(options);
  cleanup.defer(() => operations.close());
  const { signing, sizes, isConsoleServed, host, port } = config;
  const gateway = await startGateway({
    engine,
    metrics,
    operations,
    secret,
    tokens,
    revocations,
    signing,
    budgets,
    sizes,
    isConsoleServed,
    host,
    port,
    logger,
    notReady,
  });
  cleanup.defer(() => gateway.stop());
  return { gateway, metrics };
}
