import { median, percentile } from '../statistics.ts';

/** What was measured of one gateway with one operation. */
export interface Measurement {
  /** CPU time of the gateway's process per request, in milliseconds, one value per round. */
  readonly cpuMsPerRequest: number[];
  /** Time of each request as the client sees it, in milliseconds; empty when no client was involved. */
  readonly durationsMs: number[];
}

/** Two gateways doing the same. */
export interface Comparison {
  readonly title: string;
  readonly apollo: Measurement;
  readonly leadgraph: Measurement;
  /** How many times less CPU Leadgraph shall use at least; undefined when it is shown for information. */
  readonly cpuTarget: number | undefined;
  /** Which part of Apollo's p99 Leadgraph shall take at most; undefined when not measured. */
  readonly p99Target?: number;
}

const COLUMNS = ['', 'CPU ms/request', '(min to max)', 'p50 ms', 'p99 ms'];
const WIDTHS = [34, 16, 18, 9, 9];

/** The result as text for a terminal. */
export function renderReport(comparisons: readonly Comparison[]): string {
  return comparisons.flatMap(renderComparison).join('\n');
}

function renderComparison({ title, apollo, leadgraph, cpuTarget, p99Target }: Comparison): string[] {
  const cpuRatio = median(apollo.cpuMsPerRequest) / median(leadgraph.cpuMsPerRequest);
  const lines = [
    title,
    row(COLUMNS),
    row(['  Apollo Server + Apollo Gateway', ...cells(apollo)]),
    row(['  Leadgraph', ...cells(leadgraph)]),
    verdict(
      `CPU: ${cpuRatio.toFixed(2)}x less`,
      cpuTarget && `at least ${cpuTarget}x`,
      cpuRatio >= (cpuTarget ?? 0),
    ),
  ];
  if (p99Target !== undefined) {
    const p99Ratio = percentile(leadgraph.durationsMs, 0.99) / percentile(apollo.durationsMs, 0.99);
    lines.push(verdict(`p99: ${p99Ratio.toFixed(2)}x`, `at most ${p99Target}x`, p99Ratio <= p99Target));
  }
  return [...lines, ''];
}

function cells({ cpuMsPerRequest, durationsMs }: Measurement): string[] {
  const range = `${Math.min(...cpuMsPerRequest).toFixed(2)} to ${Math.max(...cpuMsPerRequest).toFixed(2)}`;
  const latency = (fraction: number) =>
    durationsMs.length > 0 ? percentile(durationsMs, fraction).toFixed(1) : '-';
  return [median(cpuMsPerRequest).toFixed(3), range, latency(0.5), latency(0.99)];
}

function row(texts: readonly string[]): string {
  return texts
    .map((text, column) =>
      column === 0 ? text.padEnd(WIDTHS[column] as number) : text.padStart(WIDTHS[column] as number),
    )
    .join('');
}

function verdict(measured: string, target: string | undefined | 0, met: boolean): string {
  if (!target) return `  ${measured}`;
  return `  ${measured.padEnd(32)}target: ${target.padEnd(16)}${met ? 'met' : 'NOT MET'}`;
}
