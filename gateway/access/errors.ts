import { GraphError } from '../../subgraphs/shared/errors.ts';

/**
 * A request without a token that can be believed (HTTP 401, RFC 6750).
 * @param isTokenAtFault whether a token came, so that a client knows that another one is needed
 */
export function unauthenticated(message: string, isTokenAtFault = true): GraphError {
  const challenge = `Bearer realm="leadgraph"${isTokenAtFault ? ', error="invalid_token"' : ''}`;
  return new GraphError('UNAUTHENTICATED', message, {
    http: { status: 401, headers: { 'www-authenticate': challenge } },
  });
}

/** The token may be as good as it gets: nobody can tell now (HTTP 503). */
export function authenticationUnavailable(reason: string, retryAfterSeconds: number): GraphError {
  return new GraphError('AUTHENTICATION_UNAVAILABLE', `Tokens cannot be checked: ${reason}.`, {
    retryAfterSeconds,
    http: { status: 503, headers: { 'retry-after': String(retryAfterSeconds) } },
  });
}
