import { randomUUID } from 'node:crypto';
import type { Config } from '../../../subgraphs/shared/config.ts';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import { deriveKey } from '../../../subgraphs/shared/vault.ts';
import type { Caller } from '../token-verifier.ts';
import { keepInFile } from './file-store.ts';
import { shareInRedis } from './redis-store.ts';
import { isSameRequest } from './revocation.ts';
import type { Revocation, RevocationRequest } from './revocation.ts';
import { keepInMemory } from './store.ts';
import type { RevocationStore } from './store.ts';

/** What revocations leave of a token: nothing at all, or everything but some scopes. */
export type Effect =
  | { readonly kind: 'revoked' }
  | { readonly kind: 'narrowed'; readonly withheld: ReadonlySet<string> }
  | { readonly kind: 'none' }
  /** What was revoked has not been read yet. */
  | { readonly kind: 'unknown' };

/** What became of a request to take something back. */
export type Outcome =
  | { readonly kind: 'revoked'; readonly revocation: Revocation }
  /** It is in effect already. */
  | { readonly kind: 'known'; readonly revocation: Revocation }
  | { readonly kind: 'too-many'; readonly maximum: number }
  | { readonly kind: 'not-kept'; readonly reason: string };

/** What admins have taken back of tokens that are valid otherwise. */
export interface Revocations {
  /** Asked for each request and each event of a stream: a look-up in memory. */
  effectOn(caller: Pick<Caller, 'viewer' | 'tokenId' | 'issuedAt'>): Effect;
  /** Those that have not ended, latest first; undefined while they have not been read. */
  list(): readonly Revocation[] | undefined;
  revoke(request: RevocationRequest, by: string): Promise<Outcome>;
  /** @returns whether there was one, or `not-kept` when that could not be stored */
  withdraw(id: string): Promise<boolean | 'not-kept'>;
  /** Told whenever `effectOn` may answer otherwise than before, the end of a revocation included. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
}

export interface RevocationsOptions {
  readonly store: RevocationStore;
  /** Milliseconds since 1970. Default the present time. */
  readonly now?: () => number;
}

/** More would make each look at all of them slow; those that have ended do not count. */
const maxRevocations = 10_000;
const maxTimerMs = 2 ** 31 - 1;

const revoked: Effect = { kind: 'revoked' };
const none: Effect = { kind: 'none' };
const unknown: Effect = { kind: 'unknown' };

/** Opens them where the settings say: shared in Redis, else in a file of the data folder. @throws SettingError */
export async function openRevocations(options: {
  config: Pick<Config, 'redisUrl' | 'dataFolder'>;
  secret: string;
  logger: Logger;
  /** Whether this is the only gateway of the installation. */
  isAlone: boolean;
}): Promise<Revocations> {
  const { config, secret, logger, isAlone } = options;
  if (config.redisUrl !== undefined) {
    const prefix = `leadgraph:${deriveKey(secret, 'revocations').toString('hex').slice(0, 16)}`;
    return createRevocations({ store: shareInRedis({ url: config.redisUrl, prefix, logger }) });
  }
  if (!isAlone) {
    const setting = 'REDIS_URL';
    logger.warn({ setting }, 'without Redis, revocations hold on the gateway alone that was told of them');
  }
  return createRevocations({ store: await keepInFile(config.dataFolder) });
}

export function createRevocations(options: Partial<RevocationsOptions> = {}): Revocations {
  const { store = keepInMemory(), now = Date.now } = options;
  const listeners = new Set<() => void>();
  let byToken = new Map<string, Revocation[]>();
  let bySubject = new Map<string, Revocation[]>();
  let isRead = false;
  let next: NodeJS.Timeout | undefined;

  const inEffect = (): Revocation[] =>
    (store.all() ?? []).filter(({ until }) => until === undefined || until > now());

  function index(): void {
    const current = inEffect();
    isRead = store.all() !== undefined;
    byToken = Map.groupBy(
      current.filter(({ tokenId }) => tokenId !== undefined),
      ({ tokenId }) => tokenId as string,
    );
    bySubject = Map.groupBy(
      current.filter(({ tokenId }) => tokenId === undefined),
      ({ subject }) => subject as string,
    );
    clearTimeout(next);
    const ends = current.flatMap(({ until }) => until ?? []);
    if (ends.length === 0) return;
    next = setTimeout(changed, Math.min(Math.max(0, Math.min(...ends) - now()), maxTimerMs)).unref();
  }

  function changed(): void {
    index();
    for (const listener of listeners) listener();
  }

  store.onChange(changed);
  index();

  return {
    effectOn({ viewer, tokenId, issuedAt }) {
      if (!isRead) return unknown;
      if (byToken.size === 0 && bySubject.size === 0) return none;
      const about = [
        ...((tokenId === undefined ? undefined : byToken.get(tokenId)) ?? []),
        ...(bySubject.get(viewer.subject) ?? []),
      ].filter((each) => isMeant(each, issuedAt, now()));
      if (about.length === 0) return none;
      if (about.some(({ scopes }) => scopes === undefined)) return revoked;
      return { kind: 'narrowed', withheld: new Set(about.flatMap(({ scopes }) => scopes ?? [])) };
    },
    list: () => (isRead ? inEffect().sort((a, b) => b.createdAt - a.createdAt) : undefined),
    async revoke(request, by) {
      const current = inEffect();
      const known = current.find((each) => isSameRequest(each, request));
      if (known !== undefined) return { kind: 'known', revocation: known };
      if (current.length >= maxRevocations) return { kind: 'too-many', maximum: maxRevocations };
      const revocation = { id: randomUUID(), ...request, createdAt: now(), createdBy: by };
      try {
        await store.add(revocation);
        await forgetEnded();
        return { kind: 'revoked', revocation };
      } catch (error) {
        return { kind: 'not-kept', reason: messageOf(error) };
      }
    },
    withdraw: (id) => store.remove(id).catch(() => 'not-kept' as const),
    onChange: (listener) => void listeners.add(listener),
    async close() {
      clearTimeout(next);
      await store.close();
    },
  };

  /** What has ended is of no use, and would be read again and again. */
  async function forgetEnded(): Promise<void> {
    const ended = (store.all() ?? []).filter(({ until }) => until !== undefined && until <= now());
    for (const { id } of ended) await store.remove(id).catch(() => undefined);
  }
}

/** A token that does not say when it was made may be as old as any. */
function isMeant({ issuedBefore, until }: Revocation, issuedAt: number | undefined, nowMs: number): boolean {
  if (until !== undefined && until <= nowMs) return false;
  return issuedBefore === undefined || issuedAt === undefined || issuedAt < issuedBefore;
}
