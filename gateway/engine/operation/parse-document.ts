import { GraphQLError, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { engineError, withCode } from '../errors.ts';

/** @throws GraphQLError GRAPHQL_PARSE_FAILED, or OPERATION_TOO_LARGE for more than `maxTokens` tokens */
export function parseDocument(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // The parser has no other way to tell this from text that is not GraphQL.
    if (!error.message.startsWith('Syntax Error: Document contains more tha'))
      throw withCode(error, 'GRAPHQL_PARSE_FAILED');
    throw engineError('OPERATION_TOO_LARGE', `Expected at most ${maxTokens} tokens, got more.`, {
      details: { maxTokens },
    });
  }
}
