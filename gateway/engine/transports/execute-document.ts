import { defaultFieldResolver, execute, isObjectType } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { SubgraphRequest } from '../types.ts';

/** Runs a document that was validated when its plan was made. */
export type DocumentExecutor = (
  request: SubgraphRequest,
  contextValue: unknown,
  rootValue?: unknown,
) => ExecutionResult | Promise<ExecutionResult>;

/** Runs documents with graphql-js. */
export function executeWithGraphqlJs(schema: GraphQLSchema): DocumentExecutor {
  return (request, contextValue, rootValue) =>
    execute({
      schema,
      document: request.document,
      rootValue,
      contextValue,
      variableValues: request.variables,
      operationName: request.operationName ?? null,
    });
}

/**
 * Runs documents with graphql-js and, from their run number `compileAfter` on, as JavaScript that graphql-jit compiles them
 * to. Compiling takes milliseconds, so a document that is hardly ever asked is not worth it. Only queries are compiled: their
 * plans run most often, and the order of a mutation's steps is better left to the reference implementation. A document that
 * cannot be compiled stays with graphql-js.
 */
export function executeHotCompiled(schema: GraphQLSchema, compileAfter: number): DocumentExecutor {
  resolveEverywhere(schema);
  const interpreted = executeWithGraphqlJs(schema);
  const known = new WeakMap<DocumentNode, { runs: number; executor: DocumentExecutor }>();
  return (request, contextValue, rootValue) => {
    if (request.operationKind !== 'query') return interpreted(request, contextValue, rootValue);
    let entry = known.get(request.document);
    if (!entry) known.set(request.document, (entry = { runs: 0, executor: interpreted }));
    if (entry.runs++ === compileAfter) entry.executor = compile(schema, request) ?? interpreted;
    return entry.executor(request, contextValue, rootValue);
  };
}

function compile(
  schema: GraphQLSchema,
  { document, operationName }: SubgraphRequest,
): DocumentExecutor | undefined {
  const query = compileQuery(schema, document, operationName ?? '');
  if (!isCompiledQuery(query)) return undefined;
  return ({ variables }, contextValue, rootValue) => query.query(rootValue, contextValue, variables);
}

/** Compiled code reads properties itself where no resolver is; graphql-js also calls methods and awaits promises there. */
function resolveEverywhere(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve ??= defaultFieldResolver;
  }
}
