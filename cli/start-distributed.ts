import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { requireFreePort } from '../gateway/server.ts';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { SettingError } from '../subgraphs/shared/settings.ts';
import { installationSecret, openLocalDatabase } from './local-installation.ts';
import { loadSampleBusiness } from './sample-business.ts';
import { bold, dim, green, interrupted, red, runCommand } from './terminal.ts';
import { printWelcome } from './welcome.ts';

const restartDelayMs = 200;

await runCommand(async () => {
  const config = readConfig(process.env, subgraphNames);
  const { redisUrl } = config;
  if (redisUrl === undefined) throw new SettingError('REDIS_URL', 'a URL starting with redis://', undefined);
  const stopSignal = interrupted();
  const step = (message: string): void => console.log(dim(`  · ${message}`));
  const cleanup = new AsyncDisposableStack();
  try {
    await requireFreePort(config.host, config.port);
    const secret = await installationSecret(config);
    console.log(bold('Leadgraph, distributed'));
    step('opening PostgreSQL');
    const database = await openLocalDatabase(config, { secret, schemas: subgraphNames, onProgress: step });
    cleanup.defer(() => database.stop());
    const shared = { LEADGRAPH_SECRET: secret, REDIS_URL: redisUrl };
    const env = { ...process.env, ...shared, VAULT_DATABASE_URL: database.urlOf('vault') };

    step(`starting ${subgraphNames.length} subgraphs, a process each`);
    const running = await Promise.all(
      subgraphNames.map(async (name) => {
        const databaseUrl = { [`${name.toUpperCase()}_DATABASE_URL`]: database.urlOf(name) };
        const child = await supervise(
          name,
          '../subgraphs/run.ts',
          [name],
          { ...env, ...databaseUrl },
          'SUBGRAPH_PORT',
        );
        cleanup.defer(() => child.stop());
        return [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${child.port}/graphql`] as const;
      }),
    );
    step('starting the gateway');
    const gateway = await supervise(
      'gateway',
      '../gateway/run.ts',
      [],
      { ...env, ...Object.fromEntries(running) },
      'PORT',
    );
    cleanup.defer(() => gateway.stop());
    const url = `http://localhost:${gateway.port}`;
    await loadSampleBusiness({ url, secret, config, onProgress: step });
    console.log(green('ready'));
    await printWelcome({ url, secret, config });
    await stopSignal;
    console.log(dim('\nstopping'));
  } finally {
    await cleanup.disposeAsync();
  }
  console.log('stopped');
});

interface Supervised {
  readonly port: number;
  stop(): Promise<void>;
}

/** Keeps a process running: one that dies is started again on the port it had, so that the others find it. */
async function supervise(
  name: string,
  module: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  portSetting: string,
): Promise<Supervised> {
  const state: { child?: ChildProcess; port?: number; stopping: boolean } = { stopping: false };

  function start(): Promise<number> {
    const own = state.port === undefined ? env : { ...env, [portSetting]: String(state.port) };
    const child = fork(fileURLToPath(new URL(module, import.meta.url)), args, { env: own, detached: true });
    state.child = child;
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve((message as { port: number }).port));
      child.once('exit', (code, signal) => {
        reject(new Error(`${name} did not start.`));
        if (state.stopping || state.port === undefined) return;
        console.error(`${red(name)} ended (${signal ?? `code ${code}`}), starting it again`);
        setTimeout(() => void start().catch(() => undefined), restartDelayMs);
      });
    });
  }

  const port = await start();
  state.port = port;
  return {
    port,
    async stop() {
      state.stopping = true;
      const { child } = state;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
