import type { FetchFailure } from '../plan/failures.ts';

/** A deferred part whose data is complete, with what went wrong while it was fetched. */
export interface ArrivedPart {
  readonly label: string;
  readonly failures: readonly FetchFailure[];
}

/** Gathers deferred parts as their fetches finish, in whatever order, until somebody takes them. */
export class DeferredRun {
  #running = 0;
  #arrived: ArrivedPart[] = [];
  #wake: (() => void) | undefined;

  /** Takes charge of a part that is being fetched. `work` never rejects. */
  add(label: string, work: Promise<readonly FetchFailure[]>): void {
    this.#running++;
    void work.then((failures) => {
      this.#running--;
      this.#arrived.push({ label, failures });
      this.#wake?.();
    });
  }

  /** What has arrived since the last call; waits for something. Empty when nothing is on its way any more. */
  async take(): Promise<readonly ArrivedPart[]> {
    if (this.#arrived.length === 0 && this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const arrived = this.#arrived;
    this.#arrived = [];
    return arrived;
  }
}
