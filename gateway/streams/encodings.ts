import { CLOSINGS, RECONNECT_AFTER_MS, closingError } from './closing.ts';
import type { CloseReason } from './closing.ts';
import { resultText } from './result-text.ts';

/** How a stream is written into the body of an HTTP response. */
export interface StreamEncoding {
  readonly contentType: string;
  /** Sent at once, so that the client and everything in between see that the stream is open. */
  readonly preamble: string;
  /** Sent when nothing else was for `everyMs`; undefined where the format has no such thing. */
  readonly heartbeat: { readonly text: string; readonly everyMs: number } | undefined;
  /** Tells where the stream begins; empty where the format has no place for it. */
  beginsBehind(cursor: string): string;
  /**
   * @param result a result as JSON
   * @param cursor where it stands in its stream; the format may have no place for it
   */
  next(result: string, cursor?: string): string;
  complete(): string;
  closing(reason: CloseReason): string;
}

/**
 * Server-sent events as graphql-sse has them in distinct connections mode. Where the client is welcome to connect again,
 * the response ends without `complete`: that is what makes clients do it.
 */
export function sseEncoding(keepAliveMs: number): StreamEncoding {
  return {
    contentType: 'text/event-stream; charset=utf-8',
    preamble: `retry: ${RECONNECT_AFTER_MS}\n:\n\n`,
    heartbeat: { text: ':\n\n', everyMs: keepAliveMs },
    // A block without data is no event; it sets the Last-Event-ID alone.
    beginsBehind: (cursor) => (isEventId(cursor) ? `id: ${cursor}\n\n` : ''),
    next: sseNext,
    complete: () => 'event: complete\ndata:\n\n',
    closing: sseClosing,
  };
}

/** A cursor is the event's id: a browser that connects again sends it back as Last-Event-ID. */
function sseNext(result: string, cursor?: string): string {
  const id = cursor !== undefined && isEventId(cursor) ? `id: ${cursor}\n` : '';
  return `${id}event: next\ndata: ${result}\n\n`;
}

/** Other texts would end the line, or be ignored by browsers. */
function isEventId(cursor: string): boolean {
  return !/[\0\r\n]/.test(cursor);
}

function sseClosing(reason: CloseReason): string {
  if (!CLOSINGS[reason].retry) return `${sseNext(errorText(reason))}event: complete\ndata:\n\n`;
  const told = reason === 'SLOW_CLIENT' ? sseNext(errorText(reason)) : `: ${reason}\n`;
  return `retry: ${RECONNECT_AFTER_MS}\n${told}\n`;
}

/** The stream that all operations of one client share in single connection mode; messages name their operation. */
export function sharedSseEncoding(keepAliveMs: number): StreamEncoding {
  return {
    ...sseEncoding(keepAliveMs),
    complete: () => '',
    closing: (reason) => `retry: ${RECONNECT_AFTER_MS}\n: ${reason}\n\n`,
  };
}

/** The end of one operation on a shared stream. */
export function sharedSseComplete(operationId: string): string {
  return `event: complete\ndata: ${JSON.stringify({ id: operationId })}\n\n`;
}

const BOUNDARY = 'graphql';
const PART_HEAD = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';
/** Written right behind each part: clients read a part only when they see where it ends. */
const PART_END = `\r\n--${BOUNDARY}`;

function part(json: string): string {
  return `${PART_HEAD}${json}${PART_END}`;
}

/** Apollo's multipart protocol for subscriptions, version 1.0. */
export function apolloMultipartEncoding(heartbeatMs: number): StreamEncoding {
  return {
    contentType: `multipart/mixed; boundary="${BOUNDARY}"; subscriptionSpec=1.0`,
    preamble: PART_END,
    heartbeat: { text: part('{}'), everyMs: heartbeatMs },
    beginsBehind: () => '',
    next: (result) => part(`{"payload":${result}}`),
    complete: () => '--\r\n',
    closing: (reason) =>
      `${part(`{"payload":null,"errors":[${JSON.stringify(closingError(reason))}]}`)}--\r\n`,
  };
}

/** One part per result, as urql and meros read it. The format knows no heartbeat. */
export function multipartEncoding(): StreamEncoding {
  return {
    contentType: `multipart/mixed; boundary="${BOUNDARY}"`,
    preamble: PART_END,
    heartbeat: undefined,
    beginsBehind: () => '',
    next: (result) => part(result),
    complete: () => '--\r\n',
    closing: (reason) => `${part(errorText(reason))}--\r\n`,
  };
}

function errorText(reason: CloseReason): string {
  return resultText({ errors: [closingError(reason)] });
}
