import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import type { Viewer } from '../../subgraphs/shared/context.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { defaultClaimNames } from '../../subgraphs/shared/token-settings.ts';
import type { ClaimNames, TokenSettings } from '../../subgraphs/shared/token-settings.ts';
import { LruCache } from '../engine/lru.ts';
import { unauthenticated } from './errors.ts';
import { fixedKey, keysOfFile } from './key-source.ts';
import type { KeySource } from './key-source.ts';
import { createRemoteKeys } from './remote-keys.ts';
import { localAudience, localIssuer, localTokenKey } from './tokens.ts';
import { viewerOfClaims } from './viewer-of-claims.ts';

/** Who a token stands for, and how long it does. */
export interface Caller {
  readonly viewer: Viewer;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
  /** The token's id (`jti`), where it has one. */
  readonly tokenId: string | undefined;
  /** When it was made (`iat`), in milliseconds since 1970, where it says so. */
  readonly issuedAt: number | undefined;
}

/** Tells callers by their tokens. */
export interface TokenVerifier {
  /**
   * @param authorization `Bearer TOKEN`
   * @throws UNAUTHENTICATED (HTTP 401) and says what was wrong with it; AUTHENTICATION_UNAVAILABLE (HTTP 503) when the keys
   * to check it with cannot be had
   */
  callerOf(authorization: string | undefined): Promise<Caller>;
  /** What it waits for before it can check anything, in words; none once it has keys. */
  notReady(): Promise<string[]>;
}

export interface TokenVerifierOptions {
  /** The installation's secret, whose tokens are the local ones. */
  readonly secret: string;
  readonly settings: TokenSettings;
  readonly logger: Logger;
  /** Milliseconds since 1970. Default the present time. */
  readonly now?: () => number;
}

export const onlyLocalTokens: TokenSettings = {
  provider: undefined,
  acceptsLocal: true,
  clockToleranceSeconds: 5,
};

/** How many tokens are remembered as checked: a signature stays what it is, and checking it takes longer than most requests. */
const rememberedTokens = 5_000;
/** Every header that Node takes is shorter. */
const maxTokenLength = 16_384;

/** Those who make tokens, and how theirs are checked. */
interface Authority {
  readonly keys: KeySource;
  readonly checks: JWTVerifyOptions;
  readonly claims: ClaimNames;
}

interface Remembered {
  readonly caller: Caller;
  readonly trustedUntil: number;
}

/** @throws SettingError when the file of public keys cannot be used */
export async function openTokenVerifier(options: TokenVerifierOptions): Promise<TokenVerifier> {
  const { provider } = options.settings;
  const keys = provider && 'file' in provider.keys ? await keysOfFile(provider.keys.file) : undefined;
  return createTokenVerifier(options, keys);
}

