import { createHmac } from 'node:crypto';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { roles } from './context.ts';
import type { Viewer } from './context.ts';
import { GraphError } from './errors.ts';
import { deriveKey } from './vault.ts';

const issuer = 'leadgraph-gateway';
const lifetimeSeconds = 60;

const viewerShape = z.object({
  subject: z.string().min(1),
  role: z.enum([...roles, 'system']),
  agentId: z.string().optional(),
  teams: z.array(z.string()).optional(),
  client: z.string().optional(),
  scopes: z.array(z.string()).optional(),
});

function keyOf(secret: string): Buffer {
  return deriveKey(secret, 'subgraph context');
}

const header = encode({ alg: 'HS256', typ: 'JWT' });

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/**
 * The gateway's word on who asks. It travels with each request to a subgraph and is good for a minute. Signed in one
 * synchronous step (JWT, HS256), because it stands on the path of every fetch.
 */
export function createViewerSigner(secret: string): (viewer: Viewer) => string {
  const key = keyOf(secret);
  return (viewer) => {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const claims = encode({ viewer, iss: issuer, iat: nowSeconds, exp: nowSeconds + lifetimeSeconds });
    const signature = createHmac('sha256', key).update(`${header}.${claims}`).digest('base64url');
    return `${header}.${claims}.${signature}`;
  };
}

/** @throws UNAUTHENTICATED unless the gateway signed `token` within the last minute. */
export async function verifyViewer(secret: string, token: string | undefined): Promise<Viewer> {
  try {
    const { payload } = await jwtVerify(token ?? '', keyOf(secret), { issuer, algorithms: ['HS256'] });
    return viewerShape.parse(payload['viewer']);
  } catch {
    throw new GraphError('UNAUTHENTICATED', 'Subgraphs answer the gateway only.');
  }
}
