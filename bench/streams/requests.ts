import type { CommonRequests } from '../answer-parent.ts';

/** What the benchmark asks of a process that serves the sales of the book shop to many clients. */
export interface ServerRequests extends CommonRequests {
  /** Starts serving; resolves when ready. */
  start: { parameters: { supergraphSdl: string; clients: number }; result: StartedServer };
  /** Sells as many books more. The first ever sold is number 1. */
  sell: { parameters: { count: number }; result: Record<string, never> };
}

export interface StartedServer {
  readonly port: number;
  /** The `authorization` of each client; one for all where there is only one. Empty where none is asked for. */
  readonly authorizations: readonly string[];
}

/** What it asks of the process in which the clients are. A group of clients listens to one server. */
export interface ClientRequests extends CommonRequests {
  /** Connects a group, each client with a subscription; resolves when every client has asked for it. */
  connect: {
    parameters: { group: string; server: StartedServer; clients: number; query: string };
    result: Record<string, never>;
  };
  /** How many clients of a group have got an event. */
  heard: { parameters: { group: string }; result: { clients: number } };
  /** Resolves when every client of the group has the events with the numbers `from` to `until`. */
  receive: { parameters: { group: string; from: number; until: number }; result: Received };
}

export interface Received {
  /** From the request, in milliseconds. */
  readonly durationMs: number;
  /** The payloads of these events, in order: every client got the same bytes. */
  readonly payloads: readonly string[];
}
