import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import { TransportError } from '../errors.ts';
import type { SubgraphRequest, SubgraphTransport } from '../types.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { callHttp } from './http-call.ts';
import type { HttpReply, HttpCallError } from './http-call.ts';
import { createUpstreamSubscriber } from './upstream-subscription.ts';

export interface HttpTransportOptions {
  /** The subgraph's name, as clients read it in errors. */
  readonly name: string;
  /** Where operations are sent with POST. */
  readonly url: string;
  /** Where subscriptions are opened. Default: `url` with the scheme `ws` or `wss`. */
  readonly subscriptionUrl?: string | undefined;
  /**
   * Headers to send for a caller, names in lower case; see `allowHeaders`. For subscriptions they go with the upgrade
   * request and, under the same names, in the payload of `connection_init`. Default none.
   */
  readonly headers?: ((context: unknown) => Readonly<Record<string, string>>) | undefined;
  /** How long a fetch may take, tries and pauses together, and how long opening a subscription may. Default 30 000. */
  readonly timeoutMs?: number;
  /** Longer answers are refused without being read to the end. Default 16 MiB. */
  readonly maxResponseBytes?: number;
  /** Connections kept to the subgraph. Default 64; further fetches wait. */
  readonly maxConnections?: number;
  /** How often a query that got no answer is sent again. Mutations never are. Default 2. */
  readonly retries?: number;
  /** Longest pause before the first of these; doubles each time. The pause is random up to it. Default 50. */
  readonly retryDelayMs?: number;
  /** After this many fetches in a row without an answer the subgraph is left alone for `openMs`. Default 10 and 5000. */
  readonly circuitBreaker?: { readonly failures: number; readonly openMs: number };
  /** Milliseconds that only grow. Default `performance.now`. */
  readonly now?: () => number;
  /** From 0 up to 1. Default `Math.random`. */
  readonly random?: () => number;
}

/** Statuses with which proxies say that they got no answer, if no GraphQL comes with it. */
const PASSING_STATUSES = new Set([502, 503, 504]);

/** Why there is no answer, as `extensions.reason` says it. */
export type NoAnswerReason =
  'REFUSED' | 'RESET' | 'TIMEOUT' | 'TOO_LARGE' | 'NOT_GRAPHQL' | 'CIRCUIT_OPEN' | 'ABORTED';

/**
 * Reaches a subgraph over HTTP, and over WebSocket (graphql-transport-ws) for subscriptions.
 *
 * What fails rejects with a `TransportError` whose `details.reason` is a `NoAnswerReason`: SUBGRAPH_UNREACHABLE for REFUSED,
 * RESET and CIRCUIT_OPEN (with `retryAfterMs`), SUBGRAPH_TIMEOUT for TIMEOUT (with `timeoutMs`), SUBGRAPH_INVALID_RESPONSE
 * for TOO_LARGE (with `maxResponseBytes`) and NOT_GRAPHQL (with `status`). An answer of any status whose body is GraphQL is
 * an answer.
 */
