import { createHash } from 'node:crypto';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { badInput } from '../../shared/errors.ts';
import { takeTurns } from '../../shared/locks.ts';
import { isStorable } from '../../shared/text.ts';
import type { ExperimentsContext } from '../context.ts';
import { Experiment } from '../entities.ts';
import { validateExperiment } from './validate-experiment.ts';
import type { ExperimentInput, Reason } from './validate-experiment.ts';

export type CreateExperimentOutcome =
  | { readonly kind: 'created' | 'repeated'; readonly experiment: Experiment }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

const maxKeyLength = 200;

/** Drafts an experiment. @throws FORBIDDEN unless admin or manager, BAD_USER_INPUT for a key not of its form. */
export async function createExperiment(
  ctx: ExperimentsContext,
  input: ExperimentInput & { readonly idempotencyKey: string },
): Promise<CreateExperimentOutcome> {
  requireScope(ctx, 'business:manage');
  const { idempotencyKey } = input;
  if (idempotencyKey.trim() === '' || idempotencyKey.length > maxKeyLength || !isStorable(idempotencyKey))
    throw badInput('idempotencyKey', `1 to ${maxKeyLength} characters`, idempotencyKey);
  const validation = validateExperiment(input);
  if (!validation.ok) return { kind: 'rejected', reasons: validation.reasons };
  const { experiment } = validation;
  const requestHash = createHash('sha256').update(JSON.stringify(experiment)).digest('base64url');
  const createdBy = ctx.viewer.subject;
  return inTransaction(ctx, async (tx) => {
    await takeTurns(tx, [`experiment:${experiment.key}`, `idempotency:${createdBy}:${idempotencyKey}`]);
    const earlier = await tx.em.findOne(Experiment, { createdBy, idempotencyKey });
    if (earlier !== null)
      return earlier.requestHash === requestHash
        ? { kind: 'repeated', experiment: earlier }
        : refused('idempotencyKey', 'a new key, got one that was used with other content');
    if ((await tx.em.count(Experiment, { key: experiment.key })) > 0)
      return refused('key', 'a key of its own, got one of another experiment');
    const created = tx.em.create(Experiment, {
      id: tx.newId(),
      ...experiment,
      status: 'DRAFT',
      createdBy,
      idempotencyKey,
      requestHash,
      createdAt: tx.clock(),
      startedAt: null,
      stoppedAt: null,
    });
    return { kind: 'created', experiment: created };
  });
}

function refused(field: string, expected: string): CreateExperimentOutcome {
  return { kind: 'rejected', reasons: [{ field, message: `expected ${expected}` }] };
}
