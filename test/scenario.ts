import { randomUUID } from 'node:crypto';
import { execute, parse, subscribe, validate } from 'graphql';
import type { ExecutionResult } from 'graphql';
import pg from 'pg';
import type { Clock, Random, Viewer } from '../subgraphs/shared/context.ts';
import type { EventBus } from '../subgraphs/shared/event-bus.ts';
import type { DomainEvent } from '../subgraphs/shared/events.ts';
import { createInProcessBus } from '../subgraphs/shared/in-process-bus.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import type { LogLevel } from '../subgraphs/shared/logger.ts';
import type { OutboundOptions } from '../subgraphs/shared/outbound/outbound.ts';
import { schemaUrl } from '../subgraphs/shared/provision.ts';
import { scopes } from '../subgraphs/shared/scopes.ts';
import { startSubgraph } from '../subgraphs/shared/subgraph.ts';
import type { RunningSubgraph } from '../subgraphs/shared/subgraph.ts';
import { openVault } from '../subgraphs/shared/vault.ts';
import type { Vault } from '../subgraphs/shared/vault.ts';
import { subgraphs } from '../subgraphs/index.ts';
import { checkContract } from './event-contracts.ts';
import { createTestDatabase, testSecret } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

export const admin: Viewer = { subject: 'admin@test', role: 'admin' };
export const integrator: Viewer = { subject: 'integrator@test', role: 'integrator' };

/** With every scope, so that nothing but whose a row is decides what they see. */
export function integratorViewer(subject: string): Viewer {
  return { subject, role: 'integrator', scopes };
}

export function managerViewer(...teams: string[]): Viewer {
  return { subject: `manager of ${teams.join(', ')}`, role: 'manager', teams };
}

export function agentViewer(agentId: string): Viewer {
  return { subject: `agent:${agentId}`, role: 'agent', agentId };
}

/** A fresh business: its own database, the subgraphs asked for running on it, and ways to speak to them. */
export interface Scenario extends AsyncDisposable {
  readonly bus: EventBus;
  readonly vault: Vault;
  /** Runs a query or mutation on one subgraph's own schema. Validation errors throw. */
  request<Data = Record<string, any>>(
    subgraph: string,
    query: string,
    variables?: Record<string, unknown>,
    viewer?: Viewer,
  ): Promise<ExecutionResult<Data>>;
  /** The same, and throws when the answer has errors. */
  data<Data = Record<string, any>>(
    subgraph: string,
    query: string,
    variables?: Record<string, unknown>,
    viewer?: Viewer,
  ): Promise<Data>;
  /** Opens a subscription on one subgraph's own schema. */
  subscribe(
    subgraph: string,
    query: string,
    variables?: Record<string, unknown>,
    viewer?: Viewer,
  ): Promise<AsyncIterableIterator<ExecutionResult>>;
  running(subgraph: string): RunningSubgraph;
  /**
   * Puts a fact of another subgraph on the bus, as if that one had published it, and waits until it is taken. It is
   * checked against its contract in `schema/events`.
   */
  publish(
    event: Pick<DomainEvent, 'publisher' | 'type' | 'aggregateId' | 'payload'> & Partial<DomainEvent>,
  ): Promise<DomainEvent>;
  /** What a subgraph has recorded, oldest first, checked against the contracts in `schema/events`. */
  recorded(subgraph: string, type?: string): Promise<DomainEvent[]>;
  /** Resolves when every outbox is empty and no job is due or under way. */
  settled(): Promise<void>;
  /** SQL as the superuser, for looking at what no schema shows. */
  sql<Row extends pg.QueryResultRow>(query: string, values?: unknown[]): Promise<Row[]>;
}

export interface ScenarioOptions {
  /** Names of the subgraphs that run. Default: all. */
  readonly only?: readonly string[];
  readonly clock?: Clock;
  readonly random?: Random;
  /** Default 365. */
  readonly streamEventsKeptDays?: number;
  /** Default `silent`. */
  readonly logLevel?: LogLevel;
  /** How long a request for a row that is not the caller's waits. Default: as in the product. */
  readonly rowPatienceMs?: number;
  /** A migrated database that outlives the scenario. Default: one of its own. */
  readonly database?: TestDatabase;
  /** How webhooks are sent. Default: to public addresses only, of which a test has none. */
  readonly outbound?: OutboundOptions;
}

