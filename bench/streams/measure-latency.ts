import { forkChild } from '../fork-child.ts';
import { percentile } from '../statistics.ts';
import type { StreamsOptions } from './options.ts';
import type { AgentRequests, EchoRequests, HouseRequests } from './requests.ts';

/** Speaking before anything is timed, so that plans and code are warm. */
const WARM_UP_SECONDS = 5;

/** Measures how soon an agent is coached. @returns the result as text for a terminal */
export async function measureLatency(options: StreamsOptions): Promise<string> {
  const { calls, utterancesPerSecond: perSecond, seconds } = options;
  const script = (name: string): URL => new URL(`${name}-process.ts`, import.meta.url);
  await using house = forkChild<HouseRequests>(script('house'), options.profileDirectory);
  await using echo = forkChild<EchoRequests>(script('echo'));
  await using agents = forkChild<AgentRequests>(script('agents'));
  const { port: echoPort } = await echo.ask('start', {});
  await agents.ask('prepare', { house: await house.ask('open', {}), echoPort, calls });
  await agents.ask('speak', { perSecond, seconds: WARM_UP_SECONDS });
  const before = await house.ask('cpu', {});
  const startedAt = performance.now();
  const spoken = await agents.ask('speak', { perSecond, seconds });
  const after = await house.ask('cpu', {});
  const busy = Math.round((100 * (after.cpuMs - before.cpuMs)) / (performance.now() - startedAt));
  const cpuMs = ((after.cpuMs - before.cpuMs) / spoken.acceptedMs.length).toFixed(1);
  return [
    `${perSecond} utterances a second over ${calls} calls, each with a subscription of its own; ${spoken.acceptedMs.length} utterances, ${spoken.sinceSentMs.length} suggestions`,
    row(['', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms']),
    latency('addUtterance accepted to suggestion', spoken.sinceAcceptedMs),
    latency('addUtterance sent to suggestion', spoken.sinceSentMs),
    latency('addUtterance sent to accepted', spoken.acceptedMs),
    latency('bare WebSocket echo, at the same time', spoken.echoMs),
    `  the process of Leadgraph was ${busy} % busy: ${cpuMs} ms of CPU per utterance, everything included`,
    '',
  ].join('\n');
}

function latency(title: string, durationsMs: readonly number[]): string {
  const values = [0.5, 0.95, 0.99, 1].map((fraction) => percentile(durationsMs, fraction).toFixed(1));
  return row([`  ${title}`, ...values]);
}

function row([title = '', ...values]: readonly string[]): string {
  return `${title.padEnd(42)}${values.map((value) => value.padStart(9)).join('')}`;
}
