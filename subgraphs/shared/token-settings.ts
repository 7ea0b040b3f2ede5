import { SettingError, readChoice, readInteger, readText, readUrl } from './settings.ts';
import type { Environment } from './settings.ts';

/** Every algorithm that takes a public key. With one of those that take a secret, whoever can check tokens can make them. */
export const asymmetricAlgorithms = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const),
] as const;
export type TokenAlgorithm = (typeof asymmetricAlgorithms)[number];

/** What of a token says what of a caller. */
export interface ClaimNames {
  readonly role: string;
  readonly agent: string;
  readonly teams: string;
  readonly client: string;
  readonly scope: string;
}

export const defaultClaimNames: ClaimNames = {
  role: 'role',
  agent: 'agent',
  teams: 'teams',
  client: 'client_id',
  scope: 'scope',
};

/** Whose tokens are believed beside those that the installation makes itself. */
export interface IdentityProvider {
  /** `JWKS_URL`, where its public keys are, or `JWT_PUBLIC_KEY_FILE`, a file with one or more of them. */
  readonly keys: { readonly url: string } | { readonly file: string };
  /** `JWT_ISSUER`: what its tokens must have as `iss`. */
  readonly issuer: string;
  /** `JWT_AUDIENCE`: what must be in `aud`. Without it tokens that are meant for other applications would do. */
  readonly audience: string;
  /** `JWT_ALGORITHMS`, separated by commas. Default: all with a public key. */
  readonly algorithms: readonly TokenAlgorithm[];
  /** `JWT_CLAIMS`, such as `role=realm_access.roles,teams=groups`. */
  readonly claims: ClaimNames;
}

export interface TokenSettings {
  /** Undefined: only tokens that the installation made itself are accepted. */
  readonly provider: IdentityProvider | undefined;
  /** `LOCAL_TOKENS`: whether tokens of `npm run token` are accepted. Default `auto`: where there is no provider. */
  readonly acceptsLocal: boolean;
  /** `JWT_CLOCK_TOLERANCE_SECONDS`: by how much clocks may differ, from 0 to 300. Default 5. */
  readonly clockToleranceSeconds: number;
}

/** @throws SettingError on the first setting that is not of its form, or that does not go with the others */
export function readTokenSettings(env: Environment, environment: string): TokenSettings {
  const clockToleranceSeconds = readInteger(env, 'JWT_CLOCK_TOLERANCE_SECONDS', {
    fallback: 5,
    min: 0,
    max: 300,
  });
  const local = readChoice(env, 'LOCAL_TOKENS', ['on', 'off', 'auto'], 'auto');
  const provider = readProvider(env, environment);
  if (local === 'off' && provider === undefined) {
    throw new SettingError('LOCAL_TOKENS', 'auto or on without JWKS_URL or JWT_PUBLIC_KEY_FILE', local);
  }
  const acceptsLocal = local === 'on' || (local === 'auto' && provider === undefined);
  return { provider, acceptsLocal, clockToleranceSeconds };
}

function readProvider(env: Environment, environment: string): IdentityProvider | undefined {
  const url = readUrl(env, 'JWKS_URL', ['https:', 'http:']);
  const file = readText(env, 'JWT_PUBLIC_KEY_FILE', '');
  const issuer = readText(env, 'JWT_ISSUER', '');
  const audience = readText(env, 'JWT_AUDIENCE', '');
  const algorithms = readAlgorithms(readText(env, 'JWT_ALGORITHMS', asymmetricAlgorithms.join(',')));
  const claims = readClaims(readText(env, 'JWT_CLAIMS', ''));
  if (url === undefined && file === '') {
    const given = issuer !== '' ? 'JWT_ISSUER' : audience !== '' ? 'JWT_AUDIENCE' : undefined;
    if (given === undefined) return undefined;
    throw new SettingError('JWKS_URL', `a URL, or JWT_PUBLIC_KEY_FILE, to go with ${given}`, undefined);
  }
  if (url !== undefined && file !== '') {
    throw new SettingError('JWT_PUBLIC_KEY_FILE', 'nothing beside JWKS_URL', file);
  }
  if (url !== undefined && environment === 'production') refusePlainHttp(url);
  if (issuer === '') throw new SettingError('JWT_ISSUER', 'the issuer of the tokens (iss)', undefined);
  if (audience === '') throw new SettingError('JWT_AUDIENCE', 'whom the tokens are for (aud)', undefined);
  return { keys: url === undefined ? { file } : { url }, issuer, audience, algorithms, claims };
}

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/** Whoever can change what comes from there can be anyone. */
function refusePlainHttp(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || thisMachine.includes(hostname)) return;
  const expected = 'https://, or a host of this machine, since NODE_ENV is production';
  throw new SettingError('JWKS_URL', expected, url);
}

function readAlgorithms(text: string): readonly TokenAlgorithm[] {
  return text.split(',').map((part) => {
    const algorithm = asymmetricAlgorithms.find((each) => each === part.trim());
    if (algorithm !== undefined) return algorithm;
    throw new SettingError('JWT_ALGORITHMS', `some of ${asymmetricAlgorithms.join(', ')}`, part.trim());
  });
}

function readClaims(text: string): ClaimNames {
  const pairs = text === '' ? [] : text.split(',').map((part) => part.trim().split(/=(.*)/s, 2));
  for (const [what = '', name = ''] of pairs) {
    if (Object.hasOwn(defaultClaimNames, what) && name !== '') continue;
    const known = Object.keys(defaultClaimNames).join(', ');
    throw new SettingError('JWT_CLAIMS', `NAME=CLAIM for some of ${known}`, `${what}=${name}`);
  }
  return { ...defaultClaimNames, ...Object.fromEntries(pairs) };
}
