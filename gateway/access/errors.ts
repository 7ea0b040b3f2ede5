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
export function authenticationUnavailable(retryAfterSeconds: number): GraphError {
  const message = 'Tokens cannot be checked: the keys of the identity provider cannot be read.';
  return new GraphError('AUTHENTICATION_UNAVAILABLE', message, {
    retryAfterSeconds,
    http: { status: 503, headers: { 'retry-after': String(retryAfterSeconds) } },
  });
}
