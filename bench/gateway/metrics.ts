import { Counter, Histogram, Registry } from 'prom-client';
import type { EngineHooks } from '../../gateway/engine/hooks.ts';

/** Hooks that count and time what a production gateway would: fetches by subgraph and outcome, stages, caches. */
export function createMetrics(): EngineHooks {
  const registers = [new Registry()];
  const fetches = new Histogram({
    name: 'fetch_seconds',
    help: 'Duration of fetches from subgraphs',
    labelNames: ['service', 'outcome'],
    registers,
  });
  const stages = new Histogram({
    name: 'stage_seconds',
    help: 'Duration of the stages of a request',
    labelNames: ['stage'],
    registers,
  });
  const caches = new Counter({
    name: 'cache_total',
    help: 'Cache use',
    labelNames: ['cache', 'event'],
    registers,
  });
  return {
    onFetch: ({ service, outcome, durationMs }) => fetches.observe({ service, outcome }, durationMs / 1000),
    onStage: (stage, durationMs) => stages.observe({ stage }, durationMs / 1000),
    onCache: (cache, event) => caches.inc({ cache, event }),
  };
}
