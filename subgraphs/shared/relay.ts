import type { MikroORM } from '@mikro-orm/postgresql';
import type { EventBus } from './event-bus.ts';
import type { DomainEvent } from './events.ts';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

/** Moves committed events from a subgraph's outbox to the bus. */
export interface Relay {
  /** Says that a transaction has committed: look now instead of at the next poll. */
  nudge(): void;
  /** Resolves when the round under way has ended. */
  stop(): Promise<void>;
}

interface OutboxRow {
  position: string;
  id: string;
  type: string;
  version: number;
  aggregate_id: string;
  sequence: number;
  occurred_at: Date | string;
  payload: Record<string, unknown>;
}

const batchSize = 200;
const parallelAggregates = 8;
/** Finds what a killed process or another replica's failure left behind. */
const pollIntervalMs = 1_000;
const retryDelayMs = 200;

export function startRelay(options: {
  orm: MikroORM;
  publisher: string;
  bus: EventBus;
  logger: Logger;
}): Relay {
  const { orm, publisher, bus, logger } = options;
  let stopped = false;
  let nudged = true;
  let wake: (() => void) | undefined;

  function toEvent(row: OutboxRow): DomainEvent {
    return {
      id: row.id,
      publisher,
      type: row.type,
      version: row.version,
      aggregateId: row.aggregate_id,
      sequence: row.sequence,
      occurredAt: new Date(row.occurred_at).toISOString(),
      payload: row.payload,
    };
  }

  /** Publishes one aggregate's events in order and returns the positions that went out. */
  async function publishAggregate(rows: readonly OutboxRow[]): Promise<string[]> {
    const published: string[] = [];
    for (const row of rows) {
      try {
        await bus.publish(toEvent(row));
        published.push(row.position);
      } catch (error) {
        logger.info({ event: row.id, type: row.type, error: messageOf(error) }, 'event not taken yet');
        break;
      }
    }
    return published;
  }

  /** @returns whether everything that was waiting went out. */
  async function round(): Promise<{ waiting: number; published: number }> {
    return orm.em.fork().transactional(async (em) => {
      // One relay at a time per subgraph, whatever the number of replicas: that keeps the order per aggregate.
      await em.execute(`select pg_advisory_xact_lock(hashtext(current_schema() || ':relay'))`);
      const rows = await em.execute<OutboxRow[]>(
        'select * from events where published_at is null order by position limit ?',
        [batchSize],
      );
      const byAggregate = [...Map.groupBy(rows, (row) => row.aggregate_id).values()];
      const published: string[] = [];
      const worker = async (): Promise<void> => {
        for (let next = byAggregate.shift(); next !== undefined; next = byAggregate.shift()) {
          published.push(...(await publishAggregate(next)));
        }
      };
      await Promise.all(Array.from({ length: parallelAggregates }, worker));
      if (published.length > 0) {
        await em.execute(
          `update events set published_at = now()
           where position in (select jsonb_array_elements_text(?::jsonb)::bigint)`,
          [JSON.stringify(published)],
        );
      }
      return { waiting: rows.length, published: published.length };
    });
  }

  async function waitAtMost(ms: number): Promise<void> {
    if (nudged || stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = undefined;
  }

  async function run(): Promise<void> {
    let toldReason: string | undefined;
    while (!stopped) {
      nudged = false;
      try {
        const { waiting, published } = await round();
        toldReason = undefined;
        if (published < waiting) await waitAtMost(retryDelayMs);
        else if (waiting < batchSize) await waitAtMost(pollIntervalMs);
      } catch (error) {
        const reason = messageOf(error);
        // Once for each reason: a server may be away for hours.
        if (reason !== toldReason) logger.error({ error: reason }, 'relay round failed, trying again');
        toldReason = reason;
        await waitAtMost(pollIntervalMs);
      }
    }
  }

  const running = run();
  return {
    nudge() {
      nudged = true;
      wake?.();
    },
    async stop() {
      stopped = true;
      wake?.();
      await running;
    },
  };
}
