import type { QueryPlan } from '@apollo/query-planner';
import { print } from 'graphql';
import { Worker } from 'node:worker_threads';
import type { Planner } from './planner.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-thread.ts';

interface Waiting {
  resolve(plan: QueryPlan): void;
  reject(reason: Error): void;
}

/**
 * Apollo's planner on a thread of its own: an operation that takes long to plan holds up other operations that are not
 * planned yet, and nothing else. Costs a second copy of the supergraph in memory.
 */
export function createWorkerPlanner(supergraph: { readonly sdl: string }): Planner {
  return new WorkerPlanner(supergraph.sdl);
}

class WorkerPlanner implements Planner {
  readonly #supergraphSdl: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(supergraphSdl: string) {
    this.#supergraphSdl = supergraphSdl;
    this.#worker = this.#start();
  }

  plan({ document, overrideLabels }: Parameters<Planner['plan']>[0]): Promise<QueryPlan> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const question: WorkerQuestion = { id: ++this.#lastId, operation: print(document), overrideLabels };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve, reject });
      worker.ref();
      worker.postMessage(question);
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker-thread.ts', import.meta.url), {
      workerData: { supergraphSdl: this.#supergraphSdl },
    });
    // An engine that nobody asks anything must not keep the process alive.
    worker.unref();
    worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('The planner has stopped.')));
    return worker;
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ('plan' in answer) waiting?.resolve(JSON.parse(answer.plan) as QueryPlan);
    else waiting?.reject(new Error(answer.error));
  }

  /** What waits is refused; the next question starts another worker. */
  #fail(worker: Worker, reason: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
