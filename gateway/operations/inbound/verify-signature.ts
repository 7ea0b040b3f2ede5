import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError } from 'graphql';
import type { SigningClient } from '../../../subgraphs/shared/signing-settings.ts';
import { signingKey } from './signing-secret.ts';

/** Names the client that signed. The other headers are those of Standard Webhooks. */
export const clientHeader = 'leadgraph-client';
export const signatureHeaders = [
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  clientHeader,
] as const;

/** How far a signed request may be from the gateway's clock, before and after. */
export const toleranceSeconds = 300;

export const signatureErrors = {
  /** A header of the signature is missing or not of its form. */
  SIGNATURE_MALFORMED: 401,
  /** The client is none of those that sign here (`SIGNING_CLIENTS`). */
  SIGNATURE_CLIENT_UNKNOWN: 401,
  /** It was signed too long ago, or in the future. */
  SIGNATURE_OUTDATED: 401,
  /** No signature in the header is this client's for this request. */
  SIGNATURE_WRONG: 401,
  /** The token is another client's. */
  SIGNATURE_OF_ANOTHER_CLIENT: 403,
  /** This client's token alone is not enough (`SIGNATURE_REQUIRED_CLIENTS`). */
  SIGNATURE_REQUIRED: 401,
} as const;

export function signatureError(code: keyof typeof signatureErrors, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: signatureErrors[code] } } });
}

/** What a request says of its signature. */
export interface StatedSignature {
  readonly client: string;
  readonly id: string;
  /** Seconds since 1970, as it was sent: this text is what is signed. */
  readonly timestamp: string;
  /** Those of version 1, in base64. */
  readonly signatures: readonly string[];
}

/** Whether a request wants to be known by a signature. */
export function hasSignature(headers: IncomingHttpHeaders): boolean {
  return headers['webhook-signature'] !== undefined || headers[clientHeader] !== undefined;
}

/**
 * A dot would make one signed text stand for two requests; the rest is what fits a header and serves as an idempotency
 * key.
 */
const idForm = /^[\x21-\x2d\x2f-\x7e]{1,200}$/;
const timestampForm = /^\d{1,12}$/;

/** @throws GraphQLError SIGNATURE_MALFORMED */
export function readSignature(headers: IncomingHttpHeaders): StatedSignature {
  const missing = signatureHeaders.filter((name) => String(headers[name] ?? '').trim() === '');
  if (missing.length > 0)
    throw malformed(`Expected the headers ${signatureHeaders.join(', ')}, got no ${missing.join(', no ')}.`);
  const [id = '', timestamp = '', signature = '', client = ''] = signatureHeaders.map((name) =>
    String(headers[name]).trim(),
  );
  if (!idForm.test(id))
    throw malformed('Expected webhook-id to be 1 to 200 visible characters without a dot, got another.');
  if (!timestampForm.test(timestamp))
    throw malformed('Expected webhook-timestamp to be whole seconds since 1970, got another.');
  // A header that came twice is joined with commas.
  const listed = signature.split(/[\s,]+(?=v\d+[a-z]?,)/);
  const signatures = listed.filter((each) => each.startsWith('v1,')).map((each) => each.slice('v1,'.length));
  if (signatures.length === 0)
    throw malformed(
      'Expected webhook-signature to hold "v1," and a signature in base64, or several separated by spaces, got another.',
    );
  return { client, id, timestamp, signatures };
}

function malformed(message: string): GraphQLError {
  return signatureError('SIGNATURE_MALFORMED', message);
}

export interface SignatureVerifierOptions {
  /** The installation's. */
  readonly secret: string;
  readonly clients: ReadonlyMap<string, SigningClient>;
  /** Default: the time of this machine. */
  readonly clock?: () => Date;
}

export interface SignatureVerifier {
  /** What can be said before the body is read. @throws GraphQLError SIGNATURE_CLIENT_UNKNOWN or SIGNATURE_OUTDATED */
  requireTimely(stated: StatedSignature): void;
  /**
   * @param body its very bytes: any other text of the same content has another signature
   * @throws GraphQLError SIGNATURE_WRONG
   */
  requireGenuine(stated: StatedSignature, body: Buffer): void;
}

/** Checks signatures as Standard Webhooks has them: HMAC-SHA256 over `id.timestamp.body`. */
export function createSignatureVerifier(options: SignatureVerifierOptions): SignatureVerifier {
  const { secret, clients, clock = () => new Date() } = options;

  function clientOf(name: string): SigningClient {
    const client = clients.get(name);
    if (client !== undefined) return client;
    throw signatureError(
      'SIGNATURE_CLIENT_UNKNOWN',
      `Expected ${clientHeader} to name a client that signs here, got ${JSON.stringify(name.slice(0, 80))}.`,
    );
  }

  function isSignedBy(generation: number, stated: StatedSignature, body: Buffer): boolean {
    const { client, id, timestamp, signatures } = stated;
    const expected = createHmac('sha256', signingKey(secret, client, generation))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest('base64');
    return signatures.some((signature) => isSameText(signature, expected));
  }

  return {
    requireTimely({ client, timestamp }) {
      clientOf(client);
      const secondsAhead = Number(timestamp) - Math.floor(clock().getTime() / 1_000);
      if (Math.abs(secondsAhead) <= toleranceSeconds) return;
      const off = secondsAhead < 0 ? `${-secondsAhead} seconds ago` : `${secondsAhead} seconds ahead`;
      throw signatureError(
        'SIGNATURE_OUTDATED',
        `Expected webhook-timestamp to be at most ${toleranceSeconds} seconds from now, got one ${off}.`,
      );
    },
    requireGenuine(stated, body) {
      const { generation, previousUntil } = clientOf(stated.client);
      if (isSignedBy(generation, stated, body)) return;
      const isByPrevious = generation > 1 && isSignedBy(generation - 1, stated, body);
      if (isByPrevious && previousUntil !== undefined && clock().getTime() < previousUntil) return;
      throw signatureError(
        'SIGNATURE_WRONG',
        isByPrevious
          ? `Expected a signature by the secret of generation ${generation}, got one of generation ${generation - 1}, which is no longer accepted.`
          : 'Expected webhook-signature to hold the HMAC-SHA256 of webhook-id, webhook-timestamp and the body as it was sent, joined by dots, got another.',
      );
    },
  };
}

function isSameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
