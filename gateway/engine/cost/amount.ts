/** Variables of a request, coerced. */
export type Variables = Readonly<Record<string, unknown>>;

/** A cost or a number of items: fixed, or found from the variables of each request. */
export type Amount = number | ((variables: Variables) => number);

export function valueOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

/** The sum. What is fixed is added up now. */
export function sum(amounts: readonly Amount[]): Amount {
  let fixed = 0;
  const others: ((variables: Variables) => number)[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') fixed += amount;
    else others.push(amount);
  }
  const [only] = others;
  if (only === undefined) return fixed;
  if (others.length === 1) return fixed === 0 ? only : (variables) => fixed + only(variables);
  return (variables) => {
    let total = fixed;
    for (const other of others) total += other(variables);
    return total;
  };
}

export function product(left: Amount, right: Amount): Amount {
  if (left === 1) return right;
  if (right === 1) return left;
  if (left === 0 || right === 0) return 0;
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  return (variables) => {
    const times = valueOf(left, variables);
    // Lists in lists in lists may come to infinity, and none of them to nothing.
    return times === 0 ? 0 : times * valueOf(right, variables);
  };
}

/** The largest, and 0 when there is none. */
export function largest(amounts: readonly Amount[]): Amount {
  let fixed = 0;
  const others: ((variables: Variables) => number)[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') fixed = Math.max(fixed, amount);
    else others.push(amount);
  }
  if (others.length === 0) return fixed;
  return (variables) => {
    let most = fixed;
    for (const other of others) most = Math.max(most, other(variables));
    return most;
  };
}
