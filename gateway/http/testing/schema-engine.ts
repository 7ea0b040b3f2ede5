import { execute, parse, subscribe, validate, buildSchema } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import type { Engine, EngineRequest } from '../../engine/types.ts';

/**
 * An engine for tests of the doors: one plain schema run by graphql-js.
 *
 * @param sdl the schema
 * @param rootValue resolvers by field name, called with (arguments, context); for subscriptions async generators
 * @param onRequest told every request before it runs
 */
export function createSchemaEngine(
  sdl: string,
  rootValue: Record<string, unknown>,
  onRequest: (request: EngineRequest) => void = () => {},
): Engine {
  const schema = buildSchema(sdl);

  async function run(
    request: EngineRequest,
    runArgs: (args: ExecutionArgs) => ReturnType<typeof subscribe> | ReturnType<typeof execute>,
  ): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    onRequest(request);
    const { query, operationName, variables: variableValues, context: contextValue } = request;
    try {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      const args = { schema, document, rootValue, operationName, variableValues, contextValue };
      return (await runArgs(args)) as AsyncGenerator<ExecutionResult> | ExecutionResult;
    } catch (error) {
      return { errors: [error as GraphQLError] };
    }
  }

  return {
    schema,
    supergraphSdl: sdl,
    estimate: () => 0,
    execute: (request) => run(request, execute) as Promise<ExecutionResult>,
    executeIncremental: (request) => run(request, execute) as Promise<ExecutionResult>,
    subscribe: (request) => run(request, subscribe),
    prepare: () => Promise.resolve(),
    release: () => undefined,
    reload: () => Promise.reject(new Error('This engine serves one schema')),
    close: () => Promise.resolve(),
  };
}
