import { median } from '../statistics.ts';
import type { ContestantName } from './compare-delivery.ts';

/** What was measured of one server in one round. */
export interface Delivery {
  /** Events times clients. */
  readonly deliveries: number;
  readonly durationMs: number;
  /** CPU time of the server's process, and of the process in which the clients are. */
  readonly serverCpuMs: number;
  readonly clientCpuMs: number;
}

const titles: Record<ContestantName, string> = {
  plain: 'graphql-ws + executeQueryPlan',
  perClient: 'Leadgraph, hydrated per client',
  shared: 'Leadgraph, hydrated once for all',
};
const TARGETS: Partial<Record<ContestantName, number>> = { plain: 100, perClient: 10 };
const COLUMNS = ['', 'deliveries/s', '(min to max)', 'server CPU us', 'server busy', 'clients busy'];
const WIDTHS = [36, 14, 22, 15, 13, 14];

/** The result as text for a terminal. */
export function renderDelivery(
  rounds: Readonly<Record<ContestantName, readonly Delivery[]>>,
  { clients, bytes }: { clients: number; bytes: number },
): string {
  const names = Object.keys(titles) as ContestantName[];
  const rate = (name: ContestantName): number => median(rounds[name].map(perSecond));
  const lines = [
    `Events of ${bytes} bytes to ${clients} clients in another process, the same from all three; ${rounds.shared.length} interleaved rounds`,
    row(COLUMNS),
    ...names.map((name) => row([`  ${titles[name]}`, ...cells(rounds[name])])),
  ];
  for (const name of names) {
    const target = TARGETS[name];
    if (target === undefined) continue;
    const times = rate('shared') / rate(name);
    const measured = `deliveries: ${times.toFixed(1)}x those of ${titles[name]}`;
    lines.push(
      `  ${measured.padEnd(64)}target: at least ${`${target}x`.padEnd(8)}${times >= target ? 'met' : 'NOT MET'}`,
    );
  }
  return [...lines, ''].join('\n');
}

function perSecond({ deliveries, durationMs }: Delivery): number {
  return (deliveries / durationMs) * 1_000;
}

function cells(measured: readonly Delivery[]): string[] {
  const rates = measured.map(perSecond);
  const share = (cpu: 'serverCpuMs' | 'clientCpuMs'): string =>
    `${Math.round(100 * median(measured.map((each) => each[cpu] / each.durationMs)))} %`;
  return [
    Math.round(median(rates)).toLocaleString('en'),
    `${Math.round(Math.min(...rates)).toLocaleString('en')} to ${Math.round(Math.max(...rates)).toLocaleString('en')}`,
    median(measured.map(({ serverCpuMs, deliveries }) => (serverCpuMs * 1_000) / deliveries)).toFixed(1),
    share('serverCpuMs'),
    share('clientCpuMs'),
  ];
}

function row(texts: readonly string[]): string {
  return texts
    .map((text, column) =>
      column === 0 ? text.padEnd(WIDTHS[column] as number) : text.padStart(WIDTHS[column] as number),
    )
    .join('');
}
