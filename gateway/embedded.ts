import { defaultAccessLogKeptDays } from '../subgraphs/shared/access-log.ts';
import { createInProcessBus } from '../subgraphs/shared/in-process-bus.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import type { OutboundOptions } from '../subgraphs/shared/outbound/outbound.ts';
import { migrateSubgraph, startSubgraph } from '../subgraphs/shared/subgraph.ts';
import type { AnySubgraph, RunningSubgraph } from '../subgraphs/shared/subgraph.ts';
import { migrateVault, openVault } from '../subgraphs/shared/vault.ts';
import { createInProcessTransport } from './engine/transports/in-process.ts';
import type { SubgraphTransport } from './engine/types.ts';
import type { RequestContext } from './server.ts';

/** All subgraphs in this process, called without HTTP or JSON in between. */
export interface EmbeddedSubgraphs {
  readonly transports: Readonly<Record<string, SubgraphTransport>>;
  /** Names of the subgraphs that cannot answer now. */
  notReady(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly subgraphs: readonly AnySubgraph[];
  /** The login URL of a schema's owner. */
  readonly urlOf: (schema: string) => string;
  readonly secret: string;
  readonly logger: Logger;
  /** See `SubgraphEnvironment`. */
  readonly streamEventsKeptDays?: number;
  /** See `openVault`. */
  readonly accessLogKeptDays?: number;
  /** See `SubgraphEnvironment`. */
  readonly outbound?: OutboundOptions;
}

/** Migrates and starts the subgraphs side by side. When one fails, those that had started are stopped. */
export async function startEmbeddedSubgraphs(options: EmbeddedOptions): Promise<EmbeddedSubgraphs> {
  const { subgraphs, urlOf, secret, logger, streamEventsKeptDays, outbound } = options;
  await Promise.all([
    migrateVault(urlOf('vault')),
    ...subgraphs.map((subgraph) => migrateSubgraph(subgraph, urlOf(subgraph.name))),
  ]);
  const { accessLogKeptDays = defaultAccessLogKeptDays } = options;
  const vault = openVault({ url: urlOf('vault'), secret, accessLogKeptDays, logger });
  const bus = createInProcessBus(
    subgraphs.filter(({ reactions }) => reactions !== undefined).map(({ name }) => name),
  );
  const outcomes = await Promise.allSettled(
    subgraphs.map((subgraph) =>
      startSubgraph(subgraph, {
        databaseUrl: urlOf(subgraph.name),
        bus,
        vault,
        logger,
        ...(streamEventsKeptDays !== undefined && { streamEventsKeptDays }),
        ...(outbound !== undefined && { outbound }),
      }),
    ),
  );
  const running = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((subgraph) => subgraph.stop()));
    await bus.close();
    await vault.close();
  };
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return {
    transports: Object.fromEntries(running.map((subgraph) => [subgraph.name, transportOf(subgraph)])),
    async notReady() {
      const states = await Promise.all(running.map((subgraph) => subgraph.isReady()));
      return running.filter((_, place) => states[place] !== true).map(({ name }) => name);
    },
    stop,
  };
}

function transportOf(subgraph: RunningSubgraph): SubgraphTransport {
  return createInProcessTransport({
    schema: subgraph.schema,
    createContext: (context, operation) =>
      subgraph.createContext((context as RequestContext).viewer, operation),
  });
}
