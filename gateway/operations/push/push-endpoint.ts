import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientNamePattern } from '../../../subgraphs/shared/client-name.ts';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import { httpHintOf, toClientError } from '../../http/errors.ts';
import { readBody } from '../../http/read-body.ts';
import { parseManifest } from '../manifest.ts';
import type { Manifest } from '../manifest.ts';
import type { Publication } from './publications.ts';
import type { PushedManifest } from './pushed-manifest.ts';
import { refusalOf, signatureHeader, timestampHeader, windowSeconds } from './signature.ts';
import type { Refusal } from './signature.ts';

/** Followed by the client's name. */
export const pushPath = '/api/v1/operations/';

export interface PushEndpointOptions {
  readonly secret: string;
  readonly publish: (push: PushedManifest) => Promise<Publication>;
  readonly onError: (error: unknown) => void;
  /** Default: the time of this machine. */
  readonly clock?: () => Date;
  /** Default 4 MiB. */
  readonly maxBodyBytes?: number;
}

/** Takes manifests while the gateway runs. */
export interface PushEndpoint {
  /** Answers a request when its path is this door's; never rejects. @returns whether it was */
  handle(pathname: string, req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

const refusals: Readonly<Record<Refusal, Answer>> = {
  unsigned: refuse(401, `Expected ${signatureHeader} to be the signature of this push, got another.`),
  outdated: refuse(
    401,
    `Expected ${timestampHeader} to be at most ${windowSeconds} seconds from now, got another.`,
  ),
};

const overtaken = refuse(
  409,
  "Expected a push that was made later than the client's last, got the same or an earlier one. Nothing was published.",
);

export function createPushEndpoint(options: PushEndpointOptions): PushEndpoint {
  const { secret, publish, onError, clock = () => new Date(), maxBodyBytes = 4 * 1024 * 1024 } = options;

  async function answer(client: string, req: IncomingMessage): Promise<Answer> {
    if (req.method !== 'PUT') return refuse(405, `Expected PUT, got ${req.method}.`);
    if (!clientNamePattern.test(client))
      return refuse(400, 'Expected the name of a client: lower-case letters, digits and hyphens.');
    const timestamp = String(req.headers[timestampHeader] ?? '');
    const signature = String(req.headers[signatureHeader] ?? '');
    if (signature === '') return refusals.unsigned;
    const body = await readBody(req, maxBodyBytes);
    const push = { client, timestamp, signature, body };
    const refusal = refusalOf(secret, push, clock());
    if (refusal !== undefined) return refusals[refusal];
    let manifest: Manifest;
    try {
      manifest = parseManifest(body, client);
    } catch (error) {
      return refuse(400, messageOf(error));
    }
    const publication = await publish({ ...push, manifest });
    if (publication.kind === 'overtaken') return overtaken;
    if (publication.kind === 'does-not-fit')
      return { status: 422, body: { error: 'Nothing was published.', reasons: publication.reasons } };
    const { isKept, reach } = publication;
    return { status: 200, body: { client, operations: manifest.operations.length, isKept, reach } };
  }

  return {
    async handle(pathname, req, res) {
      if (!pathname.startsWith(pushPath)) return false;
      const { status, body } = await answer(pathname.slice(pushPath.length), req).catch((error: unknown) => {
        const clientError = toClientError(error);
        if (clientError !== error) onError(error);
        return refuse(httpHintOf(clientError)?.status ?? 500, clientError.message);
      });
      res.writeHead(status, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...(status === 405 && { allow: 'PUT' }),
        // What was not read of a long body would be taken for the next request.
        ...(!req.complete && { connection: 'close' }),
      });
      res.end(JSON.stringify(body));
      return true;
    },
  };
}

function refuse(status: number, error: string): Answer {
  return { status, body: { error } };
}
