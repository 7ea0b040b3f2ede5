import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ReplyMessage, RequestName, Requests } from './child.ts';

/** A child process that answers requests. */
export interface Child extends AsyncDisposable {
  ask<Name extends RequestName>(
    name: Name,
    parameters: Requests[Name]['parameters'],
  ): Promise<Requests[Name]['result']>;
}

/**
 * Starts a script of this folder as a process of its own, with the settings a server would have.
 *
 * @param profileDirectory where the process leaves a CPU profile when it ends; undefined for none
 */
export function forkChild(script: string, profileDirectory?: string): Child {
  const profiling = profileDirectory ? ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`] : [];
  const child = fork(join(import.meta.dirname, script), {
    execArgv: ['--disable-warning=ExperimentalWarning', ...profiling],
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let nextId = 0;

  child.on('message', ({ id, result, error }: ReplyMessage) => {
    const reply = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) reply?.resolve(result);
    else reply?.reject(new Error(`${script}: ${error}`));
  });
  const exited = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      for (const reply of waiting.values()) reply.reject(new Error(`${script} ended with code ${code}`));
      resolve();
    });
  });

  return {
    ask(name, parameters) {
      const id = nextId++;
      const reply = Promise.withResolvers<unknown>();
      waiting.set(id, reply);
      child.send({ id, name, parameters });
      return reply.promise as Promise<never>;
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
