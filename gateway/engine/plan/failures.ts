import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { TransportError } from '../errors.ts';
import type { PathStep, ResponsePath } from './paths.ts';

/** Something that went wrong while fetching, with the part of the response that has no value because of it. */
export interface FetchFailure {
  readonly error: GraphQLError;
  /** Everything below this path may be missing; `@` stands for any index. */
  readonly covers: ResponsePath;
}

/** What a subgraph's answer may hold as an error; nothing about it is certain. */
export type SubgraphError = Partial<GraphQLFormattedError> | GraphQLError;

/** A path of steps as it stands in a response, `@` for any index. */
export function coveredPath(path: readonly PathStep[]): ResponsePath {
  return path.flatMap((step) => (step.kind === 'key' ? [step.key] : step.kind === 'items' ? ['@'] : []));
}

/** An error that a subgraph reported, placed in the response. */
export function reportedFailure(
  reported: SubgraphError,
  service: string,
  path: ResponsePath,
  covers: ResponsePath,
): FetchFailure {
  const code = reported.extensions?.code ?? 'SUBGRAPH_ERROR';
  const error = new GraphQLError(String(reported.message ?? 'The subgraph reported an error.'), {
    path,
    originalError: reported instanceof Error ? (reported.originalError ?? reported) : null,
    extensions: { ...reported.extensions, code, service },
  });
  return { error, covers };
}

/** A fetch that gave no answer at all. */
export function missingAnswer(
  reason: unknown,
  service: string,
  path: ResponsePath,
  covers: ResponsePath,
): FetchFailure {
  const known = reason instanceof TransportError;
  const message = known ? reason.message : `The subgraph "${service}" could not be asked.`;
  const error = new GraphQLError(message, {
    path,
    originalError: reason instanceof Error ? reason : new Error(String(reason)),
    extensions: {
      ...(known ? reason.details : {}),
      code: known ? reason.code : 'SUBGRAPH_UNREACHABLE',
      service,
    },
  });
  return { error, covers };
}
