import { httpError } from './errors.ts';

/** The two media types of GraphQL over HTTP. */
export type ResponseMediaType = 'application/graphql-response+json' | 'application/json';

export type ContentCoding = 'br' | 'gzip' | 'deflate';

interface Preference {
  readonly value: string;
  readonly weight: number;
}

const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';
const CODINGS: readonly ContentCoding[] = ['br', 'gzip', 'deflate'];

/** Headers repeat: a few values serve nearly all requests, so the answer is kept for this many different ones. */
const KEPT_ANSWERS = 200;
const keptMediaTypes = new Map<string, ResponseMediaType | undefined>();
const keptCodings = new Map<string, ContentCoding | undefined>();

/**
 * The media type to answer in. `application/json` when the header is missing or allows anything (as the GraphQL over HTTP
 * specification asks of servers until clients have moved on), else the one the client weighs more, preferring
 * `application/graphql-response+json` between equals.
 *
 * @throws GraphQLError NOT_ACCEPTABLE when the client takes neither
 */
export function negotiateMediaType(accept: string | undefined): ResponseMediaType {
  if (accept === undefined || accept === '' || accept === '*/*') return JSON_TYPE;
  const found = remembered(keptMediaTypes, accept, chooseMediaType);
  if (found !== undefined) return found;
  throw httpError('NOT_ACCEPTABLE', `Expected Accept to allow ${GRAPHQL_RESPONSE} or ${JSON_TYPE}`, {
    headers: { accept: `${GRAPHQL_RESPONSE}, ${JSON_TYPE}` },
  });
}

/** The content coding to answer in, or undefined for none. Brotli before gzip before deflate between equals. */
export function negotiateCoding(acceptEncoding: string | undefined): ContentCoding | undefined {
  if (acceptEncoding === undefined || acceptEncoding === '') return undefined;
  return remembered(keptCodings, acceptEncoding, chooseCoding);
}

function chooseMediaType(accept: string): ResponseMediaType | undefined {
  const preferences = parsePreferences(accept);
  const graphqlWeight = weightOf(preferences, GRAPHQL_RESPONSE);
  const jsonWeight = weightOf(preferences, JSON_TYPE, 'application/*', '*/*');
  if (graphqlWeight > 0 && graphqlWeight >= jsonWeight) return GRAPHQL_RESPONSE;
  return jsonWeight > 0 ? JSON_TYPE : undefined;
}

function chooseCoding(acceptEncoding: string): ContentCoding | undefined {
  const preferences = parsePreferences(acceptEncoding);
  let best: ContentCoding | undefined;
  let bestWeight = 0;
  for (const coding of CODINGS) {
    const weight = weightOf(preferences, coding, '*');
    if (weight > bestWeight) [best, bestWeight] = [coding, weight];
  }
  return best;
}

/** Weight of the first of `names`, from most to least specific, that the header mentions; 0 when it mentions none. */
function weightOf(preferences: readonly Preference[], ...names: string[]): number {
  for (const name of names) {
    const named = preferences.find(({ value }) => value === name);
    if (named) return named.weight;
  }
  return 0;
}

function parsePreferences(header: string): Preference[] {
  return header.split(',').map((part) => {
    const [value = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const parsed = weight === undefined ? 1 : Number(weight.slice(2));
    return { value, weight: Number.isFinite(parsed) ? parsed : 0 };
  });
}

function remembered<T>(kept: Map<string, T>, header: string, choose: (header: string) => T): T {
  if (kept.has(header)) return kept.get(header) as T;
  const chosen = choose(header);
  if (kept.size >= KEPT_ANSWERS) kept.clear();
  kept.set(header, chosen);
  return chosen;
}
