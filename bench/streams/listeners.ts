import { randomUUID } from 'node:crypto';
import { connectRaw } from './raw-client.ts';
import type { RawClient } from './raw-client.ts';
import type { Received, StartedServer } from './requests.ts';

interface Wait {
  readonly from: number;
  readonly until: number;
  readonly startedAt: number;
  readonly reply: PromiseWithResolvers<Received>;
}

/** Connections are opened so many at a time. */
const CONNECT_AT_ONCE = 50;

/**
 * Many clients of one server, each with a connection and a subscription. They check that everybody gets every event once,
 * in order and byte for byte the same. How an event reads is looked at once.
 */
export class Listeners {
  readonly #clients: RawClient[] = [];
  /** The payload of each event, as the first client got it, by its number. */
  readonly #payloads = new Map<number, Buffer>();
  /** How many clients have each event, by its number. */
  readonly #receipts = new Map<number, number>();
  #heard = 0;
  /** The latest event that every client has. */
  #complete = 0;
  #failure: Error | undefined;
  #wait: Wait | undefined;

  /** How many clients have got an event. */
  get heard(): number {
    return this.#heard;
  }

  /** Resolves when all are connected and have asked for the subscription. */
  async connect(server: StartedServer, count: number, query: string): Promise<void> {
    for (let opened = 0; opened < count; opened += CONNECT_AT_ONCE) {
      const some = Array.from({ length: Math.min(CONNECT_AT_ONCE, count - opened) }, (_, index) =>
        this.#open(server, opened + index, query),
      );
      this.#clients.push(...(await Promise.all(some)));
    }
  }

  /** Resolves when every client has the events with the numbers `from` to `until`. */
  receive(from: number, until: number): Promise<Received> {
    const reply = Promise.withResolvers<Received>();
    this.#wait = { from, until, startedAt: performance.now(), reply };
    this.#look();
    return reply.promise;
  }

  async #open({ port, authorizations }: StartedServer, index: number, query: string): Promise<RawClient> {
    const acknowledged = Promise.withResolvers<void>();
    const id = randomUUID();
    const head = Buffer.from(`{"id":"${id}","type":"next","payload":`);
    let next: number | undefined;
    const client = await connectRaw(port, {
      text: (bytes, start, end) => {
        if (end - start > head.length && head.compare(bytes, start, start + head.length) === 0) {
          next ??= this.#hear(bytes.toString('utf8', start, end));
          return this.#take(next++, bytes, start + head.length, end);
        }
        const text = bytes.toString('utf8', start, end);
        if (text.includes('"connection_ack"')) return acknowledged.resolve();
        this.#fail(`Expected an event, got ${text}`);
      },
      closed: (reason) => {
        acknowledged.reject(new Error(reason));
        this.#fail(reason);
      },
    });
    const authorization = authorizations[index % authorizations.length];
    client.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
    await acknowledged.promise;
    client.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
    return client;
  }

  /** @returns the number of a client's first event. */
  #hear(message: string): number {
    this.#heard++;
    return numberOf(JSON.parse(message).payload);
  }

  #take(number: number, bytes: Buffer, start: number, end: number): void {
    const known = this.#payloads.get(number);
    if (known === undefined) {
      const payload = Buffer.from(bytes.subarray(start, end - 1));
      if (numberOf(JSON.parse(String(payload))) !== number) {
        return this.#fail(`Expected event ${number}, got ${payload}`);
      }
      this.#payloads.set(number, payload);
    } else if (known.compare(bytes, start, end - 1) !== 0) {
      return this.#fail(`Expected ${known}, got ${bytes.toString('utf8', start, end)}`);
    }
    const receipts = (this.#receipts.get(number) ?? 0) + 1;
    this.#receipts.set(number, receipts);
    if (receipts < this.#clients.length) return;
    this.#complete = number;
    this.#look();
  }

  #look(): void {
    const wait = this.#wait;
    if (wait === undefined) return;
    if (this.#failure) return wait.reply.reject(this.#failure);
    if (this.#complete < wait.until) return;
    const durationMs = performance.now() - wait.startedAt;
    this.#wait = undefined;
    const payloads: string[] = [];
    for (let number = wait.from; number <= wait.until; number++)
      payloads.push(String(this.#payloads.get(number)));
    this.#payloads.clear();
    this.#receipts.clear();
    wait.reply.resolve({ durationMs, payloads });
  }

  #fail(reason: string): void {
    this.#failure ??= new Error(reason);
    this.#look();
  }
}

function numberOf({
  data,
  errors,
}: {
  data?: { bookSold: { number: number } } | null;
  errors?: unknown;
}): number {
  if (data == null || errors !== undefined)
    throw new Error(`Expected no errors, got ${JSON.stringify(errors)}`);
  return data.bookSold.number;
}
