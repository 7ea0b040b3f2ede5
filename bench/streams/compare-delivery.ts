import { deepStrictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { forkChild } from '../fork-child.ts';
import type { Child } from '../fork-child.ts';
import type { Requests as SubgraphRequests } from '../gateway/child.ts';
import { renderDelivery } from './delivery-report.ts';
import type { Delivery } from './delivery-report.ts';
import type { StreamsOptions } from './options.ts';
import type { ClientRequests, Received, ServerRequests } from './requests.ts';
import { composeSales, query } from './sales.ts';

/** Who is compared, and how many books each sells in a round: the slow ones fewer, so that nobody waits long. */
const contestants = {
  plain: { script: 'plain-process.ts', sales: 2, callers: () => 1 },
  perClient: { script: 'leadgraph-process.ts', sales: 8, callers: (clients: number) => clients },
  shared: { script: 'leadgraph-process.ts', sales: 400, callers: () => 1 },
} as const;

export type ContestantName = keyof typeof contestants;
const names = Object.keys(contestants) as ContestantName[];

/** How long clients may take to hear of a sale before there is another, and how often that is looked at. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 50;
/** Until here books are sold to find out whether everybody listens; the comparison begins behind. */
const FIRST_SALES = 4;
/** How many answers are compared. */
const COMPARED_SALES = 2;

/** Tells many clients of one operation by each server in turn. @returns the result as text for a terminal */
export async function compareDelivery(options: StreamsOptions): Promise<string> {
  await using processes = new AsyncDisposableStack();
  const start = <Requests extends SubgraphRequests | ServerRequests | ClientRequests>(
    script: string,
    profile?: string,
  ): Child<Requests> => processes.use(forkChild<Requests>(new URL(script, import.meta.url), profile));
  const subgraphs = start<SubgraphRequests>('../gateway/subgraphs-process.ts');
  const { ports } = await subgraphs.ask('start', { supergraphSdl: '' });
  const supergraphSdl = composeSales(ports);
  const clients = start<ClientRequests>('clients-process.ts');
  const enter = async (name: ContestantName): Promise<Contestant> => {
    const server = start<ServerRequests>(contestants[name].script, options.profileDirectory);
    const contestant = new Contestant(name, server, clients, options.clients);
    await contestant.enter(supergraphSdl);
    return contestant;
  };
  const entered = {
    plain: await enter('plain'),
    perClient: await enter('perClient'),
    shared: await enter('shared'),
  };
  const bytes = await requireSameAnswers(entered);
  const rounds: Record<ContestantName, Delivery[]> = { plain: [], perClient: [], shared: [] };
  // The first round warms up.
  for (let round = 0; round <= options.rounds; round++) {
    for (const name of names) {
      const delivery = await entered[name].measure(contestants[name].sales);
      if (round > 0) rounds[name].push(delivery);
    }
  }
  return renderDelivery(rounds, { clients: options.clients, bytes });
}

/** A server and its clients. */
class Contestant {
  readonly #name: ContestantName;
  readonly #server: Child<ServerRequests>;
  readonly #clients: Child<ClientRequests>;
  readonly #count: number;
  #sold = 0;

  constructor(
    name: ContestantName,
    server: Child<ServerRequests>,
    clients: Child<ClientRequests>,
    count: number,
  ) {
    this.#name = name;
    this.#server = server;
    this.#clients = clients;
    this.#count = count;
  }

  /** Resolves when every client listens. All contestants have sold as many books then. */
  async enter(supergraphSdl: string): Promise<void> {
    const callers = contestants[this.#name].callers(this.#count);
    const server = await this.#server.ask('start', { supergraphSdl, clients: callers });
    const group = { group: this.#name, server, clients: this.#count, query };
    await this.#clients.ask('connect', group);
    // A subscription is not acknowledged: who has heard of a sale listens.
    while (!(await this.#isHeard())) await this.#sell(1);
    await this.deliver(FIRST_SALES - this.#sold);
  }

  /** Sells books. Resolves when every client has heard of each. */
  async deliver(count: number): Promise<Received> {
    const range = { from: this.#sold + 1, until: this.#sold + count };
    const received = this.#clients.ask('receive', { group: this.#name, ...range });
    await this.#sell(count);
    return received;
  }

  async measure(sales: number): Promise<Delivery> {
    const before = await this.#cpuMs();
    const { durationMs } = await this.deliver(sales);
    const after = await this.#cpuMs();
    return {
      deliveries: sales * this.#count,
      durationMs,
      serverCpuMs: after.server - before.server,
      clientCpuMs: after.clients - before.clients,
    };
  }

  async #sell(count: number): Promise<void> {
    this.#sold += count;
    await this.#server.ask('sell', { count });
  }

  async #isHeard(): Promise<boolean> {
    if (this.#sold >= FIRST_SALES - 1) throw new Error(`Not every client of ${this.#name} heard of a sale`);
    for (let waitedMs = 0; this.#sold > 0 && waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
      const { clients } = await this.#clients.ask('heard', { group: this.#name });
      if (clients === this.#count) return true;
      await delay(LOOK_MS);
    }
    return false;
  }

  async #cpuMs(): Promise<{ server: number; clients: number }> {
    const server = await this.#server.ask('cpu', {});
    const clients = await this.#clients.ask('cpu', {});
    return { server: server.cpuMs, clients: clients.cpuMs };
  }
}

/** Before anything is timed: all servers tell all their clients the same. @returns the length of an event */
async function requireSameAnswers(entered: Readonly<Record<ContestantName, Contestant>>): Promise<number> {
  const tell = async (name: ContestantName): Promise<readonly string[]> =>
    (await entered[name].deliver(COMPARED_SALES)).payloads;
  const parsed = (payloads: readonly string[]): unknown[] => payloads.map((payload) => JSON.parse(payload));
  const expected = await tell('plain');
  deepStrictEqual(parsed(await tell('perClient')), parsed(expected));
  deepStrictEqual(parsed(await tell('shared')), parsed(expected));
  return Buffer.byteLength(expected[0] ?? '');
}
