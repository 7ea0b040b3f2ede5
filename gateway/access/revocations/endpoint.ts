import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '../../../subgraphs/shared/context.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { GraphError } from '../../../subgraphs/shared/errors.ts';
import { toClientError } from '../../http/errors.ts';
import { readBody } from '../../http/read-body.ts';
import { problem, problemOf } from '../../operations/plain/problem.ts';
import type { PlainResponse } from '../../operations/plain/problem.ts';
import { presentRevocation, readRevocationRequest } from './revocation.ts';
import type { Revocation } from './revocation.ts';
import type { Revocations } from './revocations.ts';

export const revocationsPath = '/api/v1/revocations';

export interface RevocationEndpointOptions {
  readonly revocations: Revocations;
  /** @throws GraphQLError when there is no valid token */
  readonly contextFor: (req: IncomingMessage) => Promise<{ readonly viewer: Viewer }>;
  /** Told who revoked what, and who withdrew it. */
  readonly logger: Logger;
  readonly onError: (error: unknown) => void;
}

/** Where admins take tokens and scopes back: POST and GET on its path, DELETE below it. */
export interface RevocationEndpoint {
  /** Answers a request when its path is this door's; never rejects. @returns whether it was */
  handle(pathname: string, req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

const maxBodyBytes = 16 * 1024;

export function createRevocationEndpoint(options: RevocationEndpointOptions): RevocationEndpoint {
  const { revocations, contextFor, logger, onError } = options;

  async function answer(id: string | undefined, req: IncomingMessage): Promise<PlainResponse> {
    const allow = id === undefined ? 'GET, POST' : 'DELETE';
    if (!allow.split(', ').includes(req.method ?? ''))
      return problem('method-not-allowed', `Expected ${allow.replace(', ', ' or ')}, got ${req.method}.`, {
        headers: { allow },
      });
    const { viewer } = await contextFor(req);
    requireAdmin(viewer);
    if (id !== undefined) return withdraw(id, viewer);
    return req.method === 'GET' ? list() : revoke(await readBody(req, maxBodyBytes), viewer);
  }

  function list(): PlainResponse {
    const all = revocations.list() ?? [];
    return json(200, { revocations: all.map(presentRevocation) });
  }

  async function revoke(text: string, viewer: Viewer): Promise<PlainResponse> {
    const body = parse(text);
    const read = body === undefined ? { errors: [notJson] } : readRevocationRequest(body.value, Date.now());
    if ('errors' in read) return problem('invalid-request', 'Nothing was revoked.', { errors: read.errors });
    const outcome = await revocations.revoke(read.request, viewer.subject);
    if (outcome.kind === 'too-many')
      return refusal(409, 'limit-reached', `Expected at most ${outcome.maximum} revocations in effect.`);
    if (outcome.kind === 'not-kept') return notKept(outcome.reason);
    if (outcome.kind === 'revoked') log(outcome.revocation, viewer, 'revoked');
    return json(outcome.kind === 'revoked' ? 201 : 200, presentRevocation(outcome.revocation));
  }

  async function withdraw(id: string, viewer: Viewer): Promise<PlainResponse> {
    const revocation = revocations.list()?.find((each) => each.id === id);
    const outcome = await revocations.withdraw(id);
    if (outcome === 'not-kept') return notKept('it cannot be stored');
    if (!outcome) return refusal(404, 'not-found', 'There is no revocation of this id.');
    if (revocation !== undefined) log(revocation, viewer, 'revocation withdrawn');
    return { status: 204, headers: {}, body: {} };
  }

  function log({ id, tokenId, subject, scopes }: Revocation, { subject: by }: Viewer, what: string): void {
    logger.warn({ id, tokenId, subject, scopes, by }, what);
  }

  function notKept(reason: string): PlainResponse {
    onError(new Error(`Revocations cannot be kept: ${reason}`));
    return problem('unavailable', 'It could not be stored, and nothing has changed. Try again.');
  }

  return {
    async handle(pathname, req, res) {
      const [, below] = pathname.match(/^\/api\/v1\/revocations(?:\/([^/]+))?$/) ?? [];
      if (pathname !== revocationsPath && below === undefined) return false;
      const { status, headers, body } = await answer(below, req).catch((error: unknown) => {
        const clientError = toClientError(error);
        if (clientError !== error) onError(error);
        return problemOf(clientError);
      });
      res.writeHead(status, {
        ...headers,
        'cache-control': 'no-store',
        // What was not read of a long body would be taken for the next request.
        ...(!req.complete && { connection: 'close' }),
      });
      res.end(status === 204 ? undefined : JSON.stringify(body));
      return true;
    },
  };
}

const notJson = { field: '', message: 'expected JSON' };

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A token that names scopes is one for something else, unless this is among them. */
function requireAdmin({ role, scopes }: Viewer): void {
  if (role !== 'admin') throw new GraphError('FORBIDDEN', `Expected role admin, got ${role}.`);
  if (scopes !== undefined && !scopes.includes('business:manage'))
    throw new GraphError('FORBIDDEN', 'Expected the scope business:manage, got a token without it.');
}

/** A problem that only this door has. */
function refusal(status: number, name: string, detail: string): PlainResponse {
  const title = status === 404 ? 'There is no such revocation' : 'There are as many as there may be';
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: `urn:leadgraph:problem:${name}`, title, status, detail },
  };
}

function json(status: number, body: object): PlainResponse {
  return { status, headers: { 'content-type': 'application/json' }, body };
}
