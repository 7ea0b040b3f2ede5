import { deepStrictEqual } from 'node:assert';
import { cpus } from 'node:os';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { forkChild } from '../fork-child.ts';
import type { Child } from '../fork-child.ts';
import { bookshop, operations } from './bookshop.ts';
import type { OperationName } from './bookshop.ts';
import type { Requests } from './child.ts';
import { createLoadGenerator } from './load.ts';
import type { LoadGenerator } from './load.ts';
import { readBenchOptions } from './options.ts';
import type { BenchOptions } from './options.ts';
import { renderReport } from './report.ts';
import type { Comparison, Measurement } from './report.ts';

interface Contestant {
  readonly process: Child<Requests>;
  readonly load: LoadGenerator;
}

type ContestantName = 'apollo' | 'leadgraph';

type Contestants = Readonly<Record<ContestantName, Contestant>>;

const NAMES: readonly ContestantName[] = ['apollo', 'leadgraph'];
const OPERATIONS = Object.keys(operations) as OperationName[];
const CPU_TARGETS: Partial<Record<OperationName, number>> = { nested: 5, list: 9 };
const P99_TARGET = 0.2;
const IN_PROCESS_TARGET = 10;
const WARM_UP_REQUESTS = 1000;

/** Compares the gateway with Apollo's on the same subgraphs, and prints the result. */
export async function run(args: readonly string[]): Promise<void> {
  const options = readBenchOptions(args);
  await using subgraphs = startProcess('subgraphs');
  const { ports } = await subgraphs.ask('start', { supergraphSdl: '' });
  const supergraphSdl = compose(ports);
  await using apollo = startProcess('apollo', options.profileDirectory);
  await using leadgraph = startProcess('leadgraph', options.profileDirectory);
  const contestants = {
    apollo: await enter(apollo, supergraphSdl),
    leadgraph: await enter(leadgraph, supergraphSdl),
  };
  console.log(`${cpus().length} cores, Node ${process.version}; ${options.rounds} interleaved rounds of
${options.requests} requests. CPU is that of the gateway's own process, with ${options.concurrency} requests at a time. Latency is that of
${options.requestsPerSecond} requests a second, at the same random moments for both. Leadgraph checks a signed token and keeps metrics,
Apollo does neither.\n`);
  await describeOperations(contestants, subgraphs);
  const overHttp = await compareOverHttp(contestants, options);
  const inProcess = await compareInProcess(contestants, options);
  console.log(renderReport([...overHttp, ...inProcess]));
  for (const name of NAMES) await contestants[name].load.close();
}

function startProcess(name: string, profileDirectory?: string): Child<Requests> {
  return forkChild<Requests>(new URL(`${name}-process.ts`, import.meta.url), profileDirectory);
}

async function enter(child: Child<Requests>, supergraphSdl: string): Promise<Contestant> {
  const { ports, headers } = await child.ask('start', { supergraphSdl });
  return { process: child, load: createLoadGenerator(ports['gateway'] as number, headers) };
}

function compose(ports: Readonly<Record<string, number>>): string {
  const services = Object.entries(bookshop).map(([name, { typeDefs }]) => ({
    name,
    typeDefs: parse(typeDefs),
    url: `http://127.0.0.1:${ports[name]}/graphql`,
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** Before anything is timed: all answers are the same and without errors. */
async function describeOperations(
  { apollo, leadgraph }: Contestants,
  subgraphs: Child<Requests>,
): Promise<void> {
  for (const operation of OPERATIONS) {
    const query = operations[operation];
    const [expected, apolloFetches] = await countFetches(subgraphs, () => apollo.load.once(query));
    const [actual, fetches] = await countFetches(subgraphs, () => leadgraph.load.once(query));
    requireEqual(expected, actual);
    for (const { process } of [apollo, leadgraph]) {
      const { answer } = await process.ask('runInProcess', { query, times: 1 });
      requireEqual(expected, answer);
    }
    const kilobytes = (actual.length / 1000).toFixed(1);
    console.log(
      `${operation}: answer of ${kilobytes} kB, the same from both; ${apolloFetches} fetches by Apollo, ${fetches} by Leadgraph`,
    );
  }
  console.log();
}

async function countFetches<Result>(
  subgraphs: Child<Requests>,
  work: () => Promise<Result>,
): Promise<[Result, number]> {
  const before = await subgraphs.ask('count', {});
  const result = await work();
  const after = await subgraphs.ask('count', {});
  return [result, after.count - before.count];
}

function requireEqual(expected: string, actual: string): void {
  const answer = JSON.parse(expected);
  if (answer.errors) throw new Error(`Expected no errors, got ${JSON.stringify(answer.errors)}`);
  deepStrictEqual(JSON.parse(actual), answer);
}

async function compareOverHttp(contestants: Contestants, options: BenchOptions): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const operation of OPERATIONS) {
    const measured = await measureRounds(options.rounds, WARM_UP_REQUESTS, options.requests, (name, times) =>
      loadOnce(contestants[name], operations[operation], times, options),
    );
    const title = `Over HTTP, ${operation} query`;
    const targets = { cpuTarget: CPU_TARGETS[operation], p99Target: P99_TARGET };
    comparisons.push({ title, ...measured, ...targets });
  }
  return comparisons;
}

async function compareInProcess(contestants: Contestants, options: BenchOptions): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const operation of OPERATIONS) {
    const query = operations[operation];
    const measured = await measureRounds(
      options.rounds,
      WARM_UP_REQUESTS,
      options.requests,
      async (name, times) => {
        const { cpuMs } = await contestants[name].process.ask('runInProcess', { query, times });
        return { cpuMs, durationsMs: [] };
      },
    );
    const title = `Subgraphs in the gateway's process, ${operation} query`;
    comparisons.push({ title, ...measured, cpuTarget: IN_PROCESS_TARGET });
  }
  return comparisons;
}

/** Measures both in turn, round by round, so that a busy moment of the machine meets both. */
async function measureRounds(
  rounds: number,
  warmUpTimes: number,
  times: number,
  measure: (name: ContestantName, times: number) => Promise<{ cpuMs: number; durationsMs: number[] }>,
): Promise<Record<ContestantName, Measurement>> {
  const measured: Record<ContestantName, Measurement> = {
    apollo: { cpuMsPerRequest: [], durationsMs: [] },
    leadgraph: { cpuMsPerRequest: [], durationsMs: [] },
  };
  for (const name of NAMES) await measure(name, warmUpTimes);
  for (let round = 0; round < rounds; round++) {
    for (const name of NAMES) {
      const { cpuMs, durationsMs } = await measure(name, times);
      measured[name].cpuMsPerRequest.push(cpuMs / times);
      measured[name].durationsMs.push(...durationsMs);
    }
  }
  return measured;
}

async function loadOnce(
  { process, load }: Contestant,
  query: string,
  times: number,
  { concurrency, requestsPerSecond }: BenchOptions,
) {
  const before = await process.ask('cpu', {});
  await load.run(query, times, concurrency);
  const after = await process.ask('cpu', {});
  const durationsMs = await load.runAtRate(query, times, requestsPerSecond);
  return { cpuMs: after.cpuMs - before.cpuMs, durationsMs };
}
