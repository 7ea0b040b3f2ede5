import type { Config } from '../subgraphs/shared/config.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import type { Budgets } from './access/cost/budgets.ts';
import { grantsOf, scopesOf } from './access/scopes.ts';
import { createEngine } from './engine/engine.ts';
import { createWorkerPlanner } from './engine/planner/worker.ts';
import type { Engine, Transports } from './engine/types.ts';
import { createMetrics } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import type { RequestContext } from './server.ts';

/** What has arrived after this long is answered; the rest is null with an error. */
const deadlineMs = 30_000;

/**
 * The engine as the product runs it: fields held against what the caller may see, planning on a thread of its own, failures
 * that clients do not get to read logged whole, everything measured.
 */
export async function openEngine(options: {
  supergraphSdl: string;
  transports: Transports;
  logger: Logger;
  /** How large operations may be, and whether it is production, where only some may ask for the schema. Default: no such limits. */
  config?: Pick<Config, 'environment' | 'sizes' | 'cost'>;
  /** What callers may spend. Default: nobody is refused. */
  budgets?: Budgets;
}): Promise<{ engine: Engine; metrics: Metrics }> {
  const { supergraphSdl, transports, logger, config, budgets } = options;
  const metrics = createMetrics();
  budgets?.onRefused((code, { role }) => metrics.onCostRefused(code, role));
  const engine = await createEngine({
    supergraphSdl,
    transports,
    planner: createWorkerPlanner,
    access: (context) => grantsOf((context as RequestContext).viewer),
    deadlineMs,
    ...config?.sizes,
    ...(config?.environment === 'production' && { mayIntrospect }),
    cost: {
      ...(config && { listSize: config.cost.listSize }),
      ...(budgets && {
        admit: ({ estimated, context }) => budgets.admit((context as RequestContext).viewer, estimated),
      }),
    },
    hooks: {
      ...metrics.hooks,
      onFailure(failure) {
        metrics.hooks.onFailure(failure);
        if (!failure.masked) return;
        const { message, path, extensions, originalError } = failure.error;
        const stack = originalError?.stack;
        logger.error({ operation: failure.operationName, path, extensions, message, stack }, 'fetch failed');
      },
    },
  });
  return { engine, metrics };
}

function mayIntrospect(context: unknown): boolean {
  return scopesOf((context as RequestContext).viewer).has('graph:introspect');
}
