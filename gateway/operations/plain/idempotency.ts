import { LruCache } from '../../engine/lru.ts';

/** An answer and whether a later request of the same key with other content may change it. */
export interface Remembered<Answer> {
  readonly answer: Answer;
  /** Undefined: not to be remembered, because nothing was done under the key. */
  readonly keep: 'replay' | 'replay-and-guard' | undefined;
}

export type Outcome<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Another request of this key is not answered yet. */
  | { readonly kind: 'in-flight' }
  /** The key was used with other content. */
  | { readonly kind: 'other-content' };

interface Earlier<Answer> {
  readonly content: string;
  readonly answer: Answer;
  readonly isGuarded: boolean;
}

/**
 * Answers the requests of one idempotency key one at a time, and again with the first answer. It spares work and knows
 * what is in flight in this process; what was done before it started, or by another gateway, only the graph knows.
 */
export interface Idempotency<Answer> {
  /**
   * @param key unique to the caller
   * @param content stands for the whole request
   * @param work is not run when the answer is known; what it throws is not remembered
   */
  run(key: string, content: string, work: () => Promise<Remembered<Answer>>): Promise<Outcome<Answer>>;
}

/** @param maxKeys how many answered keys are remembered; those not used for longest are forgotten first */
export function createIdempotency<Answer>({ maxKeys = 10_000 } = {}): Idempotency<Answer> {
  const inFlight = new Set<string>();
  const answered = new LruCache<Earlier<Answer>>(maxKeys);

  return {
    async run(key, content, work) {
      if (inFlight.has(key)) return { kind: 'in-flight' };
      const earlier = answered.get(key);
      if (earlier?.content === content) return { kind: 'answered', answer: earlier.answer };
      if (earlier?.isGuarded) return { kind: 'other-content' };
      inFlight.add(key);
      try {
        const { answer, keep } = await work();
        if (keep !== undefined)
          answered.set(key, { content, answer, isGuarded: keep === 'replay-and-guard' });
        return { kind: 'answered', answer };
      } finally {
        inFlight.delete(key);
      }
    },
  };
}
