import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Engine, EngineRequest } from '../engine/types.ts';
import type { StreamEvent } from './event-history.ts';
import { createResumableReader } from './resumable-operation.ts';
import type { ResumableOperation } from './resumable-operation.ts';
import { StreamRun } from './stream-run.ts';
import type { StreamListener } from './stream-run.ts';

export interface Opening {
  /** Undefined once the stream is open, else the errors it is refused with. Never rejects. */
  readonly opened: Promise<readonly GraphQLError[] | undefined>;
  /** Leaves the stream, also while it opens. Nothing is heard any more. */
  readonly leave: () => void;
  /** Behind which event the stream would go on elsewhere; undefined where it does not say. */
  readonly position: () => string | undefined;
}

/** A request for a stream. */
export interface StreamRequest extends EngineRequest {
  /** Where the client was, as an event told it; stands for the argument of a field that can be resumed. */
  readonly lastCursor?: string | undefined;
}

/**
 * Where the gateway's streams run. Clients that ask the same and may see the same hear one stream upstream, hydrated once.
 *
 * On a field that the supergraph marks `@resumable` that holds whenever they come: who joins later, or begins elsewhere,
 * is told what it missed, from memory or by a stream of its own until that has caught up. Such a stream is also resumed
 * behind its last event when its subgraph is lost. A stream on any other field may begin with what holds at that moment,
 * so it is joined only as long as it has told nothing.
 */
export interface StreamHub {
  listen(request: StreamRequest, access: string, listener: StreamListener): Opening;
  /** Moves the streams that can be resumed to the supergraph that the engine serves now. */
  renew(): void;
}

export interface StreamHubOptions {
  readonly engine: Pick<Engine, 'subscribe' | 'schema' | 'supergraphSdl'>;
  /** See `StreamSettings`. */
  readonly maxStallMs: number;
  readonly resumeWithinMs: number;
  /** Told what clients do not get to read. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** One who listens, and where. */
interface Place {
  run: StreamRun;
}

export function createStreamHub(options: StreamHubOptions): StreamHub {
  const { engine, maxStallMs, resumeWithinMs, onError } = options;
  const readResumable = createResumableReader(engine);
  /** The runs that tell the same, each begun elsewhere. */
  const alike = new Map<string, Set<StreamRun>>();
  const places = new WeakMap<StreamListener, Place>();

  function listen(request: StreamRequest, access: string, listener: StreamListener): Opening {
    const resumable = readResumable(request);
    const after = resumable ? (request.lastCursor ?? resumable.after) : null;
    const key = keyOf(request, resumable, access);
    const runs = alike.get(key) ?? new Set();
    alike.set(key, runs);
    const found = joinable(runs, after);
    const run = found?.run ?? openRun(request, resumable, after, key, runs);
    runs.add(run);
    const place: Place = { run };
    places.set(listener, place);
    run.join(listener, found?.missed ?? []);
    return {
      opened: run.opened,
      leave: () => place.run.leave(listener),
      position: () => place.run.cursor,
    };
  }

  function openRun(
    request: StreamRequest,
    resumable: ResumableOperation | undefined,
    after: string | null,
    key: string,
    runs: Set<StreamRun>,
  ): StreamRun {
    return new StreamRun({
      open: (cursor, way) => open(request, resumable, cursor, way),
      after,
      takeCursor: resumable?.takeCursor,
      maxStallMs,
      resumeWithinMs,
      onError,
      onEvent: (run, cursor) => joinOthers(run, cursor, runs),
      onClosed(run) {
        runs.delete(run);
        if (runs.size === 0 && alike.get(key) === runs) alike.delete(key);
      },
    });
  }

  async function open(
    { query, operationName, variables, context }: StreamRequest,
    resumable: ResumableOperation | undefined,
    after: string | null,
    way: Pick<EngineRequest, 'signal' | 'onOpened'>,
  ): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    const original = { query, operationName, variables, context, ...way };
    if (resumable === undefined) return engine.subscribe(original);
    const request = { ...original, query: resumable.query, variables: resumable.variablesFor(after) };
    const answer = await engine.subscribe(request);
    if (Symbol.asyncIterator in answer || after !== resumable.after) return answer;
    // What is wrong is told in terms of what the client wrote.
    return engine.subscribe(original);
  }

  function joinOthers(run: StreamRun, cursor: string, runs: ReadonlySet<StreamRun>): void {
    for (const other of runs) {
      const missed = other === run || !other.isOpen ? undefined : other.missedSince(cursor);
      if (missed === undefined) continue;
      run.moveTo(other, missed, (listener) => {
        const place = places.get(listener);
        if (place) place.run = other;
      });
      return;
    }
  }

  function renew(): void {
    for (const runs of alike.values()) for (const run of runs) run.renew();
  }

  return { listen, renew };
}

function joinable(
  runs: ReadonlySet<StreamRun>,
  after: string | null,
): { run: StreamRun; missed: readonly StreamEvent[] } | undefined {
  for (const run of runs) {
    const missed = after === null ? missedFromStart(run) : run.missedSince(after);
    if (missed !== undefined) return { run, missed };
  }
  return undefined;
}

/** Where a stream begins by itself may depend on the moment: only one that has told nothing yet is the same. */
function missedFromStart(run: StreamRun): readonly StreamEvent[] | undefined {
  return run.after === null && !run.begun ? [] : undefined;
}

function keyOf(
  { query, operationName, variables }: EngineRequest,
  resumable: ResumableOperation | undefined,
  access: string,
): string {
  const given = Object.entries(resumable?.variables ?? variables ?? {});
  const ordered = given.sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([access, resumable?.query ?? query, operationName, ordered]);
}