export async function startScenario(options: ScenarioOptions = {}): Promise<Scenario> {
  const cleanup = new AsyncDisposableStack();
  const database = options.database ?? cleanup.use(await createTestDatabase());
  const secret = testSecret();
  const definitions = subgraphs.filter(({ name }) => options.only?.includes(name) ?? true);
  const names = definitions.map(({ name }) => name);
  const urlOf = (schema: string): string =>
    schemaUrl({ adminUrl: database.url, secret, schemas: [] }, schema);
  const vault = cleanup.adopt(openVault({ url: urlOf('vault'), secret }), (v) => v.close());
  const superuser = cleanup.adopt(new pg.Pool({ connectionString: database.url, max: 1 }), (pool) =>
    pool.end(),
  );
  superuser.on('error', () => undefined);
  const expected = definitions.filter(({ reactions }) => reactions !== undefined).map(({ name }) => name);
  const bus = createInProcessBus(expected);
  const logger = createLogger(options.logLevel ?? 'silent');
  const running = new Map<string, RunningSubgraph>();
  for (const definition of definitions) {
    const environment = { databaseUrl: urlOf(definition.name), bus, vault, logger, ...options };
    running.set(
      definition.name,
      cleanup.adopt(await startSubgraph(definition, environment), (s) => s.stop()),
    );
  }

  const get = (name: string): RunningSubgraph => {
    const subgraph = running.get(name);
    if (subgraph === undefined)
      throw new Error(`${name} does not run in this scenario (${names.join(', ')}).`);
    return subgraph;
  };
  const prepare = (name: string, query: string, variables: Record<string, unknown>, viewer: Viewer) => {
    const subgraph = get(name);
    const document = parse(query);
    const [invalid] = validate(subgraph.schema, document);
    if (invalid !== undefined) throw invalid;
    return {
      schema: subgraph.schema,
      document,
      variableValues: variables,
      contextValue: subgraph.createContext(viewer),
    };
  };

  const scenario: Scenario = {
    bus,
    vault,
    running: get,
    async request<Data>(name: string, query: string, variables = {}, viewer = admin) {
      return (await execute(prepare(name, query, variables, viewer))) as ExecutionResult<Data>;
    },
    async data<Data>(name: string, query: string, variables = {}, viewer = admin) {
      const { data, errors } = await scenario.request<Data>(name, query, variables, viewer);
      if (errors !== undefined) throw new Error(errors.map(String).join('\n'), { cause: errors[0] });
      return data as Data;
    },
    async subscribe(name, query, variables = {}, viewer = admin) {
      const result = await subscribe(prepare(name, query, variables, viewer));
      if (!(Symbol.asyncIterator in result)) throw new Error(result.errors?.map(String).join('\n'));
      return result as AsyncIterableIterator<ExecutionResult>;
    },
    async publish(event) {
      const whole: DomainEvent = {
        id: randomUUID(),
        version: 1,
        sequence: 1,
        occurredAt: (options.clock?.() ?? new Date()).toISOString(),
        ...event,
      };
      checkContract(whole);
      await bus.publish(whole);
      return whole;
    },
    async recorded(name, type) {
      const rows = await scenario.sql<Record<string, any>>(
        `select * from ${get(name).name}.events where $1::text is null or type = $1 order by position`,
        [type ?? null],
      );
      const events = rows.map((row) => ({
        id: row['id'],
        publisher: name,
        type: row['type'],
        version: row['version'],
        aggregateId: row['aggregate_id'],
        sequence: row['sequence'],
        occurredAt: row['occurred_at'].toISOString(),
        payload: row['payload'],
      }));
      events.forEach(checkContract);
      return events;
    },
    async settled() {
      const waiting = names.map(
        (name) => `(select count(*) from ${name}.events where published_at is null)
          + (select count(*) from ${name}_jobs._private_jobs
             where (run_at <= now() and attempts < max_attempts) or locked_at is not null)`,
      );
      for (;;) {
        const [row] = await scenario.sql<{ waiting: string }>(`select ${waiting.join(' + ')} as waiting`);
        if (Number(row?.waiting) === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async sql<Row extends pg.QueryResultRow>(query: string, values: unknown[] = []) {
      return (await superuser.query<Row>(query, values)).rows;
    },
    [Symbol.asyncDispose]: () => cleanup.disposeAsync(),
  };
  return scenario;
}
