import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { bookshop, bookshopSchema } from './bookshop.ts';
import { answerParent } from '../answer-parent.ts';
import type { Requests } from './child.ts';

let count = 0;

/**
 * The four subgraphs over HTTP. The data never change, so each serves an operation it has seen from memory: the machine's
 * time shall go to the gateways.
 */
answerParent<Requests>({
  async start() {
    const entries = Object.keys(bookshop).map(
      async (name) => [name, await serve(bookshopSchema(name))] as const,
    );
    return { ports: Object.fromEntries(await Promise.all(entries)) };
  },
  count: () => ({ count }),
});

async function serve(schema: GraphQLSchema): Promise<number> {
  const seen = new Map<string, Promise<Buffer>>();
  const server = createServer({ keepAliveTimeout: 60_000 }, (req, res) => {
    void answer(schema, seen, req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function answer(
  schema: GraphQLSchema,
  seen: Map<string, Promise<Buffer>>,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  count++;
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  let reply = seen.get(body);
  if (!reply) seen.set(body, (reply = run(schema, body)));
  const text = await reply;
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
  res.end(text);
}

async function run(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables, operationName } = JSON.parse(body);
  const result = await graphql({ schema, source: query, variableValues: variables, operationName });
  return Buffer.from(JSON.stringify(result));
}
