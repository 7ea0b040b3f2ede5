import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine } from './engine.ts';
import { createWorkerPlanner } from './planner/worker.ts';
import { asJson, composeForTest, transportFor } from './testing/subgraphs.ts';
import type { SubgraphTransport } from './types.ts';

const greeting = (field: string) => ({
  typeDefs: `type Query { ${field}: String common: String }`,
  resolvers: { Query: { [field]: () => field, common: () => `from ${field}` } },
});

const supergraphOf = (field: string): string => composeForTest({ greetings: greeting(field) });

/** A transport that answers when told to. */
function heldTransport(field: string) {
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const inner = transportFor(greeting(field));
  const transport: SubgraphTransport = {
    ...inner,
    async execute(request): Promise<ExecutionResult> {
      asked.resolve();
      await go.promise;
      return inner.execute(request);
    },
  };
  return { transport, asked: asked.promise, go: go.resolve };
}

describe('reloading the supergraph', () => {
  it('serves the new schema to new requests', async () => {
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: { greetings: transportFor(greeting('goodbye')) },
    });
    await engine.reload(supergraphOf('goodbye'));
    expect(asJson(await engine.execute({ query: '{ goodbye }', context: {} }))).toEqual({
      data: { goodbye: 'goodbye' },
    });
    expect(engine.schema.getQueryType()?.getFields()).not.toHaveProperty('hello');
  });

  it('lets a request that runs already end on the old one', async () => {
    const held = heldTransport('hello');
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: { greetings: held.transport },
    });
    const running = engine.execute({ query: '{ hello }', context: {} });
    await held.asked;
    await engine.reload(supergraphOf('goodbye'));
    held.go();
    expect(asJson(await running)).toEqual({ data: { hello: 'hello' } });
  });

  it.each([
    ['is not GraphQL', 'type {'],
    ['is no supergraph', 'type Query { a: Int }'],
    ['needs a subgraph that cannot be reached', composeForTest({ strangers: greeting('hello') })],
  ])('refuses a supergraph that %s and keeps serving the old one', async (_, bad) => {
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: { greetings: transportFor(greeting('hello')) },
    });
    await expect(engine.reload(bad)).rejects.toThrow();
    expect(asJson(await engine.execute({ query: '{ hello }', context: {} }))).toEqual({
      data: { hello: 'hello' },
    });
  });

  it('refuses a supergraph on which a prepared operation is no longer valid, naming it', async () => {
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: { greetings: transportFor(greeting('hello')) },
    });
    await engine.prepare([{ query: 'query Greet { hello }', operationName: 'Greet' }]);
    await expect(engine.reload(supergraphOf('goodbye'))).rejects.toThrow(/Greet.*Cannot query field "hello"/);
    expect(engine.schema.getQueryType()?.getFields()).toHaveProperty('hello');
  });

  it('takes a supergraph without what was prepared and then released', async () => {
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: { greetings: transportFor(greeting('goodbye')) },
    });
    const known = { query: 'query Known { hello }', operationName: 'Known' };
    await engine.prepare([known]);
    engine.release([{ ...known }]);
    await engine.reload(supergraphOf('goodbye'));
    expect(asJson(await engine.execute({ query: '{ goodbye }', context: {} }))).toEqual({
      data: { goodbye: 'goodbye' },
    });
  });

  it('keeps the connection to a subgraph that stays where it was, and closes it in the end', async () => {
    const events: string[] = [];
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: ({ name }) => {
        events.push(`open ${name}`);
        return {
          ...transportFor(greeting('hello')),
          async close() {
            events.push(`close ${name}`);
          },
        };
      },
    });
    await engine.reload(supergraphOf('goodbye'));
    expect(events).toEqual(['open greetings']);
    await engine.close();
    expect(events).toEqual(['open greetings', 'close greetings']);
  });

  it('plans on a thread of its own when asked to', async () => {
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: { greetings: transportFor(greeting('hello')) },
      planner: createWorkerPlanner,
    });
    expect(asJson(await engine.execute({ query: '{ a: hello common }', context: {} }))).toEqual({
      data: { a: 'hello', common: 'from hello' },
    });
    await engine.close();
  });

  it('leaves nothing behind over 100 reloads', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const engine = await createEngine({
      supergraphSdl: supergraphOf('hello'),
      transports: { greetings: transportFor(greeting('hello')) },
    });
    const sdls = [supergraphOf('goodbye'), supergraphOf('hello')];
    const heapAfter = async (reloads: number): Promise<number> => {
      for (let count = 0; count < reloads; count++) {
        await engine.reload(sdls[count % 2] ?? '');
        await engine.execute({ query: `{ common }`, context: {} });
      }
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const warm = await heapAfter(20);
    const after = await heapAfter(100);
    expect(after - warm).toBeLessThan(2 * 1024 * 1024);
  });
});
