import type { IncomingMessage } from 'node:http';
import type { Viewer } from '../../../subgraphs/shared/context.ts';
import type { SigningSettings } from '../../../subgraphs/shared/signing-settings.ts';
import {
  createSignatureVerifier,
  hasSignature,
  readSignature,
  signatureError,
  signatureHeaders,
} from './verify-signature.ts';

/** Who sends a lead. */
export interface LeadCaller<Context> {
  readonly context: Context;
  /** The `webhook-id` of a signed request. */
  readonly signedId?: string;
}

/** @param readRaw the body as it was sent, without compression; may be called again */
export type IdentifyLeadCaller<Context> = (
  req: IncomingMessage,
  readRaw: () => Promise<Buffer>,
) => Promise<LeadCaller<Context>>;

export interface LeadCallerOptions<Context> {
  readonly secret: string;
  readonly signing: SigningSettings;
  /** Who holds the token of a request. @throws GraphQLError */
  readonly contextFor: (req: IncomingMessage) => Promise<Context>;
  /** Who signed a request, at a time in milliseconds since 1970. @throws GraphQLError when that was revoked */
  readonly contextOfSigner: (viewer: Viewer, signedAt: number) => Context;
  /** Default: the time of this machine. */
  readonly clock?: () => Date;
}

interface SomeContext {
  readonly viewer: Viewer;
}

/**
 * Knows a sender by a token, by a signature, or by both, which must then be the same client's. One that is known by a
 * signature alone is an integrator of its client's name.
 */
export function createLeadCaller<Context extends SomeContext>(
  options: LeadCallerOptions<Context>,
): IdentifyLeadCaller<Context> {
  const { secret, signing, contextFor, contextOfSigner, clock } = options;
  const verifier = createSignatureVerifier({ secret, clients: signing.clients, ...(clock && { clock }) });

  async function byToken(req: IncomingMessage): Promise<LeadCaller<Context>> {
    const context = await contextFor(req);
    const client = clientOf(context);
    if (!signing.required.has(client)) return { context };
    throw signatureError(
      'SIGNATURE_REQUIRED',
      `Expected what ${JSON.stringify(client)} sends to be signed (${signatureHeaders.join(', ')}), got a token alone.`,
    );
  }

  async function bySignature(
    req: IncomingMessage,
    readRaw: () => Promise<Buffer>,
  ): Promise<LeadCaller<Context>> {
    const stated = readSignature(req.headers);
    verifier.requireTimely(stated);
    const holder = req.headers.authorization === undefined ? undefined : await contextFor(req);
    verifier.requireGenuine(stated, await readRaw());
    const { client, id: signedId } = stated;
    if (holder === undefined) {
      const viewer: Viewer = { subject: client, role: 'integrator', client };
      return { context: contextOfSigner(viewer, Number(stated.timestamp) * 1_000), signedId };
    }
    if (clientOf(holder) === client) return { context: holder, signedId };
    throw signatureError(
      'SIGNATURE_OF_ANOTHER_CLIENT',
      `Expected a signature of ${JSON.stringify(clientOf(holder))}, whose token this is, got one of ${JSON.stringify(client)}.`,
    );
  }

  return async (req, readRaw) => {
    const { headers } = req;
    const hasToken = headers.authorization !== undefined;
    const isSigned = hasSignature(headers) || (!hasToken && signatureHeaders.some((name) => name in headers));
    return isSigned ? bySignature(req, readRaw) : byToken(req);
  };
}

function clientOf({ viewer }: SomeContext): string {
  return viewer.client ?? viewer.subject;
}
