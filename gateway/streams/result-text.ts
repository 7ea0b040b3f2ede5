import type { ExecutionResult } from 'graphql';
import { formatWithoutHint } from '../http/errors.ts';

/** A result as JSON, as it goes over the wire on every transport. */
export function resultText({ errors, ...rest }: ExecutionResult): string {
  return JSON.stringify(errors === undefined ? rest : { ...rest, errors: errors.map(formatWithoutHint) });
}
