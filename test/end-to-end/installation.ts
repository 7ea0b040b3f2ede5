import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { issueToken } from '../../gateway/access/tokens.ts';
import { freePort } from '../../subgraphs/shared/embedded-postgres.ts';

/** A Leadgraph as a newcomer starts it: a process of its own on a data folder of its own. */
export interface Installation extends AsyncDisposable {
  readonly url: string;
  readonly dataFolder: string;
  /** Of the command that was started. */
  pid(): number;
  /** What it has printed so far. */
  output(): string;
  /** Runs the start command again on the same folder, with nothing running before. Resolves when it is ready. */
  start(): Promise<void>;
  /** Ctrl-C. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** `kill -9` of the process and, in the distributed mode, of all it started. */
  kill(): Promise<void>;
  token(
    role: 'integrator' | 'agent' | 'manager' | 'admin',
    agentId?: string,
    more?: { readonly subject?: string; readonly teams?: readonly string[] },
  ): Promise<string>;
}

const startTimeoutMs = 60_000;

export async function install(
  options: {
    command?: 'start' | 'start-distributed';
    env?: Record<string, string>;
  } = {},
): Promise<Installation> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let running: ReturnType<typeof run> | undefined;

  function run() {
    return runCommand(options.command ?? 'start', [], {
      DATA_DIR: dataFolder,
      PORT: String(port),
      ...options.env,
    });
  }

  const installation: Installation = {
    url,
    dataFolder,
    pid: () => running?.child.pid ?? 0,
    output: () => running?.output() ?? '',
    async start() {
      running = run();
      await readiness(running, 'Ctrl-C stops everything');
    },
    async stop() {
      running?.child.kill('SIGINT');
      return (await running?.exited) ?? null;
    },
    async kill() {
      running?.child.kill('SIGKILL');
      await running?.exited;
    },
    async token(role, agentId, more) {
      return issueToken(await readFile(path.join(dataFolder, 'secret'), 'utf8'), { role, agentId, ...more });
    },
    async [Symbol.asyncDispose]() {
      if (running?.child.exitCode === null && running.child.signalCode === null) await installation.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
  await installation.start();
  return installation;
}

export interface RunningCommand {
  readonly child: ReturnType<typeof spawn>;
  readonly exited: Promise<number | null>;
  /** Standard output and standard error together. */
  output(): string;
  /** Resolves when the output contains the text; rejects when the command ends before. */
  printed(text: string): Promise<void>;
}

/** Runs a command of `cli/` as its npm script would. */
export function runCommand(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
): RunningCommand {
  const file = fileURLToPath(new URL(`../../cli/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...withoutTestVariables(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let changed = (): void => undefined;
  const take = (chunk: Buffer): void => {
    output += chunk.toString();
    changed();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    exited,
    output: () => output,
    printed: (text) =>
      new Promise((resolve, reject) => {
        changed = () => {
          if (output.includes(text)) resolve();
        };
        changed();
        void exited.then(() =>
          reject(new Error(`The command ended before it printed "${text}":\n${output}`)),
        );
      }),
  };
}

function withoutTestVariables(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return rest;
}

async function readiness(command: RunningCommand, text: string): Promise<void> {
  const late = setTimeout(() => command.child.kill('SIGKILL'), startTimeoutMs);
  try {
    await command.printed(text);
  } finally {
    clearTimeout(late);
  }
}
