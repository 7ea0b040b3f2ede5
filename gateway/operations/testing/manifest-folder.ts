import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { printManifest } from '../manifest.ts';
import type { Manifest } from '../manifest.ts';
import { normaliseDocument } from '../normalise.ts';

/** A manifest per client from one text each. */
export function buildFromTexts(texts: Readonly<Record<string, string>>): Map<string, Manifest> {
  return new Map(
    Object.entries(texts).map(([client, text]) => [
      client,
      { format: 'apollo-persisted-query-manifest', version: 1, operations: normaliseDocument(text) },
    ]),
  );
}

/** A folder of manifests, removed at the end of the scope that declares it with `await using`. */
export async function writeManifests(
  manifests: ReadonlyMap<string, Manifest>,
): Promise<AsyncDisposable & { path: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-manifests-'));
  for (const [client, manifest] of manifests)
    await writeFile(path.join(folder, `${client}.json`), printManifest(manifest));
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
