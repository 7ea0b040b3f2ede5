import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { roles } from '../../subgraphs/shared/context.ts';
import type { Role, Viewer } from '../../subgraphs/shared/context.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import { deriveKey } from '../../subgraphs/shared/vault.ts';
import { LruCache } from '../engine/lru.ts';

const issuer = 'leadgraph';
const audience = 'leadgraph-gateway';
const clockToleranceSeconds = 5;

/** The team of agents and managers whom nobody has put into another. */
const mainTeam = 'main';

const claims = z.object({
  sub: z.string().min(1),
  role: z.enum(roles),
  agent: z.string().optional(),
  teams: z.array(z.string().min(1)).optional(),
  client_id: z.string().min(1).optional(),
  scope: z.string().optional(),
});

/** How many tokens are remembered as verified: a signature stays what it is, and checking it takes longer than most requests. */
const rememberedTokens = 5_000;

interface Installation {
  readonly key: Buffer;
  readonly verified: LruCache<Caller>;
}

/** By secret; a process has one. */
const installations = new LruCache<Installation>(4);

function installationOf(secret: string): Installation {
  return installations.getOrCreate(secret, () => ({
    key: deriveKey(secret, 'access tokens'),
    verified: new LruCache(rememberedTokens),
  }));
}

export interface TokenRequest {
  readonly role: Role;
  /** Default: the role, or `agent:ID`. */
  readonly subject?: string | undefined;
  /** The agent that a token of role `agent` acts as. */
  readonly agentId?: string | undefined;
  /** The teams that a token of role `manager` manages. Default: `main`. */
  readonly teams?: readonly string[] | undefined;
  /** The application whose published operations the caller runs (`client_id`). */
  readonly client?: string | undefined;
  /** Default: all scopes of the role. */
  readonly scopes?: readonly string[] | undefined;
  /** Default 30 days. */
  readonly lifetimeSeconds?: number | undefined;
}

/** A signed token (JWT, HS256) for the local installation. */
export async function issueToken(secret: string, request: TokenRequest): Promise<string> {
  const { role, agentId, teams, client, scopes, lifetimeSeconds = 30 * 24 * 3600 } = request;
  const subject = request.subject ?? (agentId === undefined ? role : `agent:${agentId}`);
  const optional = { agent: agentId, teams, client_id: client, scope: scopes?.join(' ') };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return new SignJWT({ role, ...Object.fromEntries(given) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
    .sign(installationOf(secret).key);
}

/** Who a token stands for, and how long it does. */
export interface Caller {
  readonly viewer: Viewer;
  /** In milliseconds since 1970; undefined for a token without an end. */
  readonly expiresAt: number | undefined;
}

/**
 * @param authorization `Bearer TOKEN`
 * @param now milliseconds since 1970
 * @throws UNAUTHENTICATED (HTTP 401) and says what was wrong with it
 */
export async function callerOf(
  secret: string,
  authorization: string | undefined,
  now: () => number = Date.now,
): Promise<Caller> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined)
    throw unauthenticated('Expected an Authorization header of the form "Bearer TOKEN".');
  const { key, verified } = installationOf(secret);
  const remembered = verified.get(token);
  if (remembered !== undefined && !hasExpired(remembered, now())) return remembered;
  try {
    const caller = await verify(token, key, now());
    verified.set(token, caller);
    return caller;
  } catch (error) {
    verified.delete(token);
    throw unauthenticated(
      error instanceof errors.JWTExpired ? 'The token has expired.' : 'The token is not valid here.',
    );
  }
}

function hasExpired({ expiresAt }: Caller, nowMs: number): boolean {
  return expiresAt !== undefined && expiresAt <= nowMs - clockToleranceSeconds * 1_000;
}

async function verify(token: string, key: Buffer, nowMs: number): Promise<Caller> {
  const { payload } = await jwtVerify(token, key, {
    issuer,
    audience,
    algorithms: ['HS256'],
    clockTolerance: clockToleranceSeconds,
    currentDate: new Date(nowMs),
  });
  const { sub, role, agent, teams = [mainTeam], client_id, scope } = claims.parse(payload);
  const viewer: Viewer = {
    subject: sub,
    role,
    agentId: agent,
    teams: role === 'manager' ? teams : undefined,
    client: client_id,
    scopes: scope?.split(' ').filter((name) => name !== ''),
  };
  return { viewer, expiresAt: payload.exp === undefined ? undefined : payload.exp * 1_000 };
}

function unauthenticated(message: string): GraphError {
  const http = { status: 401, headers: { 'www-authenticate': 'Bearer realm="leadgraph"' } };
  return new GraphError('UNAUTHENTICATED', message, { http });
}
