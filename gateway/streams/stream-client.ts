import { GraphQLError } from 'graphql';
import type { ClientLimits, Places } from './client-limits.ts';
import type { CloseReason } from './closing.ts';
import type { StreamEvent } from './event-history.ts';
import type { StreamHub, StreamRequest } from './stream-hub.ts';
import { StreamSubscription } from './stream-subscription.ts';

/** What the gateway knows of a caller, taken from `EngineRequest.context`. */
export interface StreamIdentity {
  /** Whose connections and subscriptions are counted together. */
  readonly client: string;
  /** Callers with the same text may see the same: they share their streams. */
  readonly access: string;
  /** When the right to listen ends, in milliseconds since 1970; undefined for never. */
  readonly expiresAt: number | undefined;
}

/** The way to one client: a WebSocket, or the response to a request. */
export interface Outlet {
  /** Bytes that were sent and that the network has not taken yet. */
  readonly bufferedBytes: number;
  /** Resolves when the network has taken what waited, or the client is gone. */
  drained(): Promise<void>;
  /** Tells the client why, and ends. */
  close(reason: CloseReason): void;
}

/** How one subscription's messages are written to its outlet. */
export interface SubscriptionWriter {
  /** The stream has begun: what follows are its events, those behind `cursor` where the stream says so. */
  opened?(cursor: string | undefined): void;
  next(event: StreamEvent): void;
  complete(): void;
}

export interface StreamSettings {
  /** A client with more bytes waiting is told and dropped. Default 1 MiB. */
  readonly maxBufferedBytes: number;
  /** A client that takes nothing for this long while something waits is dropped, too. Default 15 000. */
  readonly maxStallMs: number;
  /** How long a stream whose subgraph is lost is tried to be resumed. Default 60 000. */
  readonly resumeWithinMs: number;
  /** How often an event stream shows a sign of life. Default 12 000. */
  readonly keepAliveMs: number;
  /** The same for Apollo's multipart. Default 5 000. */
  readonly multipartHeartbeatMs: number;
  /** How long one connection may last. Default 12 hours. */
  readonly maxLifetimeMs: number;
  /** Connections of one client at the same time. Default 1000. */
  readonly maxConnections: number;
  /** Subscriptions of one client at the same time, over all its connections. Default 2000. */
  readonly maxSubscriptions: number;
}

export const DEFAULT_STREAM_SETTINGS: StreamSettings = {
  maxBufferedBytes: 1024 * 1024,
  maxStallMs: 15_000,
  resumeWithinMs: 60_000,
  keepAliveMs: 12_000,
  multipartHeartbeatMs: 5_000,
  maxLifetimeMs: 12 * 3600 * 1_000,
  maxConnections: 1_000,
  maxSubscriptions: 2_000,
};

export interface StreamClientOptions<Context> {
  readonly outlet: Outlet;
  readonly context: Context;
  readonly identify: (context: Context) => StreamIdentity;
  readonly hub: StreamHub;
  readonly limits: ClientLimits;
  readonly settings: StreamSettings;
  /**
   * The context as it is now: the same object as long as the caller may do the same, undefined when it may do nothing any
   * more. Default: it stays as it is.
   */
  readonly current?: ((context: Context) => Context | undefined) | undefined;
  /** What subscriptions and their events cost. Default: nothing. */
  readonly costs?: StreamCosts<Context> | undefined;
  /** Told once when the connection is no more. */
  readonly onGone: () => void;
}

/** `setTimeout` fires at once for more than this. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** An operation without the caller, whom the client stands for. */
export type StreamOperation = Omit<StreamRequest, 'context' | 'signal'> & {
  /** Whether each event says what it did cost. */
  readonly reportsCost?: boolean;
};

/** Who pays for streams. */
export interface StreamCosts<Context> {
  /** Asked before a subscription is opened. Rejects with the GraphQLError that refuses it. */
  admit(context: Context, operation: StreamOperation): Promise<void>;
  /** Told what each event did cost before it is told. @returns why it is not to be told */
  charge(context: Context, cost: number): GraphQLError | undefined;
}

/**
 * One connection of a caller and the subscriptions on it. Watches over what the caller may do: nothing is delivered
 * behind the end of its token, and a caller that does not read is dropped before much is kept for it.
 */
export class StreamClient<Context> {
  readonly #options: StreamClientOptions<Context>;
  readonly #places: Places;
  readonly #open = new Set<StreamSubscription>();
  readonly #lifetime: NodeJS.Timeout;
  #context: Context;
  #identity: StreamIdentity;
  #expiry: NodeJS.Timeout | undefined;
  #closed = false;

