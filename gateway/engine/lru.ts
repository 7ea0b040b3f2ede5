/** Told about each look-up and each eviction of a cache. */
export interface CacheObserver {
  hit?(): void;
  miss?(): void;
  evict?(): void;
}

/** A map that holds at most `capacity` entries and drops the one that was not used for longest. */
export class LruCache<Value> {
  readonly #capacity: number;
  readonly #observer: CacheObserver;
  readonly #entries = new Map<string, Value>();

  /** `capacity` is at least 1. */
  constructor(capacity: number, observer: CacheObserver = {}) {
    this.#capacity = Math.max(1, capacity);
    this.#observer = observer;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) {
      this.#observer.miss?.();
      return undefined;
    }
    this.#observer.hit?.();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#capacity) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
    this.#observer.evict?.();
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** The cached value, or what `create` makes. Callers that miss at the same time share one call of `create`; when it
   * throws or rejects nothing stays cached. */
  getOrCreate(key: string, create: () => Value): Value {
    const cached = this.get(key);
    if (cached !== undefined) return cached;
    const created = create();
    this.set(key, created);
    if (created instanceof Promise) {
      created.catch(() => {
        if (this.#entries.get(key) === created) this.#entries.delete(key);
      });
    }
    return created;
  }
}
