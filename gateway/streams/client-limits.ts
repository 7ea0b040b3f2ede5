import { GraphQLError } from 'graphql';

/** What one connection holds of its client's share. */
export interface Places {
  /** Takes a place for a subscription; returns what gives it back. @throws GraphQLError TOO_MANY_SUBSCRIPTIONS */
  subscribe(): () => void;
  leave(): void;
}

/** Counts connections and subscriptions by client. */
export interface ClientLimits {
  /** @throws GraphQLError TOO_MANY_CONNECTIONS */
  connect(client: string): Places;
}

interface Count {
  connections: number;
  subscriptions: number;
}

/** See `ClientLimits`. The counts are those of this process. */
export function createClientLimits(limits: {
  readonly maxConnections: number;
  readonly maxSubscriptions: number;
}): ClientLimits {
  const { maxConnections, maxSubscriptions } = limits;
  const counts = new Map<string, Count>();

  function connect(client: string): Places {
    const count = counts.get(client) ?? { connections: 0, subscriptions: 0 };
    if (count.connections >= maxConnections)
      throw tooMany('TOO_MANY_CONNECTIONS', 'connections', maxConnections);
    count.connections++;
    counts.set(client, count);
    return {
      subscribe() {
        if (count.subscriptions >= maxSubscriptions)
          throw tooMany('TOO_MANY_SUBSCRIPTIONS', 'subscriptions', maxSubscriptions);
        count.subscriptions++;
        return once(() => count.subscriptions--);
      },
      leave: once(() => {
        if (--count.connections === 0) counts.delete(client);
      }),
    };
  }

  return { connect };
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}

function tooMany(code: string, what: string, maximum: number): GraphQLError {
  return new GraphQLError(`Expected at most ${maximum} ${what} of one client at the same time`, {
    extensions: { code, maximum, http: { status: 429 } },
  });
}