  /** @throws GraphQLError TOO_MANY_CONNECTIONS */
  constructor(options: StreamClientOptions<Context>) {
    const { context, identify, limits, settings } = options;
    this.#options = options;
    this.#context = context;
    this.#identity = identify(context);
    this.#places = limits.connect(this.#identity.client);
    this.#lifetime = setTimeout(
      () => this.close('LIFETIME_EXCEEDED'),
      Math.min(settings.maxLifetimeMs, MAX_TIMER_MS),
    );
    this.#watchExpiry();
  }

  get context(): Context {
    return this.#context;
  }

  /** Whether it was closed, be it that the client has not seen that yet. */
  get isClosed(): boolean {
    return this.#closed;
  }

  get identity(): StreamIdentity {
    return this.#identity;
  }

  /**
   * Opens a subscription. Resolves to what leaves it, or to the errors with which it is refused, in which case the writer
   * was never called. Rejects with TOO_MANY_SUBSCRIPTIONS, or where it would cost too much.
   */
  async subscribe(
    operation: StreamOperation,
    writer: SubscriptionWriter,
  ): Promise<{ leave: () => void } | { errors: readonly GraphQLError[] }> {
    const release = this.#places.subscribe();
    const { hub, outlet, costs } = this.#options;
    try {
      if (costs) await costs.admit(this.#context, operation);
    } catch (error) {
      release();
      throw error;
    }
    const subscription = new StreamSubscription({
      operation,
      writer,
      hub,
      outlet,
      mayHear: () => this.#mayHear(),
      charge: (cost) => costs?.charge(this.#context, cost),
      onStalled: () => this.close('SLOW_CLIENT'),
      onEnd: () => {
        this.#open.delete(subscription);
        release();
      },
    });
    this.#open.add(subscription);
    subscription.listen(this.#context, this.#identity.access);
    // What it missed may have been too much at once.
    if (this.#closed) subscription.leave();
    const errors = await subscription.settled();
    if (errors === undefined) return { leave: () => subscription.leave() };
    subscription.leave();
    return { errors };
  }

  /**
   * The caller has shown a new token: its time runs on. Where that allows more or less than the one before, subscriptions go on
   * as it allows, behind what was told last.
   *
   * @throws GraphQLError FORBIDDEN when it is another caller's
   */
  renew(context: Context): StreamIdentity {
    if (this.#options.identify(context).client !== this.#identity.client) {
      throw new GraphQLError('Expected a token for the same caller', {
        extensions: { code: 'FORBIDDEN', http: { status: 403 } },
      });
    }
    this.#become(context);
    return this.#identity;
  }

  /** Looks what the caller may do now. @returns whether that has changed */
  refresh(): boolean {
    const { current } = this.#options;
    if (current === undefined || this.#closed) return false;
    const context = current(this.#context);
    if (context === this.#context) return false;
    if (context === undefined) this.close('TOKEN_REVOKED');
    else this.#become(context);
    return true;
  }

  /** Drops the client when more waits for it than is kept. @returns whether it is no longer served */
  dropIfSlow(): boolean {
    const { outlet, settings } = this.#options;
    if (outlet.bufferedBytes > settings.maxBufferedBytes) this.close('SLOW_CLIENT');
    return this.#closed;
  }

  /** Ends every subscription and tells the client why. */
  close(reason: CloseReason): void {
    if (this.#closed) return;
    this.gone();
    this.#options.outlet.close(reason);
  }

  /** The connection is no more: everything is given back. */
  gone(): void {
    this.#closed = true;
    clearTimeout(this.#lifetime);
    clearTimeout(this.#expiry);
    for (const subscription of [...this.#open]) subscription.leave();
    this.#places.leave();
    this.#options.onGone();
  }

  #become(context: Context): void {
    const { access } = this.#identity;
    this.#context = context;
    this.#identity = this.#options.identify(context);
    this.#watchExpiry();
    if (this.#identity.access === access) return;
    for (const subscription of [...this.#open]) {
      subscription.listen(context, this.#identity.access);
      void subscription.settled();
    }
  }

  /** Whether an event may be told that is at hand. */
  #mayHear(): boolean {
    const { expiresAt } = this.#identity;
    if (this.#closed || this.refresh()) return false;
    if (expiresAt !== undefined && Date.now() >= expiresAt) this.close('TOKEN_EXPIRED');
    // Looked at before the event is written: however long one is, it is no backlog.
    return !this.dropIfSlow();
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiry);
    const { expiresAt } = this.#identity;
    if (expiresAt === undefined) return;
    const leftMs = expiresAt - Date.now();
    this.#expiry =
      leftMs > MAX_TIMER_MS
        ? setTimeout(() => this.#watchExpiry(), MAX_TIMER_MS)
        : setTimeout(() => this.close('TOKEN_EXPIRED'), Math.max(0, leftMs));
  }
}
