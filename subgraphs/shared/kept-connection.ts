import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

/** A connection of its own that is replaced whenever it is lost, until it is closed. */
export interface KeptConnection {
  close(): Promise<void>;
}

const reconnectDelayMs = 250;

/**
 * @param options.prepare called with each new connection before it counts: it makes what lives as long as the connection
 *   does (a LISTEN, a session's lock). What it does must also make up for the time between two connections.
 * @throws when the first connection fails.
 */
export async function keepConnection(options: {
  url: string;
  /** What it is for, in the log. */
  name: string;
  prepare: (client: pg.Client) => Promise<unknown>;
  logger: Logger;
}): Promise<KeptConnection> {
  const { url, name, prepare, logger } = options;
  const closing = new AbortController();
  const { signal } = closing;

  /** @returns the connection, and a promise of its end. */
  async function connect(): Promise<{ client: pg.Client; ended: Promise<unknown> }> {
    // A server that vanished without a word is noticed by the system's keep-alive.
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on('error', (error) => logger.warn({ error: messageOf(error) }, `${name}: connection lost`));
    const ended = new Promise((resolve) => client.once('end', resolve));
    await client.connect();
    try {
      await prepare(client);
    } catch (error) {
      await client.end();
      throw error;
    }
    return { client, ended };
  }

  let connection = await connect();

  async function reconnect(): Promise<void> {
    const lostAt = Date.now();
    let toldReason: string | undefined;
    while (!signal.aborted) {
      await delay(reconnectDelayMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        connection = await connect();
        // Closed while it was being made.
        if (signal.aborted) await connection.client.end();
        else logger.warn({ awayMs: Date.now() - lostAt }, `${name}: connection is back`);
        return;
      } catch (error) {
        const reason = messageOf(error);
        // Once, not at each of four tries a second: a server may be away for hours.
        if (reason !== toldReason)
          logger.warn({ error: reason }, `${name}: connection refused, trying again`);
        toldReason = reason;
      }
    }
  }

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      await connection.ended;
      await reconnect();
    }
  }

  const kept = keep();
  return {
    async close() {
      closing.abort();
      await connection.client.end();
      await kept;
    },
  };
}
