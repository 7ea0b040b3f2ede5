import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Mapping } from './mapping.ts';

export interface ImportCounts {
  readonly rows: number;
  readonly created: number;
  readonly alreadyImported: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Values that could not be read, in rows that were sent without them. */
  readonly valuesLeftOut: number;
}

/** How far an import had come when its last batch was answered. */
export interface ImportState {
  readonly counts: ImportCounts;
  /** How long the rejects file was: what a killed import wrote behind that belongs to rows that come again. */
  readonly rejectsBytes: number;
}

/** What an import writes beside what it sends. */
export interface ImportPaths {
  readonly stateFile: string;
  readonly rejectsFile: string;
}

/** Two files of one name in different folders, or plain and gzipped, never share what is written for them. */
export function pathsFor(file: string, outFolder: string): ImportPaths {
  const name = path.basename(file).replace(/(\.csv)?(\.gz)?$/i, '');
  const place = createHash('sha256').update(path.resolve(file)).digest('hex').slice(0, 8);
  const base = path.join(outFolder, `${name}-${place}`);
  return { stateFile: `${base}.import-state.json`, rejectsFile: `${base}.rejects.csv` };
}

/** Remembers across the death of the process how far the import of one file, by one mapping, to one graph has come. */
export interface StateKeeper {
  /** Undefined unless the same import was interrupted, and its rejects file is still there. */
  read(): Promise<ImportState | undefined>;
  write(state: ImportState): Promise<void>;
  clear(): Promise<void>;
}

export async function openStateKeeper(
  { stateFile, rejectsFile }: ImportPaths,
  what: { file: string; mapping: Mapping; target: string },
): Promise<StateKeeper> {
  const fingerprint = await fingerprintOf(what);
  return {
    async read() {
      const text = await readFile(stateFile, 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      const state = parseState(text);
      if (state?.fingerprint !== fingerprint) return undefined;
      const rejects = await stat(rejectsFile).catch(() => undefined);
      return rejects !== undefined && rejects.size >= state.rejectsBytes ? state : undefined;
    },
    async write(state) {
      // Renamed, so that a killed process leaves the whole old or the whole new state.
      await writeFile(`${stateFile}.new`, JSON.stringify({ fingerprint, ...state }));
      await rename(`${stateFile}.new`, stateFile);
    },
    async clear() {
      await rm(stateFile, { force: true });
    },
  };
}

/** A state that cannot be read costs time, not leads: rows that are there already are found by their keys. */
function parseState(text: string): (ImportState & { fingerprint: string }) | undefined {
  try {
    const state = JSON.parse(text) as Partial<ImportState & { fingerprint: string }> | null;
    return typeof state?.rejectsBytes === 'number' && typeof state.counts?.rows === 'number'
      ? (state as ImportState & { fingerprint: string })
      : undefined;
  } catch {
    return undefined;
  }
}

/** A state is never applied to another file, another content, another mapping or another graph. */
async function fingerprintOf(what: { file: string; mapping: Mapping; target: string }): Promise<string> {
  const handle = await open(what.file);
  try {
    const { size, mtimeMs } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return createHash('sha256')
      .update(JSON.stringify([path.resolve(what.file), size, mtimeMs, what.target, plain(what.mapping)]))
      .update(buffer.subarray(0, bytesRead))
      .digest('base64url');
  } finally {
    await handle.close();
  }
}

/** Maps and sets as lists, so that all of it shows in JSON. */
function plain(value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, part]) => [key, plain(part)]);
}
