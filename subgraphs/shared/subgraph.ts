import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph';
import type { EntityClass, EntitySchema, MikroORM } from '@mikro-orm/postgresql';

import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { v7 } from 'uuid';
import type { BaseContext, Clock, Random, Viewer } from './context.ts';
import { systemViewer } from './context.ts';
import { migrateDatabase, openDatabase } from './database.ts';
import type { MigrationStep } from './database.ts';
import type { EventBus, EventSubscription } from './event-bus.ts';
import { createJobs, startJobRunner } from './jobs.ts';
import type { JobHandlers, JobRunner } from './jobs.ts';
import type { Logger } from './logger.ts';
import { purgeDaily, purgeStreamEventsJob, scheduleFirstPurge } from './purge-stream-events.ts';
import type { PurgeStreamEvents } from './purge-stream-events.ts';
import { createReactionHandler } from './reactions.ts';
import type { Reactions } from './reactions.ts';
import type { OutboundOptions } from './outbound/outbound.ts';
import { startRelay } from './relay.ts';
import { createRowAccess } from './row-access.ts';
import type { Relay } from './relay.ts';
import type { Waiting } from './row-access.ts';
import { openSignals } from './signals.ts';
import type { Signals } from './signals.ts';
import type { Vault } from './vault.ts';

/** What a subgraph is made of. Only `start` connects it with the world. */
export interface SubgraphDefinition<
  C extends BaseContext,
  R extends AsyncDisposable | undefined = AsyncDisposable | undefined,
> {
  /** Its name in the supergraph, and the name of its database schema. */
  readonly name: string;
  /** Location of `schema.graphql`. */
  readonly schemaUrl: URL;
  /** Resolver map by type. */
  readonly resolvers: Record<string, unknown>;
  readonly entities: readonly (EntityClass | EntitySchema)[];
  readonly migrations: readonly MigrationStep[];
  /**
   * Opens what the subgraph holds as long as it runs besides its database, such as a model in memory. Called once,
   * before anything arrives; a throw ends the start; disposed of at the stop, when nothing uses it any more.
   */
  readonly openResource?: (environment: SubgraphEnvironment) => Promise<R>;
  /** Adds what is the subgraph's own, its loaders above all. Called once per request, reaction and job. */
  readonly createContext: (base: BaseContext, resource: R) => C;
  /** By `publisher.Type`. */
  readonly reactions?: Reactions<C>;
  readonly jobs?: JobHandlers<C>;
  /** How many jobs run side by side. Default 4. */
  readonly jobConcurrency?: number;
  /** Called once a day. Where it is there, streams cannot be resumed from any time. */
  readonly purgeStreamEvents?: PurgeStreamEvents<C>;
  /** Jobs that must always be waiting, such as a periodic sweep. Called at each start. */
  readonly onStart?: (ctx: C) => Promise<void>;
}

/** What a subgraph needs from the process it runs in. */
export interface SubgraphEnvironment {
  readonly databaseUrl: string;
  readonly bus: EventBus;
  readonly vault: Vault;
  readonly logger: Logger;
  /** Default: the present time. */
  readonly clock?: Clock;
  /** Default: `Math.random`. */
  readonly random?: Random;
  /** How long what streams told can be told again, in days. Default 365. */
  readonly streamEventsKeptDays?: number;
  /** Connections in the pool. Default 6. */
  readonly poolSize?: number;
  /** How long a request for a row that is not the caller's waits for news that it is. Default 1000. */
  readonly rowPatienceMs?: number;
  /** How to send to addresses that others chose. Default: https to the public internet only. */
  readonly outbound?: OutboundOptions;
}

export interface RunningSubgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /**
   * A new context for one request by `viewer`.
   * @param operation the name of the operation, for the log of accesses to personal data
   */
  createContext(viewer: Viewer, operation?: string): BaseContext;
  /** Whether it can answer now: its database does. Never rejects. */
  isReady(): Promise<boolean>;
  /** Takes no new events and jobs, ends those under way, then lets go of the database. */
  stop(): Promise<void>;
}

// The definition's own context type is nobody else's concern: a list of subgraphs is a list of this.
export type AnySubgraph = SubgraphDefinition<BaseContext>;

/** Keeps the context type inside, so that subgraphs of different contexts fit in one list. */
export function defineSubgraph<
  C extends BaseContext,
  R extends AsyncDisposable | undefined = AsyncDisposable | undefined,
>(definition: SubgraphDefinition<C, R>): AnySubgraph {
  return definition as unknown as AnySubgraph;
}

export function typeDefsOf(definition: Pick<AnySubgraph, 'schemaUrl'>): string {
  return readFileSync(definition.schemaUrl, 'utf8');
}

export function executableSchemaOf(definition: AnySubgraph): GraphQLSchema {
  return buildSubgraphSchema([
    {
      typeDefs: parse(typeDefsOf(definition)),
      resolvers: definition.resolvers as GraphQLResolverMap<unknown>,
    },
  ]);
}

