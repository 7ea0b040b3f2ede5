import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { watchSupergraph } from './watch-supergraph.ts';
import type { ReloadOutcome } from './watch-supergraph.ts';

/** A watched file in a folder of its own. Texts that begin with `bad` are refused. */
async function startWatch(intervalMs = 5) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-supergraph-'));
  const file = path.join(folder, 'supergraph.graphql');
  await writeFile(file, 'first');
  const loaded: string[] = [];
  const outcomes: ReloadOutcome[] = [];
  const errors: unknown[] = [];
  let changed = (): void => {};
  const logger = { ...createLogger('silent'), error: (details: object) => errors.push(details) };
  const watch = watchSupergraph({
    file,
    current: 'first',
    async load(text) {
      if (text.startsWith('bad')) throw new Error(`${text} does not fit`);
      loaded.push(text);
    },
    onOutcome(outcome) {
      outcomes.push(outcome);
      changed();
    },
    logger,
    intervalMs,
  });
  return {
    folder,
    file,
    watch,
    loaded,
    outcomes,
    errors,
    until: (fits: () => boolean) =>
      new Promise<void>((resolve) => {
        changed = () => fits() && resolve();
        changed();
      }),
    async [Symbol.asyncDispose]() {
      await watch.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe('a gateway whose supergraph file is not there', () => {
  it('does not start, and says so in one line', async () => {
    const run = fileURLToPath(new URL('run.ts', import.meta.url));
    const env = {
      LEADGRAPH_SECRET: 'x'.repeat(32),
      SUPERGRAPH_FILE: '/no/such/supergraph.graphql',
      PORT: '0',
    };
    const child = spawn(process.execPath, [run], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = await once(child, 'close');
    expect([code, said]).toEqual([
      1,
      'error SUPERGRAPH_FILE: expected a file that can be read, got "/no/such/supergraph.graphql (ENOENT)"\n',
    ]);
  });
});

describe('a supergraph file', () => {
  it('is taken up when it is written, replaced by another file, or removed and made again', async () => {
    await using watched = await startWatch();
    const { file, loaded, until } = watched;
    await writeFile(file, 'second');
    await until(() => loaded.length === 1);
    await writeFile(`${file}.new`, 'third');
    await rename(`${file}.new`, file);
    await until(() => loaded.length === 2);
    await rm(file);
    await writeFile(file, 'fourth');
    await until(() => loaded.length === 3);
    expect(loaded).toEqual(['second', 'third', 'fourth']);
  });

  it('is taken up where it is a link that comes to point elsewhere, as in a mounted config map', async () => {
    await using watched = await startWatch();
    const { file, folder, loaded, until } = watched;
    await writeFile(path.join(folder, 'v2'), 'second');
    await symlink('v2', `${file}.link`);
    await rename(`${file}.link`, file);
    await until(() => loaded.length === 1);
    await writeFile(path.join(folder, 'v3'), 'third');
    await symlink('v3', `${file}.link`);
    await rename(`${file}.link`, file);
    await until(() => loaded.length === 2);
    expect(loaded).toEqual(['second', 'third']);
  });

  it('that changed between its reading and the watch is taken up', async () => {
    await using watched = await startWatch(60_000);
    await writeFile(watched.file, 'second');
    await watched.watch.check();
    expect(watched.loaded).toEqual(['second']);
  });

  it('that is refused is logged with the reason, once, and the next one is taken', async () => {
    await using watched = await startWatch();
    const { file, outcomes, until } = watched;
    await until(() => outcomes.length === 1);
    await writeFile(file, 'bad one');
    await until(() => outcomes.length === 2);
    await writeFile(file, 'second');
    await until(() => outcomes.length === 3);
    expect(outcomes).toEqual(['unchanged', 'refused', 'loaded']);
    expect(watched.errors).toEqual([{ file, error: 'bad one does not fit' }]);
    expect(watched.loaded).toEqual(['second']);
  });

  it('that is refused and put back counts as what is served', async () => {
    await using watched = await startWatch();
    const { file, outcomes, until } = watched;
    await until(() => outcomes.length === 1);
    await writeFile(file, 'bad one');
    await until(() => outcomes.length === 2);
    await writeFile(file, 'first');
    await until(() => outcomes.length === 3);
    expect(outcomes).toEqual(['unchanged', 'refused', 'unchanged']);
    expect(watched.loaded).toEqual([]);
  });

  it('that cannot be read is refused when one asks, and the old one goes on being served', async () => {
    await using watched = await startWatch(60_000);
    await watched.watch.check();
    await rm(watched.file);
    await watched.watch.check();
    expect(watched.outcomes.at(-1)).toBe('refused');
    expect(watched.errors).toEqual([
      { file: watched.file, error: expect.stringContaining('ENOENT: no such file') },
    ]);
    await writeFile(watched.file, 'second');
    await watched.watch.check();
    expect(watched.loaded).toEqual(['second']);
  });
});
