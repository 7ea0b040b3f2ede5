import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCostSettings, readSizeSettings } from './limit-settings.ts';
import type { CostSettings, SizeSettings } from './limit-settings.ts';
import { defaultAccessLogKeptDays, leastDaysKept } from './access-log.ts';
import { logLevels } from './logger.ts';
import type { LogLevel } from './logger.ts';
import { SettingError, readChoice, readInteger, readSecret, readText, readUrl } from './settings.ts';
import type { Environment } from './settings.ts';
import { readSigningSettings } from './signing-settings.ts';
import type { SigningSettings } from './signing-settings.ts';
import { readTokenSettings } from './token-settings.ts';
import type { TokenSettings } from './token-settings.ts';

export const operationModes = ['open', 'log', 'safelist'] as const;
/** What happens to an operation that nobody has published: it runs, it runs and is logged, it is refused. */
export type OperationMode = (typeof operationModes)[number];

export const environments = ['development', 'test', 'production'] as const;

/** Every setting there is. Only this module reads the environment; the rest gets what it needs as arguments. */
export interface Config {
  /** `NODE_ENV`. Default `development`. In `production` nothing runs with a secret that was made up for the purpose. */
  readonly environment: (typeof environments)[number];
  /** `HOST`: the address to listen on. Default 127.0.0.1, which nobody outside the machine reaches. */
  readonly host: string;
  /** `PORT` of the gateway. Default 4000. 0 takes any free one. */
  readonly port: number;
  /** `DATA_DIR`: the embedded database and the installation's secret. Default `.data`. */
  readonly dataFolder: string;
  /** `DATABASE_URL`: a PostgreSQL of your own, by a role that may create roles. Default: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** `LEADS_DATABASE_URL` and so on, `VAULT_DATABASE_URL`: prepared schemas, one login each. */
  readonly schemaUrls: ReadonlyMap<string, string>;
  /** `REDIS_URL`: carries the events in the distributed mode, and what several gateways share. */
  readonly redisUrl: string | undefined;
  /** `LEADGRAPH_SECRET`: at least 32 characters, from which all keys derive. Default: made once, kept in `DATA_DIR`. */
  readonly secret: string | undefined;
  /** `LEADS_URL` and so on: where the gateway finds each subgraph in the distributed mode. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** `SUBGRAPH_PORT`: where a subgraph that is a process of its own listens. Default 0: any free one. */
  readonly subgraphPort: number;
  /** `SUPERGRAPH_FILE`: what the gateway serves in the distributed mode, watched. Default `schema/supergraph.graphql`. */
  readonly supergraphFile: string;
  /** `STREAM_EVENTS_KEPT_DAYS`: how long what streams told can be told again. Default 365. */
  readonly streamEventsKeptDays: number;
  /** `ACCESS_LOG_KEPT_DAYS`: how long it is known who read or changed personal data. Default 1095, at least 30. */
  readonly accessLogKeptDays: number;
  /** `SAMPLE_BUSINESS`: whether the first start loads one. Default `auto`: only into the embedded database, not in production. */
  readonly sampleBusiness: 'on' | 'off' | 'auto';
  /**
   * `OPERATIONS_MODE`: what becomes of operations that no client has published. Default: they run (`open`), in production
   * not without a word (`log`).
   */
  readonly operationsMode: OperationMode;
  /** `INTEGRATOR_OPERATIONS_MODE`: the same for the role integrator. Default `safelist`: they are refused. */
  readonly integratorOperationsMode: OperationMode;
  /** Whose tokens are accepted. */
  readonly tokens: TokenSettings;
  /** `SIGNING_CLIENTS` and `SIGNATURE_REQUIRED_CLIENTS`. Default: nobody signs. */
  readonly signing: SigningSettings;
  /** What callers may spend on requests. */
  readonly cost: CostSettings;
  /** How large a request may be. */
  readonly sizes: SizeSettings;
  /**
   * `WEBHOOKS_ALLOW_PRIVATE`: whether webhooks may go to this machine and its network, by http too. Default `off`; in
   * production it cannot be anything else.
   */
  readonly webhooksAllowPrivate: boolean;
  /** `CONSOLE`: whether the gateway serves GraphiQL. Default `on`, in production `off`. */
  readonly isConsoleServed: boolean;
  /** `LOG_LEVEL`. Default `warn`. */
  readonly logLevel: LogLevel;
}

