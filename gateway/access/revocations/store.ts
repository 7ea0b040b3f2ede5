import type { Revocation } from './revocation.ts';

/** Where revocations are kept, so that neither a restart nor another gateway misses one. */
export interface RevocationStore {
  /** All that are kept, whether they have ended or not; undefined until they have been read for the first time. */
  all(): readonly Revocation[] | undefined;
  /** Resolves once it is kept. Rejects when it cannot be: then it is not in effect either. */
  add(revocation: Revocation): Promise<void>;
  /** Resolves to whether there was one. Rejects when that cannot be kept. */
  remove(id: string): Promise<boolean>;
  /** Told when `all` has changed, whoever changed it. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
}

/** Keeps them as long as the process lives. */
export function keepInMemory(): RevocationStore {
  const kept = new Map<string, Revocation>();
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  return {
    all: () => [...kept.values()],
    async add(revocation) {
      kept.set(revocation.id, revocation);
      changed();
    },
    async remove(id) {
      const was = kept.delete(id);
      if (was) changed();
      return was;
    },
    onChange: (listener) => void listeners.add(listener),
    close: async () => undefined,
  };
}
