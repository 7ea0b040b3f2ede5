import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Role } from '../../subgraphs/shared/context.ts';
import { deriveKey } from '../../subgraphs/shared/vault.ts';

export const localIssuer = 'leadgraph';
export const localAudience = 'leadgraph-gateway';

/** The key of tokens that an installation makes itself. */
export function localTokenKey(secret: string): Buffer {
  return deriveKey(secret, 'access tokens');
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
    .setJti(randomUUID())
    .setSubject(subject)
    .setIssuer(localIssuer)
    .setAudience(localAudience)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
    .sign(localTokenKey(secret));
}
