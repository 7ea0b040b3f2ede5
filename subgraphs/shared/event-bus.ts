import type { DomainEvent } from './events.ts';

/** Takes one event for one group. Resolving means that the group has it for good; rejecting means "again, later". */
export type EventHandler = (event: DomainEvent) => Promise<void>;

/**
 * Carries events from a subgraph's outbox to every group that asked for them, at least once, in order per aggregate.
 * A group that is away misses nothing: it finds everything when it comes back.
 */
export interface EventBus {
  /** Resolves when the event can no longer be lost on its way to any group. */
  publish(event: DomainEvent): Promise<void>;
  /** @param interest what the group wants, as `publisher.Type`. */
  subscribe(group: string, interest: readonly string[], handler: EventHandler): Promise<EventSubscription>;
  close(): Promise<void>;
}

export interface EventSubscription {
  /** Resolves when the handler is no longer running and will not be called again. */
  stop(): Promise<void>;
}

export function topicOf(event: DomainEvent): string {
  return `${event.publisher}.${event.type}`;
}
