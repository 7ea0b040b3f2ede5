import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';

/** An answer in which nothing was asked in vain. */
export type Answered<Data> = { readonly [Field in keyof Data]: NonNullable<Data[Field]> };

/** Speaks to a running graph over HTTP. */
export interface GraphClient {
  /** @throws GraphRequestError when the graph cannot be reached, answers with errors, or leaves out a field of the root. */
  request<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Answered<Data>>;
}

export class GraphRequestError extends Error {
  /** Whether the same request may succeed later: the graph was away or overloaded. */
  readonly isTransient: boolean;
  /** Whether the graph refused the request because of the form of a value in it. */
  readonly isAboutInput: boolean;
  /** When the graph wants to be asked again, in milliseconds; undefined where it does not say. */
  readonly retryAfterMs: number | undefined;
  constructor(
    message: string,
    why: { isTransient?: boolean; isAboutInput?: boolean; retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
    this.name = 'GraphRequestError';
    this.isTransient = why.isTransient ?? false;
    this.isAboutInput = why.isAboutInput ?? false;
    this.retryAfterMs = why.retryAfterMs;
  }
}

/** Codes of errors that may be gone at the next attempt: a subgraph restarts, or was too slow. */
const transientCodes: ReadonlySet<unknown> = new Set([
  'INTERNAL_SERVER_ERROR',
  'RATE_LIMITED',
  'REQUEST_DEADLINE_EXCEEDED',
  'SUBGRAPH_INVALID_RESPONSE',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_UNREACHABLE',
]);

export function createGraphClient(options: { url: string; token: string }): GraphClient {
  return {
    async request<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const response = await send(options, { query: print(document), variables });
      const answer = (await response.json().catch(() => ({}))) as {
        data?: Data;
        errors?: GraphQLFormattedError[];
      };
      if (answer.errors === undefined && response.ok && answer.data != null) {
        return requireAnswered(options.url, answer.data);
      }
      const reasons =
        answer.errors?.map(({ message }) => message).join(' ') ?? `HTTP status ${response.status}`;
      const codes = answer.errors?.map(({ extensions }) => extensions?.['code']) ?? [];
      throw new GraphRequestError(`${options.url} answered: ${reasons}`, {
        isTransient:
          response.status >= 500 || response.status === 429 || codes.some((c) => transientCodes.has(c)),
        isAboutInput: codes.includes('BAD_USER_INPUT'),
        retryAfterMs: retryAfterMsOf(response),
      });
    },
  };
}

/** Seconds, as the graph sends them; a date, as others may, is left to the caller's own patience. */
function retryAfterMsOf({ headers }: Response): number | undefined {
  const value = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : undefined;
}

function requireAnswered<Data extends object>(url: string, data: Data): Answered<Data> {
  const missing = Object.entries(data).find(([, value]) => value == null);
  if (missing === undefined) return data as Answered<Data>;
  throw new GraphRequestError(`${url} answered nothing for ${missing[0]}.`);
}

async function send({ url, token }: { url: string; token: string }, body: object): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
    throw new GraphRequestError(`No Leadgraph answers at ${url} (${cause}). Start one with: npm start`, {
      isTransient: true,
    });
  }
}
