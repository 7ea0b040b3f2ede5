import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { freePort } from '../../subgraphs/shared/embedded-postgres.ts';

/** What a run uses when it is there. */
export interface Optional {
  readonly name: string;
  readonly howToGet: string;
}

const redis: Optional = { name: 'Redis', howToGet: 'apt-get install redis-server, or brew install redis' };
const chromium: Optional = { name: 'Chromium', howToGet: 'apt-get install chromium, or set CHROMIUM_PATH' };

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

/**
 * Starts a Redis of its own, which keeps nothing on disk. Undefined when no `redis-server` is installed.
 * @param onPort where another one was before. Default a free port.
 */
export async function startRedis(onPort?: number): Promise<RedisServer | undefined> {
  if (!isInstalled('redis-server')) return undefined;
  const port = onPort ?? (await freePort());
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with code ${child.exitCode}.`);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async stop() {
      child.kill();
      await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => setTimeout(() => resolve(false), 10));
  });
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Where Chromium is, if it is anywhere. */
export function findChromium(): string | undefined {
  const places = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return places.find((place) => place !== undefined && existsSync(place));
}

/** One line per thing that this machine lacks. */
export function leftOut(have: { redis: boolean; chromium: boolean }): string[] {
  const missing = [have.redis ? [] : redis, have.chromium ? [] : chromium].flat();
  return missing.map(({ name, howToGet }) => `left out: tests that need ${name} (${howToGet})`);
}
