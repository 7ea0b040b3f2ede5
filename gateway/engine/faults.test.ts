import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createHttpFront } from '../http/http-front.ts';
import { listen } from '../http/testing/listen.ts';
import { createEngine } from './engine.ts';
import { composeForTest } from './testing/subgraphs.ts';
import { serveSubgraph } from './testing/http-subgraph.ts';
import { createHttpTransport } from './transports/http.ts';

const subgraphs = {
  products: {
    typeDefs: /* GraphQL */ `
      type Query {
        products: [Product!]!
      }
      type Product @key(fields: "id") {
        id: ID!
        name: String!
      }
    `,
    resolvers: {
      Query: {
        products: () => [
          { id: '1', name: 'Lamp' },
          { id: '2', name: 'Rug' },
        ],
      },
    },
  },
  stock: {
    typeDefs: /* GraphQL */ `
      type Query {
        warehouse: String
      }
      type Mutation {
        restock: Int
      }
      type Product @key(fields: "id") {
        id: ID!
        inStock: Int
      }
    `,
  },
};

const supergraphSdl = composeForTest(subgraphs);
const MAX_RESPONSE_BYTES = 2 ** 20;

/** A gateway over HTTP whose `products` works and whose `stock` does what `reply` does. */
async function startGateway(reply: RequestListener | undefined, { timeoutMs = 5_000 } = {}) {
  const products = await serveSubgraph(subgraphs.products);
  let asked = 0;
  const stock = await listen((req, res) => {
    asked++;
    req.resume().once('end', () => reply?.(req, res));
  });
  if (reply === undefined) await stock[Symbol.asyncDispose]();
  const urls: Record<string, string> = { products: products.url, stock: stock.url };
  const engine = await createEngine({
    supergraphSdl,
    transports: ({ name }) =>
      createHttpTransport({
        name,
        url: `${urls[name]}/graphql`,
        timeoutMs,
        retryDelayMs: 1,
        maxResponseBytes: MAX_RESPONSE_BYTES,
      }),
  });
  const front = await listen(createHttpFront({ engine, contextFor: () => ({}) }).handle);
  return {
    asked: () => asked,
    async ask(query: string) {
      const response = await fetch(front.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, body: await response.json() };
    },
    async [Symbol.asyncDispose]() {
      await front[Symbol.asyncDispose]();
      if (reply !== undefined) await stock[Symbol.asyncDispose]();
      await products[Symbol.asyncDispose]();
      await engine.close();
    },
  };
}

const QUERY = '{ products { name inStock } }';

