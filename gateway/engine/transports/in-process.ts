import { createSourceEventStream, execute } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { SubgraphRequest, SubgraphTransport } from '../types.ts';

export interface InProcessTransportOptions {
  readonly schema: GraphQLSchema;
  /**
   * Makes the context value of the resolvers from `EngineRequest.context`. Called once per execution: all fetches of one
   * query or mutation share its result, and every event of a subscription gets one of its own.
   */
  createContext(requestContext: unknown): unknown;
}

/** Reaches a subgraph that lives in this process: no HTTP and no JSON in between. */
export function createInProcessTransport(options: InProcessTransportOptions): SubgraphTransport {
  const { schema } = options;
  const contexts = new WeakMap<object, unknown>();
  const contextFor = ({ scope, context }: SubgraphRequest): unknown => {
    if (contexts.has(scope)) return contexts.get(scope);
    const created = options.createContext(context);
    contexts.set(scope, created);
    return created;
  };
  const run = async (
    request: SubgraphRequest,
    contextValue: unknown,
    rootValue?: unknown,
  ): Promise<ExecutionResult> =>
    execute({
      schema,
      document: request.document,
      rootValue,
      contextValue: await contextValue,
      variableValues: request.variables,
      operationName: request.operationName ?? null,
    });
  return {
    execute: (request) => run(request, contextFor(request)),
    async subscribe(request) {
      const source = await createSourceEventStream({
        schema,
        document: request.document,
        contextValue: await contextFor(request),
        variableValues: request.variables,
        operationName: request.operationName ?? null,
      });
      if (!(Symbol.asyncIterator in source)) return single(source);
      return mapEvents(source, (payload) => run(request, options.createContext(request.context), payload));
    },
    async close() {},
  };
}

async function* single(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

/** Runs the subscription's selection over each source event. Ending the result ends the source, even while it waits. */
function mapEvents(
  source: AsyncIterable<unknown>,
  run: (payload: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult> {
  const iterator = source[Symbol.asyncIterator]();
  const finish = async (): Promise<IteratorResult<ExecutionResult>> => {
    await iterator.return?.();
    return { value: undefined, done: true };
  };
  const generator: AsyncGenerator<ExecutionResult> = {
    async next() {
      const { value, done } = await iterator.next();
      if (done) return { value: undefined, done: true };
      return { value: await run(value), done: false };
    },
    return: finish,
    async throw(error) {
      await finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return generator;
    },
    async [Symbol.asyncDispose]() {
      await finish();
    },
  };
  return generator;
}
