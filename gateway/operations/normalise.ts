import { createHash } from 'node:crypto';
import { GraphQLError, Kind, parse, print, separateOperations } from 'graphql';
import type { DefinitionNode, DocumentNode, OperationDefinitionNode } from 'graphql';

/** One operation in the form in which it is published and compared. */
export interface PersistedOperation {
  /** SHA-256 of `body`, 64 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** The operation and the fragments it uses, in a fixed order and layout. */
  readonly body: string;
}

/**
 * The operations of a document, each on its own: comments, layout and the order of definitions make no difference, and
 * fragments that an operation does not use are left out.
 *
 * @throws GraphQLError when the text is not GraphQL, or an operation has no name: clients and checks speak of it by name
 */
export function normaliseDocument(text: string): PersistedOperation[] {
  const document = parse(text);
  const anonymous = document.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name === undefined,
  );
  if (anonymous !== undefined)
    throw new GraphQLError('Expected every operation to have a name, got one without', {
      nodes: anonymous,
    });
  return Object.values(separateOperations(document)).map(toPersisted);
}

/** What a client's own text asks for. */
export interface IdentifiedOperation {
  /** Under which it would be published. */
  readonly id: string;
  readonly type: PersistedOperation['type'];
}

/**
 * Undefined when the document has no such operation, or several and `operationName` says nothing.
 *
 * @throws GraphQLError when the text is not GraphQL
 */
export function identifyOperation(
  text: string,
  operationName: string | undefined,
  maxTokens: number,
): IdentifiedOperation | undefined {
  const separated = separateOperations(parse(text, { maxTokens, noLocation: true }));
  const names = Object.keys(separated);
  const name = operationName ?? (names.length === 1 ? names[0] : undefined);
  const own = name === undefined || !Object.hasOwn(separated, name) ? undefined : separated[name];
  const type = own?.definitions.find(isOperation)?.operation;
  return own && type && { id: sha256(printSorted(own)), type };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function toPersisted(document: DocumentNode): PersistedOperation {
  const operation = document.definitions.find(isOperation) as OperationDefinitionNode;
  const body = printSorted(document);
  return { id: sha256(body), name: operation.name?.value ?? '', type: operation.operation, body };
}

/** The operation first, then its fragments by name. */
function printSorted({ definitions }: DocumentNode): string {
  const nameOf = (definition: DefinitionNode): string =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? definition.name.value : '';
  const sorted = definitions.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return print({ kind: Kind.DOCUMENT, definitions: sorted });
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}
