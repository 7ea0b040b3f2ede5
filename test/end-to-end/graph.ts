import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** An operation as it is written in `schema/operations`. */
export function operation(name: string): string {
  return readFileSync(new URL(`../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
}

/** An operation as a client has published it. */
export function published(client: string, name: string): string {
  const file = new URL(`../../schema/operations/manifests/${client}.json`, import.meta.url);
  const { operations } = JSON.parse(readFileSync(file, 'utf8')) as {
    operations: { name: string; body: string }[];
  };
  return operations.find((one) => one.name === name)?.body ?? '';
}

/** Sends an operation over HTTP. @throws when the answer has errors. */
export async function ask(
  url: string,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Record<string, any>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Record<string, any>;
    errors?: { message: string }[];
  };
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data ?? {};
}

/** Asks again until the answer is as wanted. */
export async function until<Answer>(
  read: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await read();
    if (isWanted(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Still not as wanted: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface Listener {
  readonly events: Record<string, any>[];
  /** Resolves when so many events have come. */
  received(count: number): Promise<void>;
  /** Resolves when the server has completed the stream. */
  readonly completed: Promise<void>;
  close(): Promise<void>;
}

/** Opens a subscription over WebSocket, as a client library does. */
export function listen(
  url: string,
  token: string,
  query: string,
  variables: Record<string, unknown>,
): Listener {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const events: Record<string, any>[] = [];
  let changed = (): void => undefined;
  const completed = (async () => {
    for await (const { data, errors } of client.iterate<Record<string, any>>({ query, variables })) {
      if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
      events.push(data ?? {});
      changed();
    }
  })();
  completed.catch(() => undefined);
  return {
    events,
    completed,
    received: (count) =>
      new Promise((resolve, reject) => {
        changed = () => {
          if (events.length >= count) resolve();
        };
        changed();
        completed.catch(reject);
      }),
    async close() {
      await client.dispose();
    },
  };
}
