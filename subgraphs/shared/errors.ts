import { GraphQLError } from 'graphql';

/**
 * Every `extensions.code` the graph answers with, and what it means to a client. Expected refusals are result unions and
 * never stand here.
 */
export const errorCodes = {
  BAD_USER_INPUT: 'An argument is outside its range or not of its form; `field` names it.',
  UNAUTHENTICATED: 'The request carries no valid token.',
  AUTHENTICATION_UNAVAILABLE: 'Tokens cannot be checked at the moment; try again after `retryAfterSeconds`.',
  FORBIDDEN: 'The token is valid, but its role may not do this.',
  NOT_FOUND: 'The thing a mutation or subscription is about does not exist, or is not visible to the caller.',
  CONFLICT: 'The thing is not in a state that allows this; `state` tells the state it is in.',
  ACCESS_NOT_RECORDED:
    'Personal data is withheld, because who asks for it cannot be written to the log; try again.',
  INTERNAL_SERVER_ERROR: 'Something failed that the client cannot mend; the whole of it is in the log.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** An error meant for the client: the message and the extensions travel as they are, texts cut after 300 characters. */
export class GraphError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(clip(message), { extensions: { code, ...clipTexts(extensions) } });
    this.name = 'GraphError';
  }
}

// What a client sends stands in what it is answered: an id of a megabyte must not come back as two.
const maxTextLength = 300;

function clip(text: string): string {
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength - 3)}...` : text;
}

function clipTexts(extensions: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extensions).map(([name, value]) => [
      name,
      typeof value === 'string' ? clip(value) : value,
    ]),
  );
}

/** Says that `field` was expected to be `expected` and came as `received`. */
export function badInput(field: string, expected: string, received: unknown): GraphError {
  return new GraphError('BAD_USER_INPUT', `${field}: expected ${expected}, got ${describe(received)}.`, {
    field,
  });
}

function describe(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The message of anything that was thrown; of an error without one (several failed attempts at once) its code. */
export function messageOf(error: unknown): string {
  // Not `instanceof`: errors of Node's own may come from another realm.
  const { message, code } = Object(error) as { message?: unknown; code?: unknown };
  if (typeof message !== 'string') return String(error);
  return message === '' && code !== undefined ? String(code) : message;
}