/** @param fileKeys the keys of `JWT_PUBLIC_KEY_FILE`, where that is set; see `openTokenVerifier` */
export function createTokenVerifier(options: TokenVerifierOptions, fileKeys?: KeySource): TokenVerifier {
  const { settings, now = Date.now } = options;
  const toleranceMs = settings.clockToleranceSeconds * 1_000;
  const local = settings.acceptsLocal ? localAuthority(options.secret) : undefined;
  const provider = providerAuthority(options, fileKeys);
  const remembered = new LruCache<Remembered>(rememberedTokens);

  async function callerOf(authorization: string | undefined): Promise<Caller> {
    const token = tokenOf(authorization);
    const known = remembered.get(token);
    const nowMs = now();
    if (known !== undefined && nowMs < known.trustedUntil) return known.caller;
    remembered.delete(token);
    const authority = authorityOf(token);
    const caller = await check(token, authority, nowMs);
    const trustedUntil = Math.min(caller.expiresAt + toleranceMs, authority.keys.trustedUntil());
    remembered.set(token, { caller, trustedUntil });
    return caller;
  }

  /** By the algorithm, which is no more than a guess of whose it is: each checks with its own keys and algorithms alone. */
  function authorityOf(token: string): Authority {
    const isLocal = algorithmOf(token) === localAlgorithm;
    const authority = isLocal ? local : provider;
    if (authority !== undefined) return authority;
    throw unauthenticated(
      isLocal
        ? 'The token is not valid here: expected one of the identity provider, got one with a shared secret (HS256).'
        : 'The token is not valid here.',
    );
  }

  async function check(token: string, authority: Authority, nowMs: number): Promise<Caller> {
    const { keys, claims } = authority;
    const checks: JWTVerifyOptions = {
      ...authority.checks,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: settings.clockToleranceSeconds,
      currentDate: new Date(nowMs),
    };
    try {
      const payload = await verify(token, keys, checks);
      const { exp = 0, jti, iat } = payload;
      return {
        viewer: viewerOfClaims(payload, claims),
        expiresAt: exp * 1_000,
        tokenId: jti,
        issuedAt: iat === undefined ? undefined : iat * 1_000,
      };
    } catch (error) {
      throw error instanceof GraphError ? error : unauthenticated(reasonOf(error));
    }
  }

  return {
    callerOf,
    async notReady() {
      const isReady = (await provider?.keys.isReady()) ?? true;
      return isReady ? [] : ['keys of the identity provider'];
    },
  };
}

const localAlgorithm = 'HS256';

function localAuthority(secret: string): Authority {
  return {
    keys: fixedKey(localTokenKey(secret)),
    checks: { issuer: localIssuer, audience: localAudience, algorithms: [localAlgorithm] },
    claims: defaultClaimNames,
  };
}

function providerAuthority(
  { settings, logger, now }: TokenVerifierOptions,
  fileKeys: KeySource | undefined,
): Authority | undefined {
  const { provider } = settings;
  if (provider === undefined) return undefined;
  const { issuer, audience, claims } = provider;
  const keys = 'url' in provider.keys ? createRemoteKeys({ url: provider.keys.url, logger, now }) : fileKeys;
  if (keys === undefined) throw new Error('Expected the keys of JWT_PUBLIC_KEY_FILE, got none.');
  return { keys, checks: { issuer, audience, algorithms: [...provider.algorithms] }, claims };
}

function tokenOf(authorization: string | undefined): string {
  if (authorization !== undefined && authorization.length > maxTokenLength) {
    const received = `got ${authorization.length}`;
    throw unauthenticated(`Expected an Authorization of at most ${maxTokenLength} characters, ${received}.`);
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token !== undefined) return token;
  throw unauthenticated('Expected an Authorization header of the form "Bearer TOKEN".', false);
}

function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    return undefined;
  }
}

/** Where a token names no key and several would do, one that fits is enough. */
async function verify(token: string, keys: KeySource, checks: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys.keyFor, checks)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      const verified = await jwtVerify(token, key, checks).catch((each: unknown) => {
        if (!(each instanceof errors.JWSSignatureVerificationFailed)) throw each;
      });
      if (verified !== undefined) return verified.payload;
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

const reasons: Readonly<Record<string, string>> = {
  'nbf check_failed': 'The token is not valid yet.',
  'iss check_failed': 'The token is not valid here: it has another issuer (iss).',
  'iss missing': 'The token is not valid here: it has no issuer (iss).',
  'aud check_failed': 'The token is not valid here: it is for another audience (aud).',
  'aud missing': 'The token is not valid here: it is for no audience (aud).',
  'exp missing': 'The token is not valid here: it has no end (exp).',
  'sub missing': 'The token is not valid here: it has no subject (sub).',
};

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWKSNoMatchingKey) return 'The token is not valid here: its key is not known.';
  const claim = error instanceof errors.JWTClaimValidationFailed ? `${error.claim} ${error.reason}` : '';
  return reasons[claim] ?? 'The token is not valid here.';
}
