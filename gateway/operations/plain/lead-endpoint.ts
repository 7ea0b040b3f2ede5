import type { IncomingMessage, ServerResponse } from 'node:http';
import { isInputObjectType } from 'graphql';
import type { ExecutionResult, GraphQLInputObjectType, GraphQLSchema } from 'graphql';
import type { Viewer } from '../../../subgraphs/shared/context.ts';
import { toClientError } from '../../http/errors.ts';
import { readBodyBytes } from '../../http/read-body.ts';
import type { GraphQLParams } from '../../http/read-params.ts';
import type { IdentifyLeadCaller } from '../inbound/lead-caller.ts';
import { sha256 } from '../normalise.ts';
import type { FieldError } from './check-input.ts';
import { createIdempotency } from './idempotency.ts';
import type { Remembered } from './idempotency.ts';
import { describeApi, descriptionPath, leadsPath } from './openapi.ts';
import { problem, problemOf } from './problem.ts';
import type { PlainResponse } from './problem.ts';
import { invalidLead, readSubmission } from './read-submission.ts';

/** The type of the mutation's variable `input`. */
export const inputTypeName = 'SubmitLeadInput';

export interface LeadEndpointOptions<Context extends { readonly viewer: Viewer }> {
  readonly schemaOf: () => GraphQLSchema;
  /** What to run for a lead; undefined when no client has published the mutation. */
  readonly paramsFor: (variables: Readonly<Record<string, unknown>>) => GraphQLParams | undefined;
  /** Who asks. @throws GraphQLError that refuses the request */
  readonly identify: IdentifyLeadCaller<Context>;
  /** Runs an operation with the limits and rules of GraphQL requests. Never rejects. */
  readonly run: (
    req: IncomingMessage,
    res: ServerResponse,
    context: Context,
    params: GraphQLParams,
  ) => Promise<{ result: ExecutionResult; headers: Readonly<Record<string, string>> }>;
  readonly onError: (error: unknown) => void;
  /** Longer bodies are refused. Default 64 KiB. */
  readonly maxBodyBytes?: number;
}

/** Leads by plain HTTP, for senders without a GraphQL client. */
export interface LeadEndpoint {
  /** Answers a request when its path is one of this door's; never rejects. @returns whether it was */
  handle(pathname: string, req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

interface Submitted {
  readonly __typename: 'LeadSubmitted' | 'DuplicateLead' | 'LeadAlreadyKnown' | 'LeadRejected';
  /** Not for a duplicate of a lead that is not the sender's to see. */
  readonly lead?: { readonly id: string };
  readonly reasons?: readonly FieldError[];
}

/**
 * 201 for a lead that was taken, 200 for one that is there already. The answer holds nothing that changes later, so that
 * it is the same for every request of one key, whichever gateway gives it.
 */
export function createLeadEndpoint<Context extends { readonly viewer: Viewer }>(
  options: LeadEndpointOptions<Context>,
): LeadEndpoint {
  const { schemaOf, identify, run, onError, maxBodyBytes = 64 * 1024 } = options;
  const idempotency = createIdempotency<PlainResponse>();
  const descriptions = new WeakMap<GraphQLSchema, string>();

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<PlainResponse> {
    if (req.method !== 'POST')
      return problem('method-not-allowed', `Expected POST, got ${req.method}.`, {
        headers: { allow: 'POST' },
      });
    let body: Promise<Buffer> | undefined;
    const readRaw = (): Promise<Buffer> => (body ??= readBodyBytes(req, maxBodyBytes));
    const { context, signedId } = await identify(req, readRaw);
    const type = inputTypeOf(schemaOf());
    if (type === undefined) return unpublished();
    const reading = await readSubmission(req, type, readRaw, signedId);
    if (!reading.ok) return reading.response;
    const { input, idempotencyKey } = reading;
    const params = options.paramsFor({ input });
    if (params === undefined) return unpublished();
    const key = JSON.stringify([context.viewer.subject, idempotencyKey]);
    const outcome = await idempotency.run(key, sha256(JSON.stringify(input)), async () => {
      const { result, headers } = await run(req, res, context, params);
      return toRemembered(result, headers);
    });
    if (outcome.kind === 'answered') return outcome.answer;
    return outcome.kind === 'other-content' ? keyReused() : inFlight();
  }

  async function handle(pathname: string, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    if (pathname === descriptionPath && req.method === 'GET') {
      write(res, 200, { 'content-type': 'application/json' }, describe(schemaOf()));
      return true;
    }
    if (pathname !== leadsPath) return false;
    const { status, headers, body } = await answer(req, res).catch((error: unknown) => {
      const clientError = toClientError(error);
      if (clientError !== error) onError(error);
      return problemOf(clientError);
    });
    write(res, status, headers, JSON.stringify(body));
    return true;
  }

  function describe(schema: GraphQLSchema): string {
    const known = descriptions.get(schema);
    const type = inputTypeOf(schema);
    const text = known ?? JSON.stringify(type === undefined ? {} : describeApi(type));
    descriptions.set(schema, text);
    return text;
  }

  return { handle };
}

function inputTypeOf(schema: GraphQLSchema): GraphQLInputObjectType | undefined {
  const type = schema.getType(inputTypeName);
  return isInputObjectType(type) ? type : undefined;
}

/** Rejected and failed submissions leave no trace in the graph: their key may come again with a better body. */
function toRemembered(
  { data, errors }: ExecutionResult,
  headers: Readonly<Record<string, string>>,
): Remembered<PlainResponse> {
  const submitted = data?.['submitLead'] as Submitted | null | undefined;
  const [error] = errors ?? [];
  if (submitted == null) {
    const refused =
      error === undefined ? problem('internal-error', 'The graph gave no answer.') : problemOf(error);
    return { answer: { ...refused, headers: { ...headers, ...refused.headers } }, keep: undefined };
  }
  const { __typename, lead, reasons = [] } = submitted;
  if (__typename === 'LeadRejected') {
    const isReused = reasons.length === 1 && reasons[0]?.field === 'idempotencyKey';
    return { answer: isReused ? keyReused() : invalidLead(reasons), keep: undefined };
  }
  const isNew = __typename === 'LeadSubmitted';
  const answer: PlainResponse = {
    status: isNew ? 201 : 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: { outcome: isNew ? 'SUBMITTED' : 'DUPLICATE', leadId: lead?.id },
  };
  // The graph guards the key of a lead it made, and knows that "(212) 555-0147" and "+12125550147" are the same content.
  return { answer, keep: isNew ? 'replay' : 'replay-and-guard' };
}

function unpublished(): PlainResponse {
  return problem('unavailable', 'The operation behind this address is not published.');
}

function keyReused(): PlainResponse {
  return problem(
    'idempotency-key-reused',
    'Expected a new key for other content, got one that was used before. Nothing was done.',
  );
}

function inFlight(): PlainResponse {
  return problem(
    'request-in-flight',
    'A request of this key is being answered. Send it again a little later to get its answer.',
    { headers: { 'retry-after': '1' } },
  );
}

function write(
  res: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  if (res.destroyed || res.headersSent) return;
  res.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  res.end(body);
}
