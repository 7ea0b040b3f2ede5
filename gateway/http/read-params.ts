import type { IncomingMessage } from 'node:http';
import { httpError } from './errors.ts';
import { readBody } from './read-body.ts';

/** The parameters of one operation, checked for their types. `null` is read as absent. */
export interface GraphQLParams {
  /** Absent where a plugin finds the document by other means, such as `documentId`. */
  readonly query?: string | undefined;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Name of a persisted document; `id` and `doc_id`, as Relay's clients send it, are read into it. */
  readonly documentId?: string | undefined;
}

/**
 * Reads what a request asks for: one operation, or a list of them when the client batches.
 *
 * @throws GraphQLError METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, CSRF_REFUSED, PAYLOAD_TOO_LARGE or BAD_REQUEST
 */
export async function readParams(
  req: IncomingMessage,
  maxBodyBytes: number,
): Promise<GraphQLParams | readonly GraphQLParams[]> {
  if (req.method === 'POST') return readPost(req, maxBodyBytes);
  if (req.method === 'GET') return readGet(req);
  throw httpError('METHOD_NOT_ALLOWED', `Expected GET or POST, got ${req.method}`, {
    headers: { allow: 'GET, POST' },
  });
}

async function readPost(req: IncomingMessage, maxBodyBytes: number) {
  requireJson(req.headers['content-type']);
  const text = await readBody(req, maxBodyBytes);
  const body = parseJson(text, 'The body');
  return Array.isArray(body) ? body.map((each) => checkParams(each)) : checkParams(body);
}

/**
 * A page of another site can make a browser send a form or plain text without asking; it cannot send
 * `application/json` without a preflight. Insisting on that type is what protects POST from request forgery.
 */
function requireJson(contentType: string | undefined): void {
  if (contentType === 'application/json') return;
  const [type, ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  if (type === 'application/json' && isUtf8) return;
  throw httpError(
    'UNSUPPORTED_MEDIA_TYPE',
    `Expected Content-Type application/json in UTF-8, got ${contentType ?? 'none'}`,
    { headers: { 'accept-post': 'application/json' } },
  );
}

function readGet(req: IncomingMessage): GraphQLParams {
  refuseForeignEmbeds(req);
  const url = req.url ?? '';
  const search = new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length));
  return checkParams({
    query: search.get('query'),
    operationName: search.get('operationName') || null,
    variables: jsonParameter(search, 'variables'),
    extensions: jsonParameter(search, 'extensions'),
    documentId: search.get('documentId'),
    id: search.get('id'),
    doc_id: search.get('doc_id'),
  });
}

/**
 * A GET changes nothing, since mutations are refused on it, so it may come without a special header. What is refused is
 * a browser fetching it for an image, script or style of another site: nothing legitimate, and its timing tells the
 * other site about data that the user's cookies open.
 */
function refuseForeignEmbeds({ headers }: IncomingMessage): void {
  if (headers['sec-fetch-site'] !== 'cross-site' || headers['sec-fetch-mode'] !== 'no-cors') return;
  throw httpError('CSRF_REFUSED', 'This endpoint cannot be embedded in a page of another site');
}

function jsonParameter(search: URLSearchParams, name: string): unknown {
  const text = search.get(name);
  return text ? parseJson(text, `Parameter "${name}"`) : null;
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw httpError('BAD_REQUEST', `${what} is not JSON`);
  }
}

/** Parameters as a client sent them in a body, a query string or a WebSocket message. @throws BAD_REQUEST */
export function checkParams(value: unknown): GraphQLParams {
  if (!isRecord(value)) {
    throw httpError('BAD_REQUEST', `Expected an object with "query", got ${nameOfType(value)}`);
  }
  return {
    query: checkString(value, 'query'),
    operationName: checkString(value, 'operationName'),
    variables: checkRecord(value, 'variables'),
    extensions: checkRecord(value, 'extensions'),
    documentId: checkString(value, 'documentId') ?? relayDocumentId(value),
  };
}

/** Beside a query these names mean nothing here: clients that send one may use them for themselves. */
function relayDocumentId(params: Record<string, unknown>): string | undefined {
  if (params['query'] != null) return undefined;
  return checkString(params, 'id') ?? checkString(params, 'doc_id');
}

function checkString(params: Record<string, unknown>, name: string): string | undefined {
  const value = params[name];
  if (value == null) return undefined;
  if (typeof value === 'string') return value;
  throw httpError('BAD_REQUEST', `Expected "${name}" to be a string, got ${nameOfType(value)}`);
}

function checkRecord(params: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  const value = params[name];
  if (value == null) return undefined;
  if (isRecord(value)) return value;
  throw httpError('BAD_REQUEST', `Expected "${name}" to be an object, got ${nameOfType(value)}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
}
