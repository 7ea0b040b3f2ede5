import { clientNamePattern } from './client-name.ts';
import { SettingError } from './settings.ts';
import type { Environment } from './settings.ts';

/** Which secrets of a client are accepted. A client's secrets are numbered: generation 1, 2 and so on. */
export interface SigningClient {
  readonly generation: number;
  /** Until when the generation before is accepted as well, in milliseconds since 1970; undefined for not at all. */
  readonly previousUntil: number | undefined;
}

export interface SigningSettings {
  /** `SIGNING_CLIENTS`, by name. */
  readonly clients: ReadonlyMap<string, SigningClient>;
  /** `SIGNATURE_REQUIRED_CLIENTS`: those that sign what they change also when they have a token. */
  readonly required: ReadonlySet<string>;
}

/** Nobody signs. */
export const noSigning: SigningSettings = { clients: new Map(), required: new Set() };

/** @throws SettingError */
export function readSigningSettings(env: Environment): SigningSettings {
  const clients = new Map<string, SigningClient>();
  for (const entry of listOf(env, 'SIGNING_CLIENTS')) {
    const [name, client] = readEntry(entry);
    if (clients.has(name)) throw new SettingError('SIGNING_CLIENTS', 'each client once', entry);
    clients.set(name, client);
  }
  const required = listOf(env, 'SIGNATURE_REQUIRED_CLIENTS');
  const unknown = required.find((name) => !clients.has(name));
  if (unknown !== undefined)
    throw new SettingError('SIGNATURE_REQUIRED_CLIENTS', 'names that SIGNING_CLIENTS has', unknown);
  return { clients, required: new Set(required) };
}

function listOf(env: Environment, name: string): string[] {
  return (env[name] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

const maxGeneration = 1_000_000;
const timeForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

/** `NAME`, `NAME:GENERATION` or `NAME:GENERATION@UNTIL`. */
function readEntry(entry: string): [string, SigningClient] {
  const [, name = '', number = '1', until] = /^([^:@]*)(?::(\d{1,7})(?:@(.+))?)?$/.exec(entry) ?? [];
  const generation = Number(number);
  const previousUntil =
    until === undefined ? undefined : timeForm.test(until) ? Date.parse(until) : Number.NaN;
  const isGood = clientNamePattern.test(name) && generation >= 1 && generation <= maxGeneration;
  if (isGood && !Number.isNaN(previousUntil) && (previousUntil === undefined || generation > 1))
    return [name, { generation, previousUntil }];
  throw new SettingError(
    'SIGNING_CLIENTS',
    'clients such as acme, acme:2 or acme:2@2027-01-31T00:00:00Z (until when generation 1 is still accepted), separated by commas',
    entry,
  );
}
