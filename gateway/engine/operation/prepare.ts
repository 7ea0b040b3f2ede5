import { GraphQLError, Kind, SingleFieldSubscriptionsRule, specifiedRules, validate } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { withCode, engineError } from '../errors.ts';
import { refuseOversize } from './measure-size.ts';
import type { SizeLimits } from './measure-size.ts';
import { parseDocument } from './parse-document.ts';
import { SingleRootFieldRule } from './single-root-field-rule.ts';

/** A document that was read and fits the schema, or what is wrong with it. */
export type ParsedDocument =
  | { readonly ok: true; readonly document: DocumentNode }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

// graphql-js evaluates @skip and @include inside this rule without variables and throws where one is used.
const rules = specifiedRules
  .filter((rule) => rule !== SingleFieldSubscriptionsRule)
  .concat(SingleRootFieldRule);

export interface DocumentLimits extends SizeLimits {
  readonly maxTokens: number;
  /** Whether errors keep to themselves which names there are in the place of one that is not. */
  readonly hideSuggestions: boolean;
}

/** Parses and validates. Never throws. */
export function parseAndValidate(
  query: string,
  schema: GraphQLSchema,
  { maxTokens, hideSuggestions, ...limits }: DocumentLimits,
): ParsedDocument {
  let document: DocumentNode;
  try {
    document = parseDocument(query, maxTokens);
  } catch (error) {
    const parseError = error instanceof GraphQLError ? error : new GraphQLError('The query is not a string.');
    return { ok: false, errors: [withCode(parseError, 'GRAPHQL_PARSE_FAILED')] };
  }
  const oversize = refuseOversize(document, limits);
  if (oversize !== undefined) return { ok: false, errors: [oversize] };
  const errors = validate(schema, document, rules, { hideSuggestions });
  if (errors.length > 0) {
    return { ok: false, errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  }
  return { ok: true, document };
}

/** One operation of a document with the fragments that it may use. */
export interface SelectedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Picks the operation to run; a `GraphQLError` when the name is missing or unknown. */
export function selectOperation(
  document: DocumentNode,
  operationName: string | undefined,
): SelectedOperation | GraphQLError {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const named = operationName
    ? operations.filter((operation) => operation.name?.value === operationName)
    : operations;
  const [operation] = named;
  if (operation && named.length === 1) return { operation, fragments };
  const message = operationName
    ? `Unknown operation named "${operationName}".`
    : operations.length > 1
      ? 'Must provide operation name if query contains multiple operations.'
      : 'Must provide an operation.';
  return engineError('OPERATION_RESOLUTION_FAILURE', message);
}
