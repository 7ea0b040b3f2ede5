import { LockMode } from '@mikro-orm/core';
import { isId } from '../../shared/connection.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { GraphError } from '../../shared/errors.ts';
import type { EnrichmentContext } from '../context.ts';
import { Enrichment } from '../entities.ts';
import { addEnrichJob } from './enrich-lead.ts';

export interface ReenrichmentResult {
  readonly kind: 'queued' | 'erased';
  readonly leadId: string;
}

/** Queues a new look at a lead. @throws NOT_FOUND for a lead that has not come here, or is not the viewer's to see. */
export async function reenrichLead(
  ctx: EnrichmentContext,
  input: { leadId: string },
): Promise<ReenrichmentResult> {
  requireScope(ctx, 'assignments:write');
  const isVisible = await ctx.rows.sees(input.leadId);
  return inTransaction(ctx, async (tx) => {
    const enrichment =
      isVisible && isId(input.leadId)
        ? await tx.em.findOne(Enrichment, { leadId: input.leadId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
        : null;
    if (enrichment === null) {
      throw new GraphError('NOT_FOUND', `There is no lead ${input.leadId}.`, { id: input.leadId });
    }
    const { leadId } = enrichment;
    if ((await tx.vault.open(enrichment.sealedContact)) === null) return { kind: 'erased', leadId };
    enrichment.status = 'PENDING';
    await addEnrichJob(tx, { leadId, attempt: 1 });
    return { kind: 'queued', leadId };
  });
}
