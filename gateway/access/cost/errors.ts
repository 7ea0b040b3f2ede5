import { GraphQLError } from 'graphql';
import type { BudgetSize } from '../../../subgraphs/shared/limit-settings.ts';

/** Every code with which a request is refused for what it costs. */
export const costErrorCodes = {
  COST_BUDGET_EXCEEDED:
    'The caller has too little of its budget left; the same request may run after `retryAfterSeconds`.',
  COST_LIMIT_EXCEEDED: 'The operation may cost more than the caller can ever spend at once: ask for less.',
} as const;

/** @param available what the caller has left; below 0 where it owes */
export function costBudgetExceeded(estimated: number, available: number, size: BudgetSize): GraphQLError {
  const { capacity, refillPerSecond } = size;
  const retryAfterSeconds = Math.max(1, Math.ceil((estimated - available) / refillPerSecond));
  const whole = Math.floor(available);
  return new GraphQLError(
    `Expected a cost of at most the ${whole} that are left of the budget, got an estimate of ${estimated}. Try again in ${retryAfterSeconds} s.`,
    {
      extensions: {
        code: 'COST_BUDGET_EXCEEDED',
        estimated,
        available: whole,
        capacity,
        refillPerSecond,
        retryAfterSeconds,
        http: { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } },
      },
    },
  );
}

export function costLimitExceeded(
  estimated: number,
  { capacity, refillPerSecond }: BudgetSize,
): GraphQLError {
  return new GraphQLError(
    `Expected an estimated cost of at most ${capacity}, got ${estimated}. Ask for fewer items or fields at once.`,
    {
      extensions: {
        code: 'COST_LIMIT_EXCEEDED',
        estimated,
        capacity,
        refillPerSecond,
        http: { status: 400 },
      },
    },
  );
}