/** What a client gets for `QUERY` when `stock` gave nothing: everything else, and one error. */
function answerWithout(message: string, extensions: object) {
  return {
    status: 200,
    body: {
      errors: [{ message, path: ['products', 0], extensions: { ...extensions, service: 'stock' } }],
      data: {
        products: [
          { name: 'Lamp', inStock: null },
          { name: 'Rug', inStock: null },
        ],
      },
    },
  };
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

describe('a subgraph that fails costs its own fields only', () => {
  it('should answer what the others know when it refuses connections', async () => {
    await using gateway = await startGateway(undefined);
    expect(await gateway.ask(QUERY)).toEqual(
      answerWithout('The subgraph "stock" could not be reached.', {
        code: 'SUBGRAPH_UNREACHABLE',
        reason: 'REFUSED',
      }),
    );
  });

  it('should answer what the others know when it resets the connection in the middle of its answer', async () => {
    await using gateway = await startGateway((req, res) => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      res.write('{"data":{"_entities":[', () => req.socket.resetAndDestroy());
    });
    expect(await gateway.ask(QUERY)).toEqual(
      answerWithout('The subgraph "stock" broke off before its answer was complete.', {
        code: 'SUBGRAPH_UNREACHABLE',
        reason: 'RESET',
      }),
    );
    expect(gateway.asked()).toBe(3);
  });

  it('should answer what the others know when it hangs', async () => {
    await using gateway = await startGateway(() => {}, { timeoutMs: 100 });
    expect(await gateway.ask(QUERY)).toEqual(
      answerWithout('The subgraph "stock" did not answer in time.', {
        code: 'SUBGRAPH_TIMEOUT',
        reason: 'TIMEOUT',
        timeoutMs: 100,
      }),
    );
    expect(gateway.asked()).toBe(1);
  });

  it('should answer what the others know when it answers HTML', async () => {
    await using gateway = await startGateway((_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
    });
    expect(await gateway.ask(QUERY)).toEqual(
      answerWithout('The subgraph "stock" answered with something that is not GraphQL.', {
        code: 'SUBGRAPH_INVALID_RESPONSE',
        reason: 'NOT_GRAPHQL',
        status: 200,
      }),
    );
  });

  it('should hand on GraphQL errors that come with status 500, at the paths of the gateway', async () => {
    await using gateway = await startGateway((_req, res) =>
      sendJson(res, 500, {
        data: { _entities: [{ __typename: 'Product', inStock: 4 }, null] },
        errors: [
          {
            message: 'No record of this product',
            path: ['_entities', 1, 'inStock'],
            extensions: { code: 'NOT_FOUND' },
          },
        ],
      }),
    );
    expect(await gateway.ask(QUERY)).toEqual({
      status: 200,
      body: {
        errors: [
          {
            message: 'No record of this product',
            path: ['products', 1, 'inStock'],
            extensions: { code: 'NOT_FOUND', service: 'stock' },
          },
        ],
        data: {
          products: [
            { name: 'Lamp', inStock: 4 },
            { name: 'Rug', inStock: null },
          ],
        },
      },
    });
    expect(gateway.asked()).toBe(1);
  });

  it('should not guess which entity is which when it returns too few', async () => {
    await using gateway = await startGateway((_req, res) =>
      sendJson(res, 200, { data: { _entities: [{ __typename: 'Product', inStock: 4 }] } }),
    );
    expect(await gateway.ask(QUERY)).toEqual(
      answerWithout('Expected 2 entities, got 1.', { code: 'SUBGRAPH_INVALID_RESPONSE' }),
    );
  });

  it('should stop reading when it returns 100 MB', async () => {
    let sent = 0;
    await using gateway = await startGateway((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(2 ** 16, ' ');
      const more = (): void => {
        while (sent < 100e6 && !res.destroyed) {
          sent += chunk.length;
          if (!res.write(chunk)) return;
        }
        res.end();
      };
      res.on('drain', more);
      more();
    });
    expect(await gateway.ask(QUERY)).toEqual(
      answerWithout('The subgraph "stock" gave a longer answer than is allowed.', {
        code: 'SUBGRAPH_INVALID_RESPONSE',
        reason: 'TOO_LARGE',
        maxResponseBytes: MAX_RESPONSE_BYTES,
      }),
    );
    expect(sent).toBeLessThan(50e6);
    expect(gateway.asked()).toBe(1);
  });

  it('should not send a mutation again that may have been carried out', async () => {
    await using gateway = await startGateway((req) => void req.socket.resetAndDestroy());
    expect(await gateway.ask('mutation { restock }')).toEqual({
      status: 200,
      body: {
        errors: [
          {
            message: 'The subgraph "stock" broke off before its answer was complete.',
            extensions: { code: 'SUBGRAPH_UNREACHABLE', reason: 'RESET', service: 'stock' },
            path: [],
          },
        ],
        data: { restock: null },
      },
    });
    expect(gateway.asked()).toBe(1);
  });
});

it('should keep serving others while one subgraph hangs', async () => {
  await using gateway = await startGateway(() => {}, { timeoutMs: 200 });
  const slow = gateway.ask(QUERY);
  expect(await gateway.ask('{ products { name } }')).toEqual({
    status: 200,
    body: { data: { products: [{ name: 'Lamp' }, { name: 'Rug' }] } },
  });
  await slow;
});
