import type { GraphQLError } from 'graphql';
import { engineError } from '../errors.ts';

export interface VariableLimits {
  /** Values, those within lists and objects included. */
  readonly maxVariableValues: number;
  /** Lists and objects within each other; what stands directly in a variable is at depth 1. */
  readonly maxVariableDepth: number;
}

/** Refuses variables that are larger or deeper than is served. Looks at no more than what is allowed. */
export function refuseLargeVariables(
  variables: Readonly<Record<string, unknown>> | undefined,
  { maxVariableValues, maxVariableDepth }: VariableLimits,
): GraphQLError | undefined {
  if (variables === undefined) return undefined;
  let left = maxVariableValues;

  /** Whether the values within keep to the limits. */
  function fits(within: object, depth: number): boolean {
    if (depth > maxVariableDepth) return false;
    // Keys of what came as JSON are its own; a loop over them makes no list.
    for (const key in within) {
      if (--left < 0) return false;
      const value = (within as Readonly<Record<string, unknown>>)[key];
      if (typeof value === 'object' && value !== null && !fits(value, depth + 1)) return false;
    }
    return true;
  }

  if (fits(variables, 1)) return undefined;
  const [what, details] =
    left < 0
      ? [`${maxVariableValues} values in variables`, { maxVariableValues }]
      : [`${maxVariableDepth} lists and objects within each other in variables`, { maxVariableDepth }];
  return engineError('VARIABLES_TOO_LARGE', `Expected at most ${what}, got more.`, { details });
}
