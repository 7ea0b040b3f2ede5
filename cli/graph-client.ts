import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';

/** Speaks to a running graph over HTTP. */
export interface GraphClient {
  /** @throws GraphRequestError when the graph cannot be reached or answers with errors. */
  request<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
}

export class GraphRequestError extends Error {
  /** Whether the same request may succeed later: the graph was away or overloaded. */
  readonly isTransient: boolean;
  constructor(message: string, isTransient: boolean) {
    super(message);
    this.name = 'GraphRequestError';
    this.isTransient = isTransient;
  }
}

export function createGraphClient(options: { url: string; token: string }): GraphClient {
  return {
    async request<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const response = await send(options, { query: print(document), variables });
      const answer = (await response.json().catch(() => ({}))) as {
        data?: Data;
        errors?: GraphQLFormattedError[];
      };
      if (answer.errors === undefined && response.ok && answer.data != null) return answer.data;
      const reasons =
        answer.errors?.map(({ message }) => message).join(' ') ?? `HTTP status ${response.status}`;
      throw new GraphRequestError(`${options.url} answered: ${reasons}`, response.status >= 500);
    },
  };
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
    throw new GraphRequestError(`No Leadgraph answers at ${url} (${cause}). Start one with: npm start`, true);
  }
}
