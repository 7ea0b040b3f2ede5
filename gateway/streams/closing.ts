import { GraphQLError } from 'graphql';

/** Why the gateway ends a stream that its subgraph would go on with. */
export type CloseReason = keyof typeof CLOSINGS;

/**
 * How each reason is told: `closeCode` on WebSocket, the name as `extensions.code` of a last error elsewhere. After
 * `retry` a client is welcome to connect again at once, and to go on behind its last cursor.
 */
export const CLOSINGS = {
  /** The client did not take what was sent: its buffer is full. */
  SLOW_CLIENT: { closeCode: 4008, message: 'Too slow: what waits is more than is kept', retry: true },
  /** The token ran out and was not renewed. */
  TOKEN_EXPIRED: { closeCode: 4010, message: 'The token has expired', retry: false },
  /** The token was taken back, and with it all that it allowed. */
  TOKEN_REVOKED: { closeCode: 4011, message: 'The token was revoked', retry: false },
  /** The connection is as old as one may become. */
  LIFETIME_EXCEEDED: { closeCode: 4009, message: 'Open for as long as allowed', retry: true },
  /** The gateway stops; another one, or this one in a moment, takes over. */
  SHUTTING_DOWN: { closeCode: 1012, message: 'The gateway is stopping', retry: true },
} as const;

/** How long a client should wait before it connects again, in milliseconds. */
export const RECONNECT_AFTER_MS = 1_000;

/** A closing as the last error of a stream; `reconnectAfterMs` stands in its extensions where a new attempt can succeed. */
export function closingError(reason: CloseReason): GraphQLError {
  const { message, retry } = CLOSINGS[reason];
  return new GraphQLError(message, {
    extensions: { code: reason, ...(retry && { reconnectAfterMs: RECONNECT_AFTER_MS }) },
  });
}

/** A closing as the reason text of a WebSocket close frame. */
export function closingText(reason: CloseReason): string {
  const { message, retry } = CLOSINGS[reason];
  return retry ? `${message}; reconnect after ${RECONNECT_AFTER_MS} ms` : message;
}
