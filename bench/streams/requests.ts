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

/** What it asks of the process that runs Leadgraph as it is started by everybody: gateway, subgraphs and a database. */
export interface HouseRequests extends CommonRequests {
  /** Resolves when the sample business is loaded. */
  open: { parameters: Record<string, never>; result: House };
}

export interface House {
  readonly url: string;
  /** Of the installation, for tokens. */
  readonly secret: string;
}

/** What it asks of a server that sends back what it gets. */
export interface EchoRequests extends CommonRequests {
  start: { parameters: Record<string, never>; result: { port: number } };
}

/** What it asks of the process in which the agents are. */
export interface AgentRequests extends CommonRequests {
  /**
   * Fills the house with leads, starts a call with each and listens to its coaching on a connection of its own; connects as
   * many clients to the echo. Resolves when everything listens.
   */
  prepare: { parameters: { house: House; echoPort: number; calls: number }; result: Record<string, never> };
  /** Customers speak at random moments, as many times a second as asked for, on all calls in turn. */
  speak: { parameters: { perSecond: number; seconds: number }; result: Spoken };
}

/** Durations in milliseconds. */
export interface Spoken {
  /** From `addUtterance` sent to its answer. */
  readonly acceptedMs: readonly number[];
  /** From that answer to the suggestion. Negative where the suggestion was first. One per suggestion. */
  readonly sinceAcceptedMs: readonly number[];
  /** From `addUtterance` sent to the suggestion. One per suggestion. */
  readonly sinceSentMs: readonly number[];
  /** There and back between a client and the echo, at the same moments. */
  readonly echoMs: readonly number[];
}
