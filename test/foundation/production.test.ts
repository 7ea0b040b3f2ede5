import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dataFolder = path.join(os.tmpdir(), 'leadgraph-production-test');

function run(command: readonly string[], env: Record<string, string>) {
  const { status, stderr, stdout } = spawnSync(process.execPath, command, {
    cwd: root,
    env: { PATH: process.env['PATH'], NO_COLOR: '1', DATA_DIR: dataFolder, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stderr, stdout };
}

const distributed = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none' };

describe.each([
  [['cli/start.ts'], { PORT: '0' }],
  [['cli/start-distributed.ts'], { PORT: '0', ...distributed }],
  [['cli/provision.ts'], distributed],
  [['gateway/run.ts'], {}],
  [['subgraphs/run.ts', 'leads'], distributed],
])('in production %j', (command, env) => {
  const name = command[0] === 'subgraphs/run.ts' ? 'leads: ' : '';

  it('does not start without a secret of its own, nor makes one', () => {
    const { status, stderr, stdout } = run(command, { ...env, NODE_ENV: 'production' });
    expect([status, stdout, stderr]).toEqual([
      1,
      '',
      `error ${name}LEADGRAPH_SECRET: expected at least 32 characters, set for this installation, since NODE_ENV is production, got nothing\n`,
    ]);
    expect(existsSync(path.join(dataFolder, 'secret'))).toBe(false);
  });

  it('does not start with a secret that is written somewhere', () => {
    const LEADGRAPH_SECRET = 'a secret for tests alone, 32 characters';
    const { status, stderr } = run(command, { ...env, NODE_ENV: 'production', LEADGRAPH_SECRET });
    expect([status, stderr]).toEqual([
      1,
      `error ${name}LEADGRAPH_SECRET: expected a random text, such as "openssl rand -base64 48" prints, ` +
        'since NODE_ENV is production, got "a text with \\"secret\\" in it"\n',
    ]);
  });
});

describe('an environment that is misspelt', () => {
  it('is not taken for development', () => {
    const { status, stderr } = run(['gateway/run.ts'], { NODE_ENV: 'prod' });
    expect([status, stderr]).toEqual([
      1,
      'error NODE_ENV: expected one of development, test, production, got "prod"\n',
    ]);
  });
});
