import { SignJWT, jwtVerify } from 'jose';
import { z } from 'zod';
import { roles } from './context.ts';
import type { Viewer } from './context.ts';
import { GraphError } from './errors.ts';
import { deriveKey } from './vault.ts';

const issuer = 'leadgraph-gateway';
const lifetime = '60s';

const viewerShape = z.object({
  subject: z.string().min(1),
  role: z.enum([...roles, 'system']),
  agentId: z.string().optional(),
});

function keyOf(secret: string): Buffer {
  return deriveKey(secret, 'subgraph context');
}

/** The signed word of the gateway on who asks. It travels with each request to a subgraph and is good for a minute. */
export async function signViewer(secret: string, viewer: Viewer): Promise<string> {
  return new SignJWT({ viewer })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(keyOf(secret));
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
