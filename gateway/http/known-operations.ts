import { getOperationAST } from 'graphql';
import type { DocumentNode, OperationTypeNode } from 'graphql';
import { parseDocument } from '../engine/operation/parse-document.ts';

/** What the front has to know of an operation before it runs. */
export interface KnownOperation {
  readonly document: DocumentNode;
  /** `operationName`, or the name of the only operation; undefined when that has none. */
  readonly name: string | undefined;
  readonly type: OperationTypeNode;
}

/**
 * Remembers parsed documents by their text, the least recently used of more than `maxDocuments` forgotten.
 *
 * @returns a function that finds an operation: undefined when the document has no operation of that name (executing it
 *   tells the client so), a `GraphQLError` thrown when the text is not GraphQL
 *   (GRAPHQL_PARSE_FAILED) or has too many tokens (OPERATION_TOO_LARGE)
 */
export function createOperationReader({
  maxDocuments,
  maxTokens,
}: {
  maxDocuments: number;
  maxTokens: number;
}) {
  const documents = new Map<string, DocumentNode>();

  function documentOf(query: string): DocumentNode {
    const known = documents.get(query);
    if (known !== undefined) documents.delete(query);
    const document = known ?? parseDocument(query, maxTokens);
    documents.set(query, document);
    if (documents.size > maxDocuments) documents.delete(documents.keys().next().value as string);
    return document;
  }

  return (query: string, operationName: string | undefined): KnownOperation | undefined => {
    const document = documentOf(query);
    const operation = getOperationAST(document, operationName);
    return operation ? { document, name: operation.name?.value, type: operation.operation } : undefined;
  };
}
