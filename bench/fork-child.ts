import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CommonRequests, ReplyMessage } from './answer-parent.ts';

/** A child process that answers requests. */
export interface Child<Requests extends CommonRequests> extends AsyncDisposable {
  ask<Name extends keyof Requests>(
    name: Name,
    parameters: Part<Requests[Name], 'parameters'>,
  ): Promise<Part<Requests[Name], 'result'>>;
}

type Part<Request, Key> = Key extends keyof Request ? Request[Key] : never;

/**
 * Starts a script as a process of its own, with the settings a server would have.
 *
 * @param profileDirectory where the process leaves a CPU profile when it ends; undefined for none
 */
export function forkChild<Requests extends CommonRequests>(
  script: URL,
  profileDirectory?: string,
): Child<Requests> {
  const path = fileURLToPath(script);
  const profiling = profileDirectory ? ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`] : [];
  const child = fork(path, {
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
    else reply?.reject(new Error(`${path}: ${error}`));
  });
  const exited = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      for (const reply of waiting.values()) reply.reject(new Error(`${path} ended with code ${code}`));
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
