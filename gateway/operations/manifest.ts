import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import { normaliseDocument, sha256 } from './normalise.ts';
import type { PersistedOperation } from './normalise.ts';

/** What one client may ask for, in the format of Apollo's persisted query manifests. */
export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  /** Sorted by name; no two of one name. */
  readonly operations: readonly PersistedOperation[];
}

const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string().min(1),
      type: z.enum(['query', 'mutation', 'subscription']),
      body: z.string().min(1),
    }),
  ),
});

/** The folder of a client's documents and of nothing else; `manifests` beside them holds what is built. */
export const manifestFolderName = 'manifests';

/**
 * Builds the manifest of every client from the documents in `folder/<client>/*.graphql`. The same documents give the
 * same manifests, byte for byte.
 *
 * @throws Error naming the file for a document that is not GraphQL, a nameless operation, or a name used twice
 */
export function buildManifests(folder: string): Map<string, Manifest> {
  const clients = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== manifestFolderName)
    .map(({ name }) => name)
    .sort();
  return new Map(clients.map((client) => [client, buildManifest(path.join(folder, client))]));
}

function buildManifest(folder: string): Manifest {
  const byName = new Map<string, PersistedOperation>();
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort();
  for (const file of files) {
    for (const operation of operationsOf(path.join(folder, file))) {
      if (byName.has(operation.name))
        throw new Error(
          `${path.join(folder, file)}: expected names that the client uses once, got "${operation.name}" again`,
        );
      byName.set(operation.name, operation);
    }
  }
  const operations = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

function operationsOf(file: string): PersistedOperation[] {
  try {
    return normaliseDocument(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`);
  }
}

/** The text of a manifest's file. */
export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * @param origin where the text is from, for the message
 * @throws Error when it is no manifest, or an id is not the hash of its body: nobody can publish one operation under the
 *   id of another
 */
export function parseManifest(text: string, origin: string): Manifest {
  const manifest = readJson(text, origin);
  for (const { id, name, body } of manifest.operations) {
    if (sha256(body) !== id)
      throw new Error(`${origin}: expected the id of ${name} to be the SHA-256 of its body, got ${id}`);
    const [only, ...others] = normaliseDocument(body);
    if (only?.name !== name || only.body !== body || others.length > 0)
      throw new Error(`${origin}: expected the body of ${name} to be that operation, normalised`);
  }
  return manifest;
}

function readJson(text: string, origin: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new Error(`${origin}: expected a persisted query manifest: ${reason}`);
  }
}

/** Reads every `<client>.json` of a folder. @throws Error naming the file that is no manifest */
export function readManifests(folder: string): Map<string, Manifest> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return new Map(
    files.map((file) => {
      const full = path.join(folder, file);
      return [path.basename(file, '.json'), parseManifest(readFileSync(full, 'utf8'), full)];
    }),
  );
}
