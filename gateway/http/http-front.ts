import type { IncomingMessage, ServerResponse } from 'node:http';
import { OperationTypeNode } from 'graphql';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Engine } from '../engine/types.ts';
import type { IncrementalResponse } from '../engine/incremental/types.ts';
import { createDrain } from './drain.ts';
import { httpError, httpHintOf, toClientError, withoutHttpHints } from './errors.ts';
import { incrementalMediaTypeFor, writeIncremental } from './incremental.ts';
import type { IncrementalMediaType } from './incremental.ts';
import { createOperationReader } from './known-operations.ts';
import { negotiateCoding, negotiateMediaType } from './negotiate.ts';
import type { ResponseMediaType } from './negotiate.ts';
import type { Exchange, HttpPlugin } from './plugin.ts';
import { readParams } from './read-params.ts';
import type { GraphQLParams } from './read-params.ts';
import { writeResponse } from './write-response.ts';

export interface HttpFrontOptions<Context = unknown> {
  /** With `executeIncremental`, deferred parts are sent later to clients that take them. */
  readonly engine: Pick<Engine, 'execute'> & Partial<Pick<Engine, 'executeIncremental'>>;
  /**
   * Who is asking; becomes `EngineRequest.context`. Called once per HTTP request, before the body is read, with its
   * headers. A `GraphQLError` thrown here refuses the request with the status and headers of its `extensions.http`
   * (e.g. 401 and `www-authenticate`).
   */
  readonly contextFor: (req: IncomingMessage) => Promise<Context> | Context;
  /** Default none. */
  readonly plugins?: readonly HttpPlugin<Context>[];
  /** Whether a POST may carry a list of operations. Default false: such a request gets BATCHING_REFUSED. */
  readonly batching?: { readonly maxOperations: number } | false;
  /** Longer bodies get PAYLOAD_TOO_LARGE. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Shorter responses are sent as they are; Infinity turns compression off. Default 1024. */
  readonly compressAboveBytes?: number;
  /** How many parsed documents are remembered. Default 1000. */
  readonly maxDocuments?: number;
  /** Documents of more lexical tokens are refused with OPERATION_TOO_LARGE. Default 10 000. */
  readonly maxTokens?: number;
  /**
   * Answers subscriptions in place of the front (SSE, multipart). Resolves to a result when it refuses one: the front
   * answers with it. Without this they get SUBSCRIPTION_NEEDS_A_STREAM.
   */
  readonly serveSubscription?: (
    exchange: Exchange<Context>,
    res: ServerResponse,
  ) => Promise<ExecutionResult | undefined>;
  /** Answers with a single result in place of the front, for clients that read no JSON. False: the front answers. */
  readonly serveResult?: (
    result: ExecutionResult,
    exchange: Exchange<Context>,
    res: ServerResponse,
  ) => boolean;
  /** Told what failed with something that clients do not get to read. Default: nobody is told. */
  readonly onError?: (error: unknown, req: IncomingMessage) => void;
}

/** GraphQL over HTTP for one path. */
export interface HttpFront<Context = unknown> {
  /** Answers one request; never rejects. Mount it at the GraphQL path beside other routes. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /**
   * Runs one query or mutation for a door that speaks no GraphQL and writes `res` itself: with the same plugins, and
   * counted by `drain`. Never rejects: refusals are in `errors`, with their `extensions.http`.
   *
   * @returns the result, and headers that plugins want in the response
   */
  run(
    req: IncomingMessage,
    res: ServerResponse,
    context: Context,
    params: GraphQLParams,
  ): Promise<{ result: ExecutionResult; headers: Readonly<Record<string, string>> }>;
  /**
   * Begins an orderly stop: requests that still come are answered, but every response asks the client to close its
   * connection. Resolves when none is in progress. Those that take longer than `graceMs` (default 10 000) are aborted.
   * Call it together with `server.close()`.
   */
  drain(options?: { graceMs?: number }): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sent with every response: it depends on these request headers, and no browser may take it for anything but JSON. */
const FIXED_HEADERS = { vary: 'accept, accept-encoding', 'x-content-type-options': 'nosniff' } as const;

/**
 * Serves an engine as the GraphQL over HTTP specification says: GET and POST, `application/graphql-response+json` and
 * `application/json`, mutations refused on GET. Under `application/json` a request that parses as JSON but cannot be
 * executed gets 200, under the other media type 400; a refusal that names its status gets that under both.
 */
export function createHttpFront<Context>(options: HttpFrontOptions<Context>): HttpFront<Context> {
  const { maxBodyBytes = 1024 * 1024, compressAboveBytes = 1024, batching = false, plugins = [] } = options;
  const { maxDocuments = 1000, maxTokens = 10_000 } = options;
  const readOperation = createOperationReader({ maxDocuments, maxTokens });
  const onRequest = plugins.filter((plugin) => plugin.onRequest);
  const onParsed = plugins.filter((plugin) => plugin.onParsed);
  const onResponse = plugins.filter((plugin) => plugin.onResponse);
  const draining = createDrain();

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const signal = draining.track(res);
    let mediaType: ResponseMediaType = 'application/json';
    let answer: Answer | undefined;
    try {
      mediaType = negotiateMediaType(acceptWithoutStreams(req.headers.accept));
      answer = await answerRequest(req, res, mediaType, signal);
    } catch (error) {
      answer = refusal(clientErrorFor(error, req));
    }
    if (answer === undefined) return;
    try {
      await send(req, res, mediaType, answer);
    } catch (error) {
      options.onError?.(error, req);
      res.destroy();
    }
  }

