import { GraphQLError } from 'graphql';
import { TransportError } from './errors.ts';
import type { EngineHooks } from './hooks.ts';
import type { FetchFailure } from './plan/failures.ts';

/**
 * Whether a client may read an error's message. By default those that were thrown on purpose: the engine's own, and those
 * of subgraphs that carry an `extensions.code` other than INTERNAL_SERVER_ERROR.
 */
export type ClientMayRead = (error: GraphQLError) => boolean;

export const thrownOnPurpose: ClientMayRead = ({ extensions }) =>
  extensions.code !== undefined &&
  extensions.code !== 'INTERNAL_SERVER_ERROR' &&
  extensions.code !== 'SUBGRAPH_ERROR';

// Servers add these in development; they tell about the inside of a subgraph.
const PRIVATE_EXTENSIONS: ReadonlySet<string> = new Set(['stacktrace', 'exception']);

/** Makes client errors of failures and hands the originals to the hook. */
export function reportFailures(
  failures: readonly FetchFailure[],
  options: {
    readonly mayRead: ClientMayRead;
    readonly hooks: EngineHooks;
    readonly operationName: string | undefined;
    readonly context: unknown;
  },
): GraphQLError[] {
  return failures.map(({ error }) => {
    const readable = error.originalError instanceof TransportError || options.mayRead(error);
    const { operationName, context } = options;
    options.hooks.onFailure?.({ error, masked: !readable, operationName, context });
    return readable ? withoutPrivateParts(error) : masked(error);
  });
}

function withoutPrivateParts(error: GraphQLError): GraphQLError {
  const extensions = Object.fromEntries(
    Object.entries(error.extensions).filter(([name]) => !PRIVATE_EXTENSIONS.has(name)),
  );
  return new GraphQLError(error.message, { path: error.path ?? null, extensions });
}

function masked({ path, extensions }: GraphQLError): GraphQLError {
  const { service } = extensions;
  return new GraphQLError('Something went wrong while this was fetched.', {
    path: path ?? null,
    extensions: {
      code: extensions.code ?? 'INTERNAL_SERVER_ERROR',
      ...(service === undefined ? {} : { service }),
    },
  });
}