/** Applies the subgraph's migrations. Safe to call from several processes at once. */
export async function migrateSubgraph(definition: AnySubgraph, databaseUrl: string): Promise<void> {
  const orm = await openSubgraphDatabase(definition, databaseUrl, 2);
  try {
    await migrateDatabase(orm, databaseUrl);
  } finally {
    await orm.close();
  }
}

function openSubgraphDatabase(
  definition: AnySubgraph,
  url: string,
  poolSize: number | undefined,
): Promise<MikroORM> {
  return openDatabase({
    url,
    schema: definition.name,
    entities: definition.entities,
    migrations: definition.migrations,
    ...(poolSize === undefined ? {} : { poolSize }),
  });
}

/** Starts a subgraph whose schema is migrated. What was pending when it last stopped goes on. */
export async function startSubgraph(
  definition: AnySubgraph,
  environment: SubgraphEnvironment,
): Promise<RunningSubgraph> {
  const { databaseUrl, bus } = environment;
  const { name } = definition;
  const logger = environment.logger.child({ subgraph: name });
  // In the order of opening, so that the stop goes the other way: first nothing new is taken, last the database is let go.
  await using opened = new AsyncDisposableStack();
  const resource = opened.use(await definition.openResource?.(environment));
  const orm = opened.adopt(await openSubgraphDatabase(definition, databaseUrl, environment.poolSize), (o) =>
    o.close(),
  );
  const signals = opened.adopt(await openSignals({ url: databaseUrl, schema: name, logger }), (s) =>
    s.close(),
  );
  const relay = opened.adopt(startRelay({ orm, publisher: name, bus, logger }), (r) => r.stop());
  const createContext = contextFactory(definition, environment, { orm, signals, relay, logger, resource });
  const systemContext = (): BaseContext => createContext(systemViewer);

  const runner = await startJobs(definition, environment, systemContext, logger);
  opened.defer(() => runner?.stop());
  const subscription = await subscribeToEvents(definition, bus, systemContext);
  opened.defer(() => subscription?.stop());
  await definition.onStart?.(systemContext());
  if (definition.purgeStreamEvents !== undefined) await scheduleFirstPurge(systemContext());

  const schema = executableSchemaOf(definition);
  const running = opened.move();
  return {
    name,
    schema,
    createContext,
    isReady: () => orm.isConnected(),
    stop: () => running.disposeAsync(),
  };
}

function contextFactory(
  definition: AnySubgraph,
  environment: SubgraphEnvironment,
  parts: {
    orm: MikroORM;
    signals: Signals;
    relay: Relay;
    logger: Logger;
    resource: AsyncDisposable | undefined;
  },
): (viewer: Viewer, operation?: string) => BaseContext {
  const { clock = () => new Date(), random = Math.random, rowPatienceMs = 1_000 } = environment;
  const jobs = createJobs(definition.name);
  const waiting: Waiting = new Map();
  const vaultFor = ({ subject, role, client }: Viewer, operation: string | undefined): Vault =>
    role === 'system'
      ? environment.vault
      : environment.vault.onBehalfOf(
          { subject, role, client, subgraph: definition.name, operation: clientsName(operation) },
          clock,
        );
  return (viewer, operation) => {
    const em = parts.orm.em.fork();
    return definition.createContext(
      {
        em,
        viewer,
        clock,
        random,
        newId: () => v7(),
        logger: parts.logger,
        vault: vaultFor(viewer, operation),
        signals: parts.signals,
        jobs,
        rows: createRowAccess({ em, viewer, waiting, patienceMs: rowPatienceMs }),
        committed: () => parts.relay.nudge(),
      },
      parts.resource,
    );
  };
}

/** The planner puts the subgraph's name and a number behind the name that the client gave: `Desk__leads__0`. */
function clientsName(operation: string | undefined): string | undefined {
  return operation?.replace(/__[a-z0-9_]+__\d+$/, '');
}

async function subscribeToEvents(
  definition: AnySubgraph,
  bus: EventBus,
  createContext: () => BaseContext,
): Promise<EventSubscription | undefined> {
  const { name, reactions } = definition;
  if (reactions === undefined) return undefined;
  return bus.subscribe(name, Object.keys(reactions), createReactionHandler(reactions, createContext));
}

async function startJobs(
  definition: AnySubgraph,
  { databaseUrl: url, streamEventsKeptDays = 365 }: SubgraphEnvironment,
  createContext: () => BaseContext,
  logger: Logger,
): Promise<JobRunner | undefined> {
  const { name, jobs, jobConcurrency: concurrency, purgeStreamEvents } = definition;
  const handlers = {
    ...jobs,
    ...(purgeStreamEvents && { [purgeStreamEventsJob]: purgeDaily(purgeStreamEvents, streamEventsKeptDays) }),
  };
  if (Object.keys(handlers).length === 0) return undefined;
  const options = { url, schema: name, handlers, createContext, logger };
  return startJobRunner({ ...options, ...(concurrency !== undefined && { concurrency }) });
}
