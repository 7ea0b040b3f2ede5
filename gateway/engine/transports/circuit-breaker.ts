export interface CircuitBreakerOptions {
  /** How many failures in a row open the circuit. */
  readonly failures: number;
  /** How long it stays open, in milliseconds; then one request is let through to try. */
  readonly openMs: number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** Stops asking a server that has failed several times in a row. */
export interface CircuitBreaker {
  /** Milliseconds until the next try when the circuit is open, else 0: then the caller may ask and reports how it went. */
  admit(): number;
  succeed(): void;
  fail(): void;
  /** The admitted request neither worked nor failed: its client went away. */
  abandon(): void;
}

/** See `CircuitBreaker`. Closed at first. */
export function createCircuitBreaker({ failures, openMs, now }: CircuitBreakerOptions): CircuitBreaker {
  let failuresInARow = 0;
  let openUntil = 0;
  let trying = false;

  return {
    admit() {
      if (failuresInARow < failures) return 0;
      const wait = openUntil - now();
      if (wait > 0) return wait;
      if (trying) return openMs;
      trying = true;
      return 0;
    },
    succeed() {
      failuresInARow = 0;
      trying = false;
    },
    fail() {
      failuresInARow++;
      trying = false;
      if (failuresInARow >= failures) openUntil = now() + openMs;
    },
    abandon() {
      trying = false;
    },
  };
}