  async function answerRequest(
    req: IncomingMessage,
    res: ServerResponse,
    mediaType: ResponseMediaType,
    signal: AbortSignal,
  ): Promise<Answer | undefined> {
    const context = await options.contextFor(req);
    const params = await readParams(req, maxBodyBytes);
    const responseHeaders: Record<string, string> = {};
    const exchangeFor = (each: GraphQLParams): Exchange<Context> => ({
      request: req,
      context,
      params: each,
      operation: undefined,
      result: undefined,
      responseHeaders,
    });
    if (isBatch(params)) {
      refuseOversizedBatch(params);
      const results = await Promise.all(params.map((each) => run(exchangeFor(each), undefined, signal)));
      const body = `[${results.map((result) => JSON.stringify(withoutHttpHints(result ?? {}))).join(',')}]`;
      return { status: 200, body, headers: responseHeaders };
    }
    const exchange = exchangeFor(params);
    const result = await run(exchange, res, signal);
    if (result === undefined || options.serveResult?.(result, exchange, res)) return undefined;
    return toAnswer(result, responseHeaders, mediaType);
  }

  function refuseOversizedBatch(batch: readonly GraphQLParams[]): void {
    if (batching === false) throw httpError('BATCHING_REFUSED', 'Expected one operation, got a list');
    const { maxOperations } = batching;
    if (batch.length > 0 && batch.length <= maxOperations) return;
    const message = `Expected a list of 1 to ${maxOperations} operations, got ${batch.length}`;
    throw httpError('BATCHING_REFUSED', message, { details: { maxOperations, operations: batch.length } });
  }

  /**
   * Runs one operation; never rejects. `res` is the response a subscription may be streamed to, undefined within a
   * batch. Resolves to undefined when the response was taken over by `serveSubscription`.
   */
  async function run(exchange: Exchange<Context>, res: ServerResponse | undefined, signal: AbortSignal) {
    try {
      for (const plugin of onRequest) await plugin.onRequest?.(exchange);
      const query = requireQuery(exchange.params);
      exchange.operation = readOperation(query, exchange.params.operationName);
      for (const plugin of onParsed) await plugin.onParsed?.(exchange);
      if (exchange.operation?.type === OperationTypeNode.SUBSCRIPTION) {
        if (!res || !options.serveSubscription) throw needsStream();
        exchange.result = await options.serveSubscription(exchange, res);
        return exchange.result && (await finish(exchange));
      }
      refuseMutationOnGet(exchange);
      const incremental = res && incrementalMediaTypeFor(exchange.request.headers.accept);
      if (incremental && options.engine.executeIncremental) {
        const { operationName, variables } = exchange.params;
        const { context } = exchange;
        const request = { query, operationName, variables, context, signal };
        const response = await options.engine.executeIncremental(request);
        if ('steps' in response) {
          await sendIncrementally(exchange, response, incremental, res);
          return undefined;
        }
        exchange.result = response;
      } else {
        exchange.result = await execute(query, exchange, signal);
      }
    } catch (error) {
      exchange.result = { errors: [clientErrorFor(error, exchange.request)] };
    }
    return finish(exchange);
  }

  function execute(query: string, { params, context }: Exchange<Context>, signal: AbortSignal) {
    const { operationName, variables } = params;
    return options.engine.execute({ query, operationName, variables, context, signal });
  }

