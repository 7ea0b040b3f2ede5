import { parse } from 'graphql';
import { parentPort, workerData } from 'node:worker_threads';
import { planWithApollo } from './apollo.ts';

/** What the main thread asks for. */
export interface WorkerQuestion {
  readonly id: number;
  readonly operation: string;
  readonly overrideLabels: readonly string[];
}

/** `plan` is JSON; of a failure only the message comes back. */
export type WorkerAnswer =
  { readonly id: number; readonly plan: string } | { readonly id: number; readonly error: string };

const { supergraphSdl } = workerData as { readonly supergraphSdl: string };
const plan = planWithApollo(supergraphSdl);

parentPort?.on('message', ({ id, operation, overrideLabels }: WorkerQuestion) => {
  parentPort?.postMessage(answer(id, operation, overrideLabels));
});

function answer(id: number, operation: string, overrideLabels: readonly string[]): WorkerAnswer {
  try {
    return { id, plan: JSON.stringify(plan({ document: parse(operation), overrideLabels })) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
