import { Kind, executeSync, visit } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { SelectedOperation } from './prepare.ts';

/** Answers the `__schema` and `__type` fields of one operation by response key. */
export type Introspection = (
  variables: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/** Compiles the part of an operation that the schema itself answers; `undefined` when there is none. */
export function compileIntrospection(
  { operation, fragments }: SelectedOperation,
  schema: GraphQLSchema,
): Introspection | undefined {
  if (operation.operation !== 'query') return undefined;
  if (!introspects({ operation, fragments })) return undefined;
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] };
  const usesVariables = (operation.variableDefinitions ?? []).length > 0;
  let kept: Readonly<Record<string, unknown>> | undefined;
  return (variables) => {
    if (kept) return kept;
    // Fields of the graph itself become null here; nobody looks at them.
    const { data } = executeSync({
      schema,
      document,
      operationName: operation.name?.value ?? null,
      variableValues: variables,
      rootValue: {},
    });
    const values = data ?? {};
    if (!usesVariables) kept = values;
    return values;
  };
}

/** Whether the operation asks for the schema or a type of it, under whatever condition. */
export function introspects({ operation, fragments }: SelectedOperation): boolean {
  let found = false;
  for (const definition of [operation, ...fragments.values()]) {
    visit(definition, {
      Field({ name }) {
        if (name.value === '__schema' || name.value === '__type') found = true;
      },
    });
  }
  return found;
}
