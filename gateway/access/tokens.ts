import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { roles } from '../../subgraphs/shared/context.ts';
import type { Role, Viewer } from '../../subgraphs/shared/context.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import { deriveKey } from '../../subgraphs/shared/vault.ts';

const issuer = 'leadgraph';
const audience = 'leadgraph-gateway';
const clockToleranceSeconds = 5;

const claims = z.object({ sub: z.string().min(1), role: z.enum(roles), agent: z.string().optional() });

function keyOf(secret: string): Buffer {
  return deriveKey(secret, 'access tokens');
}

export interface TokenRequest {
  readonly role: Role;
  /** Default: the role, or `agent:ID`. */
  readonly subject?: string | undefined;
  /** The agent that a token of role `agent` acts as. */
  readonly agentId?: string | undefined;
  /** Default 30 days. */
  readonly lifetimeSeconds?: number | undefined;
}

/** A signed token (JWT, HS256) for the local installation. */
export async function issueToken(secret: string, request: TokenRequest): Promise<string> {
  const { role, agentId, lifetimeSeconds = 30 * 24 * 3600 } = request;
  const subject = request.subject ?? (agentId === undefined ? role : `agent:${agentId}`);
  return new SignJWT({ role, ...(agentId === undefined ? {} : { agent: agentId }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
    .sign(keyOf(secret));
}

/** Who a token stands for, and how long it does. */
export interface Caller {
  readonly viewer: Viewer;
  /** In milliseconds since 1970; undefined for a token without an end. */
  readonly expiresAt: number | undefined;
}

/** @param authorization `Bearer TOKEN`. @throws UNAUTHENTICATED (HTTP 401) and says what was wrong with it. */
export async function callerOf(secret: string, authorization: string | undefined): Promise<Caller> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined)
    throw unauthenticated('Expected an Authorization header of the form "Bearer TOKEN".');
  try {
    const verified = await jwtVerify(token, keyOf(secret), {
      issuer,
      audience,
      algorithms: ['HS256'],
      clockTolerance: clockToleranceSeconds,
    });
    const { sub, role, agent } = claims.parse(verified.payload);
    const viewer = { subject: sub, role, ...(agent === undefined ? {} : { agentId: agent }) };
    const { exp } = verified.payload;
    return { viewer, expiresAt: exp === undefined ? undefined : exp * 1_000 };
  } catch (error) {
    throw unauthenticated(
      error instanceof errors.JWTExpired ? 'The token has expired.' : 'The token is not valid here.',
    );
  }
}

function unauthenticated(message: string): GraphError {
  const http = { status: 401, headers: { 'www-authenticate': 'Bearer realm="leadgraph"' } };
  return new GraphError('UNAUTHENTICATED', message, { http });
}
