import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import { describeFailure, describeStatus } from './describe-failure.ts';
import { isPublicAddress } from './public-address.ts';
import { readRetryAfter } from './read-retry-after.ts';
import { readTarget } from './read-target.ts';
import type { Target } from './read-target.ts';

/** Sends to addresses that somebody outside chose. What is not of the public internet is never connected to. */
export interface Outbound extends AsyncDisposable {
  /** Whether we would send there: the URL's form, and every address its name has now. */
  check(text: string): Promise<Target>;
  /** One attempt. Never throws, follows no redirect, reads a few kilobytes of the answer at most. */
  post(request: OutboundRequest): Promise<OutboundAnswer>;
}

export interface OutboundOptions {
  /** Default false: https on public addresses only. */
  readonly allowPrivate?: boolean;
  /** How names become addresses. Default: the system's resolver. */
  readonly resolve?: Resolve;
  /** From the beginning of an attempt until the answer's headers are here. Default 15,000. */
  readonly timeoutMs?: number;
}

export type Resolve = (hostname: string) => Promise<readonly Address[]>;

export interface Address {
  readonly address: string;
  /** 4 or 6. */
  readonly family: number;
}

export interface OutboundRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the attempt because this process stops: it says nothing about the receiver. */
  readonly stopping: AbortSignal;
  /** For a Retry-After that names a date. */
  readonly now: Date;
}

export interface OutboundAnswer {
  /** Null when no answer came. */
  readonly statusCode: number | null;
  readonly durationMs: number;
  /** In words; null for a status from 200 to 299. */
  readonly error: string | null;
  /** What the receiver asked for with 429 or 503. */
  readonly retryAfterMs: number | null;
  /** Whether the attempt ended because this process stops. */
  readonly isStopped: boolean;
}

const defaultTimeoutMs = 15_000;
const maxAnswerBytes = 4_096;
/** The status is known: the rest of an answer is only read so that its connection can be used again. */
const bodyTimeoutMs = 1_000;
const checkTimeoutMs = 5_000;

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

class NotPublicError extends Error {
  readonly code = 'NOT_PUBLIC';
}

export function openOutbound(options: OutboundOptions = {}): Outbound {
  const { allowPrivate = false, resolve = resolveBySystem, timeoutMs = defaultTimeoutMs } = options;

  /** One private address among public ones is enough to refuse: which one is connected to is not ours to say. */
  async function resolveAllowed(hostname: string): Promise<readonly Address[]> {
    const addresses = await resolve(hostname);
    if (allowPrivate) return addresses;
    if (addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))) return addresses;
    throw new NotPublicError();
  }

  // The connection is made to what was checked here: a name that changes its mind in between gains nothing.
  const checkedLookup: LookupFunction = (hostname, { all, family }, callback) => {
    resolveAllowed(hostname).then(
      (addresses) => {
        const wanted = addresses.filter(
          (one) => family === undefined || family === 0 || one.family === family,
        );
        const [first] = wanted;
        if (first === undefined) callback(new NotPublicError(), '');
        else if (all === true) callback(null, [...wanted]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };

  const agent = new Agent({
    pipelining: 1,
    keepAliveMaxTimeout: 10_000,
    connect: { lookup: checkedLookup, timeout: timeoutMs },
  });

  return {
    async check(text) {
      const target = readTarget(text, { allowPrivate });
      if (!target.ok) return target;
      const host = target.url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0) return target;
      const addresses = await withinTime(resolveAllowed(host));
      if (addresses instanceof NotPublicError)
        return { ok: false, expected: 'a host with public addresses only' };
      return addresses instanceof Error ? { ok: false, expected: 'a host name that resolves' } : target;
    },

    async post(request) {
      const startedAt = performance.now();
      const durationMs = (): number => Math.round(performance.now() - startedAt);
      const none = { statusCode: null, retryAfterMs: null };
      // An address instead of a name is not looked up: it is checked here.
      const target = readTarget(request.url, { allowPrivate });
      if (!target.ok)
        return { ...none, durationMs: 0, error: describeFailure(new NotPublicError()), isStopped: false };
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await agent.request({
          origin: target.url.origin,
          path: `${target.url.pathname}${target.url.search}`,
          method: 'POST',
          headers: { ...request.headers },
          body: request.body,
          headersTimeout: timeoutMs,
          signal: AbortSignal.any([timeout, request.stopping]),
        });
        const result = {
          statusCode: answer.statusCode,
          durationMs: durationMs(),
          error: isSuccess(answer.statusCode) ? null : describeStatus(answer.statusCode),
          retryAfterMs: retryAfterOf(answer, request.now),
          isStopped: false,
        };
        await leave(answer);
        return result;
      } catch (error) {
        const words = timeout.aborted ? `no answer within ${timeoutMs / 1_000} s` : describeFailure(error);
        return {
          ...none,
          durationMs: durationMs(),
          error: words,
          isStopped: request.stopping.aborted && !timeout.aborted,
        };
      }
    },

    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode <= 299;
}

function retryAfterOf({ statusCode, headers }: Dispatcher.ResponseData, now: Date): number | null {
  if (statusCode !== 429 && statusCode !== 503) return null;
  const value = headers['retry-after'];
  return typeof value === 'string' ? readRetryAfter(value, now) : null;
}

/** Reads the rest when it is short, and closes the connection when it is not. */
async function leave({ body }: Dispatcher.ResponseData): Promise<void> {
  const signal = AbortSignal.timeout(bodyTimeoutMs);
  await body.dump({ limit: maxAnswerBytes, signal }).catch(() => undefined);
  body.destroy();
}

async function withinTime<T>(work: Promise<T>): Promise<T | Error> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('too late')), checkTimeoutMs);
  try {
    return await Promise.race([work, promise]);
  } catch (error) {
    return error as Error;
  } finally {
    clearTimeout(timer);
  }
}