const postgres = ['postgres:', 'postgresql:'];

/** What `npm run build` composes. */
const composedSupergraph = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

/** @throws SettingError on the first setting that is not of its form. */
export function readConfig(env: Environment, subgraphNames: readonly string[]): Config {
  const environment = readChoice(env, 'NODE_ENV', environments, 'development');
  const tokens = readTokenSettings(env, environment);
  const sampleBusiness = readChoice(env, 'SAMPLE_BUSINESS', ['on', 'off', 'auto'], 'auto');
  if (sampleBusiness === 'on' && !tokens.acceptsLocal)
    throw new SettingError('SAMPLE_BUSINESS', 'auto or off while local tokens are refused', sampleBusiness);
  return {
    environment,
    host: readText(env, 'HOST', '127.0.0.1'),
    port: readInteger(env, 'PORT', { fallback: 4000, min: 0, max: 65_535 }),
    dataFolder: path.resolve(readText(env, 'DATA_DIR', '.data')),
    databaseUrl: readUrl(env, 'DATABASE_URL', postgres),
    schemaUrls: readUrls(env, [...subgraphNames, 'vault'], '_DATABASE_URL', postgres),
    redisUrl: readUrl(env, 'REDIS_URL', ['redis:', 'rediss:']),
    secret: readSecret(env, 'LEADGRAPH_SECRET', 32),
    subgraphUrls: readUrls(env, subgraphNames, '_URL', ['http:', 'https:']),
    subgraphPort: readInteger(env, 'SUBGRAPH_PORT', { fallback: 0, min: 0, max: 65_535 }),
    accessLogKeptDays: readInteger(env, 'ACCESS_LOG_KEPT_DAYS', {
      fallback: defaultAccessLogKeptDays,
      min: leastDaysKept,
      max: 36_500,
    }),
    streamEventsKeptDays: readInteger(env, 'STREAM_EVENTS_KEPT_DAYS', {
      fallback: 365,
      min: 1,
      max: 36_500,
    }),
    supergraphFile: path.resolve(readText(env, 'SUPERGRAPH_FILE', composedSupergraph)),
    sampleBusiness,
    operationsMode: readChoice(
      env,
      'OPERATIONS_MODE',
      operationModes,
      environment === 'production' ? 'log' : 'open',
    ),
    integratorOperationsMode: readChoice(env, 'INTEGRATOR_OPERATIONS_MODE', operationModes, 'safelist'),
    tokens,
    signing: readSigningSettings(env),
    cost: readCostSettings(env),
    sizes: readSizeSettings(env),
    webhooksAllowPrivate: readAllowPrivate(env, environment),
    isConsoleServed:
      readChoice(env, 'CONSOLE', ['on', 'off'], environment === 'production' ? 'off' : 'on') === 'on',
    logLevel: readChoice(env, 'LOG_LEVEL', logLevels, 'warn'),
  };
}

/** The names of all settings: those that `readConfig` asks for. */
export function settingNames(subgraphNames: readonly string[]): string[] {
  const asked = new Set<string>();
  const recorder: Environment = new Proxy(
    {},
    {
      get: (_, name) => {
        asked.add(String(name));
        return undefined;
      },
    },
  );
  readConfig(recorder, subgraphNames);
  return [...asked];
}

function readAllowPrivate(env: Environment, environment: Config['environment']): boolean {
  const choice = readChoice(env, 'WEBHOOKS_ALLOW_PRIVATE', ['on', 'off'], 'off');
  if (choice === 'on' && environment === 'production')
    throw new SettingError('WEBHOOKS_ALLOW_PRIVATE', 'off in production', choice);
  return choice === 'on';
}

function readUrls(
  env: Environment,
  names: readonly string[],
  suffix: string,
  protocols: readonly string[],
): ReadonlyMap<string, string> {
  const urls = names.map(
    (name) => [name, readUrl(env, `${name.toUpperCase()}${suffix}`, protocols)] as const,
  );
  return new Map(urls.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}