export function createHttpTransport(options: HttpTransportOptions): SubgraphTransport {
  const { name, headers, timeoutMs = 30_000, maxResponseBytes = 16 * 1024 * 1024 } = options;
  const { retries = 2, retryDelayMs = 50, now = () => performance.now(), random = Math.random } = options;
  const { maxConnections = 64, circuitBreaker = { failures: 10, openMs: 5_000 } } = options;
  const url = new URL(options.url);
  const path = `${url.pathname}${url.search}`;
  const pool = new Pool(url.origin, { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 });
  const breaker = createCircuitBreaker({ ...circuitBreaker, now });
  const subscriber = createUpstreamSubscriber({ ...options, timeoutMs });

  async function execute(request: SubgraphRequest): Promise<ExecutionResult> {
    const body = bodyOf(request);
    const requestHeaders = { ...headers?.(request.context), ...FIXED_HEADERS };
    const deadline = now() + timeoutMs;
    const tries = request.operationKind === 'query' ? retries : 0;
    for (let attempt = 0; ; attempt++) {
      const outcome = await attemptOnce(request, requestHeaders, body, deadline - now());
      if (!(outcome instanceof Refusal)) return outcome;
      const pauseMs = random() * retryDelayMs * 2 ** attempt;
      if (!outcome.passing || attempt >= tries || now() + pauseMs >= deadline) throw outcome.error;
      await pause(pauseMs, request.signal);
    }
  }

  async function attemptOnce(
    { signal }: SubgraphRequest,
    requestHeaders: Readonly<Record<string, string>>,
    body: string,
    remainingMs: number,
  ): Promise<ExecutionResult | Refusal> {
    const retryAfterMs = breaker.admit();
    if (retryAfterMs > 0) return new Refusal(circuitOpen(retryAfterMs), false);
    const call = { path, headers: requestHeaders, body, timeoutMs: remainingMs, maxResponseBytes, signal };
    try {
      return readReply(await callHttp(pool, call));
    } catch (error) {
      return refusalOf(error as HttpCallError);
    }
  }

  function readReply(reply: HttpReply): ExecutionResult | Refusal {
    const result = parseResult(reply.body);
    const passing = PASSING_STATUSES.has(reply.status);
    if (result !== undefined || !passing) breaker.succeed();
    else breaker.fail();
    return result ?? new Refusal(notGraphQL(reply), passing);
  }

  function refusalOf(failure: HttpCallError): Refusal {
    if (failure.reason === 'ABORTED') breaker.abandon();
    else if (failure.reason === 'TOO_LARGE') breaker.succeed();
    else breaker.fail();
    return new Refusal(transportError(failure), failure.reason === 'REFUSED' || failure.reason === 'RESET');
  }

  function transportError(failure: HttpCallError): TransportError {
    const { reason, cause = failure } = failure;
    switch (reason) {
      case 'REFUSED':
        return noAnswer('SUBGRAPH_UNREACHABLE', 'could not be reached', { reason }, cause);
      case 'RESET':
        return noAnswer(
          'SUBGRAPH_UNREACHABLE',
          'broke off before its answer was complete',
          { reason },
          cause,
        );
      case 'TIMEOUT':
        return noAnswer('SUBGRAPH_TIMEOUT', 'did not answer in time', { reason, timeoutMs }, cause);
      case 'TOO_LARGE':
        return noAnswer(
          'SUBGRAPH_INVALID_RESPONSE',
          'gave a longer answer than is allowed',
          { reason, maxResponseBytes },
          cause,
        );
      case 'ABORTED':
        return noAnswer('REQUEST_ABORTED', 'was not waited for any longer', { reason }, cause);
    }
  }

  function notGraphQL({ status, contentType }: HttpReply): TransportError {
    const cause = new Error(`HTTP ${status} with content type "${contentType}"`);
    return noAnswer(
      'SUBGRAPH_INVALID_RESPONSE',
      'answered with something that is not GraphQL',
      { reason: 'NOT_GRAPHQL', status },
      cause,
    );
  }

  function circuitOpen(waitMs: number): TransportError {
    const details = { reason: 'CIRCUIT_OPEN' as const, retryAfterMs: Math.ceil(waitMs) };
    return noAnswer('SUBGRAPH_UNREACHABLE', 'has failed repeatedly and is left alone for a while', details);
  }

  function noAnswer(
    code: TransportError['code'],
    what: string,
    details: { reason: NoAnswerReason; [detail: string]: unknown },
    cause?: unknown,
  ): TransportError {
    return new TransportError(code, `The subgraph "${name}" ${what}.`, { cause, details });
  }

  return {
    execute,
    subscribe: (request) => subscriber.subscribe(request),
    async close() {
      await Promise.all([pool.close(), subscriber.close()]);
    },
  };
}

/** A try that gave no answer. */
class Refusal {
  readonly error: TransportError;
  /** Whether the next try may go better. */
  readonly passing: boolean;

  constructor(error: TransportError, passing: boolean) {
    this.error = error;
    this.passing = passing;
  }
}

const FIXED_HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, application/graphql-response+json;q=0.9',
};

/** The part of a body that does not depend on the variables, by the document of a plan node. */
const bodyPrefixes = new WeakMap<DocumentNode, string>();

function bodyOf({ query, document, operationName, variables }: SubgraphRequest): string {
  let prefix = bodyPrefixes.get(document);
  if (prefix === undefined) {
    prefix = JSON.stringify({ query, operationName }).slice(0, -1);
    bodyPrefixes.set(document, prefix);
  }
  return `${prefix},"variables":${JSON.stringify(variables)}}`;
}

function parseResult(body: string): ExecutionResult | undefined {
  try {
    const result: unknown = JSON.parse(body);
    return isResult(result) ? result : undefined;
  } catch {
    return undefined;
  }
}

function isResult(value: unknown): value is ExecutionResult {
  if (typeof value !== 'object' || value === null) return false;
  const { data, errors } = value as Record<string, unknown>;
  return (typeof data === 'object' && !Array.isArray(data) && data !== null) || Array.isArray(errors);
}

async function pause(pauseMs: number, signal: AbortSignal): Promise<void> {
  // An abort ends the pause early; the next try then sees it for itself.
  await delay(pauseMs, undefined, { signal }).catch(() => undefined);
}
