import type { ExecutionResult } from 'graphql';
import type { StreamOpening } from '../types.ts';

/**
 * How a subgraph on graphql-transport-ws tells that a stream is open, which that protocol does not say by itself. A subgraph
 * that can do it acknowledges connections with the payload `{ "opening": true }`. Asked with `"extensions": { "opening":
 * true }` in the payload of `subscribe`, it sends `{ "extensions": { "opening": { "cursor": … } } }` as a first `next`: from
 * here on no event is missed. Others are neither asked nor waited for.
 */
export const OPENING = 'opening';

/** Whether a subgraph tells how streams open, by the payload of its `connection_ack`. */
export function tellsOpening(acknowledgement: unknown): boolean {
  return Object(acknowledgement)[OPENING] === true;
}

/** What a message tells of the opening; undefined when it is an event. */
export function openingOf({ data, extensions }: ExecutionResult): StreamOpening | undefined {
  const told: unknown = extensions?.[OPENING];
  if (data !== undefined || typeof told !== 'object' || told === null) return undefined;
  const { cursor } = told as { cursor?: unknown };
  return { cursor: typeof cursor === 'string' ? cursor : undefined };
}

/** Where an event source says that it begins. */
export function cursorOfSource(source: object): string | undefined {
  const { opensAt } = source as { opensAt?: unknown };
  return typeof opensAt === 'string' ? opensAt : undefined;
}
