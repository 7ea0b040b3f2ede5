import { GraphQLError } from 'graphql';
import type { FetchFailure } from '../plan/failures.ts';
import type { ResponsePath } from '../plan/paths.ts';
import type { DeferredPlace } from '../shape/to-object.ts';
import { ObjectShaper } from '../shape/to-object.ts';
import type { DeferredRun } from './deferred-run.ts';
import type { CompletedPart, IncrementalStep, PendingPart } from './types.ts';

interface AwaitedPart extends PendingPart {
  readonly place: DeferredPlace;
}

/** Answers the deferred parts of one response as they arrive. */
export class PartResponder {
  readonly #run: DeferredRun;
  readonly #planned: ReadonlySet<string>;
  readonly #clientLabels: ReadonlyMap<string, string | undefined>;
  readonly #report: (failures: readonly FetchFailure[]) => GraphQLError[];
  readonly #translate: (path: ResponsePath) => (string | number)[];
  readonly #onPart: (place: DeferredPlace) => void;
  readonly #arrived = new Map<string, readonly FetchFailure[]>();
  #awaited: AwaitedPart[] = [];
  #lastId = 0;

  constructor(options: {
    run: DeferredRun;
    /** Labels that the plan fetches separately; others are there with what surrounds them. */
    planned: ReadonlySet<string>;
    clientLabels: ReadonlyMap<string, string | undefined>;
    /** Makes client errors of failures whose paths are those of the response already. */
    report: (failures: readonly FetchFailure[]) => GraphQLError[];
    /** A path of the plan's data in the client's own keys. */
    translate: (path: ResponsePath) => (string | number)[];
    /** Told of each part that is complete. */
    onPart: (place: DeferredPlace) => void;
  }) {
    this.#run = options.run;
    this.#planned = options.planned;
    this.#clientLabels = options.clientLabels;
    this.#report = options.report;
    this.#translate = options.translate;
    this.#onPart = options.onPart;
  }

  /** Announces parts that come later. */
  expect(places: readonly DeferredPlace[]): readonly PendingPart[] {
    const parts = places.map((place) => ({
      id: String(this.#lastId++),
      path: place.path,
      label: this.#clientLabels.get(place.label),
      place,
    }));
    this.#awaited.push(...parts);
    return parts.map(({ id, path, label }) => ({ id, path, label }));
  }

  async *steps(): AsyncGenerator<IncrementalStep, void, void> {
    while (this.#awaited.length > 0) {
      let ready = this.#takeReady();
      if (ready.length === 0) {
        const arrived = await this.#run.take();
        for (const { label, failures } of arrived)
          this.#arrived.set(
            label,
            failures.map((failure) => this.#inResponse(failure)),
          );
        // Nothing is on its way and still something is awaited: it gets what there is.
        ready = arrived.length === 0 ? this.#awaited.splice(0) : this.#takeReady();
      }
      if (ready.length === 0) continue;
      const pending: PendingPart[] = [];
      const completed = ready.map((part) => this.#complete(part, pending));
      yield { completed, pending, hasNext: this.#awaited.length > 0 };
    }
  }

  #inResponse({ error, covers }: FetchFailure): FetchFailure {
    const { message, extensions, originalError } = error;
    const path = this.#translate(error.path ?? []);
    return {
      error: new GraphQLError(message, { path, extensions, originalError: originalError ?? null }),
      covers: this.#translate(covers),
    };
  }

  #takeReady(): readonly AwaitedPart[] {
    const isReady = ({ place }: AwaitedPart): boolean =>
      this.#arrived.has(place.label) || !this.#planned.has(place.label);
    const ready = this.#awaited.filter(isReady);
    this.#awaited = this.#awaited.filter((part) => !isReady(part));
    return ready;
  }

  #complete({ place, ...part }: AwaitedPart, pending: PendingPart[]): CompletedPart {
    const failures = (this.#arrived.get(place.label) ?? []).filter(({ covers }) =>
      reaches(covers, part.path),
    );
    const shaper = new ObjectShaper(failures.map(({ covers }) => covers));
    const data = shaper.shapeDeferred(place);
    this.#onPart(place);
    pending.push(...this.expect(shaper.deferred));
    return { ...part, data, errors: [...this.#report(failures), ...shaper.errors] };
  }
}

/** Whether a failure may concern the object at the path. */
function reaches(covers: ResponsePath, path: ResponsePath): boolean {
  return covers
    .slice(0, path.length)
    .every((part, index) => part === path[index] || (part === '@' && typeof path[index] === 'number'));
}
