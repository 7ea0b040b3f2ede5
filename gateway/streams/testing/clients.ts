import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { Client as UrqlClient, fetchExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { meros } from 'meros/browser';
import { WebSocket } from 'ws';

/** What a client library hands to the application. */
export interface Heard {
  next(data: unknown): void;
  /** The operation was refused, or the stream broke off. */
  error(message: string): void;
  complete(): void;
}

/** One client library on one transport. */
export interface StreamingClient {
  readonly name: string;
  /** It does not send what it cannot parse. */
  readonly parses?: true;
  /** @returns what unsubscribes */
  subscribe(address: string, authorization: string, query: string, heard: Heard): () => void;
}

interface GraphQLResult {
  data?: unknown;
  errors?: readonly { message: string }[];
}

/** Every client library of the suite, each with what it speaks. */
export const streamingClients: readonly StreamingClient[] = [
  { name: 'graphql-ws', subscribe: overWebSocket },
  { name: 'graphql-sse, distinct connections', subscribe: overSse(false) },
  { name: 'graphql-sse, single connection', subscribe: overSse(true) },
  { name: '@apollo/client, multipart', parses: true, subscribe: overApollo },
  { name: '@urql/core, as it comes', parses: true, subscribe: overUrql(undefined) },
  { name: '@urql/core, multipart', parses: true, subscribe: overUrql('multipart/mixed') },
  { name: 'meros', subscribe: overMeros },
];

function overWebSocket(address: string, authorization: string, query: string, heard: Heard): () => void {
  const client = createWsClient({
    url: address.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
  const stop = client.subscribe({ query }, sinkOf(heard));
  return () => {
    stop();
    void client.dispose();
  };
}

function overSse(singleConnection: boolean) {
  return (address: string, authorization: string, query: string, heard: Heard): (() => void) => {
    const client = createSseClient({
      url: `${address}/stream`,
      singleConnection,
      headers: { authorization },
      retryAttempts: 0,
    });
    const stop = client.subscribe({ query }, sinkOf(heard));
    return () => {
      stop();
      client.dispose();
    };
  };
}

function overApollo(address: string, authorization: string, query: string, heard: Heard): () => void {
  const client = new ApolloClient({
    link: new HttpLink({ uri: address, headers: { authorization } }),
    cache: new InMemoryCache(),
  });
  const subscription = client.subscribe({ query: gql(query), errorPolicy: 'all' }).subscribe({
    next: ({ data, error }) => (error ? heard.error(error.message) : heard.next(data)),
    error: (error: unknown) => heard.error(textOf(error)),
    complete: () => heard.complete(),
  });
  return () => subscription.unsubscribe();
}

function overUrql(accept: string | undefined) {
  return (address: string, authorization: string, query: string, heard: Heard): (() => void) => {
    const client = new UrqlClient({
      url: address,
      exchanges: [fetchExchange],
      preferGetMethod: false,
      fetchSubscriptions: true,
      fetchOptions: { headers: { authorization, ...(accept !== undefined && { accept }) } },
    });
    const { unsubscribe } = client.subscription(query, {}).subscribe(({ data, error, hasNext }) => {
      if (error) return heard.error(error.message);
      if (hasNext) heard.next(data);
      else heard.complete();
    });
    return unsubscribe;
  };
}

function overMeros(address: string, authorization: string, query: string, heard: Heard): () => void {
  const controller = new AbortController();
  void (async () => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { accept: 'multipart/mixed', 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
      signal: controller.signal,
    });
    const parts = await meros<GraphQLResult>(response);
    if (parts instanceof Response) return tell(heard, (await parts.json()) as GraphQLResult);
    for await (const part of parts) if (part.json) tell(heard, part.body);
    heard.complete();
  })().catch((error: unknown) => controller.signal.aborted || heard.error(textOf(error)));
  return () => controller.abort();
}

function sinkOf(heard: Heard) {
  return {
    next: (result: unknown) => tell(heard, result as GraphQLResult),
    error: (error: unknown) => heard.error(textOf(error)),
    complete: () => heard.complete(),
  };
}

function tell(heard: Heard, { data, errors }: GraphQLResult): void {
  if (errors !== undefined) heard.error(errors.map(({ message }) => message).join('\n'));
  else heard.next(data);
}

/** `error` events, close events, lists of GraphQL errors and exceptions in words. */
function textOf(error: unknown): string {
  if (Array.isArray(error)) return error.map(textOf).join('\n');
  const { message, reason } = Object(error) as { message?: string; reason?: string };
  return message ?? reason ?? String(error);
}
