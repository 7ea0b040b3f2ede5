import { createSourceEventStream } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { executeHotCompiled } from './execute-document.ts';
import { mapEvents } from '../map-events.ts';
import type { SubgraphRequest, SubgraphTransport } from '../types.ts';
import { momentOfSource, noteMoment } from './stream-moments.ts';
import { cursorOfSource } from './stream-opening.ts';

export interface InProcessTransportOptions {
  readonly schema: GraphQLSchema;
  /**
   * Makes the context value of the resolvers from `EngineRequest.context`. Called once per execution: all fetches of one
   * query or mutation share its result, and every event of a subscription gets one of its own, or shares one with the
   * events of its moment (`StreamMoment`).
   * @param operationName of the subgraph's operation (the first of them), which the planner makes of the client's
   */
  createContext(requestContext: unknown, operationName: string | undefined): unknown;
  /** After how many runs a query is compiled to JavaScript. 2 by default; `Infinity` never compiles. */
  readonly compileAfter?: number;
}

/**
 * Reaches a subgraph that lives in this process: no HTTP and no JSON in between. What a subscription resolver returns may
 * have `opensAt`, the cursor behind which the stream begins, and `moment`, a `StreamMoment`.
 */
export function createInProcessTransport(options: InProcessTransportOptions): SubgraphTransport {
  const { schema } = options;
  const contexts = new WeakMap<object, unknown>();
  const newContext = ({ context, operationName }: SubgraphRequest): unknown =>
    options.createContext(context, operationName);
  const contextFor = (request: SubgraphRequest, scope: object): unknown => {
    if (contexts.has(scope)) return contexts.get(scope);
    const created = newContext(request);
    contexts.set(scope, created);
    return created;
  };
  const executeDocument = executeHotCompiled(schema, options.compileAfter ?? 2);
  const run = async (
    request: SubgraphRequest,
    contextValue: unknown,
    rootValue?: unknown,
  ): Promise<ExecutionResult> => executeDocument(request, await contextValue, rootValue);
  return {
    execute: (request) => run(request, contextFor(request, request.scope)),
    async subscribe(request) {
      const source = await createSourceEventStream({
        schema,
        document: request.document,
        contextValue: await contextFor(request, request.scope),
        variableValues: request.variables,
        operationName: request.operationName ?? null,
      });
      if (!(Symbol.asyncIterator in source)) return single(source);
      request.onOpened?.({ cursor: cursorOfSource(source) });
      return mapEvents(source, async (payload) => {
        const moment = momentOfSource(source);
        const context = contextFor(request, moment ?? {});
        return noteMoment(await run(request, context, payload), moment);
      });
    },
    async close() {},
  };
}

async function* single(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}
