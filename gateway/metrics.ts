import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CostReport, EngineHooks } from './engine/hooks.ts';
import type { ReloadOutcome } from './watch-supergraph.ts';

export interface Metrics {
  /** What the engine tells goes in here. */
  readonly hooks: Required<Pick<EngineHooks, 'onFetch' | 'onStage' | 'onCache' | 'onFailure' | 'onCost'>>;
  /** Told of each request or event that was refused for what it costs. */
  readonly onCostRefused: (code: string, role: string) => void;
  /** Told what became of a supergraph that was to replace the one that is served. */
  readonly onReload: (outcome: ReloadOutcome) => void;
  /** Everything measured so far, in the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

const namePrefix = 'leadgraph_gateway_';

/** Counts and times what the engine does: fetches by subgraph and outcome, stages of a request, caches, failures. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const fetches = new Histogram({
    name: `${namePrefix}fetch_seconds`,
    help: 'Duration of fetches from subgraphs',
    labelNames: ['service', 'outcome'],
    registers,
  });
  const stages = new Histogram({
    name: `${namePrefix}stage_seconds`,
    help: 'Duration of the stages of a request',
    labelNames: ['stage'],
    registers,
  });
  const caches = new Counter({
    name: `${namePrefix}cache_total`,
    help: 'Uses of the caches of documents and plans',
    labelNames: ['cache', 'event'],
    registers,
  });
  const failures = new Counter({
    name: `${namePrefix}failures_total`,
    help: 'Errors that clients got, by their code',
    labelNames: ['code', 'service'],
    registers,
  });
  const costs = new Histogram({
    name: `${namePrefix}operation_cost`,
    help: 'Cost of operations that ran and of events, as estimated before and as it was',
    labelNames: ['kind', 'figure'],
    buckets: [0, 1, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000],
    registers,
  });
  const costRefusals = new Counter({
    name: `${namePrefix}cost_refused_total`,
    help: 'Operations and events that were refused for their cost, by code and role',
    labelNames: ['code', 'role'],
    registers,
  });
  // Looking up labels takes longer than counting.
  const costOf = (kind: CostReport['kind']) => ({
    estimated: costs.labels({ kind, figure: 'estimated' }),
    actual: costs.labels({ kind, figure: 'actual' }),
  });
  const costsOf = {
    query: costOf('query'),
    mutation: costOf('mutation'),
    subscription: costOf('subscription'),
  };
  const reloads = new Counter({
    name: `${namePrefix}supergraph_reloads_total`,
    help: 'Supergraphs that were to replace the one that is served, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Gauge({
    name: `${namePrefix}supergraph_refused`,
    help: '1 while the supergraph file holds one that cannot be served, so that an older one is',
    registers,
  });
  return {
    onCostRefused: (code, role) => costRefusals.inc({ code, role }),
    onReload(outcome) {
      if (outcome !== 'unchanged') reloads.inc({ outcome });
      refused.set(outcome === 'refused' ? 1 : 0);
    },
    hooks: {
      onFetch: ({ service, outcome, durationMs }) =>
        fetches.observe({ service, outcome }, durationMs / 1_000),
      onStage: (stage, durationMs) => stages.observe({ stage }, durationMs / 1_000),
      onCache: (cache, event) => caches.inc({ cache, event }),
      onCost({ kind, estimated, actual }) {
        costsOf[kind].estimated.observe(estimated);
        costsOf[kind].actual.observe(actual);
      },
      onFailure: ({ error: { extensions } }) =>
        failures.inc({
          code: String(extensions['code'] ?? 'INTERNAL_SERVER_ERROR'),
          service: String(extensions['service'] ?? 'gateway'),
        }),
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
