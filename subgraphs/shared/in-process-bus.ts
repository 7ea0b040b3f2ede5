import { topicOf } from './event-bus.ts';
import type { EventBus, EventHandler } from './event-bus.ts';

interface Group {
  readonly interest: ReadonlySet<string>;
  readonly handler: EventHandler;
  readonly running: Set<Promise<void>>;
}

/**
 * The bus of the embedded mode: calls the groups directly. An event stays in its publisher's outbox until every expected
 * group has taken it, so the outbox is the queue and nothing is kept in memory.
 * @param expectedGroups groups that must be present before anything counts as published.
 */
export function createInProcessBus(expectedGroups: readonly string[]): EventBus {
  const groups = new Map<string, Group>();

  return {
    async publish(event) {
      const absent = expectedGroups.filter((name) => !groups.has(name));
      const interested = [...groups.values()].filter((group) => group.interest.has(topicOf(event)));
      const outcomes = await Promise.allSettled(
        interested.map((group) => {
          const run = group.handler(event).finally(() => group.running.delete(run));
          group.running.add(run);
          return run;
        }),
      );
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      if (absent.length > 0) throw new Error(`Waiting for ${absent.join(', ')} to take ${topicOf(event)}.`);
    },
    async subscribe(name, interest, handler) {
      if (groups.has(name)) throw new Error(`Group ${name} is subscribed already.`);
      const group: Group = { interest: new Set(interest), handler, running: new Set() };
      groups.set(name, group);
      return {
        async stop() {
          groups.delete(name);
          await Promise.allSettled([...group.running]);
        },
      };
    },
    async close() {
      groups.clear();
    },
  };
}
