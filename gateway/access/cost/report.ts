import type { IncomingHttpHeaders } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { costOf } from '../../engine/cost/operation-costs.ts';
import type { OperationCost } from '../../engine/cost/operation-costs.ts';
import type { GraphQLParams } from '../../http/read-params.ts';

/** `graphql-cost: report` asks for `extensions.cost`; so does `"extensions": { "cost": "report" }` beside the query. */
export const COST_HEADER = 'graphql-cost';
const REPORT = 'report';

export function asksForCost(
  params: Pick<GraphQLParams, 'extensions'>,
  headers?: IncomingHttpHeaders,
): boolean {
  return params.extensions?.['cost'] === REPORT || headers?.[COST_HEADER] === REPORT;
}

/** The result with what it did cost in `extensions.cost`; the same where that is not known, as of one that was refused. */
export function withCost(result: ExecutionResult): ExecutionResult {
  const cost = costOf(result);
  return cost === undefined ? result : { ...result, extensions: { ...result.extensions, cost } };
}

/** The same for a result that was written as JSON already and has no extensions. */
export function textWithCost(text: string, cost: OperationCost): string {
  return `${text.slice(0, -1)},"extensions":${JSON.stringify({ cost })}}`;
}
