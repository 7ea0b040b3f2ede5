import type { GraphQLError } from 'graphql';
import { httpHintOf } from '../../http/errors.ts';
import type { FieldError } from './check-input.ts';

/** Every problem that the plain doors answer with: its status and title. */
export const problems = {
  'invalid-lead': { status: 400, title: 'The lead cannot be taken as it is' },
  'invalid-request': { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'A valid token or signature is needed' },
  forbidden: { status: 403, title: 'The token may not do this' },
  'method-not-allowed': { status: 405, title: 'The method is not supported here' },
  'request-in-flight': { status: 409, title: 'The first request of this key is still being answered' },
  'too-large': { status: 413, title: 'The body is too long' },
  'unsupported-media-type': { status: 415, title: 'The body is of a type that is not supported' },
  'idempotency-key-reused': { status: 422, title: 'The key was used with other content' },
  'rate-limited': { status: 429, title: 'Too much was asked' },
  'internal-error': { status: 500, title: 'Something failed' },
  unavailable: { status: 503, title: 'Not available at the moment' },
} as const;

export type ProblemName = keyof typeof problems;

/** A response of the plain doors. */
export interface PlainResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Problem details as RFC 9457 has them. `type` is a name, not an address. */
export function problem(
  name: ProblemName,
  detail: string,
  extras: { errors?: readonly FieldError[]; code?: unknown; headers?: Readonly<Record<string, string>> } = {},
): PlainResponse {
  const { status, title } = problems[name];
  const { errors, code, headers } = extras;
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: {
      type: `urn:leadgraph:problem:${name}`,
      title,
      status,
      detail,
      ...(code !== undefined && { code }),
      ...(errors && { errors }),
    },
  };
}

const problemOfStatus = new Map<number, ProblemName>(
  Object.entries(problems).map(([name, { status }]) => [status, name as ProblemName]),
);

const problemOfCode: Readonly<Record<string, ProblemName>> = {
  BAD_USER_INPUT: 'invalid-request',
  UNAUTHENTICATED: 'unauthenticated',
  SIGNATURE_MALFORMED: 'unauthenticated',
  SIGNATURE_CLIENT_UNKNOWN: 'unauthenticated',
  SIGNATURE_OUTDATED: 'unauthenticated',
  SIGNATURE_WRONG: 'unauthenticated',
  SIGNATURE_REQUIRED: 'unauthenticated',
  SIGNATURE_OF_ANOTHER_CLIENT: 'forbidden',
  FORBIDDEN: 'forbidden',
  ACCESS_DENIED: 'forbidden',
  RATE_LIMITED: 'rate-limited',
  SUBGRAPH_UNREACHABLE: 'unavailable',
  SUBGRAPH_TIMEOUT: 'unavailable',
  REQUEST_DEADLINE_EXCEEDED: 'unavailable',
};

/** An error of the graph as a problem, with the status and headers it asks for. */
export function problemOf(error: GraphQLError): PlainResponse {
  const code = String(error.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR');
  const { status = 0, headers } = httpHintOf(error) ?? {};
  const byCode = Object.hasOwn(problemOfCode, code) ? problemOfCode[code] : undefined;
  const byStatus = status === 400 ? 'invalid-request' : problemOfStatus.get(status);
  return problem(byCode ?? byStatus ?? 'internal-error', error.message, {
    code,
    ...(headers && { headers }),
  });
}
