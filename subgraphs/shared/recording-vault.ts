import type { AccessKind, AccessLog, AccessingCaller } from './access-log.ts';
import type { Clock } from './context.ts';
import type { Vault } from './vault.ts';

/** How long one request's access to a subject counts as one. Streams live longer: what they tell later is recorded again. */
const oneAccessMs = 60_000;

/**
 * The vault as one caller uses it in one request: nothing is opened, sealed or destroyed that is not in the log by then,
 * once per subject and kind.
 */
export function recordingVault(
  vault: Vault,
  log: AccessLog,
  {
    caller,
    clock,
    subjectOf,
  }: {
    readonly caller: AccessingCaller;
    readonly clock: Clock;
    /** The subject of a sealed text. @throws for anything that no vault has made */
    readonly subjectOf: (sealed: string) => string;
  },
): Vault {
  const recorded = new Map<string, { readonly atMs: number; readonly written: Promise<void> }>();

  /** Rejects when it cannot be recorded; the next attempt tries again. */
  async function record(kind: AccessKind, subjectIds: readonly string[]): Promise<void> {
    const at = clock();
    const keys = [...new Set(subjectIds)].map((subjectId) => ({ subjectId, key: `${kind} ${subjectId}` }));
    const missing = keys.filter(({ key }) => {
      const known = recorded.get(key);
      return known === undefined || at.getTime() - known.atMs >= oneAccessMs;
    });
    const written = log.record(missing.map(({ subjectId }) => ({ at, caller, kind, subjectId })));
    for (const { key } of missing) recorded.set(key, { atMs: at.getTime(), written });
    try {
      await Promise.all(keys.map(({ key }) => recorded.get(key)?.written));
    } catch (error) {
      for (const { key } of keys) recorded.delete(key);
      throw error;
    }
  }

  const own: Vault = {
    ...vault,
    async sealMany(entries) {
      await record(
        'CHANGE',
        entries.map(({ subjectId }) => subjectId.toLowerCase()),
      );
      return vault.sealMany(entries);
    },
    async seal(subjectId, value) {
      const [sealed] = await own.sealMany([{ subjectId, value }]);
      return sealed as string;
    },
    async openMany<T>(sealed: readonly string[]) {
      const subjects = sealed.map(subjectOf);
      // Side by side, since both wait for the database; what was opened is given out when both are done.
      const [values] = await Promise.all([vault.openMany<T>(sealed), record('READ', subjects)]);
      return values;
    },
    async open<T>(sealed: string) {
      const [value] = await own.openMany<T>([sealed]);
      return value ?? null;
    },
    note: (kind, subjectIds) =>
      record(
        kind,
        subjectIds.map((subjectId) => subjectId.toLowerCase()),
      ),
    async destroy(subjectId) {
      await record('CHANGE', [subjectId.toLowerCase()]);
      await vault.destroy(subjectId);
    },
  };
  return own;
}
