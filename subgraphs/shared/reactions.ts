import type { BaseContext } from './context.ts';
import { inTransaction } from './context.ts';
import type { EventHandler } from './event-bus.ts';
import type { DomainEvent } from './events.ts';
import { messageOf } from './errors.ts';

/** What a subgraph does when another one's fact arrives. Runs in one transaction together with the mark "processed". */
export type Reaction<C extends BaseContext> = (tx: C, event: DomainEvent) => Promise<void>;

/** By `publisher.Type`. */
export type Reactions<C extends BaseContext> = Readonly<Record<string, Reaction<C>>>;

const attemptsBeforeParking = 8;
/** What passes by itself, such as a database that moves, may take this long. */
const defaultPatienceMs = 30_000;

/**
 * Makes reactions idempotent: each event takes effect once, however often it is delivered, because the mark and the
 * effect commit together. An event that has failed eight times, and for longer than `patienceMs` (default 30 s), is
 * parked in `failed_events`, so that it holds up nothing behind it.
 */
export function createReactionHandler<C extends BaseContext>(
  reactions: Reactions<C>,
  createContext: () => C,
  { patienceMs = defaultPatienceMs }: { patienceMs?: number } = {},
): EventHandler {
  return async (event) => {
    const reaction = reactions[`${event.publisher}.${event.type}`];
    if (reaction === undefined) return;
    const ctx = createContext();
    try {
      await inTransaction(ctx, async (tx) => {
        const [first] = await tx.em.execute<{ event_id: string }[]>(
          // What failed before and succeeds now no longer stands among the failures.
          `with settled as (delete from failed_events where event_id = ?)
           insert into processed_events (event_id) values (?) on conflict do nothing returning event_id`,
          [event.id, event.id],
        );
        if (first !== undefined) await reaction(tx, event);
      });
    } catch (error) {
      const { attempts, parked } = await countFailure(createContext(), event, messageOf(error), patienceMs);
      const details = { event: event.id, type: event.type, attempts, error: messageOf(error) };
      if (parked) {
        ctx.logger.error(details, 'reaction failed too often, the event is parked in failed_events');
        return;
      }
      // The event comes again several times a second: the log tells of the 1st, 2nd, 4th, 8th, ... failure.
      if (Number.isInteger(Math.log2(attempts)))
        ctx.logger.warn(details, 'reaction failed, the event comes again');
      throw error;
    }
  };
}

/** Counts the failure durably and says whether the event has now been parked. */
async function countFailure(
  ctx: BaseContext,
  event: DomainEvent,
  lastError: string,
  patienceMs: number,
): Promise<{ attempts: number; parked: boolean }> {
  const [row] = await ctx.em.execute<{ attempts: number; parked: boolean }[]>(
    `insert into failed_events (event_id, event, attempts, last_error) values (?, ?::jsonb, 1, ?)
     on conflict (event_id) do update set attempts = failed_events.attempts + 1,
       last_error = excluded.last_error, failed_at = now(),
       parked = failed_events.attempts + 1 >= ?
         and failed_events.first_failed_at <= now() - make_interval(secs => ?::float8 / 1000)
     returning attempts, parked`,
    [event.id, JSON.stringify(event), lastError, attemptsBeforeParking, patienceMs],
  );
  return row ?? { attempts: 1, parked: false };
}