  /** Plugins see the first answer as the result. */
  async function sendIncrementally(
    exchange: Exchange<Context>,
    response: IncrementalResponse,
    mediaType: IncrementalMediaType,
    res: ServerResponse,
  ): Promise<void> {
    exchange.result = response.initial;
    const initial = await finish(exchange);
    const headers = {
      ...FIXED_HEADERS,
      ...(draining.started && { connection: 'close' }),
      ...exchange.responseHeaders,
    };
    await writeIncremental(res, { ...response, initial }, mediaType, headers);
  }

  async function finish(exchange: Exchange<Context>): Promise<ExecutionResult> {
    try {
      for (const plugin of onResponse) await plugin.onResponse?.(exchange);
      return exchange.result as ExecutionResult;
    } catch (error) {
      return { errors: [clientErrorFor(error, exchange.request)] };
    }
  }

  function clientErrorFor(error: unknown, req: IncomingMessage): GraphQLError {
    const clientError = toClientError(error);
    if (clientError !== error) options.onError?.(error, req);
    return clientError;
  }

  function send(req: IncomingMessage, res: ServerResponse, mediaType: ResponseMediaType, answer: Answer) {
    const headers = {
      ...FIXED_HEADERS,
      'content-type': `${mediaType}; charset=utf-8`,
      ...(draining.started && { connection: 'close' }),
      ...answer.headers,
    };
    const coding = negotiateCoding(req.headers['accept-encoding'] as string | undefined);
    return writeResponse(res, { ...answer, headers }, { coding, compressAboveBytes });
  }

  async function runFor(req: IncomingMessage, res: ServerResponse, context: Context, params: GraphQLParams) {
    const signal = draining.track(res);
    const headers: Record<string, string> = {};
    const exchange = {
      request: req,
      context,
      params,
      operation: undefined,
      result: undefined,
      responseHeaders: headers,
    };
    return { result: (await run(exchange, undefined, signal)) ?? {}, headers };
  }

  return { handle, run: runFor, drain: draining.drain };
}

/**
 * A client that would also take a stream (`text/event-stream`, `multipart/mixed`) gets a single result as JSON, also
 * when the stream is all it names: the answer is then a refusal it can show.
 */
function acceptWithoutStreams(accept: string | undefined): string | undefined {
  if (accept === undefined || !/text\/event-stream|multipart\/mixed/i.test(accept)) return accept;
  const others = accept
    .split(',')
    .filter((range) => !/^\s*(text\/event-stream|multipart\/mixed)/i.test(range));
  return others.length === 0 ? undefined : others.join(',');
}

function isBatch(params: GraphQLParams | readonly GraphQLParams[]): params is readonly GraphQLParams[] {
  return Array.isArray(params);
}

function requireQuery({ query }: GraphQLParams): string {
  if (query !== undefined) return query;
  throw httpError('BAD_REQUEST', 'Expected "query" to be a string, got none');
}

function refuseMutationOnGet({ request, operation }: Exchange): void {
  if (request.method !== 'GET' || operation?.type !== OperationTypeNode.MUTATION) return;
  throw httpError('METHOD_NOT_ALLOWED', 'Expected a mutation to be sent with POST, got GET', {
    headers: { allow: 'POST' },
  });
}

function needsStream(): GraphQLError {
  return httpError(
    'SUBSCRIPTION_NEEDS_A_STREAM',
    'This operation is a subscription: send it over WebSocket (graphql-transport-ws)',
  );
}

function toAnswer(
  result: ExecutionResult,
  responseHeaders: Readonly<Record<string, string>>,
  mediaType: ResponseMediaType,
): Answer {
  const hints = (result.errors ?? []).map(httpHintOf).filter((hint) => hint !== undefined);
  const headers = Object.assign({}, responseHeaders, ...hints.map((hint) => hint.headers));
  const body = JSON.stringify(withoutHttpHints(result));
  return { status: statusOf(result, hints, mediaType), body, headers };
}

/** A result with data, even null, is a success of HTTP; without, the request could not be executed. */
function statusOf(
  { data }: ExecutionResult,
  hints: readonly { status?: number }[],
  mediaType: ResponseMediaType,
): number {
  if (data !== undefined) return 200;
  const asked = hints.find((hint) => hint.status !== undefined)?.status;
  return asked ?? (mediaType === 'application/json' ? 200 : 400);
}

function refusal(error: GraphQLError): Answer {
  const hint = httpHintOf(error);
  const body = JSON.stringify(withoutHttpHints({ errors: [error] }));
  return { status: hint?.status ?? 400, body, headers: hint?.headers ?? {} };
}
